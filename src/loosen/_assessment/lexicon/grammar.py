"""Phrases made ready: nets of words and groups that a text is read along, once from each of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from loosen._model.lexicon import Numerals

from .contractions import apart
from .forms import folded, plain, stems_in


@dataclass(slots=True)
class Node:
    """What phrases may go on with after some words; `ends` are the numbers of the phrases that end here."""

    words: dict[str, Node] = field(default_factory=dict)
    groups: dict[str, Node] = field(default_factory=dict)
    gap: Node | None = None
    ends: list[int] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether some phrase has more to come."""
        return bool(self.words or self.groups or self.gap)

    @property
    def is_choice(self) -> bool:
        """Whether one word, or one group, is all that there ever is."""
        return not self.gap and all(after is _LEAF for after in (*self.words.values(), *self.groups.values()))

    def after_gap(self) -> Node:
        """The node after `...`."""
        self.gap = self.gap or Node()
        return self.gap


_LEAF = Node(ends=[0])
"""The end of every choice of a single word; nothing is ever added to it."""


class Grammar:
    """The groups and phrases of one language.

    A label is what a word of a text may be: a stem, a beginning (`tingl*`), an ending (`*schmerz`), or a group that it
    belongs to all by itself. Several words to choose from (`pee|wee`) are a group without a name of its own.
    """

    def __init__(
        self, language: str, groups: Mapping[str, Iterable[str]], numbers: Mapping[str, Iterable[Numerals]]
    ) -> None:
        self.language = language
        self.root = Node()
        self.spelled: set[str] = set()
        self._stem = stems_in(language)
        self._numbers = {f"<{name}>": tuple(spans) for name, spans in numbers.items()}
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
        alone, first = _Reach(self._nets).of_all()
        self.known = frozenset({*alone, *first, *self._numbers, *self.root.words})
        self._alone, self._first = alone, first
        self.choices = frozenset(name for name, net in self._nets.items() if net.is_choice)
        """The groups of which a phrase of several words is always one of a group in them."""
        self.labels_of = lru_cache(maxsize=8192)(self._labels_of)
        self.starts = lru_cache(maxsize=8192)(self._starts)

    def _starts(self, labels: frozenset[str]) -> frozenset[str]:
        """The groups of which a phrase of several words may begin with one of these labels."""
        return frozenset(group for label in labels for group in self._first.get(label, ()))

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
                self._nets[element] = self._choice(element.split("|"))
            return node.groups.setdefault(element, Node())
        if element.startswith("<"):
            return node.groups.setdefault(element, Node())
        for word in self._words(element):
            node = node.words.setdefault(self._label(word), Node())
        return node

    def _choice(self, choices: Iterable[str]) -> Node:
        net = Node()
        for choice in choices:
            if choice.startswith("<"):
                net.groups[choice] = _LEAF
            elif len(words := self._words(choice)) == 1:
                net.words[self._label(words[0])] = _LEAF
        for choice in choices:  # "can't" is two words, the first of which may be a choice by itself
            if not choice.startswith("<") and len(words := self._words(choice)) > 1:
                first = net.words.get(self._label(words[0]), Node())
                net.words[self._label(words[0])] = Node(dict(first.words), ends=list(first.ends))
                self._put(net, choice).ends.append(0)
        return net

    def _words(self, element: str) -> tuple[str, ...]:
        return (element,) if "*" in element else apart(element, self.language)

    def _label(self, word: str) -> str:
        if word not in self._labels:
            self._labels[word] = self._label_of(word)
        return self._labels[word]

    def _label_of(self, word: str) -> str:
        if word.endswith("*"):
            self._beginnings.add(folded(word[:-1], self.language))
            return folded(word[:-1], self.language) + "*"
        if word.startswith("*"):
            self._endings.add(folded(word[1:], self.language))
            return "*" + folded(word[1:], self.language)
        self.spelled.add(plain(word))
        return self._stem(folded(word, self.language))

    def _labels_of(self, word: str) -> frozenset[str]:
        """All that a word of a text may be."""
        labels = tuple(self._of_numeral(word) if word[0].isdigit() else self._of_word(word))
        return frozenset({*labels, *(group for label in labels for group in self._alone.get(label, ()))})

    def _of_numeral(self, word: str) -> Iterator[str]:
        value = float(word.replace(",", "."))
        yield word
        yield from (name for name, spans in self._numbers.items() if _within(value, spans))

    def _of_word(self, word: str) -> Iterator[str]:
        whole = folded(word, self.language)
        yield self._stem(whole)
        yield from (f"{begins}*" for begins in self._beginnings if whole.startswith(begins))
        yield from (f"*{ends}" for ends in self._endings if whole.endswith(ends))


class _Reach:
    """Which groups a label belongs to by itself, and of which ones a phrase of several words begins with it."""

    def __init__(self, nets: Mapping[str, Node]) -> None:
        self._nets = nets
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def of_all(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        """Both by label."""
        alone: dict[str, list[str]] = defaultdict(list)
        first: dict[str, list[str]] = defaultdict(list)
        for name in self._nets:
            for label in self._of(name)[0]:
                alone[label].append(name)
            for label in self._of(name)[1]:
                first[label].append(name)
        return {key: tuple(names) for key, names in alone.items()}, {key: tuple(names) for key, names in first.items()}

    def _of(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        if name in self._known:
            return self._known[name]
        if name not in self._nets:  # numerals are labels themselves
            return frozenset({name}), frozenset()
        self._known[name] = frozenset(), frozenset()  # a group that names itself ends here
        net = self._nets[name]
        alone = {label for label, after in net.words.items() if after.ends}
        first = {label for label, after in net.words.items() if after.goes_on}
        for group, after in net.groups.items():
            by_itself, begins = self._of(group)
            alone |= by_itself if after.ends else set()
            first |= begins | (by_itself if after.goes_on else set())
        self._known[name] = frozenset(alone), frozenset(first)
        return self._known[name]


def _within(value: float, spans: Iterable[Numerals]) -> bool:
    return any(span.at_least <= value <= span.at_most for span in spans)
