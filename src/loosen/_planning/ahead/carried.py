"""The plan while it is carried from week to week: its items with their doses then, and the limits on all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from loosen._model.effects import Limit
from loosen._model.reason import DoseSource
from loosen._planning.dose import Amount, Dosed, timed
from loosen._planning.stages.safety import Kind
from loosen._planning.state import Work

CAUTIONS: tuple[Kind, ...] = ("caution", "limited")
"""The effects of safety that are told beside an exercise."""


@dataclass
class Carried:
    """An item in some week: its dose then, its small steps in this form by what grew, weeks in it, and all changes."""

    dosed: Dosed
    steps: Counter[str] = field(default_factory=Counter)
    weeks: int = 0
    changes: int = 0

    @property
    def id(self) -> str:
        """The exercise that it is now."""
        return self.dosed.exercise.id

    def take(self, dosed: Dosed) -> None:
        """Become another exercise, or the same in another form; small steps are counted anew."""
        self.dosed, self.steps, self.weeks = dosed, Counter(), 0


class Session:
    """The session as it is in some week, with the rules whose cautions were told.

    What once gave way to something else does not come back.
    """

    def __init__(self, work: Work) -> None:
        self.items = [Carried(dosed) for dosed in work.chosen.items]
        self.gone: set[str] = set()
        safety = work.safety
        self.cautions = {rule for one in self.items for kind in CAUTIONS for rule in safety.rules_that(kind, one.id)}
        longer = 100 + work.library.policy.outline.longer_percent.is_
        spare = sum(one.dose.hold_s - one.room.bout_least for one in work.chosen.items if one.room.is_bout)
        self._seconds = max(work.chosen.seconds, work.seconds_wanted * longer // 100 + spare)

    def may_come_in(self, exercise: str) -> bool:
        """Whether an exercise is neither in the session nor was before."""
        return exercise not in self.gone and all(one.id != exercise for one in self.items)

    def fits(self, dosed: Dosed, instead: Carried, work: Work) -> bool:
        """Whether time and the caps on stretching still hold with this dose in place of an item (fact DO-03)."""
        others = [one.dosed for one in self.items if one is not instead]
        if dosed.seconds > instead.dosed.seconds and sum(one.seconds for one in (dosed, *others)) > self._seconds:
            return False
        if not dosed.stretch_s:
            return True
        for muscle in dosed.muscles:
            together = (dosed, *(one for one in others if muscle in one.muscles))
            session = sum(one.stretch_s for one in together)
            week = sum(one.stretch_s * one.dose.days_per_week for one in together)
            if session > work.dosing.cap_session_s or week > work.dosing.cap_week_s:
                return False
        return True

    @property
    def stretch_s(self) -> int:
        """The seconds of held stretching, of all items together."""
        return sum(one.dosed.stretch_s for one in self.items)


def with_amount(dosed: Dosed, work: Work, **values: int) -> Dosed:
    """The same exercise with other values of its dose."""
    amount: Amount = dosed.dose._replace(**values)
    return timed(dosed.exercise, amount, dosed.steps, dosed.room, work.dosing.pauses, dosed.extra)


def most_rounds(fresh: Dosed, work: Work) -> int:
    """The most sets that an exercise may come to, given as it would be dosed anew."""
    ruled = any(step.field == "sets" and step.because.code is not DoseSource.DOSE for step in fresh.steps)
    most = fresh.dose.sets if ruled else work.library.doses[fresh.exercise.dose].sets.most
    return min([most, *(limit.sets for limit in _limits(fresh.exercise.id, work) if limit.sets is not None)])


def _limits(exercise: str, work: Work) -> Iterator[Limit]:
    for effect_of, found in work.dosing.limits:
        effect = work.library.rules[effect_of.rule].then[effect_of.place]
        if exercise in found and isinstance(effect, Limit):
            yield effect
