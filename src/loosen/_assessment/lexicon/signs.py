"""Where the phrases of a sign come together in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .sense import Told
from .text import Break, Text
from .walk import Place

MOST_APART = 8
"""How many words may stand between parts that belong together in a sentence."""
MOST_PLACES = 60
"""How many places of one phrase are looked at; a text that says it more often says nothing more by it."""


class Pattern(NamedTuple):
    """A phrase of a sign as the numbers of its parts: those of a cluster stand close together, clusters anywhere.

    `counts` is False for what only looks like the sign.
    """

    entry: str
    counts: bool
    clusters: tuple[tuple[int, ...], ...]


class Match(NamedTuple):
    """A pattern found in a text: its clusters, and the places of their parts."""

    entry: str
    counts: bool
    clusters: tuple[Told, ...]
    parts: tuple[Place, ...]


class Finder:
    """Puts the parts that were found in one text together."""

    def __init__(self, text: Text, places: Mapping[int, Sequence[Place]], turns: frozenset[str]) -> None:
        self._text, self._turns = text, turns
        self._places = {
            part: sorted(found, key=lambda place: (place.start, place.end)) for part, found in places.items()
        }
        self._starts = {part: [place.start for place in found] for part, found in self._places.items()}

    def matches(self, pattern: Pattern) -> Iterator[Match]:
        """Every way in which a pattern is there, up to `MOST_PLACES`; of several clusters the first way of each."""
        if any(part not in self._places for cluster in pattern.clusters for part in cluster):
            return
        if len(pattern.clusters) == 1:
            for number, parts in enumerate(self._together(pattern.clusters[0])):
                if number == MOST_PLACES:
                    return
                yield Match(pattern.entry, pattern.counts, (self._told(parts),), parts)
            return
        first = [next(self._together(cluster), None) for cluster in pattern.clusters]
        found = [parts for parts in first if parts]
        if len(found) == len(first):
            everything = tuple(place for parts in found for place in parts)
            yield Match(pattern.entry, pattern.counts, tuple(map(self._told, found)), everything)

    def _together(self, cluster: tuple[int, ...]) -> Iterator[tuple[Place, ...]]:
        for place in self._places[cluster[0]]:
            yield from self._joined((place,), cluster[1:])

    def _joined(self, so_far: tuple[Place, ...], rest: tuple[int, ...]) -> Iterator[tuple[Place, ...]]:
        if not rest:
            yield so_far
            return
        for place in self._near(so_far, rest[0]):
            if self._belong_together(*(grown := (*so_far, place))):
                yield from self._joined(grown, rest[1:])

    def _near(self, so_far: tuple[Place, ...], part: int) -> Sequence[Place]:
        starts, reach = self._starts[part], MOST_APART + 12
        low = bisect_left(starts, min(place.start for place in so_far) - reach)
        return self._places[part][low : bisect_left(starts, max(place.end for place in so_far) + reach)]

    def _belong_together(self, *parts: Place) -> bool:
        in_order = sorted(parts, key=lambda place: place.start)
        for before, after in pairwise(in_order):
            between = range(before.end, after.start)
            if after.start < before.end or len(between) > MOST_APART:
                return False
            if any(self._text.breaks[at] is Break.STOP for at in range(before.end, after.start + 1)):
                return False
            if any(self._text.words[at] in self._turns for at in between):
                return False
        return True

    def _told(self, parts: Sequence[Place]) -> Told:
        denials = sum(place.denials for place in parts)
        return Told(min(place.start for place in parts), max(place.end for place in parts), denials)
