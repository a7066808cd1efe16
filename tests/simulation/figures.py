"""What became of people, in figures: one line for each kind, and one person's half year told week by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from loosen._model.plan import Plan

from .body import load_of
from .holds import HOLDS, MADE_AGAIN, changes_of, faults_of, plan_in
from .living import Course, Reviewed, lived
from .who import Kind, Person, person

LETTERS = {"advance": "A", "hold": "h", "step_back": "b", "stop": "S", "refer": "R"}


class Outcome(NamedTuple):
    """What half a year of one person came to, and everything that did not hold."""

    kind: str
    person: str
    reviews: int
    verdicts: Counter[str]
    referred: int | None
    top: int | None
    can_climb: bool
    work: tuple[int, int]
    seconds: tuple[int, int]
    faults: tuple[str, ...]


def outcome_of(kind: Kind, number: int) -> Outcome:
    """Half a year of somebody, lived and looked at."""
    who = person(kind, number)
    courses = lived(who)
    reviews = [one for course in courses for one in course.reviews]
    last = next((one.made for one in reversed(reviews) if one.made.plan), who.first)
    return Outcome(
        kind=kind.name, person=who.named, reviews=len(reviews),
        verdicts=Counter(one.verdict.kind for one in reviews),
        referred=next((one.week for one in reviews if one.made.plan is None), None),
        top=top_of_a_ladder(courses), can_climb=any(item.progression.next for item in who.plan.items),
        work=(_work(who.plan), _work(plan_in(last))), seconds=(who.plan.seconds, plan_in(last).seconds),
        faults=tuple(fault for course in courses for fault in faults_of(course)),
    )  # fmt: skip


def top_of_a_ladder(courses: Sequence[Course]) -> int | None:
    """The week in which a person came to the last step of a ladder on which they had begun further down."""
    began = {item.exercise for item in plan_in(courses[0].first).items}
    for one in (one for course in courses for one in course.reviews):
        items = one.made.plan.items if one.made.plan else ()
        if any(item.progression.step == item.progression.steps > 1 and item.exercise not in began for item in items):
            return one.week
    return None


def _work(plan: Plan) -> int:
    return sum(load_of(item) for item in plan.items)


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for each kind of people."""
    kinds: dict[str, list[Outcome]] = {}
    for one in outcomes:
        kinds.setdefault(one.kind, []).append(one)
    yield (f"{'kind':33} people  on  stay back stop  refer   referred (week)   top (week)   work a week   minutes")
    for kind, some in kinds.items():
        yield _line(kind, some)


def _line(kind: str, some: Sequence[Outcome]) -> str:
    verdicts = sum((one.verdicts for one in some), Counter[str]())
    share = {name: 100 * verdicts[name] // max(1, verdicts.total()) for name in LETTERS}
    referred = [one.referred for one in some if one.referred is not None]
    top = [one.top for one in some if one.top is not None]
    climbing = sum(one.can_climb for one in some)
    work = [round(median(one.work[end] for one in some) / 60) for end in (0, 1)]
    minutes = [round(median(one.seconds[end] for one in some) / 60) for end in (0, 1)]
    return (
        f"{kind:33} {len(some):5}  {share['advance']:3}% {share['hold']:3}% {share['step_back']:3}% "
        f"{share['stop']:3}% {share['refer']:4}%  {_many(referred):>14}  {_many(top):>10} of {climbing:<4} "
        f"{work[0]:4} → {work[1]:<4}  {minutes[0]:3} → {minutes[1]:<3}"
    )


def _many(weeks: Sequence[int]) -> str:
    return f"{len(weeks)} ({round(median(weeks))})" if weeks else "0"


def told(who: Person) -> Iterator[str]:
    """Half a year of somebody, to be read as a physiotherapist reads it."""
    yield f"{who.named}: {dict(who.answers)}"
    for course in lived(who):
        yield f"begun {course.begun:%Y-%m-%d}: {_session(plan_in(course.first))}"
        for one in course.reviews:
            yield from _week(one)
        yield f"ended: {course.ended}, week {course.ended_in}"
        yield from faults_of(course, (*HOLDS, *MADE_AGAIN))


def _week(one: Reviewed) -> Iterator[str]:
    pain = " ".join(f"{s.pain_worst}/{s.pain_after}/{s.pain_next_morning}" for s in one.noted)
    done = f"{len(one.noted)} sessions (worst/after/morning {pain})"
    yield f"week {one.week:2} usual {one.usual} {done}: {one.verdict.kind}"
    grounds = {(ground.rule, str(ground.measure), ground.exercise or "") for ground in one.verdict.reasons}
    if one.verdict.kind != "advance" or one.verdict.items:
        yield f"        because {sorted(grounds)}, missed {one.verdict.missed_weeks}"
    if one.made.plan is None:
        why = " ".join(reason.say for reason in one.made.triage.reasons[:2])
        yield f"        referred: {one.made.triage.level}: {why}"
        return
    for change in changes_of(one):
        yield f"        {change.what} {change.exercise} {change.to or ''} {change.instead_of or ''}"


def _session(plan: Plan) -> str:
    return ", ".join(
        f"{item.exercise} {item.dose.hold_s}s x {item.dose.repetitions} x {item.dose.sets}, {item.dose.days_per_week} d"
        for item in plan.items
    )
