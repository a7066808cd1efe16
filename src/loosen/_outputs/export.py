"""A recommendation as something to read or to keep: the handout in a form of `document.Form`, or the record."""

from __future__ import annotations

from loosen._model.plan import Recommendation
from loosen._records.sealing import to_json

from .document import WIDTH, Form, in_form
from .handout import handout, on_a_screen


def export(recommendation: Recommendation, form: Form, *, width: int = WIDTH, brief: bool = False) -> str:
    """The recommendation in one of `document.Form` (`text` wrapped at `width` columns), ending in a line break.

    A `brief` one fits one screen of that width; a record, which is JSON, is always whole.
    """
    if form == "json":
        return to_json(recommendation)
    return in_form(on_a_screen(recommendation, width) if brief else handout(recommendation), form, width)
