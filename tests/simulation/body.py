"""What somebody's body says: how much it hurts in a session, the morning after, and usually, from week to week."""

from __future__ import annotations

from typing import NamedTuple

from loosen._model.plan import Item, Plan

from .who import WEEKS, Kind, Person

STRONGER_A_WEEK = (1.04, 1.12)
"""By how much more somebody can do after a week with sessions."""
TOO_MUCH = 5
"""Points of pain for doing twice of what one can do."""


class Felt(NamedTuple):
    """What is felt of a session, 0 to 10."""

    before: int
    worst: int
    after: int
    morning: int


class Body:
    """One person's: its usual pain falls or rises by weeks, flares up now and then, and hurts after too much."""

    def __init__(self, person: Person) -> None:
        self._kind: Kind = person.kind
        self._begun_with, self._chance = person.usual, person.chance("body")
        self._can_do = 1.3 * work_of(person.plan)
        self._stronger = self._chance.uniform(*STRONGER_A_WEEK)
        self._flares = {
            day for _ in range(self._kind.flares) for day in _some_days(self._chance.randint(15, 7 * (WEEKS - 4)))
        }

    def usual(self, day: int) -> int:
        """How strong the pain usually is on a day."""
        weeks = max(0, day // 7 - self._kind.from_week)
        return out_of_ten(self._begun_with - self._kind.easing * weeks)

    def is_flaring(self, day: int) -> bool:
        """Whether it is a day of much more pain than usual."""
        return day in self._flares

    def session(self, day: int, plan: Plan) -> Felt:
        """What is felt of a session on a day."""
        usual, flare = self.usual(day), 3 if self.is_flaring(day) else 0
        strain = max(0.0, work_of(plan) / self._can_do - 1) * TOO_MUCH
        before, during, morning = (self._stray() for _ in range(3))
        worst = usual + flare + strain + max(before, during)
        return Felt(
            out_of_ten(usual + flare + before), out_of_ten(worst), out_of_ten(worst - 0.5 * strain),
            out_of_ten(usual + flare / 2 + max(0.0, strain - 1) + morning),
        )  # fmt: skip

    def week_is_over(self, sessions: int) -> None:
        """A week with two sessions or more makes somebody stronger, one without costs a little of it."""
        self._can_do *= self._stronger if sessions >= 2 else 0.98

    def _stray(self) -> float:
        return self._chance.gauss(0, self._kind.noise) if self._kind.noise else 0.0


def _some_days(first: int) -> range:
    return range(first, first + 4)


def out_of_ten(pain: float) -> int:
    """A whole number of points from 0 to 10."""
    return min(10, max(0, int(pain + 0.5)))


def work_of(plan: Plan) -> float:
    """How much a plan asks for in a week: seconds of work, of a harder exercise more."""
    return sum(load_of(item) * (1 + 0.15 * item.progression.step) for item in plan.items if item.kind != "relaxation")


def load_of(item: Item) -> int:
    """The seconds of work of an item in a week, on one side."""
    dose = item.dose
    return dose.sets * dose.repetitions * (dose.hold_s + dose.settle_s) * dose.times_per_day * dose.days_per_week
