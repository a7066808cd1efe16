"""Says the program's messages in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from loosen._library.messages import Text, messages_in
from loosen._model.language import ENGLISH
from loosen._model.messages import COUNT, Piece, pieces_of

_LOWERED = (ENGLISH,)
"""Languages in which the first word of a name loses its capital within a sentence; in German it may be a noun."""
NAMES = "names"
"""The topic that holds one word for each thing."""


class Speech:
    """Says messages in a language, and in English what that language lacks.

    `speech("handout.exercises", count=3)` is the message `exercises` of `knowledge/words/handout.yaml`. What is given
    for a parameter is said as it is, whatever it holds.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = {**messages_in(ENGLISH), **messages_in(language)}
        self._pieces: dict[tuple[str, bool], tuple[Piece, ...]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def __call__(self, key: str, /, **parameters: str | int) -> str:
        """A message. Raises `KeyError` where there is none, or where one of its parameters is not given."""
        return self._said(key, parameters)

    def _said(self, key: str, parameters: Mapping[str, str | int]) -> str:
        single = parameters.get(COUNT) == 1
        pieces = self._pieces.get((key, single))
        if pieces is None:
            pieces = self._pieces[(key, single)] = pieces_of(_chosen(self._texts[key], single=single))
        said = ""
        for words, name, form in pieces:
            said += words if name is None else words + self._told(parameters[name], form)
        return said

    def one_of(self, table: str, member: str, form: str = "", /, **parameters: str | int) -> str:
        """The word for a member of a table of names, such as `names.verdict.chosen`; some tables have several forms."""
        return self._said(f"{NAMES}.{table}.{member}{form and f'.{form}'}", parameters)

    def _told(self, value: str | int, form: str) -> str:
        if not form:
            return str(value)
        if form == ",":
            return f"{value:,}".replace(",", self("amounts.thousands"))
        return format(value, form)

    def inside(self, words: str) -> str:
        """Words that begin with a capital, as they are said within a sentence."""
        return f"{words[:1].lower()}{words[1:]}" if self.language in _LOWERED else words

    def both(self, parts: Iterable[str]) -> str:
        """Parts joined by "and"."""
        return self("amounts.and").join(parts)

    def either(self, parts: Iterable[str]) -> str:
        """Parts joined by "or"."""
        return self("amounts.or").join(parts)


def _chosen(text: Text, *, single: bool) -> str:
    return text if isinstance(text, str) else text["one" if single else "other"]


@lru_cache(maxsize=8)
def speech_of(language: str) -> Speech:
    """The messages in a language; English in one that has none."""
    return Speech(language)


def capital(words: str) -> str:
    """Words as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"
