"""Conditions as they are written, made ready to be evaluated in plain Python.

This is half of the check on durable-rules. To be worth something it works on the tree of a condition and shares nothing
with the way conditions are prepared for durable-rules except the keys of facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Protocol

from loosen.model.when import All, Always, AnyOf, FindingTest, QuestionTest, TallyTest, Test, When

from .facts import Facts, finding_key, number_key, option_key, tally_key
from .outcome import Reading


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
