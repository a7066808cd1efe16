"""The plan while it is carried from week to week: its items with their doses then, and the limits on all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from loosen._model.base import Kind
from loosen._model.effects import Limit
from loosen._model.reason import DoseSource
from loosen._planning.dose import Amount, Dosed, timed
from loosen._planning.stages.safety import Kind as EffectKind
from loosen._planning.state import Work

CAUTIONS: tuple[EffectKind, ...] = ("caution", "limited")
"""The effects of safety that are told beside an exercise."""


MAKES_ROOM: Sequence[Kind] = ("aerobic", "relaxation")
"""What becomes shorter where the rest grew, in this order."""
Grown = Literal["range", "hold_s", "repetitions", "sets", "variant"]


class Taken(NamedTuple):
    """A step that was taken: what grew, and the exercise with its dose before."""

    what: Grown
    before: Dosed


class Rested(NamedTuple):
    """An item before a step back that only a break asked for, and the step that was taken back, if one was."""

    before: Dosed
    step: Taken | None


@dataclass
class Carried:
    """An item in some week: its dose then, the steps it can take back, its weeks in this form, and all its changes.

    `paused` is what it was before steps back that only a break asked for; it comes back whole.
    """

    dosed: Dosed
    taken: list[Taken] = field(default_factory=list)
    weeks: int = 0
    changes: int = 0
    paused: list[Rested] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The exercise that it is now."""
        return self.dosed.exercise.id

    @property
    def steps(self) -> Counter[str]:
        """The small steps in this form, by what grew."""
        return Counter(one.what for one in self.taken if one.before.exercise.id == self.id and one.what != "variant")

    def grow(self, what: Grown, dosed: Dosed) -> None:
        """Take a step; the next form of an exercise is begun anew."""
        self.taken.append(Taken(what, self.dosed))
        self.changes += 1
        self.weeks = 0 if what == "variant" else self.weeks
        self.dosed = dosed

    def become(self, dosed: Dosed) -> None:
        """Give way to another exercise; there is no way back."""
        self.dosed, self.taken, self.weeks, self.paused = dosed, [], 0, []


class Session:
    """The session as it is in some week, with the rules whose cautions were told.

    What once gave way to something else does not come back, nor does any exercise with a demand that was `dropped`.
    """

    def __init__(self, items: Iterable[Carried], work: Work) -> None:
        self.items = list(items)
        self.gone: set[str] = set()
        self.dropped: set[str] = set()
        self._graph, safety = work.graph, work.safety
        self.cautions = {rule for one in self.items for kind in CAUTIONS for rule in safety.rules_that(kind, one.id)}

    @classmethod
    def begun(cls, work: Work) -> Session:
        """That of the first week."""
        return cls(map(Carried, work.chosen.items), work)

    def copy(self, work: Work) -> Session:
        """Another one that stands where this one does."""
        items = (Carried(one.dosed, [*one.taken], one.weeks, one.changes, [*one.paused]) for one in self.items)
        session = Session(items, work)
        session.gone, session.dropped, session.cautions = {*self.gone}, {*self.dropped}, {*self.cautions}
        return session

    def may_come_in(self, exercise: str) -> bool:
        """Whether an exercise is neither in the session nor was before, nor is of a kind that was dropped."""
        out = exercise in self.gone or not self.dropped.isdisjoint(self._graph.demands(exercise))
        return not out and all(one.id != exercise for one in self.items)

    def fits(self, dosed: Dosed, instead: Carried, work: Work) -> bool:
        """Whether time and the caps on stretching still hold with this dose in place of an item (fact DO-03).

        It takes more time where there is some when walking and resting give way as far as they can.
        """
        others = [one.dosed for one in self.items if one is not instead]
        if dosed.seconds > instead.dosed.seconds and least_seconds((dosed, *others), work) > longest_asked_for(work):
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
    def seconds(self) -> int:
        """How long it takes."""
        return sum(one.dosed.seconds for one in self.items)

    @property
    def stretch_s(self) -> int:
        """The seconds of held stretching, of all items together."""
        return sum(one.dosed.stretch_s for one in self.items)


def longest_asked_for(work: Work) -> int:
    """The most seconds that a session may come to for the time that the person asked for."""
    return work.seconds_wanted * (100 + work.library.policy.outline.longer_percent.is_) // 100


def least_seconds(items: Iterable[Dosed], work: Work) -> int:
    """How long a session of these items takes where walking and resting gave way as far as they can."""
    return sum(one.seconds - (one.dose.hold_s - least_held(one, work)) for one in items)


def least_held(one: Dosed, work: Work) -> int:
    """To how many seconds an item may become shorter so that others grow; all that it has where it may not."""
    if not (one.room.is_bout and one.exercise.kind in MAKES_ROOM):
        return one.dose.hold_s
    return min(one.dose.hold_s, max(one.room.bout_least, work.library.policy.outline.bout_keeps_s.is_))


def with_amount(dosed: Dosed, work: Work, **values: int) -> Dosed:
    """The same exercise with other values of its dose."""
    amount: Amount = dosed.dose._replace(**values)
    return timed(dosed.exercise, amount, dosed.steps, dosed.room, work.dosing.pauses, dosed.extra)


def under_ceilings(one: Carried, work: Work) -> bool:
    """Take over the room there is now; whether the dose had to become smaller for it."""
    fresh, dose = work.dosed(one.id), one.dosed.dose
    room = fresh.room
    smaller = dose._replace(
        hold_s=min(dose.hold_s, room.bout_most if room.is_bout else room.hold_s),
        repetitions=min(dose.repetitions, room.repetitions),
        sets=min(dose.sets, max(room.rounds, most_rounds(fresh, work))),
        days_per_week=min(dose.days_per_week, fresh.dose.days_per_week),
    )
    one.dosed = timed(one.dosed.exercise, smaller, one.dosed.steps, room, work.dosing.pauses, one.dosed.extra)
    return smaller != dose


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
