"""The independent evaluator: judges rules in plain Python.

It checks every run of durable-rules and says why a rule stayed silent.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from loosen.model.rule import Rule
from loosen.model.when import describe, tests_of

from .conditions import Condition, compile_condition
from .facts import Facts
from .outcome import Outcome, Reading


class _Ready(NamedTuple):
    rule: str
    condition: Condition
    tests: tuple[tuple[Condition, str], ...]
    may_be_unknown: bool

    def judge(self, facts: Facts) -> Outcome:
        if self.condition.certain(facts):
            return Outcome(self.rule, "fired", self._support(facts, "fired"), None)
        failed = self._first_failed(facts)
        if self.may_be_unknown and self.condition.possible(facts):
            return Outcome(self.rule, "unknown", self._support(facts, "unknown"), failed)
        return Outcome(self.rule, "silent", (), failed)

    def _first_failed(self, facts: Facts) -> str | None:
        for test, text in self.tests:
            if not test.certain(facts):
                return text
        return None

    def _support(self, facts: Facts, reading: Reading) -> tuple[str, ...]:
        return tuple(sorted(self.condition.support(facts, reading)))


class Evaluator:
    """Rules made ready to be judged in plain Python, in the order of their ids."""

    def __init__(self, rules: Iterable[Rule], may_be_unknown: Container[str]) -> None:
        """`may_be_unknown` holds the ids of the rules that tell "perhaps" from "no"."""
        self._ready = tuple(
            _Ready(
                rule=rule.id,
                condition=compile_condition(rule.when),
                tests=tuple((compile_condition(test), describe(test)) for test in tests_of(rule.when)),
                may_be_unknown=rule.id in may_be_unknown,
            )
            for rule in sorted(rules, key=lambda rule: rule.id)
        )

    def run(self, facts: Facts) -> tuple[Outcome, ...]:
        """What every rule says of these facts."""
        return tuple(ready.judge(facts) for ready in self._ready)
