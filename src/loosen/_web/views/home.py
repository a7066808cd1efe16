"""The first page of somebody who has a plan: what stands against exercise, what is due, and the ways on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loosen._diary.entering import check_is_due, without_morning
from loosen._diary.in_force import weeks_without_review
from loosen._diary.of import Of
from loosen._outputs.handout.plan import how_long_and_often, routine_name
from loosen._web.stopping import Stop, stop_of


@dataclass(frozen=True)
class Home:
    """The plan in a line, and what is due: the questions of the week, a review after so many weeks, a morning.

    `is_plan` says that the record in force is a plan, and no referral; `done_today` counts the sessions of today.
    """

    is_plan: bool
    title: str
    summary: str
    stop: Stop | None
    is_week_due: bool
    weeks_old: int
    is_morning_open: bool
    done_today: int


def home_of(of: Of) -> Home:
    """What somebody with a plan sees first."""
    diary = of.case.diary()
    today: date = of.now.date()
    return Home(
        is_plan=of.case.record.plan is not None,
        title=routine_name(of.plan, of.speech),
        summary=how_long_and_often(of.plan, of.speech),
        stop=stop_of(of),
        is_week_due=check_is_due(diary, of.now),
        weeks_old=weeks_without_review(diary, of.seal, of.now),
        is_morning_open=without_morning(diary, of.now) is not None,
        done_today=sum(one.started.date() == today for one in diary.sessions),
    )
