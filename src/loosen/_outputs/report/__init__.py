"""A report of a recommendation that can be filed: one page with its story, its path as a picture, and its record."""

from __future__ import annotations

from .report import report

__all__ = ["report"]
