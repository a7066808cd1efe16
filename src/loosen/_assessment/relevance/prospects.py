"""What may still come of an interview: for every condition the readings left to it while some answers are missing.

A fact is an interval (engine.facts). While its question is open, that interval is not known either, but it lies between
two: for "yes or no" between 0..0 and 1..1, and for "not sure" it will be 0..1. So every condition has a least and a
most true reading, whatever the missing answers turn out to be; where these are the same, no missing answer matters.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from loosen._engine.conditions import NO, PERHAPS, YES
from loosen._engine.facts import Fact
from loosen._engine.literals import literals_of
from loosen._model.when import All, Always, AnyOf, Test, When


class Span(NamedTuple):
    """Between which intervals a fact will come to lie: the lowest (`a`..`b`) and the highest (`c`..`d`)."""

    a: int
    b: int
    c: int
    d: int


Spans = Mapping[str, Span]
"""Spans by the key of their fact. A key that is missing is not applicable: every test on it fails."""


class Range(NamedTuple):
    """The least and the most true reading of a condition; the same twice when it is decided."""

    least: int
    most: int

    @property
    def open(self) -> bool:
        """Whether a missing answer may still change it."""
        return self.least != self.most


_READINGS: Final = (NO, PERHAPS, YES)
_RANGES: Final = tuple(tuple(Range(least, most) for most in _READINGS) for least in _READINGS)
"""Every range there is, by its least and most true reading, so that none is made twice."""
_OPPOSITE: Final = tuple(tuple(_RANGES[YES - most][YES - least] for most in _READINGS) for least in _READINGS)
"""The range of what holds exactly when something else does not, by the least and most true reading of that."""
_NEVER: Final = _RANGES[NO][NO]
_ALWAYS: Final = _RANGES[YES][YES]
_INTERVAL: Final = {NO: (0, 0), PERHAPS: (0, 1), YES: (1, 1)}


def known(fact: Fact) -> Span:
    """The span of a fact whose question is answered, also with "not sure"."""
    return Span(fact.low, fact.high, fact.low, fact.high)


def unanswered(low: int, high: int) -> Span:
    """The span of a fact whose question is open. It may turn out not to apply, so no test on it certainly holds."""
    return Span(low - 1, low - 1, high + 1, high + 1)


def of_range(found: Range) -> Span:
    """The span of a finding that will be absent, possible or present in this range."""
    return Span(*_INTERVAL[found.least], *_INTERVAL[found.most])


class Prospect(ABC):
    """A condition made ready to be looked at many times while answers are missing."""

    __slots__ = ()

    @abstractmethod
    def range(self, spans: Spans) -> Range:
        """The readings left to it."""

    @abstractmethod
    def waits_for(self, spans: Spans) -> Iterable[str]:
        """The keys of the facts that may still change it; none when it is decided."""


class _Everybody(Prospect):
    __slots__ = ()

    def range(self, _: Spans) -> Range:
        return _ALWAYS

    def waits_for(self, _: Spans) -> Iterable[str]:
        return ()


class _Bounded(Prospect):
    """Whether the value of one key is at or above a bound; a key that is not applicable always fails.

    `ranges` are by the least and the most true reading of that, so that "below the bound" is the same with `_OPPOSITE`.
    """

    __slots__ = ("_bound", "_key", "_ranges")

    def __init__(self, key: str, bound: int, ranges: tuple[tuple[Range, ...], ...]) -> None:
        self._key, self._bound, self._ranges = key, bound, ranges

    def range(self, spans: Spans) -> Range:
        span = spans.get(self._key)
        if span is None:
            return _NEVER
        a, b, c, d = span
        bound = self._bound
        least = NO if b < bound else (YES if a >= bound else PERHAPS)
        return self._ranges[least][NO if d < bound else (YES if c >= bound else PERHAPS)]

    def waits_for(self, spans: Spans) -> Iterable[str]:
        return (self._key,) if self.range(spans).open else ()


def _at_least(key: str, bound: int) -> Prospect:
    return _Bounded(key, bound, _RANGES)


def _at_most(key: str, bound: int) -> Prospect:
    return _Bounded(key, bound + 1, _OPPOSITE)


class _Several(Prospect):
    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Prospect]) -> None:
        self._parts = parts

    def waits_for(self, spans: Spans) -> Iterable[str]:
        if not self.range(spans).open:
            return ()
        return {key for part in self._parts for key in part.waits_for(spans)}


class _Every(_Several):
    __slots__ = ()

    def range(self, spans: Spans) -> Range:
        least = most = YES
        for part in self._parts:
            low, high = part.range(spans)
            least = low if low < least else least
            most = high if high < most else most
            if most == NO:
                return _NEVER
        return _RANGES[least][most]


class _Some(_Several):
    __slots__ = ()

    def range(self, spans: Spans) -> Range:
        least = most = NO
        for part in self._parts:
            low, high = part.range(spans)
            least = low if low > least else least
            most = high if high > most else most
            if least == YES:
                return _ALWAYS
        return _RANGES[least][most]


def prospect(when: When) -> Prospect:
    """Make a condition ready to be looked at many times."""
    if isinstance(when, All):
        return _Every([prospect(part) for part in when.all])
    if isinstance(when, AnyOf):
        return _Some([prospect(part) for part in when.any])
    return _Everybody() if isinstance(when, Always) else _of_test(when)


def _of_test(test: Test) -> Prospect:
    ways = [_within(*literal) for literal in literals_of(test)]
    return ways[0] if len(ways) == 1 else _Some(ways)


def _within(key: str, least: int | None, most: int | None) -> Prospect:
    bounds: list[Prospect] = [] if least is None else [_at_least(key, least)]
    bounds += [] if most is None else [_at_most(key, most)]
    return bounds[0] if len(bounds) == 1 else _Every(bounds)
