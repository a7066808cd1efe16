"""A person's course through some weeks: sessions, weekly checks and reviews, each in its place in time."""

from __future__ import annotations

from typing import Any

from loosen import Diary, Recommendation, review, with_plan, with_session
from loosen._diary.entering import with_check
from tests.diaries import LIBRARY, START, check, plan_in, session
from tests.people import EVERYBODYS, example, sealed

DAYS = range(5)
"""The days of a week with a session."""


class Course:
    """The records of one person, the last of them first to be reviewed, and the diary."""

    def __init__(self, name: str = "desk_worker", **changes: Any) -> None:
        self.records = [sealed(EVERYBODYS.recommend(example(name, **changes)))]
        self.diary = with_plan(Diary(person="a" * 32), self.records[0], START)

    @property
    def last(self) -> Recommendation:
        """The last record with a plan."""
        return next(made for made in reversed(self.records) if made.plan)

    def does(self, *days: int, **said: Any) -> Course:
        """A session that went well on each of these days, but for what is said."""
        for day in days:
            self.diary = with_session(self.diary, session(day, self.last, **said))
        return self

    def says(self, day: int, **said: Any) -> Course:
        """A weekly check."""
        self.diary = with_check(self.diary, check(day, self.last, **said))
        return self

    def reviewed(self, day: int, **more: Any) -> Recommendation:
        """The next record, made in the morning of a day; the diary knows it from then on."""
        at = START.replace(hour=8) + (session(day, self.last).started - session(0, self.last).started)
        made = sealed(review(self.last, self.diary, at, LIBRARY, **more))
        self.diary = with_plan(self.diary, made, at)
        self.records.append(made)
        return made

    def well(self, weeks: int, since: int = 0) -> Recommendation:
        """The record after some weeks in which everything was done and went well."""
        for week in range(since, since + weeks):
            self.does(*(7 * week + day for day in DAYS)).says(7 * week + 5, new_signs=())
            made = self.reviewed(7 * week + 7)
        return made


def said_of(made: Recommendation) -> str:
    """What became of the plan before, in words."""
    since = plan_in(made).since
    assert since is not None
    return " ".join((since.say, *(one.say for one in (*since.reasons, *since.changes))))
