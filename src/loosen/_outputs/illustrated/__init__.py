"""The illustrated hand-out: a plan or a referral on pages to print, or as one page for a screen, with pictures."""

from __future__ import annotations

from .on_paper import as_pdf
from .on_screen import as_html
from .page import page_of

__all__ = ["as_html", "as_pdf", "page_of"]
