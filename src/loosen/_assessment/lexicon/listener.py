"""Reads what somebody wrote in their own words for the signs of the lexicon.

A sign makes its finding present, or possible where the words leave doubt (a double "no", an "if"). What is plainly
denied ("no numbness", "fever: no"), told of somebody else, or over and done with counts for nothing, and what is not
there never counts as a "no". So words of one's own can only add a reason for care or a question, never take one away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from loosen._model.audit import HeardRecord, WrittenRecord
from loosen._model.lexicon import Lexicon, Vocabulary

from .found import Found, Heard, Reading
from .text import without_accents

if TYPE_CHECKING:  # the stemmer and the rest are loaded when the first text comes
    from .reader import Reader

_SENTENCE = re.compile(r"[^.!?;\n]+")
_FAR_BEHIND = 0.7
"""A sentence is not in a language that has less than this share of the common words that the best one has."""
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
            written.append(WrittenRecord(question=question, understood=read.known >= _LEAST_KNOWN))
            heard += (self._record(question, found) for found in read.found)
        return Listened(tuple(heard), tuple(written))

    def read(self, text: str) -> tuple[Found, ...]:
        """The entries found in a text, sorted by their ids; those that are plainly denied are left out."""
        return self._hear(text).found

    def _record(self, question: str, found: Found) -> HeardRecord:
        return HeardRecord(
            question=question,
            lexicon=found.lexicon,
            finding=self._lexicon[found.lexicon].finding,
            certain=found.reading is Reading.SURE,
            words=found.words,
        )

    def _hear(self, written: str) -> Heard:
        text = without_accents(written)
        within: dict[Reader, list[range]] = {reader: [] for reader in self._readers}
        for sentence in _SENTENCE.finditer(text):
            for reader in self._that_know(sentence.group()):
                within[reader].append(range(*sentence.span()))
        spoken = {reader: parts for reader, parts in within.items() if parts}
        found = [one for reader, parts in spoken.items() for one in reader.find(text, parts)]
        return Heard(_surest(found), max((reader.share_of(text) for reader in spoken), default=0.0))

    def _that_know(self, sentence: str) -> list[Reader]:
        """The languages that a sentence may be in: those that have about as many of its words as any."""
        shares = {reader: reader.share_of_common(sentence) for reader in self._readers}
        return [reader for reader, share in shares.items() if share >= _FAR_BEHIND * max(shares.values())]

    @cached_property
    def _readers(self) -> tuple[Reader, ...]:
        from .reader import Reader

        languages = sorted({language for entry in self._lexicon.values() for language in entry.words})
        return tuple(Reader(language, self._lexicon, self._vocabulary.values()) for language in languages)


def _surest(read: Iterable[Found]) -> tuple[Found, ...]:
    """The entries found, each as it is surest; languages that are both sure are both quoted."""
    by_entry: dict[str, dict[Found, None]] = {}
    for found in read:
        by_entry.setdefault(found.lexicon, {})[found] = None
    return tuple(
        found
        for _, places in sorted(by_entry.items())
        for found in places
        if found.reading is max(place.reading for place in places)
    )
