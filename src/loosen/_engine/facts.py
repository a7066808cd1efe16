"""Facts as the engine sees them: a key and the interval its value is known to lie in.

Everything a rule can look at becomes a whole number between two bounds, so that "not sure" needs no third truth value
and no missing field: yes is 1..1, no is 0..0, not sure is 0..1, an age of 67 is 67..67 and an unknown age is 0..120.
A test *certainly* holds when the whole interval passes it and *possibly* holds when some of the interval does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Fact(NamedTuple):
    """What is known of one key: its value is a whole number from `low` to `high`, both included."""

    key: str
    low: int
    high: int


Facts = Mapping[str, Fact]
"""Facts by their key. A key that is missing is *not applicable*: every test on it fails."""


def option_key(question: str, option: str) -> str:
    """The key of "this option was chosen" (1) or not (0)."""
    return f"{question}={option}"


def number_key(question: str) -> str:
    """The key of a whole-number answer."""
    return question


def finding_key(finding: str) -> str:
    """The key of a finding: 1 present, 0 absent."""
    return f"finding:{finding}"


def tally_key(tally: str) -> str:
    """The key of a tally: how many of its tests hold."""
    return f"tally:{tally}"
