"""Somebody's weeks for tests: each day a session, each week the verdict on the diary and the plan that follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from loosen._diary.entering import with_plan
from loosen._diary.verdict import verdict
from loosen._model.diary import Diary
from loosen._model.plan import Plan, Recommendation
from loosen._planning.review.review import review
from tests.diaries import LIBRARY, PERSON, START, plan_in, session
from tests.people import EVERYBODYS, example, sealed


def well(weeks: int, name: str = "prevention", *, told: dict[str, Any] | None = None, **answers: Any) -> Iterator[Plan]:
    """The plans of somebody who does everything each day and stays free of pain, from that of the first week on."""
    said = {"pain_worst": 0, "pain_after": 0, "pain_next_morning": 0, **(told or {})}
    record = sealed(EVERYBODYS.recommend(example(name, **answers)))
    diary = with_plan(Diary(person=PERSON), record, START)
    yield plan_in(record)
    for week in range(1, weeks):
        done = tuple(session(7 * (week - 1) + day, record, **said) for day in range(7))
        diary = diary.model_copy(update={"sessions": (*diary.sessions, *done)})
        record = reviewed(diary, record, week)
        diary = with_plan(diary, record, START + timedelta(days=7 * week, hours=3))
        yield plan_in(record)


def reviewed(diary: Diary, record: Recommendation, week: int) -> Recommendation:
    """What comes of a diary at the end of a week of the course."""
    now = START + timedelta(days=7 * week, hours=3)
    found = verdict(diary, record, LIBRARY, now)
    begun = None if record.audit.course else START.date()
    return sealed(review(record, found, now.date(), LIBRARY, begun=begun))
