"""Names that somebody may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(name: str, among: Iterable[str], most: int = 1, least: float = 0.6) -> list[str]:
    """The names that somebody may have meant, the nearest first; `least` says how like they must be (0 to 1)."""
    return difflib.get_close_matches(name, among, n=most, cutoff=least)


def did_you_mean(name: str, among: Iterable[str], otherwise: str = "") -> str:
    """The remedy for a name that is not there: the nearest one, or `otherwise` where none is like it."""
    meant = near(name, among)
    return f"Did you mean '{meant[0]}'?" if meant else otherwise
