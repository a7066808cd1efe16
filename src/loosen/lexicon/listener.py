"""Reads what somebody wrote in their own words for the warning phrases of the lexicon.

A phrase makes its finding present, or possible where the words leave doubt (a double "no", somebody else, an "if").
Only a plain denial ("no numbness", "fever: no") makes it count for nothing, and what is not there never counts as a
"no". So words of one's own can only add a reason for care or a question, never take one away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loosen.library import Library
from loosen.model.audit import AnswerRecord, HeardRecord
from loosen.model.lexicon import Lexicon

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
    """The phrases of a lexicon, made ready once; a text is read in one pass."""

    def __init__(self, lexicon: Mapping[str, Lexicon]) -> None:
        self._findings = {key: entry.finding for key, entry in lexicon.items()}
        self._phrases = _Node()
        for key, entry in lexicon.items():
            for phrase in entry.phrases:
                self._add(phrase, key, counts=True)
            for phrase in entry.unless:
                self._add(phrase, key, counts=False)

    def heard(self, records: Iterable[AnswerRecord], library: Library) -> tuple[HeardRecord, ...]:
        """What was found in the answers that are texts, with the finding that each is a sign of."""
        return tuple(
            HeardRecord(
                question=record.question,
                lexicon=found.lexicon,
                finding=self._findings[found.lexicon],
                certain=found.reading is Reading.SURE,
                words=found.words,
            )
            for record in records
            if record.state == "answered" and library.questions[record.question].type == "text"
            for found in self.read(str(record.value))
        )

    def read(self, text: str) -> tuple[Found, ...]:
        """The entries found in a text, in the order of the lexicon; those that are plainly denied are left out."""
        sentence = Text(text)
        matches = list(self._matches(sentence))
        known = {place for match in matches for place in range(match.start, match.end)}
        found: dict[str, list[Found]] = {}
        for match in _that_count(matches):
            reading = reading_of(sentence, match, known)
            if reading is not Reading.DENIED:
                words = sentence.quote(match.start, match.end)
                found.setdefault(match.entry, []).append(Found(match.entry, reading, words))
        return tuple(best for key in sorted(found) for best in _clearest(found[key]))

    def _add(self, phrase: str, entry: str, *, counts: bool) -> None:
        for words in phrase_words(phrase):
            node = self._phrases
            for word in words:
                node = node.step(word)
            node.ends.append(_End(entry, counts, sum(word in NO for word in words)))

    def _matches(self, text: Text) -> Iterator[Match]:
        for start in range(len(text.words)):
            for end, finished in _walk(self._phrases, text, start, start, after_gap=False):
                yield Match(finished.entry, start, end, finished.counts, finished.denials)


class _End(NamedTuple):
    entry: str
    counts: bool
    denials: int


@dataclass
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

    def after(self, word: str) -> Iterator[_Node]:
        """The nodes to go on from when a text has this word here."""
        if word in self.words:
            yield self.words[word]
        if self.beginnings:
            for length in range(len(word) + 1):
                if (beginning := word[:length]) in self.beginnings:
                    yield self.beginnings[beginning]


def _walk(node: _Node, text: Text, start: int, at: int, *, after_gap: bool) -> Iterator[tuple[int, _End]]:
    """Every phrase that goes on from `node` with the word `at`; only a gap may hold a comma."""
    if at >= len(text.words) or (at > start and text.breaks[at] in (Break.STOP, *([] if after_gap else [Break.COMMA]))):
        return
    for following in node.after(text.words[at]):
        yield from ((at + 1, end) for end in following.ends)
        yield from _walk(following, text, start, at + 1, after_gap=False)
        if following.gap:
            for skipped in range(MOST_BETWEEN + 1):
                if Break.STOP in text.breaks[at + 1 : at + 1 + skipped]:
                    break
                yield from _walk(following.gap, text, start, at + 1 + skipped, after_gap=True)


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
    """The surest places of one entry, each wording once."""
    surest = max(place.reading for place in found)
    quotes = list(dict.fromkeys(place for place in found if place.reading is surest))[:MOST_COMPARED]
    longest = [q for q in quotes if not any(q.words != other.words and q.words in other.words for other in quotes)]
    return longest[:MOST_QUOTES]
