"""Answers for a plan: why an exercise is in it, why not, and what would put it there."""

from __future__ import annotations

from .chain import why
from .otherwise import why_not
from .reasons import Why, WhyNot

__all__ = ["Why", "WhyNot", "why", "why_not"]
