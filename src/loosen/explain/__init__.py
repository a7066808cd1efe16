"""Answers for a plan: why, why not, and what would change it, told from the audit."""

from __future__ import annotations

from .why import why

__all__ = ["why"]
