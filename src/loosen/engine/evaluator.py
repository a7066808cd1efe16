"""The independent evaluator: judges rules in plain Python.

It checks every run of durable-rules and says why a rule stayed silent.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from loosen.model.rule import Rule
from loosen.model.when import FindingTest, QuestionTest, Test, tests_of

from .conditions import PERHAPS, YES, compile_condition
from .facts import Facts
from .outcome import Outcome, Reading


def describe(test: Test) -> str:
    """A test as a short phrase, such as "worse_with is sitting" or "age at least 65"."""
    if isinstance(test, FindingTest):
        return f"{test.finding} is {test.is_}"
    if isinstance(test, QuestionTest):
        if test.is_ is not None:
            return f"{test.question} is {test.is_}"
        if test.is_not is not None:
            return f"{test.question} is not {test.is_not}"
        if test.any_of is not None:
            return f"{test.question} is any of {', '.join(test.any_of)}"
    bounds = {"at least": test.at_least, "at most": test.at_most}
    name = test.question if isinstance(test, QuestionTest) else test.tally
    return f"{name} {' and '.join(f'{word} {bound}' for word, bound in bounds.items() if bound is not None)}"


class _Ready:
    """A rule made ready to be judged, with what it says when one of its tests, the first to fail, keeps it silent."""

    __slots__ = ("_condition", "_may_be_unknown", "_rule", "_silent", "_tests")

    def __init__(self, rule: Rule, *, may_be_unknown: bool) -> None:
        self._rule = rule.id
        self._condition = compile_condition(rule.when)
        self._tests = [compile_condition(test) for test in tests_of(rule.when)]
        self._silent = [Outcome(rule.id, "silent", (), describe(test)) for test in tests_of(rule.when)]
        self._may_be_unknown = may_be_unknown

    def judge(self, facts: Facts) -> Outcome:
        truth = self._condition.truth(facts)
        if truth == YES:
            return Outcome(self._rule, "fired", self._support(facts, "fired"), None)
        silent = self._silent[self._first_failed(facts)]
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
