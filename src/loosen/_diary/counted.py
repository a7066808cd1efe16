"""What of a diary counts at a moment: the sessions and checks so far, and since when.

Days are those of the person: of a session the day where it was begun, and of today the day where the moment is. What
was entered after the moment counts against moving on, and never for it: entries filled in later open no gate of the
past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from loosen._model.diary import Diary, InForce, SessionEntry, WeeklyCheck
from loosen._model.reserved import LOOKED_AT

DAYS_A_WEEK = 7
TWO_WEEKS = 14
"""Days that count for what is told now and then, and in which two steps back are too many."""
WEEK = timedelta(days=DAYS_A_WEEK)
BEGINS = ("new", "again")
"""How plans come that begin a course."""


@dataclass(frozen=True)
class Counted:
    """A diary as it counts at a moment; sessions and checks are in their order in time, whatever that of the file.

    `cleared` is the weekly check which said that somebody had looked at what had stopped the plan, where that has not
    gone on since.
    """

    diary: Diary
    moment: datetime
    cleared: WeeklyCheck | None = None

    @property
    def today(self) -> date:
        """The day that it is for the person."""
        return self.moment.date()

    @cached_property
    def plans(self) -> Sequence[InForce]:
        """The plans so far, the oldest first."""
        began = (plan for plan in self.diary.plans if plan.since <= self.moment and not plan.ends)
        return sorted(began, key=lambda plan: (plan.since, plan.plan))

    @cached_property
    def ended(self) -> InForce | None:
        """The review that ended the plan and was the first to do so since it began, or since somebody looked."""
        since = max((one for one in (self.start, *(plan.since for plan in self.plans[-1:])) if one), default=None)
        ends = (one for one in self.diary.plans if one.ends and one.since < self.moment)
        return min(
            (one for one in ends if since is None or one.since >= since), key=lambda one: one.since, default=None
        )

    @cached_property
    def begun(self) -> datetime | None:
        """When the person began with the answers of then, or anew with a plan that had been stopped and looked at."""
        begun = [plan.since for plan in self.plans if plan.by in BEGINS] or [plan.since for plan in self.plans[:1]]
        return max(begun, default=None)

    @cached_property
    def start(self) -> datetime | None:
        """The same, or when somebody had looked at what had stopped the plan."""
        return self.cleared.entered_at if self.cleared else self.begun

    @property
    def looks(self) -> Sequence[WeeklyCheck]:
        """The weekly checks since the plan began that say that somebody has looked at it, the earliest first."""
        since = self.plans[-1].since if self.plans else None
        checks = (check for check in self.diary.checks if check.on <= self.today and self.is_timely(check))
        told = (check for check in checks if since is None or check.entered_at > since)
        return sorted(
            (check for check in told if check.answers.get(LOOKED_AT) == "yes"), key=lambda one: (one.entered_at, one.id)
        )

    @cached_property
    def days(self) -> Mapping[str, date]:
        """The day of each entry."""
        sessions = {session.id: session.started.date() for session in self.diary.sessions}
        return sessions | {check.id: check.on for check in self.diary.checks}

    @cached_property
    def last_change(self) -> InForce | None:
        """The plan with which something last became harder or easier, or with which the person began."""
        return next((plan for plan in reversed(self.plans) if plan.by != "hold"), None)

    @cached_property
    def of_course(self) -> Sequence[SessionEntry]:
        """Every session up to the moment since the person began, whatever has stopped the plan meanwhile."""
        so_far = (one for one in self.diary.sessions if one.started <= self.moment)
        since = (one for one in so_far if self.begun is None or one.started >= self.begun)
        return sorted(since, key=lambda one: (one.started, one.id))

    @cached_property
    def so_far(self) -> Sequence[SessionEntry]:
        """The same since somebody had looked at what had stopped the plan."""
        return [one for one in self.of_course if self.start is None or one.started >= self.start]

    @cached_property
    def lately(self) -> Sequence[SessionEntry]:
        """The sessions that speak of the plan as it is: since its last change, back to the last review or a week.

        A session of the day on which the plan became harder is among them: its next morning came only then.
        """
        a_week_ago = (self.moment - WEEK).replace(hour=0, minute=0, second=0, microsecond=0)
        since = min(self.plans[-1].since if self.plans else self.moment, a_week_ago)
        return [one for one in self.so_far if one.started >= since and self._is_after_change(one)]

    def _is_after_change(self, session: SessionEntry) -> bool:
        change = self.last_change
        if change is None or session.started >= change.since:
            return True
        return change.by == "advance" and session.started.date() >= change.since.date()

    @property
    def since_review(self) -> Sequence[SessionEntry]:
        """The sessions since the last review, which no review has looked at yet."""
        return [one for one in self.so_far if not self.plans or one.started >= self.plans[-1].since]

    @cached_property
    def at_this_step(self) -> Sequence[SessionEntry]:
        """The sessions since the last change; only they tell how well this step goes."""
        change = self.last_change
        return [one for one in self.so_far if change is None or one.started >= change.since]

    @property
    def steps_back(self) -> Iterator[tuple[datetime, Sequence[SessionEntry]]]:
        """Each step back since the person began, with the sessions of the two weeks before it."""
        backs = (plan.since for plan in self.plans if plan.by == "step_back")
        for then in (then for then in backs if self.start is None or then >= self.start):
            before = (one for one in self.so_far if one.started <= then)
            yield then, [one for one in before if self.days_between(one.started, then) < TWO_WEEKS]

    @property
    def weeks_at_last_review(self) -> int | None:
        """How many weeks the person had done when the plan was last made or reviewed; None where nobody tells."""
        if not self.plans or self.start is None:
            return None
        return max(0, self.days_between(self.start, self.plans[-1].since) // DAYS_A_WEEK)

    def days_between(self, one: datetime, other: datetime) -> int:
        """Days from one moment to another, both as days where the person is now."""
        here = self.moment.tzinfo
        return (other.astimezone(here).date() - one.astimezone(here).date()).days

    @cached_property
    def checks(self) -> Sequence[WeeklyCheck]:
        """The weekly checks so far since the person began."""
        so_far = (check for check in self.diary.checks if check.on <= self.today)
        since = (check for check in so_far if self.start is None or check.on >= self.start.date())
        return sorted(since, key=lambda check: (check.on, check.entered_at, check.id))

    def is_timely(self, entry: SessionEntry | WeeklyCheck) -> bool:
        """Whether an entry had been made by the moment, so that it may speak for moving on."""
        return entry.entered_at <= self.moment

    def is_within(self, day: date, days: int) -> bool:
        """Whether a day is one of the last so many, today among them."""
        return 0 <= (self.today - day).days < days

    def has_next_morning(self, session: SessionEntry) -> bool:
        """Whether the morning after a session has come."""
        return session.started.date() < self.today


def was_done(session: SessionEntry) -> frozenset[str]:
    """The exercises of a session of which something was done."""
    return frozenset(done.exercise for done in session.done if done.is_begun)
