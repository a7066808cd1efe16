"""Runs a group of rules through durable-rules and reads off what each rule says."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from math import inf
from operator import or_
from threading import Lock
from typing import NamedTuple, Protocol

from .facts import Facts
from .literals import ALWAYS, Conjunction, Literal
from .outcome import Reading
from .sheet import Sheet, Way, in_sheets

Readings = Mapping[str, tuple[Reading, tuple[str, ...]]]
"""The rules that speak: how each is read, and the sorted keys of the facts that matched."""
_EVERYBODY: Conjunction = (Literal(ALWAYS.key, at_least=1),)
"""The way without a test: it leaves nothing to decide, so durable-rules is not asked."""


class Matcher(Protocol):
    """Something that can tell which rules speak."""

    def run(self, facts: Facts) -> Readings:
        """The rules that speak for these facts."""


class _Compiled(NamedTuple):
    process: int
    lock: Lock
    certain: tuple[Sheet, ...]
    possible: tuple[Sheet, ...]


class DurableRules:
    """A group of rules, compiled for durable-rules. Threads may share it: runs wait for each other.

    It also works in a child process, whether forked or sent there: what was compiled belongs to the process that did it
    (a fork may fall into the middle of a run), so another process compiles anew.
    """

    def __init__(
        self, name: str, rules: Mapping[str, tuple[Conjunction, ...]], may_be_unknown: Collection[str]
    ) -> None:
        """`may_be_unknown` holds the ids of the rules that tell "perhaps" from "no"."""
        self._name = name
        self._rules = rules
        self._may_be_unknown = may_be_unknown
        self._for_everybody = [rule for rule, ways in rules.items() if _EVERYBODY in ways]
        self._bits = _bits(way for ways in rules.values() for way in ways)
        self._watched = _watched(self._bits)
        self._beside = _beside((way for rule in may_be_unknown for way in rules[rule]), self._bits)
        self._compiled = self._compile()

    def __reduce__(self) -> tuple[type[DurableRules], tuple[object, ...]]:
        return type(self), (self._name, self._rules, self._may_be_unknown)

    def _compile(self) -> _Compiled:
        perhaps = {rule: ways for rule, ways in self._rules.items() if rule in self._may_be_unknown}
        return _Compiled(os.getpid(), Lock(), self._sheets(self._rules, "fired"), self._sheets(perhaps, "unknown"))

    def _sheets(self, rules: Mapping[str, tuple[Conjunction, ...]], reading: Reading) -> tuple[Sheet, ...]:
        each = ((rule, way) for rule, ways in rules.items() for way in ways)
        ways = (Way(rule, way) for rule, way in each if way != _EVERYBODY)
        parts = enumerate(in_sheets(ways, reading))
        return tuple(Sheet(f"{self._name}.{reading}.{place}", part, reading, self._bits) for place, part in parts)

    def run(self, facts: Facts) -> Readings:
        """The rules that speak for these facts. Raises `EnginesDisagree` when durable-rules loses one of the facts."""
        if self._compiled.process != os.getpid():
            self._compiled = self._compile()
        compiled = self._compiled
        holding, may_hold, open_ = self._sift(facts)
        with compiled.lock:
            certain = _run(compiled.certain, facts, holding, self._for_everybody)
            possible = _run(compiled.possible, facts, may_hold & self._beside_open(open_)) if open_ else {}
        readings: dict[str, tuple[Reading, tuple[str, ...]]] = {rule: ("fired", keys) for rule, keys in certain.items()}
        readings.update((rule, ("unknown", keys)) for rule, keys in possible.items() if rule not in certain)
        return readings

    def _sift(self, facts: Facts) -> tuple[int, int, list[str]]:
        """The bits of the literals that certainly hold, of those that may, and the keys of the facts that are open."""
        certain = possible = 0
        open_ = list[str]()
        for key, tests in self._watched.items():
            fact = facts.get(key) if key != ALWAYS.key else ALWAYS
            if fact is None:
                continue
            _, low, high = fact
            for least, most, bit in tests:
                if low >= least and high <= most:
                    certain |= bit
                if high >= least and low <= most:
                    possible |= bit
            if low != high:
                open_.append(key)
        return certain, possible, open_

    def _beside_open(self, open_: Iterable[str]) -> int:
        """The bits of what is tested of the open facts, and of what some way tests together with one of them.

        A way without an open fact is possible only when it is certain, so nothing else can make a rule unknown.
        """
        return reduce(or_, (self._beside[key] for key in open_ if key in self._beside), 0)


def _bits(ways: Iterable[Conjunction]) -> Mapping[Literal, int]:
    """Each literal with a bit of its own."""
    each = dict.fromkeys(literal for way in ways for literal in way)
    return {literal: 1 << number for number, literal in enumerate(each)}


def _watched(bits: Mapping[Literal, int]) -> Mapping[str, list[tuple[float, float, int]]]:
    """Each key that is tested, with the bounds and the bit of each of its literals."""
    watched: dict[str, list[tuple[float, float, int]]] = {}
    for (key, least, most), bit in bits.items():
        bounds = (-inf if least is None else least, inf if most is None else most)
        watched.setdefault(key, []).append((*bounds, bit))
    return watched


def _beside(ways: Iterable[Conjunction], bits: Mapping[Literal, int]) -> dict[str, int]:
    """For each key the bits of all literals of the ways that test it."""
    beside: dict[str, int] = {}
    for way in ways:
        together = reduce(or_, map(bits.__getitem__, way))
        for literal in way:
            beside[literal.key] = beside.get(literal.key, 0) | together
    return beside


def _run(
    sheets: Iterable[Sheet], facts: Facts, passing: int, for_everybody: Iterable[str] = ()
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {rule: {ALWAYS.key} for rule in for_everybody}
    for sheet in sheets:
        for rule, conjunction in sheet.run(facts, passing):
            found.setdefault(rule, set()).update([literal.key for literal in conjunction])
    return {rule: tuple(sorted(keys)) for rule, keys in found.items()}
