"""The weeks ahead: one small change a week, to one exercise that still has room, and weeks in which to look back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from loosen.model.effects import Steps
from loosen.model.plan import Week
from loosen.planning.dose import Dosed


class Caps(NamedTuple):
    """The most held stretching one muscle gets, in seconds a session and seconds a week (fact DO-03)."""

    session_s: int
    week_s: int


@dataclass
class Growing:
    """An item while the weeks pass: its dose as it would be then, the next step's name, and how often it changed."""

    item: Dosed
    next: str | None
    changes: int = 0

    def __post_init__(self) -> None:
        self.hold_s, self.repetitions, self.sets = self.item.dose[:3]

    @property
    def name(self) -> str:
        """The name of the exercise, in quotation marks."""
        return f"“{self.item.exercise.name}”"

    @property
    def may_go_further(self) -> bool:
        """Whether it goes to the end of a range that safety has not limited; what stays short of it keeps to that."""
        return "end_range_stretch_any" in self.item.exercise.demands and not self.item.room.mid_range

    @property
    def stretch_s(self) -> int:
        """Seconds one side is held in a session; 0 for what is no stretch."""
        times = self.sets * self.repetitions + bool(self.item.extra)
        return self.hold_s * times * self.item.dose.times_per_day if self.item.stretch_s else 0


def weeks_ahead(
    steps: Steps, reviews: frozenset[int], items: Sequence[Growing], caps: Caps, weeks: int
) -> tuple[Week, ...]:
    """The first `weeks` weeks. The variables change in the order of `steps`, each time for what changed least so far.

    No change leads past an item's room or past the caps, and what safety limits stays as it is (fact DO-22).
    """
    return tuple(_weeks(steps, reviews, items, caps, weeks))


def _weeks(steps: Steps, reviews: frozenset[int], items: Sequence[Growing], caps: Caps, last: int) -> Iterator[Week]:
    yield Week.shared(
        week=1, focus="start", say="Learn the exercises. Do less rather than more, and note how you feel."
    )
    turn = 0
    for week in range(2, last + 1):
        if week in reviews:
            yield Week.shared(week=week, focus="review", say=_review(last=week == last))
            continue
        for ahead in range(len(steps.order)):
            variable = steps.order[(turn + ahead) % len(steps.order)]
            if say := _grow(variable, steps, items, caps):
                turn += ahead + 1
                yield Week.shared(week=week, focus=variable, say=f"If all went well: {say} Change nothing else.")
                break
        else:
            yield Week.shared(
                week=week, focus="steady", say="Keep going as you are. Nothing needs to grow any further."
            )


def _grow(variable: str, steps: Steps, items: Sequence[Growing], caps: Caps) -> str:
    """Let the item that changed least so far grow in one variable; what to do in words, or "" when none has room."""
    for one in sorted(items, key=attrgetter("changes")):  # sorting keeps the plan's order among equals
        room, held = one.item.room, one.item.exercise.kind == "stretch"
        if variable == "range" and held and one.may_go_further and not one.changes:
            return _changed(one, f"move a little further into {one.name}, as far as it stays mild.")
        longer = one.hold_s + steps.hold_s
        if variable == "hold_s" and held and longer <= room.hold_s and _fits(one, items, caps, hold_s=longer):
            one.hold_s = longer
            return _changed(one, f"hold {one.name} for {longer} seconds.")
        more = one.repetitions + steps.repetitions
        if variable == "repetitions" and more <= room.repetitions and _fits(one, items, caps, repetitions=more):
            one.repetitions = more
            return _changed(one, f"do {one.name} {more} times instead of {more - steps.repetitions}.")
        rounds = one.sets + steps.sets
        if variable == "sets" and rounds <= room.rounds:
            one.sets = rounds
            return _changed(one, f"do {rounds} rounds of {one.name}, if you have the time.")
        if variable == "variant" and one.next:
            say, one.next = f"try “{one.next}” in place of {one.name}.", None
            return _changed(one, say)
    return ""


def _changed(one: Growing, say: str) -> str:
    one.changes += 1
    return say


def _fits(
    one: Growing, items: Sequence[Growing], caps: Caps, *, hold_s: int | None = None, repetitions: int | None = None
) -> bool:
    """Whether the caps on stretching still hold for every muscle of an item that grows."""
    if not one.item.stretch_s:
        return True
    then = Growing(one.item, None)
    then.hold_s, then.repetitions, then.sets = hold_s or one.hold_s, repetitions or one.repetitions, one.sets
    for muscle in one.item.muscles:
        all_of_it = [then, *(other for other in items if other is not one and muscle in other.item.muscles)]
        session = sum(each.stretch_s for each in all_of_it)
        week = sum(each.stretch_s * each.item.dose.days_per_week for each in all_of_it)
        if session > caps.session_s or week > caps.week_s:
            return False
    return True


def _review(*, last: bool) -> str:
    if last:
        return "Look back. If pain and daily life are not clearly better, see a doctor or physiotherapist."
    return "Look back. Answer the questions again. If little has changed, the plan should change, not grow longer."
