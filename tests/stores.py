"""What the tests of the store of people share: records, entries, and a new database of either kind for each test."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from loosen._model.diary import Done, SessionEntry, WeeklyCheck
from loosen._records.sealing import to_json
from tests.people import EVERYBODYS, completed

BEGUN = datetime(2026, 9, 1, 7, 30, tzinfo=UTC)


@cache
def record(age: int) -> bytes:
    """The record of somebody of this age, as it is written."""
    return to_json(EVERYBODYS.recommend(completed({"age": age}))).encode()


def entry_id(*about: object) -> str:
    """An id that is the same for the same."""
    return sha256(repr(about).encode()).hexdigest()[:32]


def session(plan: str, day: int, who: str = "", **more: Any) -> SessionEntry:
    """The session of a day; `who` keeps the ids of several people apart."""
    started = BEGUN + timedelta(days=day)
    given = {
        "id": entry_id(who, "session", day), "plan": plan, "started": started,
        "done": (Done(exercise="cat_cow", repetitions=10), Done(exercise="bird_dog", skipped="tired")),
        "pain_before": 3, "pain_worst": 4, "entered": "session", "entered_at": started + timedelta(minutes=20),
    }  # fmt: skip
    return SessionEntry.model_validate({**given, **more})


def check(plan: str, week: int, who: str = "", **more: Any) -> WeeklyCheck:
    """The weekly check of a week."""
    on = date(2026, 9, 6) + timedelta(weeks=week)
    given = {
        "id": entry_id(who, "check", week), "plan": plan, "on": on,
        "activities": ({"name": "gardening", "rating": 4},), "sleep": 6, "change": 1,
        "answers": {"flags_illness": ("none",), "pain_usual": 4}, "entered_at": BEGUN + timedelta(weeks=week),
    }  # fmt: skip
    return WeeklyCheck.model_validate({**given, **more})
