"""Reads what somebody wrote in their own words for the warning phrases of the lexicon.

A phrase makes its finding present, or possible where the words leave doubt (a double "no", somebody else, an "if").
Only a plain denial ("no numbness", "fever: no") makes it count for nothing, and what is not there never counts as a
"no". So words of one's own can only add a reason for care or a question, never take one away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from loosen._library import Library
from loosen._model.audit import AnswerRecord, HeardRecord
from loosen._model.lexicon import Lexicon

from .sense import NO, Match, Reading, reading_of
from .text import Break, Text, phrase_words

MOST_BETWEEN = 3
"""How many words `...` in a phrase may stand for at most."""
MOST_QUOTES = 3
"""How many of the places where one entry is found are quoted; the rest would say the same."""
MOST_COMPARED = 20
"""Of how many places the longest are looked for."""


class Found(NamedTuple):
    """An entry of the lexicon found in a text: how it reads there, and the words as they were written."""

    lexicon: str
    reading: Reading
    words: str


class Listener:
    """The phrases of a lexicon, made ready when the first text comes; a text is read in one pass."""

    def __init__(self, lexicon: Mapping[str, Lexicon]) -> None:
        self._lexicon = lexicon

    def heard(self, records: Iterable[AnswerRecord], library: Library) -> tuple[HeardRecord, ...]:
        """What was found in the answers that are texts, with the finding that each is a sign of."""
        return tuple(
            HeardRecord(
                question=record.question,
                lexicon=found.lexicon,
                finding=self._lexicon[found.lexicon].finding,
                certain=found.reading is Reading.SURE,
                words=found.words,
            )
            for record in records
            if record.state == "answered" and library.questions[record.question].takes.own_words
            for found in self.read(str(record.value))
        )

    def read(self, text: str) -> tuple[Found, ...]:
        """The entries found in a text, in the order of the lexicon; those that are plainly denied are left out."""
        sentence = Text(text)
        matches = list(dict.fromkeys(self._matches(sentence)))
        known = {place for match in matches for place in range(match.start, match.end)}
        found: dict[str, dict[Found, None]] = {}
        for match in _that_count(matches):
            places = found.setdefault(match.entry, {})
            if sum(place.reading is Reading.SURE for place in places) < MOST_QUOTES:
                reading = reading_of(sentence, match, known)
                if reading is not Reading.DENIED:
                    places[Found(match.entry, reading, sentence.quote(match.start, match.end))] = None
        return tuple(best for key in sorted(found) for best in _clearest(list(found[key])))

    @cached_property
    def _phrases(self) -> _Node:
        root = _Node()
        for key, entry in self._lexicon.items():
            for counts, phrases in ((True, entry.phrases), (False, entry.unless)):
                for words in (words for phrase in phrases for words in phrase_words(phrase)):
                    node = root
                    for word in words:
                        node = node.step(word)
                    node.ends.append(_End(key, counts, sum(word in NO for word in words)))
        return root

    def _matches(self, text: Text) -> Iterator[Match]:
        for start in range(len(text.words)):
            ends: list[tuple[int, _End]] = []
            _walk(self._phrases, text, start, ends)
            yield from (Match(end.entry, start, after, end.counts, end.denials) for after, end in ends)


class _End(NamedTuple):
    entry: str
    counts: bool
    denials: int


@dataclass(slots=True)
class _Node:
    """What phrases may go on with after some words: whole words, beginnings of words, or a gap."""

    words: dict[str, _Node] = field(default_factory=dict)
    beginnings: dict[str, _Node] = field(default_factory=dict)
    gap: _Node | None = None
    ends: list[_End] = field(default_factory=list)

    def step(self, word: str) -> _Node:
        """The node after one more word of a phrase, made when it is not there yet."""
        if word == "...":
            self.gap = self.gap or _Node()
            return self.gap
        if word.endswith("*"):
            return self.beginnings.setdefault(word[:-1], _Node())
        return self.words.setdefault(word, _Node())

    def after(self, word: str) -> list[_Node]:
        """The nodes to go on from when a text has this word here."""
        whole = self.words.get(word)
        nodes = [node for beginning, node in self.beginnings.items() if word.startswith(beginning)]
        return nodes if whole is None else [whole, *nodes]


def _walk(node: _Node, text: Text, at: int, ends: list[tuple[int, _End]]) -> None:
    """Add to `ends` every phrase that goes on from `node` with the word `at`; only a gap may hold a comma."""
    for following in node.after(text.words[at]):
        after = at + 1
        ends.extend((after, end) for end in following.ends)
        if after < len(text.words) and text.breaks[after] not in (Break.COMMA, Break.STOP):
            _walk(following, text, after, ends)
        if following.gap:
            for going_on in range(after, min(after + MOST_BETWEEN + 1, len(text.words))):
                if text.breaks[going_on] is Break.STOP:
                    break
                _walk(following.gap, text, going_on, ends)


def _that_count(matches: Sequence[Match]) -> Iterator[Match]:
    """The matches that do not lie inside something which only looks alike, such as "hay fever"."""
    alike: dict[str, set[int]] = {}
    for match in matches:
        if not match.counts:
            alike.setdefault(match.entry, set()).update(range(match.start, match.end))
    for match in matches:
        if match.counts and not alike.get(match.entry, set()).issuperset(range(match.start, match.end)):
            yield match


def _clearest(found: list[Found]) -> list[Found]:
    """The surest places of one entry, the longest wording of each."""
    surest = [place for place in found if place.reading is max(place.reading for place in found)][:MOST_COMPARED]
    longest = [q for q in surest if not any(q.words != other.words and q.words in other.words for other in surest)]
    return longest[:MOST_QUOTES]
