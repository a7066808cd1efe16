"""Reads what somebody wrote in their own words for the signs of the lexicon.

A sign makes its finding present, or possible where the words leave doubt (a double "no", an "if"). What is plainly
denied ("no numbness", "fever: no"), told of somebody else, or over and done with counts for nothing, and what is not
there never counts as a "no". So words of one's own can only add a reason for care or a question, never take one away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from loosen._model.audit import HeardRecord, WrittenRecord
from loosen._model.lexicon import Lexicon, Vocabulary

from .found import Found, Heard, Reading

if TYPE_CHECKING:  # the stemmer and the rest are loaded when the first text comes
    from .reader import Reader

_LEAST_KNOWN = 0.4
"""A text of which no language has this share of the words is not understood."""


class Listened(NamedTuple):
    """What was heard in somebody's texts, and which of them were understood."""

    heard: tuple[HeardRecord, ...] = ()
    written: tuple[WrittenRecord, ...] = ()


class Listener:
    """The signs of a lexicon in every language that it has words for."""

    def __init__(self, lexicon: Mapping[str, Lexicon], vocabulary: Mapping[str, Vocabulary]) -> None:
        self._lexicon, self._vocabulary = lexicon, vocabulary

    def listen(self, texts: Mapping[str, str]) -> Listened:
        """What texts, by question, tell of, with the finding that each sign stands for."""
        heard: list[HeardRecord] = []
        written: list[WrittenRecord] = []
        for question, text in texts.items():
            read = self._hear(text)
            written.append(WrittenRecord(question=question, understood=_is_understood(read)))
            heard += (self._record(question, found) for found in _surest(read))
        return Listened(tuple(heard), tuple(written))

    def read(self, text: str) -> tuple[Found, ...]:
        """The entries found in a text, sorted by their ids; those that are plainly denied are left out."""
        return _surest(self._hear(text))

    def understands(self, text: str) -> bool:
        """Whether enough of a text is in words of a language that is read here."""
        return _is_understood(self._hear(text))

    def _record(self, question: str, found: Found) -> HeardRecord:
        return HeardRecord(
            question=question,
            lexicon=found.lexicon,
            finding=self._lexicon[found.lexicon].finding,
            certain=found.reading is Reading.SURE,
            words=found.words,
        )

    def _hear(self, text: str) -> list[Heard]:
        """What each language makes of a text: people mix them, and a sign in either counts."""
        return [reader.hear(text) for reader in self._readers]

    @cached_property
    def _readers(self) -> tuple[Reader, ...]:
        from .reader import Reader

        languages = sorted({language for entry in self._lexicon.values() for language in entry.words})
        return tuple(Reader(language, self._lexicon, self._vocabulary.values()) for language in languages)


def _surest(read: Iterable[Heard]) -> tuple[Found, ...]:
    """The entries found in any language, each as the language reads it that is surest of it."""
    best: dict[str, list[Found]] = {}
    for heard in read:
        for key in {found.lexicon for found in heard.found}:
            places = [found for found in heard.found if found.lexicon == key]
            if key not in best or places[0].reading > best[key][0].reading:
                best[key] = places
    return tuple(found for key in sorted(best) for found in best[key])


def _is_understood(read: Iterable[Heard]) -> bool:
    return any(heard.known >= _LEAST_KNOWN for heard in read)
