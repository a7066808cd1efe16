"""Uses the time that is left: doses grow step by step, for the kind of work that is furthest short of its share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from loosen._model.base import Kind
from loosen._model.policy import GrowthStep
from loosen._planning.dose import Amount, Dosed, Dosing, seconds_of, stretch_of

Need = Callable[[Kind], int]
"""By how many percent of the working time a kind is short of its share; below zero where it has more."""


class Step(NamedTuple):
    """One step of growth: `rank` puts the steps in order, the smallest first."""

    rank: tuple[bool, int, int, int, int, str]
    exercise: str
    amount: Amount
    seconds: int


class Growth:
    """The doses of a session while they grow into the time that is left.

    `items` are as they were picked, `whole` the same with the dose that each should have; one that was cut to fit is
    brought back to that first. None grows to more than `longest_s` seconds.
    """

    def __init__(
        self,
        items: Mapping[str, Dosed],
        whole: Mapping[str, Dosed],
        points: Mapping[str, int],
        left_s: int,
        longest_s: int,
        dosing: Dosing,
    ) -> None:
        self._items, self._whole, self._points, self._dosing = items, whole, points, dosing
        self._longest_s = longest_s
        self.left_s = left_s
        self.amounts = {key: item.dose for key, item in items.items()}
        self.spent = Counter({key: item.seconds for key, item in items.items()})
        self._grown: Counter[str] = Counter()

    def run(self, steps: tuple[GrowthStep, ...], need: Need) -> None:
        """Take the best step that fits, until none does."""
        while offers := list(self._offers(steps, need)):
            self._take(min(offers, key=lambda step: step.rank))

    def _take(self, step: Step) -> None:
        self.left_s -= step.seconds
        self.spent[step.exercise] += step.seconds
        self.amounts[step.exercise] = step.amount
        self._grown[step.exercise] += 1

    def _offers(self, steps: tuple[GrowthStep, ...], need: Need) -> Iterator[Step]:
        for place, growth in enumerate(steps):
            for key, item in self._items.items():
                kind = item.exercise.kind
                value = getattr(self.amounts[key], growth.what) + growth.by
                if kind not in growth.kinds or value > self._most(key, growth):
                    continue
                amount = self.amounts[key]._replace(**{growth.what: value})
                seconds = self._seconds(item, amount) - self.spent[key]
                longest = self.spent[key] + seconds > self._longest_s
                if seconds <= self.left_s and not longest and self._within_caps(item, amount):
                    whole = value > getattr(self._whole[key].dose, growth.what)
                    yield Step(
                        (whole, -need(kind), place, self._grown[key], -self._points[key], key), key, amount, seconds
                    )

    def _most(self, key: str, growth: GrowthStep) -> int:
        """How far a value may grow now: part of the way from where the dose starts to the most there is room for."""
        item = self._whole[key]
        start: int = getattr(item.dose, growth.what)
        most = item.room.now[growth.what]
        return start + -(-max(0, most - start) * growth.to_percent // 100)

    def _seconds(self, item: Dosed, amount: Amount) -> int:
        return seconds_of(item.exercise, amount, item.room, self._dosing.pauses, item.extra)

    def _within_caps(self, grown: Dosed, amount: Amount) -> bool:
        """Whether no muscle is stretched for longer than it should be, in the session and in the week (fact DO-03)."""
        if grown.exercise.kind != "stretch":
            return True
        for muscle in grown.muscles:
            held = [
                (stretch_of(item.exercise, dose, item.extra), dose.days_per_week)
                for key, item in self._items.items()
                if muscle in item.muscles
                for dose in [amount if item is grown else self.amounts[key]]
            ]
            if sum(seconds for seconds, _ in held) > self._dosing.cap_session_s:
                return False
            if sum(seconds * days for seconds, days in held) > self._dosing.cap_week_s:
                return False
        return True
