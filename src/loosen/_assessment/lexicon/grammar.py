"""Phrases made ready: a net of words and groups that a text is read along, once from each of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from loosen._model.lexicon import Numerals

from .contractions import apart
from .forms import folded, plain, stems_in
from .text import Break, Text

MOST_BETWEEN = 3
"""How many words `...` in a phrase may stand for at most."""


@dataclass(slots=True)
class Node:
    """What phrases may go on with after some words; `ends` are the numbers of the phrases that end here."""

    words: dict[str, Node] = field(default_factory=dict)
    groups: dict[str, Node] = field(default_factory=dict)
    gap: Node | None = None
    ends: list[int] = field(default_factory=list)

    def after_gap(self) -> Node:
        """The node after `...`."""
        self.gap = self.gap or Node()
        return self.gap


class Grammar:
    """The groups and phrases of one language.

    A label is what a word of a text may be: a stem, a beginning (`tingl*`) or an ending (`*schmerz`). Several words to
    choose from (`pee|wee`) are a group without a name of its own.
    """

    def __init__(self, language: str, groups: Mapping[str, Iterable[str]], numbers: Mapping[str, Iterable[Numerals]]):
        self.language = language
        self.root = Node()
        self.spelled: set[str] = set()
        self._stem = stems_in(language)
        self._numbers = {name: tuple(spans) for name, spans in numbers.items()}
        self._nets: dict[str, Node] = {}
        self._labels: dict[str, str] = {}
        self._beginnings: set[str] = set()
        self._endings: set[str] = set()
        for name, phrases in groups.items():
            net = self._nets[f"<{name}>"] = Node()
            for phrase in phrases:
                self._put(net, phrase).ends.append(0)

    def add(self, phrase: str, number: int) -> None:
        """Let the phrase be found under this number."""
        self._put(self.root, phrase).ends.append(number)

    def close(self) -> None:
        """Make ready to read, after the last phrase."""
        self._starts = self._groups_by_start()
        self.known = frozenset(self._all_labels())
        self.labels_of = lru_cache(maxsize=8192)(self._labels_of)

    def starts(self, labels: Iterable[str]) -> set[str]:
        """The groups that something with one of these labels may begin."""
        return {group for label in labels for group in self._starts.get(label, ())}

    def net(self, group: str) -> Node:
        """Where reading a group begins; a group that nobody has defined has nothing in it."""
        return self._nets.get(group) or Node()

    def _put(self, node: Node, phrase: str) -> Node:
        for element in phrase.split():
            node = node.after_gap() if element == "..." else self._step(node, element)
        return node

    def _step(self, node: Node, element: str) -> Node:
        if "|" in element:
            if element not in self._nets:
                net = self._nets[element] = Node()
                for choice in element.split("|"):
                    self._put(net, choice).ends.append(0)
            return node.groups.setdefault(element, Node())
        if element.startswith("<"):
            return node.groups.setdefault(element, Node())
        for word in (element,) if "*" in element else apart(element, self.language):
            node = node.words.setdefault(self._label(word), Node())
        return node

    def _label(self, word: str) -> str:
        if word.endswith("*"):
            self._beginnings.add(folded(word[:-1], self.language))
            return folded(word[:-1], self.language) + "*"
        if word.startswith("*"):
            self._endings.add(folded(word[1:], self.language))
            return "*" + folded(word[1:], self.language)
        self.spelled.add(plain(word))
        return self._stem(folded(word, self.language))

    def _labels_of(self, word: str) -> tuple[str, ...]:
        """All that a word of a text may be."""
        if word[0].isdigit():
            value = float(word.replace(",", "."))
            return (word, *(f"<{name}>" for name, spans in self._numbers.items() if _within(value, spans)))
        whole = folded(word, self.language)
        return (
            self._stem(whole),
            *(f"{begins}*" for begins in self._beginnings if whole.startswith(begins)),
            *(f"*{ends}" for ends in self._endings if whole.endswith(ends)),
        )

    def _all_labels(self) -> Iterator[str]:
        """Every label that some phrase or group goes on with."""
        yield from (f"<{name}>" for name in self._numbers)
        nodes = [self.root, *self._nets.values()]
        while nodes:
            node = nodes.pop()
            yield from node.words
            nodes += [*node.words.values(), *node.groups.values(), *([node.gap] if node.gap else ())]

    def _groups_by_start(self) -> dict[str, tuple[str, ...]]:
        firsts: dict[str, set[str]] = {name: set(net.words) for name, net in self._nets.items()}
        firsts |= {f"<{name}>": {f"<{name}>"} for name in self._numbers}
        grown = True
        while grown:
            grown = False
            for name, net in self._nets.items():
                wider = firsts[name].union(*(firsts.get(group, ()) for group in net.groups))
                grown = grown or len(wider) > len(firsts[name])
                firsts[name] = wider
        found: dict[str, set[str]] = defaultdict(set)
        for name, labels in firsts.items():
            for label in labels:
                found[label].add(name)
        return {label: tuple(sorted(names)) for label, names in found.items()}


def _within(value: float, spans: Iterable[Numerals]) -> bool:
    return any(span.at_least <= value <= span.at_most for span in spans)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase was found: from the word `start` up to the word `end`; `denials` are the words "no" of its own."""

    start: int
    end: int
    denials: int


class Walk:
    """One text being read along a grammar."""

    def __init__(self, grammar: Grammar, text: Text, no: frozenset[str]) -> None:
        self._grammar, self._text = grammar, text
        self._no = [word in no for word in text.words]
        self.labels = [grammar.labels_of(word) for word in text.words]
        self._may_start = [grammar.starts(labels) for labels in self.labels]
        self._ends: dict[tuple[str, int], tuple[Place, ...]] = {}

    def places(self) -> Mapping[int, list[Place]]:
        """Where each phrase stands, by its number."""
        found: dict[int, dict[Place, None]] = defaultdict(dict)
        for start in range(len(self._text.words)):
            for place, numbers in self._from(self._grammar.root, start, Place(start, start, 0)):
                for number in numbers:
                    found[number][place] = None
        return {number: list(places) for number, places in found.items()}

    def group_places(self, group: str) -> list[Place]:
        """Where anything of a group stands."""
        name = f"<{group}>"
        starts = (at for at, groups in enumerate(self._may_start) if name in groups)
        return [place for start in starts for place in self._group_from(name, start)]

    def _group_from(self, group: str, start: int) -> tuple[Place, ...]:
        known = self._ends.get((group, start))
        if known is None:
            self._ends[group, start] = ()  # a group that names itself ends here
            if group in self.labels[start]:
                known = (Place(start, start + 1, 0),)
            else:
                net, nothing = self._grammar.net(group), Place(start, start, 0)
                known = tuple(dict.fromkeys(place for place, _ in self._from(net, start, nothing)))
            self._ends[group, start] = known
        return known

    def _from(self, node: Node, at: int, so_far: Place) -> Iterator[tuple[Place, list[int]]]:
        """Every place that `so_far` can grow to from `node` with the word `at`; only a gap may hold a comma."""
        text = self._text
        for following, taken in self._next(node, at):
            place, after = Place(so_far.start, taken.end, so_far.denials + taken.denials), taken.end
            if following.ends:
                yield place, following.ends
            if after < len(text.words) and text.breaks[after] not in (Break.COMMA, Break.STOP):
                yield from self._from(following, after, place)
            if following.gap:
                for going_on in range(after, min(after + MOST_BETWEEN + 1, len(text.words))):
                    if text.breaks[going_on] is Break.STOP:
                        break
                    yield from self._from(following.gap, going_on, place)

    def _next(self, node: Node, at: int) -> Iterator[tuple[Node, Place]]:
        for label in self.labels[at]:
            if (following := node.words.get(label)) is not None:
                yield following, Place(at, at + 1, self._no[at])
        if node.groups:
            for group in self._may_start[at]:
                if (following := node.groups.get(group)) is not None:
                    for taken in self._group_from(group, at):
                        yield following, taken
