"""Words of a language in any of their forms: "numbness" and "numb" are one, and so are "Füße" and "fuesse"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import Stemmer

_NAMES = {"en": "english", "de": "german"}
"""What the stemmers (Snowball) call the languages."""
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_TYPED_OUT = {"de": {"ae": "a", "oe": "o", "ue": "u"}}
"""How people type umlauts on a keyboard that has none."""


def plain(word: str) -> str:
    """A word in small letters without the dots on them, as texts are read."""
    return word if word.isascii() else word.translate(_PLAIN)


def folded(word: str, language: str) -> str:
    """A word as it is compared, however its umlauts were typed."""
    word = plain(word)
    for typed, meant in _TYPED_OUT.get(language, {}).items():
        word = word.replace(typed, meant)
    return word


@lru_cache(maxsize=4)
def stems_in(language: str) -> Callable[[str], str]:
    """The function that gives the stem of a folded word (Snowball); a language without a stemmer has no forms."""
    if language not in _NAMES:
        return lambda word: word
    stem: Callable[[str], str] = Stemmer.Stemmer(_NAMES[language]).stemWord
    return stem
