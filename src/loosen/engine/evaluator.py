"""The independent evaluator: reads conditions as they are written, in plain Python.

It checks every run of durable-rules and says why a rule stayed silent. To be worth something as a check it works on the
tree of a condition and shares nothing with the way conditions are prepared for durable-rules except the keys of facts.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from math import inf
from typing import NamedTuple, Protocol

from loosen.model.rule import Rule
from loosen.model.when import All, Always, AnyOf, FindingTest, QuestionTest, TallyTest, Test, When, tests_of

from .facts import Facts, finding_key, number_key, option_key, tally_key
from .outcome import Outcome, Reading


class Condition(Protocol):
    """A condition made ready to be evaluated many times."""

    def certain(self, facts: Facts) -> bool:
        """Whether it holds whatever the open facts turn out to be."""

    def possible(self, facts: Facts) -> bool:
        """Whether every test it needs may still turn out to hold, each open fact taken by itself."""

    def support(self, facts: Facts, reading: Reading) -> Iterable[str]:
        """The keys of the facts that speak for it; only asked when it holds in this reading."""


class _Everybody:
    def certain(self, _: Facts) -> bool:
        return True

    possible = certain

    def support(self, _: Facts, __: Reading) -> Iterable[str]:
        return ("always",)


class _Within:
    """The value of one key lies between two bounds."""

    def __init__(self, key: str, least: int | None, most: int | None) -> None:
        self._key = key
        self._least = -inf if least is None else least
        self._most = inf if most is None else most

    def certain(self, facts: Facts) -> bool:
        fact = facts.get(self._key)
        return fact is not None and fact.low >= self._least and fact.high <= self._most

    def possible(self, facts: Facts) -> bool:
        fact = facts.get(self._key)
        return fact is not None and fact.high >= self._least and fact.low <= self._most

    def support(self, _: Facts, __: Reading) -> Iterable[str]:
        return (self._key,)


class _Every:
    def __init__(self, parts: Sequence[Condition]) -> None:
        self._parts = parts

    def certain(self, facts: Facts) -> bool:
        for part in self._parts:  # noqa: SIM110 - a loop takes half the time of all() over a generator
            if not part.certain(facts):
                return False
        return True

    def possible(self, facts: Facts) -> bool:
        for part in self._parts:  # noqa: SIM110
            if not part.possible(facts):
                return False
        return True

    def support(self, facts: Facts, reading: Reading) -> Iterable[str]:
        return {key for part in self._parts for key in part.support(facts, reading)}


class _Some:
    def __init__(self, parts: Sequence[Condition]) -> None:
        self._parts = parts

    def certain(self, facts: Facts) -> bool:
        for part in self._parts:  # noqa: SIM110
            if part.certain(facts):
                return True
        return False

    def possible(self, facts: Facts) -> bool:
        for part in self._parts:  # noqa: SIM110
            if part.possible(facts):
                return True
        return False

    def support(self, facts: Facts, reading: Reading) -> Iterable[str]:
        holding = [p for p in self._parts if (p.certain(facts) if reading == "fired" else p.possible(facts))]
        return {key for part in holding for key in part.support(facts, reading)}


def compile_condition(when: When) -> Condition:
    """Make a condition ready to be evaluated many times."""
    if isinstance(when, All):
        return _Every([compile_condition(part) for part in when.all])
    if isinstance(when, AnyOf):
        return _Some([compile_condition(part) for part in when.any])
    return _Everybody() if isinstance(when, Always) else _compile_test(when)


def _compile_test(test: Test) -> Condition:
    match test:
        case FindingTest(finding=finding):
            return _presence(finding_key(finding), present=test.is_ == "present")
        case TallyTest():
            return _Within(tally_key(test.tally), test.at_least, test.at_most)
        case QuestionTest(is_=str(option)):
            return _presence(option_key(test.question, option), present=True)
        case QuestionTest(is_not=str(option)):
            return _presence(option_key(test.question, option), present=False)
        case QuestionTest(any_of=tuple(options)):
            return _Some([_presence(option_key(test.question, option), present=True) for option in options])
        case QuestionTest():
            return _Within(number_key(test.question), test.at_least, test.at_most)


def _presence(key: str, *, present: bool) -> Condition:
    return _Within(key, 1, None) if present else _Within(key, None, 0)


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
