"""Runs a group of rules through durable-rules and reads off what each rule says."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import NamedTuple, Protocol

from .facts import Facts
from .literals import ALWAYS, Conjunction
from .outcome import Reading
from .sheet import MOST_WAYS, Sheet, Way

Readings = Mapping[str, tuple[Reading, tuple[str, ...]]]
"""The rules that speak: how each is read, and the sorted keys of the facts that matched."""


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
        self._beside = _keys_beside(way for rule in may_be_unknown for way in rules[rule])
        self._compiled = self._compile()

    def __reduce__(self) -> tuple[type[DurableRules], tuple[object, ...]]:
        return type(self), (self._name, self._rules, self._may_be_unknown)

    def _compile(self) -> _Compiled:
        perhaps = {rule: ways for rule, ways in self._rules.items() if rule in self._may_be_unknown}
        return _Compiled(os.getpid(), Lock(), self._sheets(self._rules, "fired"), self._sheets(perhaps, "unknown"))

    def _sheets(self, rules: Mapping[str, tuple[Conjunction, ...]], reading: Reading) -> tuple[Sheet, ...]:
        ways = [Way(rule, conjunction) for rule, conjunctions in rules.items() for conjunction in conjunctions]
        starts = range(0, len(ways), MOST_WAYS)
        return tuple(Sheet(f"{self._name}.{reading}.{at}", ways[at : at + MOST_WAYS], reading) for at in starts)

    def run(self, facts: Facts) -> Readings:
        """The rules that speak for these facts. Raises `EnginesDisagree` when durable-rules loses one of the facts."""
        if self._compiled.process != os.getpid():
            self._compiled = self._compile()
        compiled = self._compiled
        facts = {**facts, ALWAYS.key: ALWAYS}
        with compiled.lock:
            certain = _run(compiled.certain, facts)
            beside_open = self._beside_open(facts)
            possible = _run(compiled.possible, beside_open) if beside_open else {}
        readings: dict[str, tuple[Reading, tuple[str, ...]]] = {rule: ("fired", keys) for rule, keys in certain.items()}
        readings.update((rule, ("unknown", keys)) for rule, keys in possible.items() if rule not in certain)
        return readings

    def _beside_open(self, facts: Facts) -> Facts:
        """The open facts and those that come together with one of them in some way a rule can come about.

        A way without an open fact is possible only when it is certain, so no other fact can make a rule unknown.
        """
        keys: set[str] = set()
        for key, beside in self._beside.items():
            fact = facts.get(key)
            if fact is not None and fact.low != fact.high:
                keys |= beside
        return {key: facts[key] for key in keys if key in facts}


def _keys_beside(ways: Iterable[Conjunction]) -> dict[str, set[str]]:
    """For each key the keys that some way tests together with it, itself among them."""
    beside: dict[str, set[str]] = {}
    for way in ways:
        for literal in way:
            beside.setdefault(literal.key, set()).update(other.key for other in way)
    return beside


def _run(sheets: Iterable[Sheet], facts: Facts) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for sheet in sheets:
        for rule, keys in sheet.run(facts).items():
            found.setdefault(rule, set()).update(keys)
    return {rule: tuple(sorted(keys)) for rule, keys in found.items()}
