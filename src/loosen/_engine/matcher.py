"""Runs a group of rules through durable-rules and reads off what each rule says."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from math import inf
from threading import Lock
from typing import NamedTuple, Protocol

from .facts import Facts
from .literals import ALWAYS, Conjunction, Literal
from .outcome import Reading
from .sheet import MOST_WAYS, Sheet, Way

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
        self._watched = _watched(way for ways in rules.values() for way in ways)
        self._beside = _keys_beside(way for rule in may_be_unknown for way in rules[rule])
        self._compiled = self._compile()

    def __reduce__(self) -> tuple[type[DurableRules], tuple[object, ...]]:
        return type(self), (self._name, self._rules, self._may_be_unknown)

    def _compile(self) -> _Compiled:
        perhaps = {rule: ways for rule, ways in self._rules.items() if rule in self._may_be_unknown}
        return _Compiled(os.getpid(), Lock(), self._sheets(self._rules, "fired"), self._sheets(perhaps, "unknown"))

    def _sheets(self, rules: Mapping[str, tuple[Conjunction, ...]], reading: Reading) -> tuple[Sheet, ...]:
        each = ((rule, way) for rule, ways in rules.items() for way in ways)
        ways = [Way(rule, way) for rule, way in each if way != _EVERYBODY]
        starts = range(0, len(ways), MOST_WAYS)
        return tuple(Sheet(f"{self._name}.{reading}.{at}", ways[at : at + MOST_WAYS], reading) for at in starts)

    def run(self, facts: Facts) -> Readings:
        """The rules that speak for these facts. Raises `EnginesDisagree` when durable-rules loses one of the facts."""
        if self._compiled.process != os.getpid():
            self._compiled = self._compile()
        compiled = self._compiled
        passing, open_ = self._sift(facts)
        with compiled.lock:
            certain = _run(compiled.certain, facts, passing, self._for_everybody)
            possible = _run(compiled.possible, facts, self._beside_open(facts, open_)) if open_ else {}
        readings: dict[str, tuple[Reading, tuple[str, ...]]] = {rule: ("fired", keys) for rule, keys in certain.items()}
        readings.update((rule, ("unknown", keys)) for rule, keys in possible.items() if rule not in certain)
        return readings

    def _sift(self, facts: Facts) -> tuple[set[str], list[str]]:
        """The keys of the facts that pass the mildest test put on them, and of those that are open."""
        passing, open_ = {ALWAYS.key}, []
        find = facts.get
        for key, (least, most) in self._watched.items():
            fact = find(key)
            if fact is not None:
                _, low, high = fact
                if low >= least or high <= most:
                    passing.add(key)
                if low != high:
                    open_.append(key)
        return passing, open_

    def _beside_open(self, facts: Facts, open_: Iterable[str]) -> set[str]:
        """The keys of the open facts and of those that some way a rule can come about tests together with one of them.

        A way without an open fact is possible only when it is certain, so no other fact can make a rule unknown.
        """
        beside = set().union(*[self._beside[key] for key in open_ if key in self._beside])
        return {key for key in beside if key == ALWAYS.key or self._may_pass(key, facts)}

    def _may_pass(self, key: str, facts: Facts) -> bool:
        """Whether some of the interval of a fact passes the mildest test put on it."""
        least, most = self._watched[key]
        return key in facts and (facts[key].high >= least or facts[key].low <= most)


def _watched(ways: Iterable[Conjunction]) -> Mapping[str, tuple[float, float]]:
    """Each key that is tested, with the least and the most that its mildest tests ask for."""
    mildest: dict[str, tuple[float, float]] = {}
    for literal in (literal for way in ways for literal in way):
        least, most = mildest.get(literal.key, (inf, -inf))
        mildest[literal.key] = (
            least if literal.at_least is None else min(least, literal.at_least),
            most if literal.at_most is None else max(most, literal.at_most),
        )
    return mildest


def _keys_beside(ways: Iterable[Conjunction]) -> dict[str, set[str]]:
    """For each key the keys that some way tests together with it, itself among them."""
    beside: dict[str, set[str]] = {}
    for way in ways:
        for literal in way:
            beside.setdefault(literal.key, set()).update(other.key for other in way)
    return beside


def _run(
    sheets: Iterable[Sheet], facts: Facts, passing: AbstractSet[str], for_everybody: Iterable[str] = ()
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {rule: {ALWAYS.key} for rule in for_everybody}
    for sheet in sheets:
        for rule, keys in sheet.run(facts, passing).items():
            found.setdefault(rule, set()).update(keys)
    return {rule: tuple(sorted(keys)) for rule, keys in found.items()}
