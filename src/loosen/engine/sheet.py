"""Ways in which rules can come about, and facts, put in the words of durable-rules.

A fact says which key it is about (`g` and `k`) and between which numbers its value lies (`lo` and `hi`). A rule in its
certain form asks whether the whole interval passes, and in its possible form whether some of it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isqrt
from typing import Any, NamedTuple

from .durable import LARGEST, SESSION, CompiledRuleset, Pattern
from .facts import Fact, Facts
from .literals import Conjunction, Literal
from .outcome import Reading

MOST_WAYS = 50
"""How many ways one ruleset carries; `Sheet` says what more would break. 200 were sound, too. But a run pays for every
way of its sheet, and a sheet that no fact touches need not run: with 50, stages with many rules and few signs take
about two thirds of the time, and those with many signs no more."""


class Way(NamedTuple):
    """One way in which a rule can come about."""

    rule: str
    conjunction: Conjunction


class _Watched(NamedTuple):
    """A key that some rule here tests: its fact's id, how its JSON begins, and the mildest bounds put on the key."""

    key: str
    fact: str
    beginning: str
    least: float
    most: float


class Sheet:
    """At most `MOST_WAYS` ways of coming about, in one of the two forms, compiled into one ruleset.

    Their number keeps it clear of the limits in the source of the library: 64 tests that one fact passes at once (error
    303), 256 rules under one test, 512 tests under one node (both a crash or a hang).
    """

    def __init__(self, name: str, ways: Sequence[Way], reading: Reading) -> None:
        self._certain = reading == "fired"
        keys = dict.fromkeys(literal.key for way in ways for literal in way.conjunction)
        # A key's number is told in two digits, because the library compares every fact with every first digit there is.
        base = isqrt(len(keys)) + 1
        self._digits = {key: divmod(number, base) for number, key in enumerate(keys)}
        self._watched = tuple(self._watch(key, number, ways) for number, key in enumerate(keys))
        self._key_of = {watched.fact: watched.key for watched in self._watched}
        self._rule_of = {f"r{number}": way.rule for number, way in enumerate(ways)}
        patterns = {f"r{number}": [*map(self._pattern, way.conjunction)] for number, way in enumerate(ways)}
        self._ruleset = CompiledRuleset(name, patterns)

    def run(self, facts: Facts) -> dict[str, set[str]]:
        """The rules that hold in this form, with the keys of the facts that matched.

        Raises `EnginesDisagree` when durable-rules drops or refuses a fact.
        """
        found: dict[str, set[str]] = {}
        batch = self._batch(facts)
        if batch:
            for name, matched in self._ruleset.run(batch):
                keys = found.setdefault(self._rule_of[name], set())
                keys.update(map(self._key_of.__getitem__, matched))
        return found

    def _batch(self, facts: Facts) -> dict[str, str]:
        """The facts that pass some test here, as JSON by their ids.

        The cost of a run grows with its facts. All other facts can stay out, because rules are conjunctions without
        "not", where a fact that passes no test can change nothing.
        """
        batch = {}
        find = facts.get
        for key, name, beginning, least, most in self._watched:
            fact = find(key)
            if fact is not None:
                _, low, high = fact
                if (low >= least or high <= most) if self._certain else (high >= least or low <= most):
                    batch[name] = beginning + _ending(fact)
        return batch

    def _watch(self, key: str, number: int, ways: Sequence[Way]) -> _Watched:
        tests = [literal for way in ways for literal in way.conjunction if literal.key == key]
        group, place = self._digits[key]
        return _Watched(
            key,
            fact=f"f{number}",
            beginning=f'{{"sid":"{SESSION}","id":"f{number}","g":{group},"k":{place},',
            least=min((test.at_least for test in tests if test.at_least is not None), default=inf),
            most=max((test.at_most for test in tests if test.at_most is not None), default=-inf),
        )

    def _pattern(self, literal: Literal) -> Pattern:
        # certainly at least: the low end is; possibly at least: the high end is; and the other way round for at most
        rising, falling = ("lo", "hi") if self._certain else ("hi", "lo")
        group, place = self._digits[literal.key]
        tests: list[dict[str, Any]] = [{"g": group}, {"k": place}]
        if literal.at_least is not None:
            tests.append({"$gte": {rising: literal.at_least}})
        if literal.at_most is not None:
            tests.append({"$lte": {falling: literal.at_most}})
        return {"$and": tests}


def _ending(fact: Fact) -> str:
    if fact.low < -LARGEST or fact.high > LARGEST:
        raise ValueError(f"{fact.key} lies between {fact.low} and {fact.high}, beyond what durable-rules can count.")
    return f'"lo":{fact.low:d},"hi":{fact.high:d}}}'
