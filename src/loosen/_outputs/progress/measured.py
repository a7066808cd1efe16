"""What a diary holds, week by week: sessions, pain, minutes for each muscle, one's own activities; and the ladders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from loosen._library import Library
from loosen._model.diary import Diary, Done, SessionEntry
from loosen._model.plan import Item, Plan
from loosen._words.speech import capital

Plans = Mapping[str, Plan]
WEEK = timedelta(days=7)
MINUTE_S = 60
PAINS = ("pain_before", "pain_worst", "pain_after", "pain_next_morning")
"""What a session says of pain, in its order in the day."""


class Rated(NamedTuple):
    """A number from 0 to 10 that was noted, so many days after the first day of the diary."""

    day: int
    value: int

    @property
    def week(self) -> int:
        """In which week that was, from 0."""
        return self.day // WEEK.days


class Muscle(NamedTuple):
    """The minutes that one muscle was worked on, week by week."""

    name: str
    minutes: tuple[float, ...]

    @property
    def all_minutes(self) -> float:
        """All weeks together."""
        return sum(self.minutes)


class Doing(NamedTuple):
    """An activity of the person's own choosing, with its ratings."""

    name: str
    ratings: tuple[Rated, ...]


class Standing(NamedTuple):
    """Where a person stands on a ladder: the names of its steps, and the one of the plan, from 0."""

    ladder: str
    steps: tuple[str, ...]
    at: int


class Progress(NamedTuple):
    """Everything, from week 1 to the last in which something was noted; `sessions` are done and `asked_for` a week."""

    first: date
    sessions: tuple[int, ...]
    asked_for: int
    pains: tuple[tuple[str, tuple[Rated, ...]], ...]
    muscles: tuple[Muscle, ...]
    activities: tuple[Doing, ...]
    sleep: tuple[Rated, ...]
    ladders: tuple[Standing, ...]

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return len(self.sessions)


def progress_of(diary: Diary, plan: Plan, library: Library, plans: Plans = MappingProxyType({})) -> Progress:
    """What a diary says of the weeks since its first day, in the days of the person's own clock.

    `plan` is the one in force, and `plans` are those at hand, by the seals of their records. Names are those of the
    library. A session in which nothing was done counts as none; what was not noted is left out.
    A diary without an entry has no weeks.
    """
    held = [one for one in diary.sessions if any(done.is_begun for done in one.done)]
    days = [*(one.started.date() for one in diary.sessions), *(one.on for one in diary.checks)]
    first = min(days, default=date.min)
    weeks = _week(max(days), first) + 1 if days else 0
    sessions = [0] * weeks
    for one in held:
        sessions[_week(one.started.date(), first)] += 1
    times = plan.programme.times_per_day if plan.programme else 1
    return Progress(
        first=first,
        sessions=tuple(sessions),
        asked_for=plan.days_per_week * times,
        pains=tuple((name, points) for name in PAINS if (points := tuple(_pains(diary, name, first)))),
        muscles=_muscles(held, lambda session: plans.get(session.plan, plan), library, first, weeks),
        activities=_activities(diary, first),
        sleep=tuple(_sleep(diary, first)),
        ladders=tuple(_standing(item, library) for item in plan.items if item.progression.steps > 1),
    )


def _week(day: date, first: date) -> int:
    return (day - first) // WEEK


def _pains(diary: Diary, name: str, first: date) -> Iterator[Rated]:
    for one in diary.sessions:
        pain: int | None = getattr(one, name)
        if pain is not None:
            yield Rated((one.started.date() - first).days, pain)


def _muscles(
    held: Iterable[SessionEntry],
    plan_of: Callable[[SessionEntry], Plan],
    library: Library,
    first: date,
    weeks: int,
) -> tuple[Muscle, ...]:
    """The muscles that the exercises aim at, the ones worked on most first."""
    minutes: dict[str, list[float]] = {}
    for session in held:
        plan = plan_of(session)
        for done in session.done:
            if (exercise := library.exercises.get(done.exercise)) is None:
                continue
            for muscle in dict.fromkeys(target.muscle for target in exercise.targets):
                spent = minutes.setdefault(muscle, [0.0] * weeks)
                spent[_week(session.started.date(), first)] += _seconds(done, plan) / MINUTE_S
    named = [Muscle(library.muscles[muscle].name, tuple(spent)) for muscle, spent in minutes.items() if any(spent)]
    return tuple(sorted(named, key=lambda one: (-one.all_minutes, one.name)))


def _seconds(done: Done, plan: Plan) -> int:
    """The seconds that were noted; where only repetitions were, or nothing but that it was done, those of the plan.

    Of an exercise of another plan nobody knows them: it takes as long as those of the plan do on average.
    """
    if done.seconds is not None or not done.is_begun:
        return done.seconds or 0
    item = next((one for one in plan.items if one.exercise == done.exercise), None)
    if item is None:
        return plan.seconds // max(1, len(plan.items))
    return item.seconds if done.repetitions is None else done.repetitions * (item.dose.hold_s + item.dose.settle_s)


def _activities(diary: Diary, first: date) -> tuple[Doing, ...]:
    ratings: dict[str, list[Rated]] = {}
    for check in sorted(diary.checks, key=lambda one: one.on):
        for one in check.activities:
            ratings.setdefault(one.name, []).append(Rated((check.on - first).days, one.rating))
    return tuple(Doing(name, tuple(rated)) for name, rated in ratings.items())


def _sleep(diary: Diary, first: date) -> Iterator[Rated]:
    for check in sorted(diary.checks, key=lambda one: one.on):
        if check.sleep is not None:
            yield Rated((check.on - first).days, check.sleep)


def _standing(item: Item, library: Library) -> Standing:
    ladder = library.ladders[item.progression.ladder]
    names = tuple(library.exercises[step].name for step in ladder.steps)
    return Standing(capital(ladder.name), names, item.progression.step - 1)
