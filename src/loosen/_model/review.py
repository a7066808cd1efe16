"""A review: what is to become of a plan after what happened, and what a plan carried on knows of its course."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Id, Model, RuleId
from .diary import EntryId, Seal
from .effects import Measure

VerdictKind = Literal["advance", "hold", "step_back", "stop", "refer"]
"""What becomes of a plan or of one exercise, the mildest first; where several speak, the last of them counts."""
NewAnswer = int | str | tuple[str, ...]


class Ground(Model):
    """One reason for a verdict: a rule of progression, the measure that met it, and the diary entries it was read from.

    `exercise` is the one that it is about; None where it is about the plan. `measure` is None for a rule that speaks
    for itself, as one on a review after so many weeks does. `least` and `most` are between what the measure came to, in
    its own unit (points of 10, hours, percent, days, weeks, or 1 for yes), and `on` is the day of the last entry that
    says so. What is `lacking` was not reached or is not known, so that the plan stays as it is: the criterion of the
    rule does not hold, or only may.
    """

    kind: VerdictKind
    rule: RuleId
    measure: Measure | None = None
    entries: tuple[EntryId, ...] = ()
    exercise: Id | None = None
    least: int | None = None
    most: int | None = None
    on: date | None = None
    lacking: bool = False


class Verdict(Model):
    """What a diary says of a plan: what becomes of it, and of single exercises where that is something else.

    `new_answers` are answers that changed since the plan, as an answers file has them. `missed_weeks` counts the whole
    weeks up to today in which nothing was done. `swaps` are exercises that the person would rather change for variety,
    each with the one wished for, or with None for whichever is best.
    """

    kind: VerdictKind
    """What becomes of the plan: `advance`, `hold`, `step_back`, `stop` or `refer`."""
    items: dict[Id, VerdictKind] = {}
    """Exercises of which something else becomes, by id."""
    reasons: tuple[Ground, ...] = ()
    """Each with its rule, and what was measured."""
    new_answers: dict[Id, NewAnswer] = {}
    """As an answers file has them, by question."""
    missed_weeks: Annotated[int, Field(ge=0, le=520)] = 0
    """Whole weeks without a session."""
    swaps: dict[Id, Id | None] = {}
    """What is wished for in place of an exercise, by id."""

    @model_validator(mode="after")
    def _says_why_it_ends(self) -> Verdict:
        if (self.ends or "stop" in self.items.values()) and not self.grounds_to_end:
            raise ValueError("a verdict that ends something names the rule that says so")
        return self

    @property
    def ends(self) -> bool:
        """Whether no plan goes on, and somebody has to look."""
        return self.kind in ("stop", "refer") or "refer" in self.items.values()

    @property
    def begins_again(self) -> bool:
        """Whether a plan goes on that had been stopped and looked at."""
        return any(one.measure == "looked_at" and one.kind == "step_back" for one in self.reasons)

    @property
    def grounds_to_end(self) -> tuple[Ground, ...]:
        """The reasons why the plan, or an exercise, stops."""
        return tuple(one for one in self.reasons if one.kind in ("stop", "refer"))

    def grounds_for(self, exercise: str) -> tuple[Ground, ...]:
        """The reasons for what becomes of one exercise: those about it, else those about the plan."""
        kind = self.of(exercise)
        own = tuple(one for one in self.reasons if one.exercise == exercise and one.kind == kind)
        return own or tuple(one for one in self.reasons if one.exercise is None and one.kind == kind)

    def of(self, exercise: str) -> VerdictKind:
        """What becomes of one exercise."""
        return self.items.get(exercise, self.kind)


class StandingDose(Model):
    """The values of a dose that change from week to week; seconds and counts, as in the plan."""

    hold_s: int
    repetitions: int
    sets: int
    times_per_day: int
    days_per_week: int


class StepTaken(Model):
    """A step that an item took: what grew, and the exercise and the dose before, so that it can be taken back."""

    what: Literal["range", "hold_s", "repetitions", "sets", "variant"]
    exercise: Id
    dose: StandingDose


class Paused(Model):
    """What an item was before it went back for weeks without a session, and the step that it took back, if it did."""

    exercise: Id
    dose: StandingDose
    step: StepTaken | None = None


class Standing(Model):
    """Where an item stands: its dose, the steps it took and may take back, the weeks in this form, and all changes.

    `paused` is what it was before each step back that only a break asked for, the last of them last.
    """

    exercise: Id
    dose: StandingDose
    extra: Literal["left", "right"] | None = None
    taken: tuple[StepTaken, ...] = ()
    weeks: int = 0
    changes: int = 0
    paused: tuple[Paused, ...] = ()


class Stand(Model):
    """A plan and its person in some week, as the next review goes on from them.

    `week` counts from the opening plan, which is that of week 1. The answers are those of `answered` whole weeks after
    it, and some are `older` by so many weeks. `gone` are exercises that gave way and do not come back, `dropped` the
    demands with which symptoms moved down a limb.
    """

    week: int = 1
    answered: int = 0
    older: dict[Id, int] = {}
    changed_on: date
    items: tuple[Standing, ...]
    gone: tuple[Id, ...] = ()
    dropped: tuple[Id, ...] = ()


class Ancestor(Model):
    """A record that a plan came from: its seal, the day it was made for, and what became of the plan before it.

    The opening plan has no `kind`: nothing came before it.
    """

    seal: Seal
    """The seal of the record."""
    on: date
    """The day that it was made for."""
    kind: VerdictKind | None = None
    """What a review then came to; None of an opening plan."""


class Course(Model):
    """How a plan came from the one before: everything beside its answers that it was made from, and where it stands.

    `ancestors` are all records before it, that of the opening plan first. `were` are answers that were others before,
    None where there was none. `now` is None where no plan goes on.
    """

    on: date
    ancestors: Annotated[tuple[Ancestor, ...], Field(min_length=1)]
    verdict: Verdict
    before: Stand
    were: dict[Id, NewAnswer | None] = {}
    answered: int = 0
    older: dict[Id, int] = {}
    now: Stand | None = None

    @property
    def begun(self) -> date:
        """The day of the opening plan."""
        return self.ancestors[0].on

    @property
    def week(self) -> int:
        """The week of the course in which it is made, 1 being that of the opening plan."""
        return (self.on - self.begun).days // 7 + 1
