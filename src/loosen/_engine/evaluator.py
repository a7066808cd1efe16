"""The independent evaluator: judges rules in plain Python.

It checks every run of durable-rules and says why a rule stayed silent.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from loosen._model.reason import Failed
from loosen._model.rule import Rule
from loosen._model.when import tests_of

from .conditions import PERHAPS, YES, compile_condition
from .facts import Facts
from .outcome import Outcome, Reading


class _Ready:
    """A rule made ready to be judged, with what it says when one of its tests, the first to fail, keeps it silent."""

    __slots__ = ("_condition", "_may_be_unknown", "_rule", "_silent", "_tests")

    def __init__(self, rule: Rule, *, may_be_unknown: bool) -> None:
        self._rule = rule.id
        self._condition = compile_condition(rule.when)
        self._tests = [compile_condition(test) for test in tests_of(rule.when)]
        self._silent = [Outcome(rule.id, "silent", (), Failed.of(test)) for test in tests_of(rule.when)]
        self._may_be_unknown = may_be_unknown

    def judge(self, facts: Facts) -> Outcome:
        truth = self._condition.truth(facts)
        if truth == YES:
            return Outcome(self._rule, "fired", self._support(facts, "fired"), None)
        silent = self._silent[self._first_failed(facts) if len(self._silent) > 1 else 0]
        if truth == PERHAPS and self._may_be_unknown:
            return Outcome(self._rule, "unknown", self._support(facts, "unknown"), silent.failed)
        return silent

    def _first_failed(self, facts: Facts) -> int:
        """The place of the first test that does not certainly hold; there is one unless the rule fires."""
        place = 0
        while self._tests[place].truth(facts) == YES:
            place += 1
        return place

    def _support(self, facts: Facts, reading: Reading) -> tuple[str, ...]:
        return tuple(sorted(self._condition.support(facts, reading)))


class Evaluator:
    """Rules made ready to be judged in plain Python, in the order of their ids."""

    def __init__(self, rules: Iterable[Rule], may_be_unknown: Container[str]) -> None:
        """`may_be_unknown` holds the ids of the rules that tell "perhaps" from "no"."""
        in_order = sorted(rules, key=lambda rule: rule.id)
        self._ready = [_Ready(rule, may_be_unknown=rule.id in may_be_unknown) for rule in in_order]

    def run(self, facts: Facts) -> tuple[Outcome, ...]:
        """What every rule says of these facts."""
        return tuple([ready.judge(facts) for ready in self._ready])
