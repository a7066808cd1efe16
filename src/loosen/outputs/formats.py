"""Recommendations as something to read: one handout, written as text, Markdown or JSON."""

from __future__ import annotations

from loosen.model.plan import Recommendation
from loosen.records.sealing import written

from .document import in_form
from .handout import handout

FORMATS = ("text", "json", "markdown")


def export(recommendation: Recommendation, form: str, *, width: int = 80) -> str:
    """The recommendation as `text` (wrapped at `width` columns), `markdown` or `json`, ending in a line break."""
    if form == "json":
        return written(recommendation)
    return in_form(handout(recommendation), form, width)
