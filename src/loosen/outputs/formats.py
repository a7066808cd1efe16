"""Recommendations as something to read: one handout, written as text, Markdown or JSON."""

from __future__ import annotations

from loosen.model.plan import Recommendation
from loosen.records.sealing import written

from .document import to_markdown, to_text
from .handout import handout

FORMATS = ("text", "json", "markdown")


def export(recommendation: Recommendation, form: str, *, width: int = 80) -> str:
    """The recommendation as `text` (wrapped at `width` columns), `markdown` or `json`, ending in a line break."""
    if form == "json":
        return written(recommendation)
    blocks = handout(recommendation)
    return to_markdown(blocks) if form == "markdown" else to_text(blocks, width)
