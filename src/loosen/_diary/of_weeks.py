"""What the weeks say: how much was done, how long ago things were, and how usual pain went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from loosen._model.diary import InForce
from loosen._model.plan import Plan

from .counted import DAYS_A_WEEK, TWO_WEEKS, Counted, was_done
from .of_sessions import is_red
from .person import Person
from .readings import (
    Interval,
    Reading,
    exactly,
    usual_of,
)

WHOLE = 100


def done_percent(counted: Counted, plan: Plan) -> Reading | None:
    """How much of a week was done, in percent of what the plan asks: the better of the weeks to today and yesterday.

    Each exercise counts for as many days as it is asked for, so that half a session is half of one. While the first
    week is not over, the rest of it may still be done.
    """
    asked = {item.exercise: item.dose.days_per_week for item in plan.items}
    if not counted.plans or not asked:
        return None
    yesterday = counted.today - timedelta(days=1)
    weeks = [_week_to(day, asked, counted) for day in (counted.today, yesterday)]
    percent, entries = max(weeks, key=lambda week: week[0])
    first = counted.start is not None and counted.is_within(counted.start.date(), DAYS_A_WEEK)
    return Reading(percent, WHOLE if first else percent, entries)


def _week_to(last: date, asked: Mapping[str, int], counted: Counted) -> tuple[int, tuple[str, ...]]:
    sessions = [one for one in counted.so_far if counted.is_timely(one)]
    week = [one for one in sessions if 0 <= (last - one.started.date()).days < DAYS_A_WEEK]
    days = {(exercise, one.started.date()) for one in week for exercise in was_done(one)}
    done = {name: sum(exercise == name for exercise, _ in days) for name in asked}
    total = sum(min(done[name], asked[name]) for name in asked)
    return WHOLE * total // sum(asked.values()), tuple(one.id for one in week)


def days_since(counted: Counted, plan: InForce | None) -> Reading | None:
    """Days since a plan became the person's."""
    return exactly(counted.days_between(plan.since, counted.moment)) if plan else None


def days_since_session(counted: Counted) -> Reading | None:
    """Days since something was done, or since the person began; filled in later it counts on the day of the session.

    While somebody looks at what stopped a plan, the days go on.
    """
    last = next((one for one in reversed(counted.of_course) if was_done(one)), None)
    if last:
        return exactly((counted.today - last.started.date()).days, last.id)
    return exactly(counted.days_between(counted.start, counted.moment)) if counted.start else None


def weeks_since_start(counted: Counted) -> Reading | None:
    """Whole weeks since the person began."""
    if counted.start is None:
        return None
    return exactly(counted.days_between(counted.start, counted.moment) // DAYS_A_WEEK)


class Regression(NamedTuple):
    """A step back that pain asked for, and the first and the last day of that pain."""

    then: datetime
    first: date
    last: date


def steps_back(counted: Counted, person: Person, *, now: bool = False) -> Sequence[Regression]:
    """The steps back that pain asked for, and with `now` the one that it asks for today.

    One after a pause, or for a point of pain in the morning, is no worse. Of two for the same flare the first counts;
    a flare lasts until a session went better, and no longer than a week.
    """
    found: list[Regression] = []
    taken = [*counted.steps_back, *([(counted.moment, counted.so_far)] if now else [])]
    before = date.min
    for then, sessions in taken:
        red = [one.started.date() for one in sessions if one.started.date() >= before and is_red(one, person)]
        if red and (not found or _is_another(found[-1], red, counted, person)):
            found.append(Regression(then, red[0], red[-1]))
        before = then.date()
    return found


def _is_another(flare: Regression, red: Sequence[date], counted: Counted, person: Person) -> bool:
    """Whether days of pain are no part of a flare any more."""
    said = (one for one in counted.so_far if person.readers["pain_during"](one) is not None)
    better = (one for one in said if flare.last < one.started.date() < red[0])
    return (red[-1] - flare.first).days >= DAYS_A_WEEK or any(not is_red(one, person) for one in better)


def most_steps_back(counted: Counted, person: Person, *, now: bool = False) -> Reading | None:
    """The most steps back in any two weeks since the person began; with `now` those up to now and one more of today."""
    if not counted.plans:
        return None
    steps = steps_back(counted, person, now=now)
    ends = [one.then for one in steps] if not now else [counted.moment]
    return exactly(max((_within_two_weeks(end, steps, counted) for end in ends), default=0))


def _within_two_weeks(end: datetime, steps: Iterable[Regression], counted: Counted) -> int:
    return sum(0 <= counted.days_between(one.then, end) < TWO_WEEKS for one in steps)


def usual_change(counted: Counted, person: Person) -> Reading | None:
    """How much the usual pain rose since the person began: the last told within two weeks against the first.

    The first is told by the plan's answers where no session of the first week tells it.
    """
    told = [(one, one.pain_usual) for one in counted.so_far if one.pain_usual is not None]
    if not told or not counted.is_within(told[-1][0].started.date(), TWO_WEEKS):
        return None
    first, last = told[0], told[-1]
    early = counted.start is None or (first[0].started.date() - counted.start.date()).days < DAYS_A_WEEK
    usual = Interval(first[1], first[1]) if early and first is not last else usual_of(person.record.audit)
    return Reading(last[1] - usual.most, last[1] - usual.least, (last[0].id,))


def usual_for_a_week(counted: Counted) -> int | None:
    """The most that usual pain was in the two weeks up to when it was last told; None before a week of tellings."""
    told = [one for one in counted.so_far if one.pain_usual is not None and counted.is_timely(one)]
    if not told or not counted.is_within(told[-1].started.date(), TWO_WEEKS):
        return None
    ago = {one.id: (told[-1].started.date() - one.started.date()).days for one in told}
    lately = [one for one in told if ago[one.id] < TWO_WEEKS]
    if max(ago[one.id] for one in lately) < DAYS_A_WEEK - 1:
        return None
    return max(one.pain_usual or 0 for one in lately)
