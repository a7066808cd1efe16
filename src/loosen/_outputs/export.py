"""A recommendation as something to read or to keep: the handout in a form of `document.Form`, or the record."""

from __future__ import annotations

from loosen._model.plan import Recommendation
from loosen._records.sealing import to_json

from .document import Form, in_form
from .handout import handout


def export(recommendation: Recommendation, form: Form, *, width: int = 80) -> str:
    """The recommendation in one of `document.Form` (`text` wrapped at `width` columns), ending in a line break."""
    if form == "json":
        return to_json(recommendation)
    return in_form(handout(recommendation), form, width)
