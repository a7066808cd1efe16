"""What is found in a text."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Reading(IntEnum):
    """What the words around a sign make of it; the highest of all places counts."""

    DENIED = 0
    PERHAPS = 1
    SURE = 2


class Found(NamedTuple):
    """An entry of the lexicon found in a text: how it reads there, and the words as they were written."""

    lexicon: str
    reading: Reading
    words: str


class Heard(NamedTuple):
    """What was made of a text: the entries found, and the share of its words that are known."""

    found: tuple[Found, ...]
    known: float
