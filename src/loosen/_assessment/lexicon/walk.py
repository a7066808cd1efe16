"""One text being read along a grammar: where its phrases and groups stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .grammar import Grammar, Node
from .text import Break, Text

MOST_BETWEEN = 3
"""How many words `...` in a phrase may stand for at most."""
LONGEST = 24
"""How many words a part of a sign has at most, with its gaps."""
_PARTING = (Break.COMMA, Break.STOP)
"""What parts two words that stand side by side in a phrase."""


class Place(NamedTuple):
    """Where a phrase was found: from the word `start` up to the word `end`; `denials` are the words "no" of its own."""

    start: int
    end: int
    denials: int

    def moved(self, words: int) -> Place:
        """The same place so many words on."""
        return Place(self.start + words, self.end + words, self.denials)


class Walk:
    """Reads each group once from each word that it may begin with.

    What follows from a word depends on the next `LONGEST` words alone. Where these are the same as at an earlier place,
    as in a text that says one thing over and over, what was found there is taken.
    """

    def __init__(self, grammar: Grammar, text: Text, no: frozenset[str]) -> None:
        self._grammar, self._text = grammar, text
        self._no = [word in no for word in text.words]
        self._labels = [grammar.labels_of(word) for word in text.words]
        self._may_start = [grammar.starts(labels) for labels in self._labels]
        self._may_be = [labels | starts for labels, starts in zip(self._labels, self._may_start, strict=True)]
        self._like = self._first_alike()
        self._longer: dict[tuple[str, int], tuple[Place, ...]] = {}

    def places(self) -> Mapping[int, list[Place]]:
        """Where each phrase stands, by its number."""
        found: dict[int, set[Place]] = defaultdict(set)
        read: dict[int, list[tuple[Place, list[int]]]] = {}
        for start, like in enumerate(self._like):
            if like not in read:
                read[like] = list(self._from(self._grammar.root, like))
            for place, numbers in read[like]:
                for number in numbers:
                    found[number].add(place.moved(start - like))
        return {number: sorted(found[number]) for number in sorted(found)}

    def group_places(self, group: str) -> list[Place]:
        """Where anything of a group stands."""
        name = f"<{group}>"
        alone = (Place(at, at + 1, self._no[at]) for at, labels in enumerate(self._labels) if name in labels)
        starts = (at for at, groups in enumerate(self._may_start) if name in groups)
        return [*alone, *(place for start in starts for place in self._longer_from(name, start))]

    def _longer_from(self, group: str, start: int) -> tuple[Place, ...]:
        """The phrases of a group that begin with this word and have more than one."""
        like = self._like[start]
        known = self._longer.get((group, like))
        if known is None:
            self._longer[group, like] = ()  # a group that names itself ends here
            known = self._longer[group, like] = tuple(set(self._read_longer(group, like)))
        return known if start == like else tuple(place.moved(start - like) for place in known)

    def _read_longer(self, group: str, start: int) -> Iterator[Place]:
        net = self._grammar.net(group)
        if group in self._grammar.choices:  # most are, and this is many times as fast
            for one in _in_both(self._may_start[start], net.groups):
                yield from self._longer_from(one, start)
        else:
            yield from (place for place, _ in self._from(net, start) if place.end > start + 1)

    def _first_alike(self) -> list[int]:
        """For each word the first one from which the text goes on in the same way."""
        words, breaks, first = self._text.words, self._text.breaks, dict[tuple[object, ...], int]()
        return [
            first.setdefault((*words[at : at + LONGEST], *breaks[at + 1 : at + LONGEST]), at)
            for at in range(len(words))
        ]

    def _from(self, node: Node, start: int) -> Iterator[tuple[Place, list[int]]]:
        """Every place from `start` on that leads from `node` to an end; only a gap may hold a comma."""
        todo, seen = [(node, start, 0)], {(id(node), start, 0)}
        while todo:
            before, at, denials = todo.pop()
            for following, taken in self._next(before, at):
                own = denials + taken.denials
                if following.ends:
                    yield Place(start, taken.end, own), following.ends
                if following.goes_on:
                    for reached, place in self._on_from(following, taken.end, start):
                        if (state := (id(reached), place, own)) not in seen:
                            seen.add(state)
                            todo.append((reached, place, own))

    def _on_from(self, node: Node, after: int, start: int) -> Iterator[tuple[Node, int]]:
        """Where a phrase goes on: with the next word, or over a gap with one of the next few."""
        breaks, length = self._text.breaks, min(len(self._text.words), start + LONGEST)
        if after < length and breaks[after] not in _PARTING and self._leads_on(node, after):
            yield node, after
        if node.gap:
            for place in range(after, min(after + MOST_BETWEEN + 1, length)):
                if breaks[place] is Break.STOP:
                    return
                if self._leads_on(node.gap, place):
                    yield node.gap, place

    def _leads_on(self, node: Node, at: int) -> bool:
        """Whether anything of a node may stand at this word; mostly nothing does, and this is soon told."""
        may_be = self._may_be[at]
        return not (may_be.isdisjoint(node.words) and may_be.isdisjoint(node.groups))

    def _next(self, node: Node, at: int) -> Iterator[tuple[Node, Place]]:
        labels, one_word = self._labels[at], Place(at, at + 1, self._no[at])
        for label in _in_both(labels, node.words):
            yield node.words[label], one_word
        if node.groups:
            for group in _in_both(labels, node.groups):
                yield node.groups[group], one_word
            for group in _in_both(self._may_start[at], node.groups):
                for taken in self._longer_from(group, at):
                    yield node.groups[group], taken


def _in_both(labels: frozenset[str], nodes: Mapping[str, Node]) -> Iterable[str]:
    """The labels that lead on. The fewer are gone through: most nodes have one or two, and the first has hundreds."""
    if len(nodes) < len(labels):
        return labels.intersection(nodes)
    return [label for label in labels if label in nodes]
