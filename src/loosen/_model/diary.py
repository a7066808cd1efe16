"""The diary: what happened in each session and each week, as somebody noted it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from .base import Id, Model

DIARY_FORM = 1
"""The form of a diary that is written today."""

OutOfTen = Annotated[int, Field(ge=0, le=10)]
Seal = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""The seal of a plan's record: a diary entry says of which plan it is."""
EntryId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Note = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]

SkipReason = Literal["hurt", "too_hard", "tired", "no_time", "thing_missing", "unsure", "other"]
Moved = Literal["down", "back", "no"]
"""Whether symptoms moved: down a limb, back towards the spine, or not."""
CameBy = Literal["new", "again", "advance", "hold", "step_back", "stop", "refer"]
Entered = Literal["session", "log", "code"]
"""How an entry came in: as the session ran, afterwards, or by a program."""


class Done(Model):
    """What was done of an exercise: seconds and repetitions on each side together; all None and `skipped` if nothing.

    `moved` is what symptoms did during just this exercise, where the person can tell. Of one that was begun and left,
    `cut_short` says why the rest was left out.
    """

    exercise: Id
    """The id of the exercise."""
    repetitions: Annotated[int, Field(ge=0, le=1000)] | None = None
    """Repetitions on each side together."""
    seconds: Annotated[int, Field(ge=0, le=7200)] | None = None
    """Seconds on each side together."""
    side: Literal["left", "right", "both"] | None = None
    """The side that was done."""
    skipped: SkipReason | None = None
    """Why nothing of it was done."""
    cut_short: SkipReason | None = None
    """Why the rest was left out."""
    because: Note | None = None
    """The same in the person's words."""
    moved: Moved | None = None
    """Whether symptoms moved in just this exercise."""

    @property
    def is_begun(self) -> bool:
        """Whether anything of it was done; where nobody told how much, it was."""
        unsaid = self.seconds is None and self.repetitions is None
        return self.skipped is None and bool(unsaid or self.seconds or self.repetitions)

    @model_validator(mode="after")
    def _done_or_skipped(self) -> Done:
        if self.skipped is not None and (self.repetitions or self.seconds):
            raise ValueError("an exercise is either done or skipped")
        if self.skipped is not None and self.cut_short is not None:
            raise ValueError("an exercise is either skipped or cut short")
        return self


class SessionEntry(Model):
    """One session. What was not said is None; an entry is never filled in with what nobody said.

    `pain_usual` is how strong the pain usually is now; `hours_to_settle` how long more pain than that took to go.
    `new_signs` are options of warning questions (`flags_neuro=numb_bottom`) that are new since the plan; empty where
    the person said that there are none.
    """

    id: EntryId
    """32 hex digits."""
    plan: Seal
    """The seal of the plan's record."""
    started: AwareDatetime
    """With its time zone."""
    ended: AwareDatetime | None = None
    """None while it runs, or where nobody said."""
    done: tuple[Done, ...]
    """What was done of each exercise."""
    pain_before: OutOfTen | None = None
    """Pain before it, 0 to 10."""
    pain_worst: OutOfTen | None = None
    """The worst pain during it, 0 to 10."""
    pain_after: OutOfTen | None = None
    """Pain right after it, 0 to 10."""
    pain_next_morning: OutOfTen | None = None
    """Pain the morning after, 0 to 10."""
    pain_usual: OutOfTen | None = None
    """Usual pain, 0 to 10."""
    hours_to_settle: Annotated[int, Field(ge=0, le=240)] | None = None
    """Hours that more pain than usual took to go."""
    effort: OutOfTen | None = None
    """How hard it was, 0 to 10."""
    moved: Moved | None = None
    """Whether symptoms moved."""
    new_signs: tuple[str, ...] | None = None
    """Warning signs that are new; empty where there are none."""
    note: Note | None = None
    """Anything else."""
    entered: Entered
    """How it was entered."""
    entered_at: AwareDatetime
    """When, with the time zone."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> SessionEntry:
        if self.ended is not None and self.ended < self.started:
            raise ValueError("a session ends after it starts")
        return self


class Activity(Model):
    """Something of the person's own choosing, and how well it goes: 0 not at all, 10 as before the trouble."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    rating: OutOfTen


class WeeklyCheck(Model):
    """Once a week: own activities, sleep, change over all, and the warning signs asked again.

    `sleep` is from 0, very bad, to 10, very good; `change` from -5, very much worse, to 5, very much better. Signs are
    told as in a session (`new_signs`), or as `answers` to warning questions and others that changed since the plan, as
    in an answers file.
    """

    id: EntryId
    """32 hex digits."""
    plan: Seal
    """The seal of the plan's record."""
    on: date
    """The day."""
    activities: Annotated[tuple[Activity, ...], Field(max_length=3)] = ()
    """At most three, of the person's own choosing."""
    sleep: OutOfTen | None = None
    """0 to 10."""
    change: Annotated[int, Field(ge=-5, le=5)] | None = None
    """Over all, -5 to 5."""
    new_signs: tuple[str, ...] | None = None
    """Warning signs that are new; empty where there are none."""
    answers: dict[str, int | str | tuple[str, ...]] = {}
    """Answers that changed, by question."""
    note: Note | None = None
    """Anything else."""
    entered_at: AwareDatetime
    """When it was entered, with the time zone."""


class InForce(Model):
    """From when on a plan was the person's, and what it came of: `new` answers, or a review that went on from another.

    It went on `again` where somebody had looked at what had stopped the plan before: then everything begins anew. A
    review that ended the plan (`stop`, `refer`) stands here with the seal of the referral, so that it is not forgotten.
    The day since which nothing was made harder is the day of the last one that is not `hold`.
    """

    plan: Seal
    """The seal of the record."""
    since: AwareDatetime
    """With its time zone."""
    by: CameBy = "new"
    """What it came of, or what ended the plan before."""

    @property
    def ends(self) -> bool:
        """Whether no plan goes on from then until somebody has looked."""
        return self.by in ("stop", "refer")


class Diary(Model):
    """Everything that one person noted, the oldest first; `plans` are those that it is about."""

    form: int = DIARY_FORM
    """The form in which it is written."""
    person: EntryId
    """32 hex digits that tell people apart."""
    plans: tuple[InForce, ...] = ()
    """From when on which plan was theirs."""
    sessions: tuple[SessionEntry, ...] = ()
    """The oldest first."""
    checks: tuple[WeeklyCheck, ...] = ()
    """The weekly checks, the oldest first."""
