"""The weeks ahead: one small change a week, to one exercise that still has room, and weeks in which to look back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from loosen._model.effects import Steps
from loosen._model.plan import Week
from loosen._planning.dose import Dosed
from loosen._words.speech import Speech


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
        """The name of the exercise."""
        return self.item.exercise.name

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
    steps: Steps, reviews: frozenset[int], items: Sequence[Growing], caps: Caps, weeks: int, speech: Speech
) -> tuple[Week, ...]:
    """The first `weeks` weeks. The variables change in the order of `steps`, each time for what changed least so far.

    No change leads past an item's room or past the caps, and what safety limits stays as it is (fact DO-22).
    """
    return tuple(_weeks(steps, reviews, items, caps, weeks, speech))


def _weeks(
    steps: Steps, reviews: frozenset[int], items: Sequence[Growing], caps: Caps, last: int, speech: Speech
) -> Iterator[Week]:
    yield Week.shared(week=1, focus="start", say=speech("weeks.start"))
    turn = 0
    for week in range(2, last + 1):
        if week in reviews:
            yield Week.shared(
                week=week, focus="review", say=speech("weeks.last_review" if week == last else "weeks.review")
            )
            continue
        for ahead in range(len(steps.order)):
            variable = steps.order[(turn + ahead) % len(steps.order)]
            if say := _grow(variable, steps, items, caps, speech):
                turn += ahead + 1
                yield Week.shared(week=week, focus=variable, say=speech("weeks.grow", what=say))
                break
        else:
            yield Week.shared(week=week, focus="steady", say=speech("weeks.steady"))


def _grow(variable: str, steps: Steps, items: Sequence[Growing], caps: Caps, speech: Speech) -> str:
    """Let the item that changed least so far grow in one variable; what to do in words, or "" when none has room."""
    for one in sorted(items, key=attrgetter("changes")):  # sorting keeps the plan's order among equals
        room, held = one.item.room, one.item.exercise.kind == "stretch"
        if variable == "range" and held and one.may_go_further and not one.changes:
            return _changed(one, speech("weeks.further", name=one.name))
        longer = one.hold_s + steps.hold_s
        if variable == "hold_s" and held and longer <= room.hold_s and _fits(one, items, caps, hold_s=longer):
            one.hold_s = longer
            return _changed(one, speech("weeks.longer", name=one.name, seconds=longer))
        more = one.repetitions + steps.repetitions
        if variable == "repetitions" and more <= room.repetitions and _fits(one, items, caps, repetitions=more):
            one.repetitions = more
            return _changed(one, speech("weeks.more_often", name=one.name, more=more, before=more - steps.repetitions))
        rounds = one.sets + steps.sets
        if variable == "sets" and rounds <= room.rounds:
            one.sets = rounds
            return _changed(one, speech("weeks.more_rounds", name=one.name, rounds=rounds))
        if variable == "variant" and one.next:
            say, one.next = speech("weeks.next_step", next=one.next, name=one.name), None
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
