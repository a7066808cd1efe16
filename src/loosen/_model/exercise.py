"""Exercises, the doses they are given in, and the ladders they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Authored, Evidence, Evidences, Id, Kind, Model, Position, Review, Sentence

Equipment = Literal[
    "bed", "chair", "cushion", "foam_roller", "gym", "massage_ball", "mat", "rail", "resistance_band", "step", "strap",
    "support", "table", "towel", "wall", "worktop",
]  # fmt: skip
"""Things that exercises are done with; a `support` is whatever is firm enough to hold, and is asked for as such things
are (`knowledge/equipment`)."""


class Span(Model):
    """A whole number that starts at `start` and never leaves `least` … `most`."""

    least: int
    start: int
    most: int

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if not 0 <= self.least <= self.start <= self.most:
            raise ValueError("a span needs 0 <= least <= start <= most")
        return self

    def clamp(self, value: int) -> int:
        """The nearest value inside the span."""
        return min(max(value, self.least), self.most)


class Dose(Authored):
    """How much of an exercise: a named dose that exercises refer to.

    One repetition takes `hold_s + settle_s` seconds: the end position is held for `hold_s` (for `continuous` doses the
    whole bout, one repetition), and `settle_s` is the time to move in and out. `rest_s` is the pause between sets.
    `manner`: `held` (a stretch), `isometric` (a muscle held tight), `dynamic` (slow repetitions) or `continuous`.
    """

    id: Id
    name: Sentence
    manner: Literal["held", "isometric", "dynamic", "continuous"]
    hold_s: Span
    repetitions: Span
    sets: Span
    settle_s: Annotated[int, Field(ge=0, le=30)]
    rest_s: Annotated[int, Field(ge=0, le=120)]
    times_per_day: Span
    days_per_week: Span
    evidence: Evidences


Share = Literal["primary", "secondary"]


class Target(Model):
    """A muscle the exercise works on, as its main aim (`primary`) or along the way (`secondary`)."""

    muscle: Id
    share: Share
    evidence: Evidences


class Adaptation(Model):
    """A safer way to do the same exercise: what it takes away (`removes`), and how.

    `replaces` are the steps (from 1) that are not done this way: `how` stands in their place. It is empty where every
    step stays true beside `how`.
    """

    removes: Annotated[tuple[Id, ...], Field(min_length=1)]
    replaces: tuple[Annotated[int, Field(ge=1)], ...]
    how: Sentence
    equipment: tuple[Equipment, ...] = ()


WHY = r"^([a-z][a-z0-9_]*|\S+( \S+){3,})$"
Why = Annotated[str, StringConstraints(pattern=WHY, max_length=200)]
"""The id of a reason, or a sentence of at least four words."""

FilledIn = Literal["steps", "position", "dose", "targets", "demands"]
"""A part of an exercise that no source may describe."""


class Exercise(Authored):
    """One exercise.

    `sides`: `both` (both sides at once), `each` (one side, then the other; time counts twice) or `alternate` (sides
    take turns inside one set). `demands` says what it asks of the body and never names a disease. `level` runs from 1
    (easiest) to 4. `no_demands` says for every class of demands of which it has none why that is so: by one of the
    reasons of the class, or in a sentence. `equipment` is needed, `aids` help and can be done without.
    `in_short` says how it is done, and where to stop, for a page that has no room for all `steps`.
    Its poses stand in a file of their own (`body.Poses`); `no_poses` gives the reason why it has none.
    `inferred` lists the fields that no source describes and that were filled in from general practice.
    """

    id: Id
    name: Sentence
    status: Literal["draft", "active", "retired", "never"] = "active"
    reason: Sentence | None = None
    kind: Kind
    level: Annotated[int, Field(ge=1, le=4)]
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    demands: tuple[Id, ...]
    no_demands: dict[Id, Why] = {}
    position: Position
    equipment: tuple[Equipment, ...] = ()
    aids: tuple[Equipment, ...] = ()
    sides: Literal["both", "each", "alternate"]
    in_short: Sentence | None = None
    steps: Annotated[tuple[Sentence, ...], Field(min_length=2)]
    feel: Sentence
    stop_signs: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    adaptations: tuple[Adaptation, ...] = ()
    dose: Id
    no_poses: Sentence | None = None
    inferred: tuple[FilledIn, ...] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    reviewed: Review = Review()

    def steps_done(self, ways: Iterable[Adaptation]) -> tuple[str, ...]:
        """The steps when it is done in these safer ways: each stands where the first step that it replaces stood."""
        instead = {way.replaces[0]: way.how for way in ways if way.replaces}
        gone = {number for way in ways for number in way.replaces}
        numbered = enumerate(self.steps, start=1)
        return tuple(instead.get(number, step) for number, step in numbered if number in instead or number not in gone)

    @model_validator(mode="after")
    def _a_withdrawn_exercise_says_why(self) -> Exercise:
        if (self.status in ("retired", "never")) != (self.reason is not None):
            raise ValueError("an exercise that is retired or never given, and only such a one, gives a reason")
        return self

    @model_validator(mode="after")
    def _has_a_primary_target(self) -> Exercise:
        if not any(target.share == "primary" for target in self.targets):
            raise ValueError("an exercise has at least one primary target")
        return self


class Ladder(Authored):
    """Exercises of one family from easy to hard; progression moves along it one step at a time.

    Ladders that have the same `movement` are one movement in several positions: a session has one of them.
    """

    id: Id
    name: Sentence
    movement: Id | None = None
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]
    evidence: Evidences
