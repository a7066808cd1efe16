"""The questions of a weekly check, each of which may be left unanswered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from loosen._diary.keeping import new_id
from loosen._model.diary import Activity, Diary, WeeklyCheck
from loosen._model.reserved import LOOKED_AT

from .asking import MOST, Asking
from .questions import ask_new
from .signs import Signs

ACTIVITIES: Final = 3
LONGEST_NAME: Final = 100
BETTER: Final = 5
"""The most by which things are better, and below zero the most by which they are worse."""


class Week(NamedTuple):
    """What a check is asked about: the diary so far, and which signs may be new.

    Where something `stopped` the plan, it is asked first whether somebody has looked at it; then what is new since.
    """

    diary: Diary
    signs: Sequence[Signs]
    stopped: bool = False


def ask_week(asking: Asking, week: Week, said: dict[str, Any]) -> bool:
    """Ask for a weekly check; what is said is in `said` at once, by the fields of one.

    Whether something is new that is none of the signs. Raises `Enough`. The gravest is asked first, so that whoever
    stops in between has answered it; and where anything is new nothing more is asked, because that comes first.
    """
    speech = asking.speech
    seen = asking.one_of(speech("diary.seen"), ("yes", "no")) if week.stopped else None
    if seen:
        said["answers"] = {LOOKED_AT: seen}
    new = ask_new(asking, week.signs, speech("diary.new_since") if seen == "yes" else speech("diary.new"))
    if new.signs is not None:
        said["new_signs"] = new.signs
    if new.signs or new.other:
        return new.other
    change = asking.number(speech("diary.change"), -BETTER, BETTER)
    if change is not None:
        said["change"] = change
    sleep = asking.out_of_ten(speech("diary.sleep"))
    if sleep is not None:
        said["sleep"] = sleep
    _ask_activities(asking, week.diary, said)
    return False


def _ask_activities(asking: Asking, diary: Diary, said: dict[str, Any]) -> None:
    names = activities_of(diary) or _named(asking)
    for name in names:
        rating = asking.number(asking.speech("diary.activity", name=name), 0, MOST)
        if rating is not None:
            said["activities"] = (*said.get("activities", ()), Activity(name=name, rating=rating))


def check_of(said: Mapping[str, Any], plan: str, now: datetime) -> WeeklyCheck | None:
    """The check of the plan with this seal in which so much was said; None where nothing was."""
    given = {"id": new_id(), "plan": plan, "on": now.date(), "entered_at": now}
    return WeeklyCheck.model_validate({**given, **said}) if said else None


def activities_of(diary: Diary) -> tuple[str, ...]:
    """The activities of somebody's own choosing, as they were named first."""
    names = (one.name for check in diary.checks for one in check.activities)
    return tuple(dict.fromkeys(names))[:ACTIVITIES]


def _named(asking: Asking) -> tuple[str, ...]:
    """The activities that somebody names now."""
    names: dict[str, None] = {}
    for number in range(1, ACTIVITIES + 1):
        question = asking.speech("diary.name_next") if number > 1 else asking.speech("diary.name_first")
        name = asking.words(question, LONGEST_NAME)
        if not name:
            break
        names[name] = None
    return tuple(names)
