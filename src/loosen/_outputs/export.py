"""A recommendation as something to read, to print or to keep: in text, as an illustrated hand-out, or the record."""

from __future__ import annotations

from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._records.sealing import to_json

from .document import WIDTH, Form, Illustrated, Paper, in_form
from .handout import handout, on_a_screen
from .illustrated.model import Private


def export(recommendation: Recommendation, form: Form, *, width: int = WIDTH, brief: bool = False) -> str:
    """The recommendation in one of `document.Form` (`text` wrapped at `width` columns), ending in a line break.

    A `brief` one fits one screen of that width; a record, which is JSON, is always whole.
    """
    if form == "json":
        return to_json(recommendation)
    return in_form(on_a_screen(recommendation, width) if brief else handout(recommendation), form, width)


def hand_out(
    recommendation: Recommendation,
    library: Library,
    form: Illustrated,
    *,
    paper: Paper = "a4",
    private: Private | None = None,
) -> bytes:
    """The illustrated hand-out, with what is `private` only as far as that is given; `library` lends the pictures.

    Raises `LoosenError` when the extra for this form is not installed.
    """
    from .illustrated import as_html, as_pdf, page_of

    page = page_of(recommendation, library, private or Private(), "print" if form == "pdf" else "auto")
    return as_pdf(page, paper) if form == "pdf" else as_html(page).encode()
