"""Names that somebody may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(name: str, among: Iterable[str], most: int = 1) -> list[str]:
    """The names that somebody may have meant, the nearest first."""
    return difflib.get_close_matches(name, among, n=most)


def did_you_mean(name: str, among: Iterable[str], otherwise: str = "") -> str:
    """The remedy for a name that is not there: the nearest one, or `otherwise` where none is like it."""
    meant = near(name, among)
    return f"Did you mean '{meant[0]}'?" if meant else otherwise
