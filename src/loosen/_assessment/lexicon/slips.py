"""Slips of the keyboard: a word that nobody knows, and that is all but a word of the lexicon, is read as that word."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5
_LONG = 9
"""From this length on two letters may be wrong; before it one, or two that have changed places."""


def slip_mender(words: Collection[str], known: Callable[[str], bool]) -> Callable[[str], str]:
    """What turns a word into the one of `words` it was meant to be; a word that is `known` stays as it is.

    The first letter has to be right: people seldom miss it, and it keeps "stool" from being read as "tool".
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST:
            by_letter.setdefault(word[0], []).append(word)

    @lru_cache(maxsize=8192)
    def meant(word: str) -> str:
        if len(word) < _SHORTEST or not word.isalpha() or known(word):
            return word
        most = 1 + (len(word) >= _LONG)
        found = process.extractOne(word, by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=most)
        return str(found[0]) if found else word

    return meant
