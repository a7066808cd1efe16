"""Conditions as they are written, made ready to be evaluated in plain Python.

This is half of the check on durable-rules. To be worth something it works on the tree of a condition and shares nothing
with the way conditions are prepared for durable-rules except the keys of facts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Final

from loosen._model.when import All, Always, AnyOf, FindingTest, QuestionTest, TallyTest, Test, When

from .facts import Facts, finding_key, number_key, option_key, tally_key
from .outcome import Reading

NO: Final = 0
PERHAPS: Final = 1
YES: Final = 2
"""How true a condition is. In this order "all" is the least true of its parts, and "any" the most true."""


class Condition(ABC):
    """A condition made ready to be evaluated many times."""

    __slots__ = ()

    @abstractmethod
    def truth(self, facts: Facts) -> int:
        """`YES`: it holds whatever the open facts turn out to be. `NO`: it cannot hold.

        `PERHAPS`: every test it needs may still turn out to hold, each open fact taken by itself.
        """

    @abstractmethod
    def support(self, facts: Facts, reading: Reading) -> Iterable[str]:
        """The keys of the facts that speak for it; only asked when it holds in this reading."""

    def certain(self, facts: Facts) -> bool:
        """Whether it holds whatever the open facts turn out to be."""
        return self.truth(facts) == YES

    def possible(self, facts: Facts) -> bool:
        """Whether it holds or may still turn out to."""
        return self.truth(facts) != NO


class _Everybody(Condition):
    __slots__ = ()

    def truth(self, _: Facts) -> int:
        return YES

    def support(self, _: Facts, __: Reading) -> Iterable[str]:
        return ("always",)


class _AboutOneKey(Condition):
    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        self._key = key

    def support(self, _: Facts, __: Reading) -> Iterable[str]:
        return (self._key,)


class _AtLeast(_AboutOneKey):
    """The value of one key is at or above a bound."""

    __slots__ = ("_least",)

    def __init__(self, key: str, least: int) -> None:
        super().__init__(key)
        self._least = least

    def truth(self, facts: Facts) -> int:
        fact = facts.get(self._key)
        if fact is None or fact[2] < self._least:
            return NO
        return YES if fact[1] >= self._least else PERHAPS


class _AtMost(_AboutOneKey):
    """The value of one key is at or below a bound."""

    __slots__ = ("_most",)

    def __init__(self, key: str, most: int) -> None:
        super().__init__(key)
        self._most = most

    def truth(self, facts: Facts) -> int:
        fact = facts.get(self._key)
        if fact is None or fact[1] > self._most:
            return NO
        return YES if fact[2] <= self._most else PERHAPS


class _Several(Condition):
    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Condition]) -> None:
        self._parts = parts


class _Every(_Several):
    __slots__ = ()

    def truth(self, facts: Facts) -> int:
        least = YES
        for part in self._parts:
            truth = part.truth(facts)
            if truth == NO:
                return NO
            if truth == PERHAPS:
                least = PERHAPS
        return least

    def support(self, facts: Facts, reading: Reading) -> Iterable[str]:
        return {key for part in self._parts for key in part.support(facts, reading)}


class _Some(_Several):
    __slots__ = ()

    def truth(self, facts: Facts) -> int:
        most = NO
        for part in self._parts:
            truth = part.truth(facts)
            if truth == YES:
                return YES
            if truth == PERHAPS:
                most = PERHAPS
        return most

    def support(self, facts: Facts, reading: Reading) -> Iterable[str]:
        enough = YES if reading == "fired" else PERHAPS
        holding = [part for part in self._parts if part.truth(facts) >= enough]
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
            return _within(tally_key(test.tally), test.at_least, test.at_most)
        case QuestionTest(is_=str(option)):
            return _presence(option_key(test.question, option), present=True)
        case QuestionTest(is_not=str(option)):
            return _presence(option_key(test.question, option), present=False)
        case QuestionTest(any_of=tuple(options)):
            return _Some([_presence(option_key(test.question, option), present=True) for option in options])
        case QuestionTest():
            return _within(number_key(test.question), test.at_least, test.at_most)


def _presence(key: str, *, present: bool) -> Condition:
    return _AtLeast(key, 1) if present else _AtMost(key, 0)


def _within(key: str, least: int | None, most: int | None) -> Condition:
    bounds: list[Condition] = [] if least is None else [_AtLeast(key, least)]
    bounds += [] if most is None else [_AtMost(key, most)]
    return bounds[0] if len(bounds) == 1 else _Every(bounds)
