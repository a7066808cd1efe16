"""What a weekly check is asked about, wherever it is asked, and the check that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from loosen._model.diary import Diary, WeeklyCheck

from .keeping import new_id
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


def check_of(said: Mapping[str, Any], plan: str, now: datetime) -> WeeklyCheck | None:
    """The check of the plan with this seal in which so much was said; None where nothing was."""
    given = {"id": new_id(), "plan": plan, "on": now.date(), "entered_at": now}
    return WeeklyCheck.model_validate({**given, **said}) if said else None


def activities_of(diary: Diary) -> tuple[str, ...]:
    """The activities of somebody's own choosing, as they were named first."""
    names = (one.name for check in diary.checks for one in check.activities)
    return tuple(dict.fromkeys(names))[:ACTIVITIES]
