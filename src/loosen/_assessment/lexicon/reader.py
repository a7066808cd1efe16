"""The lexicon in one language, made ready when the first text in it comes; a text is read in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from loosen._model.lexicon import PHRASE_CUES, Lexicon, Vocabulary

from .cues import PREFIX, Cues
from .forms import plain
from .found import Found, Reading
from .grammar import Grammar
from .sense import Sense
from .signs import Finder, Match, Pattern
from .slips import slip_mender
from .text import Text
from .walk import Walk

_Item = TypeVar("_Item")
MOST_QUOTES = 3
"""How many of the places where one entry is found are quoted; the rest would say the same."""
MOST_COMPARED = 20
"""Of how many places the longest are looked for."""


class Reader:
    """The signs of the lexicon in the words of one language; its phrases are made ready for the first text in it."""

    def __init__(self, language: str, lexicon: Mapping[str, Lexicon], vocabulary: Iterable[Vocabulary]) -> None:
        self.language = language
        own = [part for part in vocabulary if part.language == language]
        self._groups = _together(part.groups for part in own)
        self._numbers = _together(part.numbers for part in own)
        self._lexicon = lexicon
        self._cues = Cues.of(self._groups)
        self._cue_words = frozenset(
            plain(word) for name, group in self._groups.items() if name.startswith(PREFIX) for word in group
        )

    @cached_property
    def _ready(self) -> tuple[Grammar, Mapping[int, Sequence[Pattern]]]:
        """The phrases as a grammar, and the patterns that they make up, by the number of their first part."""
        grammar = Grammar(self.language, _that_are_phrases(self._groups), self._numbers)
        patterns: dict[int, list[Pattern]] = defaultdict(list)
        for pattern in _made_ready(self._lexicon, self.language, grammar):
            patterns[pattern.clusters[0][0]].append(pattern)
        grammar.close()
        return grammar, patterns

    @cached_property
    def as_meant(self) -> Callable[[str], str]:
        """Gives the word that a plain word is read as: itself, unless it looks like a slip of the keyboard."""
        return slip_mender(self._ready[0].spelled, self.knows)

    def knows(self, word: str) -> bool:
        """Whether the vocabulary or the lexicon of this language has this word."""
        return word in self._cue_words or not self._ready[0].known.isdisjoint(self._ready[0].labels_of(word))

    def share_of(self, plain: str) -> float:
        """Which share of the words of a plain text this language has."""
        words = self._text(plain).words
        return sum(map(self.knows, words)) / max(1, len(words))

    def share_of_common(self, plain: str) -> float:
        """Which share are common words of this language; those for illnesses are much the same in many languages."""
        words = self._text(plain).words
        return sum(word in self._cue_words for word in words) / max(1, len(words))

    def find(self, plain: str, within: Sequence[range]) -> Iterator[Found]:
        """The signs that begin within these parts of a plain text; those that are plainly denied are left out."""
        text = self._text(plain)
        text.words[:] = map(self.as_meant, text.words)
        yield from self._found_in(
            text, [any(text.at(word) in part for part in within) for word in range(len(text.words))]
        )

    def _text(self, plain: str) -> Text:
        return Text(plain, self.language, self._cues.abbreviations)

    def _found_in(self, text: Text, here: Sequence[bool]) -> Iterator[Found]:
        walk = Walk(self._ready[0], text, self._cues.no)
        matches = [
            match
            for match in dict.fromkeys(self._matches(text, walk))
            if any(here[place.start] for place in match.parts)
        ]
        known = {at for match in matches for place in match.parts for at in range(place.start, place.end)}
        sense = Sense(self._cues, walk, text, known)
        found: dict[str, dict[Found, None]] = defaultdict(dict)
        for match in _that_count(matches):
            places = found[match.entry]
            if sum(place.reading is Reading.SURE for place in places) >= MOST_QUOTES:
                continue
            reading = min(sense.reading_of(told, self._lexicon[match.entry].counts) for told in match.clusters)
            if reading is not Reading.DENIED:
                quote = " … ".join(text.quote(told.start, told.end) for told in sorted(match.clusters))
                places[Found(match.entry, reading, quote)] = None
        for key in sorted(found):
            yield from _clearest(list(found[key]))

    def _matches(self, text: Text, walk: Walk) -> Iterator[Match]:
        places = walk.places()
        finder = Finder(text, places, self._cues.clause_turns)
        for part in places:
            for pattern in self._ready[1].get(part, ()):
                yield from finder.matches(pattern)


def _made_ready(lexicon: Mapping[str, Lexicon], language: str, grammar: Grammar) -> Iterator[Pattern]:
    """The phrases of all signs, with their parts put into the grammar."""
    numbers: dict[str, int] = {}
    for key, entry in lexicon.items():
        if (words := entry.words.get(language)) is None:
            continue
        for counts, phrases in ((True, words.phrases), (False, words.unless)):
            for phrase in phrases:
                clusters = [cluster.split(" + ") for cluster in phrase.split(" & ")]
                for part in (part for cluster in clusters for part in cluster):
                    if part not in numbers:
                        numbers[part] = len(numbers)
                        grammar.add(part, numbers[part])
                yield Pattern(key, counts, tuple(tuple(numbers[part] for part in cluster) for cluster in clusters))


def _together(parts: Iterable[Mapping[str, Sequence[_Item]]]) -> Mapping[str, Sequence[_Item]]:
    """The groups of all files; those of one name are one group."""
    groups: dict[str, list[_Item]] = defaultdict(list)
    for part in parts:
        for name, items in part.items():
            groups[name] += items
    return groups


def _that_are_phrases(groups: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The groups without the cues that are single words."""
    return {name: group for name, group in groups.items() if name in PHRASE_CUES or not name.startswith(PREFIX)}


def _that_count(matches: Sequence[Match]) -> Iterator[Match]:
    """The matches of which no part lies inside something that only looks alike, such as "hay fever"."""
    alike: dict[str, set[int]] = {}
    for match in matches:
        if not match.counts:
            alike.setdefault(match.entry, set()).update(
                at for told in match.clusters for at in range(told.start, told.end)
            )
    for match in matches:
        looks_alike = alike.get(match.entry, set())
        if match.counts and not any(looks_alike.issuperset(range(place.start, place.end)) for place in match.parts):
            yield match


def _clearest(found: list[Found]) -> list[Found]:
    """The surest places of one entry, the longest wording of each."""
    surest = [place for place in found if place.reading is max(place.reading for place in found)][:MOST_COMPARED]
    longest = [q for q in surest if not any(q.words != other.words and q.words in other.words for other in surest)]
    return longest[:MOST_QUOTES]
