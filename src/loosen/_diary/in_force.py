"""Which plan of a diary counts at a moment, and for how long it has."""

from __future__ import annotations

from datetime import datetime

from loosen._model.diary import Diary, InForce
from loosen._model.plan import Recommendation
from loosen._records.sealing import digest_of_record
from loosen.errors import Fault, FaultCode, FileError

from .counted import DAYS_A_WEEK, Counted

SHOWN = 8
"""Digits of a seal that tell two plans of a person apart."""


def plan_at(diary: Diary, moment: datetime) -> str | None:
    """The seal of the plan that counted at a moment, as far as a diary tells."""
    plans = Counted(diary, moment).plans
    return plans[-1].plan if plans else None


def refuse_replaced(diary: Diary, seal: str, moment: datetime) -> None:
    """Raise `FileError` where another plan had taken the place of the one with this seal by a moment."""
    if newer := _newer(diary, seal, moment):
        what = f"is not the one that counts: since {newer.since:%Y-%m-%d %H:%M} that is plan {newer.plan[:SHOWN]}."
        remedy = "Give the file of that plan, as `loosen review` wrote it."
        raise FileError("Nothing was done.", [Fault(FaultCode.BAD_OPTION, f"plan {seal[:SHOWN]}", what, remedy)])


def _newer(diary: Diary, seal: str, moment: datetime) -> InForce | None:
    """The plan that counts at a moment, where it is another than this, which counted before."""
    plans = Counted(diary, moment).plans
    is_known = any(one.plan == seal for one in plans)
    return plans[-1] if is_known and plans[-1].plan != seal else None


def weeks_without_review(diary: Diary, seal: str, now: datetime) -> int:
    """For how many whole weeks the plan with this seal has counted, without another look at it."""
    counted = Counted(diary, now)
    since = next((one.since for one in counted.plans if one.plan == seal), now)
    return max(0, counted.days_between(since, now) // DAYS_A_WEEK)


def is_of_other_plans(diary: Diary, record: Recommendation) -> bool:
    """Whether a diary tells of plans, and neither the one in a record nor any that it came from is among them."""
    before = record.audit.course.ancestors if record.audit.course else ()
    line = {digest_of_record(record), *(one.seal for one in before)}
    return bool(diary.plans) and line.isdisjoint(one.plan for one in diary.plans)
