"""Made-up diaries for tests: sessions that went well, but for what a test says of them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from loosen._diary.verdict import verdict
from loosen._model.diary import Diary, Done, InForce, SessionEntry, WeeklyCheck
from loosen._model.plan import Plan, Recommendation
from loosen._model.review import Verdict
from tests.people import EVERYBODYS, example, sealed

HERE = timezone(timedelta(hours=1))
START = datetime(2026, 9, 1, 9, tzinfo=HERE)
"""When the plan begins; sessions are at six in the evening."""
PERSON = "a" * 32
LIBRARY = EVERYBODYS.library


@cache
def record_of(pain_usual: int = 3) -> Recommendation:
    """A desk worker's plan for five days a week, with this usual pain."""
    return sealed(EVERYBODYS.recommend(example("desk_worker", pain_usual=pain_usual)))


def plan_in(record: Recommendation) -> Plan:
    assert record.plan is not None
    return record.plan


def seal_of(record: Recommendation) -> str:
    assert record.seal is not None
    return record.seal.digest


def evening(day: int) -> datetime:
    """Six in the evening of a day of the plan, the first being 0."""
    return START + timedelta(days=day, hours=9)


def session(
    day: int, record: Recommendation | None = None, *, parts: dict[str, Any] | None = None, **said: Any
) -> SessionEntry:
    """A session of that day that went well, entered the next morning; `parts` is more on single exercises."""
    record = record or record_of()
    told = parts or {}
    done = tuple(Done(exercise=one.exercise, **told.get(one.exercise, {})) for one in plan_in(record).items)
    began = said.pop("started", evening(day))
    good: dict[str, Any] = {
        "pain_worst": 1, "pain_after": 1, "pain_next_morning": 1, "moved": "no", "new_signs": (),
        "entered_at": began + timedelta(hours=14), "id": f"{day % 10**6:032x}", "entered": "code",
    }  # fmt: skip
    return SessionEntry(
        plan=seal_of(record), started=began, ended=began + timedelta(minutes=15), **{"done": done, **good, **said}
    )


def check(day: int, record: Recommendation | None = None, **said: Any) -> WeeklyCheck:
    """A weekly check of that evening, without a new warning sign unless a test tells one."""
    at = evening(day) + timedelta(hours=2)
    given: dict[str, Any] = {"id": f"{day + 5000:032x}", "on": at.date(), "entered_at": at, "new_signs": (), **said}
    return WeeklyCheck(plan=seal_of(record or record_of()), **given)


def diary(*sessions: SessionEntry, checks: tuple[WeeklyCheck, ...] = (), plans: tuple[InForce, ...] = ()) -> Diary:
    """A diary of a plan that began on day 0, unless others are given."""
    first = InForce(plan=sessions[0].plan if sessions else seal_of(record_of()), since=START)
    return Diary(person=PERSON, plans=plans or (first,), sessions=sessions, checks=checks)


def judged(kept: Diary, day: int, record: Recommendation | None = None) -> Verdict:
    """The verdict at noon of a day."""
    return verdict(kept, record or record_of(), LIBRARY, START + timedelta(days=day, hours=3))
