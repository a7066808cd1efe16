"""Today's session as a page shows it: what is said before it, and its exercises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from loosen._diary.entering import check_is_due
from loosen._diary.in_force import weeks_without_review
from loosen._diary.of import Of
from loosen._library import Library
from loosen._model.diary import Diary
from loosen._outputs.session import Today, shorter_day, today
from loosen._outputs.session.as_data import session_data
from loosen._outputs.session.today import rare_items
from loosen._outputs.session.words import opening
from loosen._words.amounts import length

from .pictures import address_of, drawn
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


def session_page(of: Of, diary: Diary, questions: Questions, emergency_number: str) -> SessionPage:
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
        weeks_old=weeks_without_review(diary, of.seal, of.now),
        is_week_due=check_is_due(diary, of.now),
        offline=[PAGE, STEPS, *(address for item in data["items"] for address in item["picture"].values() if address)],
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
    library = of.library.in_language(day.speech.language)
    for item in data["items"]:
        item["picture"] = _pictures_of(item["exercise"], library)
    return data


def _pictures_of(exercise: str, library: Library) -> dict[str, str]:
    """Where the pictures of an exercise are; nowhere where it has none."""
    return {
        how: f"{address_of(library)}/{how}/{exercise}.svg" if drawn(library, exercise) else ""
        for how in ("still", "moving")
    }
