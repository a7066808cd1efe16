"""Today's session as a page shows it: what is said before it, and its exercises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from loosen._diary.entering import check_is_due
from loosen._diary.in_force import weeks_without_review
from loosen._diary.of import Of
from loosen._model.diary import Diary
from loosen._model.plan import Item
from loosen._outputs.session import Today, shorter_day, today
from loosen._outputs.session.as_data import session_data
from loosen._outputs.session.today import rare_items
from loosen._outputs.session.words import opening
from loosen._words.amounts import length

from .session_questions import Questions

PAGE: Final = "/session"
STEPS: Final = "/session/steps.json"


@dataclass(frozen=True)
class SessionPage:
    """What is said before a session, and its exercises as `session_data` has them.

    `shorter_time` is how long a day takes without what is not for every day; empty where there is nothing of the kind.
    `offline` are the addresses that the session needs without a connection.
    """

    language: str
    notes: Sequence[str]
    stop_signs: Sequence[str]
    watch_out: Sequence[str]
    items: Sequence[dict[str, Any]]
    questions: Questions
    shorter_time: str
    weeks_old: int
    is_week_due: bool
    offline: Sequence[str]
    emergency_number: str
    steps_address: str = STEPS


def session_page(of: Of, diary: Diary, questions: Questions, emergency_number: str, now: datetime) -> SessionPage:
    """The page of today's session of a plan."""
    day = today(of.record)
    data = played(of, day)
    rare = rare_items(day.plan)
    return SessionPage(
        language=day.speech.language,
        notes=[text for block in opening(day) if block.form == "text" for text in block.lines],
        stop_signs=day.stop_signs,
        watch_out=day.watch_out,
        items=[
            {**item, "time": length(planned.seconds, day.speech)}
            for item, planned in zip(data["items"], day.plan.items, strict=True)
        ],
        questions=questions,
        shorter_time=length(shorter_day(day.plan).seconds, day.speech) if rare else "",
        weeks_old=weeks_without_review(diary, of.seal, now),
        is_week_due=check_is_due(diary, now),
        offline=[PAGE, STEPS, *_pictures(day.plan.items)],
        emergency_number=emergency_number,
    )


def days_of(of: Of) -> dict[str, Any]:
    """What a player is given: the whole day, and a shorter one where there is one."""
    day = today(of.record)
    shorter = played(of, today(of.record, shorter=True)) if rare_items(day.plan) else None
    return {"day": played(of, day), "shorter_day": shorter}


def played(of: Of, day: Today) -> dict[str, Any]:
    """One day's session as data, with the addresses of its pictures."""
    data = session_data(day, of.seal, of.library.policy.floor.words_a_minute.is_)
    for item in data["items"]:
        there = item["exercise"] in of.library.poses
        still, moving = (picture_of(item["exercise"], moving=moving) if there else "" for moving in (False, True))
        item["picture"] = {"still": still, "moving": moving, "shows": item.pop("shows")}
    return data


def picture_of(exercise: str, *, moving: bool) -> str:
    """Where the picture of an exercise is."""
    return f"/pictures/{exercise}{'-moving' if moving else ''}.svg"


def _pictures(items: Sequence[Item]) -> Iterator[str]:
    return (picture_of(item.exercise, moving=moving) for item in items for moving in (False, True))
