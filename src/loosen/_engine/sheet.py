"""Ways in which rules can come about, and facts, put in the words of durable-rules.

A fact says which key it is about (`g` and `k`) and between which numbers its value lies (`lo` and `hi`). A rule in its
certain form asks whether the whole interval passes, and in its possible form whether some of it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import isqrt
from typing import Any, NamedTuple

from .durable import LARGEST, SESSION, CompiledRuleset, Pattern
from .facts import Facts
from .literals import ALWAYS, Conjunction, Literal
from .outcome import Reading

MOST_WAYS = 50
"""How many ways one ruleset carries; `Sheet` says what more would break. 200 were sound, too. But a run clears 8 KB for
every pattern of its sheet, whether it matches or not, and a sheet none of whose ways has all its facts need not run.
Between 10 and 50 the time is the same; smaller sheets are too many calls."""


class Way(NamedTuple):
    """One way in which a rule can come about."""

    rule: str
    conjunction: Conjunction


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
        self._fact_of = {key: f"f{number}" for number, key in enumerate(keys)}
        self._key_of = {fact: key for key, fact in self._fact_of.items()}
        self._beginning = {key: self._begin(key) for key in keys}
        self._keys_of_ways = tuple(dict.fromkeys(frozenset(one.key for one in way.conjunction) for way in ways))
        self._rule_of = {f"r{number}": way.rule for number, way in enumerate(ways)}
        patterns = {f"r{number}": [*map(self._pattern, way.conjunction)] for number, way in enumerate(ways)}
        self._ruleset = CompiledRuleset(name, patterns)

    def run(self, facts: Facts, passing: AbstractSet[str]) -> dict[str, set[str]]:
        """The rules that hold in this form, with the keys of the facts that matched.

        `passing` are the keys of the facts that may pass some test. Raises `EnginesDisagree` when durable-rules drops
        or refuses a fact.
        """
        found: dict[str, set[str]] = {}
        batch = self._batch(facts, passing)
        if batch:
            for name, matched in self._ruleset.run(batch):
                keys = found.setdefault(self._rule_of[name], set())
                keys.update(map(self._key_of.__getitem__, matched))
        return found

    def _batch(self, facts: Facts, passing: AbstractSet[str]) -> dict[str, str]:
        """The facts of the ways all of whose facts may pass, as JSON by their ids.

        The cost of a run grows with its facts, and most of all with facts that match one test of a rule and wait for
        the others. They can stay out, because rules are conjunctions without "not", where a fact changes nothing unless
        all others of some way are there. Should one stay out that is needed, the evaluator does not agree.
        """
        needed: set[str] = set().union(*[keys for keys in self._keys_of_ways if keys <= passing])
        return {self._fact_of[key]: self._beginning[key] + _ending(*facts.get(key, ALWAYS)) for key in sorted(needed)}

    def _begin(self, key: str) -> str:
        group, place = self._digits[key]
        return f'{{"sid":"{SESSION}","id":"{self._fact_of[key]}","g":{group},"k":{place},'

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


@lru_cache(maxsize=4096)
def _ending(key: str, low: int, high: int) -> str:
    if low < -LARGEST or high > LARGEST:
        raise ValueError(f"{key} lies between {low} and {high}, beyond what durable-rules can count.")
    return f'"lo":{low:d},"hi":{high:d}}}'
