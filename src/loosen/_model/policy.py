"""How a session is put together, as data: every number and list that the planning goes by, with its source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Authored, Evidences, Id, Kind, Model, Position, Sentence
from .exercise import FilledIn

Seconds = Annotated[int, Field(ge=1, le=7200)]


class Setting(Model):
    """One thing that the planning goes by: what it `is`, what that means in a sentence, and what it rests on."""

    say: Sentence
    evidence: Evidences


class Points(Setting):
    """Points for or against an exercise."""

    is_: Annotated[int, Field(alias="is", ge=-100, le=100)]


class Percent(Setting):
    """A share."""

    is_: Annotated[int, Field(alias="is", ge=0, le=100)]


class Length(Setting):
    """A time in seconds."""

    is_: Seconds = Field(alias="is")


class Days(Setting):
    """Days a week."""

    is_: Annotated[int, Field(alias="is", ge=1, le=7)]


class Weeks(Setting):
    """A number of weeks."""

    is_: Annotated[int, Field(alias="is", ge=1, le=52)]


class Kinds(Setting):
    """Some kinds of exercise."""

    is_: tuple[Kind, ...] = Field(alias="is")


class Parts(Setting):
    """Parts of an exercise that may be filled in from general practice."""

    is_: tuple[FilledIn, ...] = Field(alias="is")


class CountOfKind(Setting):
    """How many exercises of each kind."""

    is_: dict[Kind, Annotated[int, Field(ge=1)]] = Field(alias="is")


class Count(Setting):
    """A number of things."""

    is_: Annotated[int, Field(alias="is", ge=1, le=20)]


class Questions(Setting):
    """Some questions, the first ones first."""

    is_: tuple[Id, ...] = Field(alias="is")


class Positions(Setting):
    """Some positions."""

    is_: tuple[Position, ...] = Field(alias="is")


class GrowthStep(Model):
    """How a dose of some kinds may grow in one session: `what` by how much, and how far from its start to its most."""

    kinds: tuple[Kind, ...]
    what: Literal["hold_s", "repetitions", "sets"]
    by: Annotated[int, Field(ge=1)]
    to_percent: Annotated[int, Field(ge=1, le=100)] = 100


class GrowthSteps(Setting):
    """The ways in which doses grow into the time that is left, the best ones first."""

    is_: tuple[GrowthStep, ...] = Field(alias="is")


class Bout(Model):
    """A kind of continuous bout that may grow, and how far (seconds)."""

    kind: Kind
    most_s: Seconds


class Bouts(Setting):
    """Which bouts may grow, one after the other."""

    is_: tuple[Bout, ...] = Field(alias="is")


class Told(Model):
    """What the person is told of an exercise beside how it is done."""

    marked_where_filled_in: Parts


class Scoring(Model):
    """How an exercise is scored for one person. Muscles in focus give points by their strength (percent)."""

    along_the_way_percent: Percent
    further_target_percent: Percent
    easier_points: Points
    safer_points: Points


class Packing(Model):
    """How exercises are packed into a session."""

    same_work_points: Points
    same_muscle_points: Points
    same_position_points: Points
    most_of_kind: CountOfKind
    fewest_items: Count
    fewer_at_most: Count
    short_hold_s: Length
    room_for_each_kind_s: Length
    longest_work_s: Length
    ends_at_most_percent: Percent
    stretch_days_at_least: Days
    growth: GrowthSteps
    growing_bouts: Bouts
    left_over_worth_telling_s: Length


class Aims(Model):
    """What each gets an exercise for: self-tests that show it, then what is named in these questions.

    What is named in the `later_questions` comes after the promises of rules.
    """

    questions: Questions
    later_questions: Questions
    strong_enough_percent: Percent


class Layout(Model):
    """The order of a session: the kinds of work, and the positions that are done upright and on the floor."""

    kinds: Kinds
    upright: Positions
    floor: Positions


class Filling(Model):
    """How the parts of a programme are filled."""

    later_choice_points: Points
    interchangeable: Kinds


class Outline(Model):
    """How far the weeks ahead are told, and how a plan grows in them."""

    weeks: Weeks
    growth_percent: Percent
    longer_percent: Percent
    bout_keeps_s: Length
    steps_before_harder: Count
    grow_first: Kinds
    kept_as_they_are: Kinds


class Demands(Setting):
    """Some demands."""

    is_: tuple[Id, ...] = Field(alias="is")


class Review(Model):
    """How a plan is carried on from one review to the next."""

    less_percent: Percent
    missed_weeks_a_step: Count
    variety_after_weeks: Weeks
    directions: Demands


class WordsAMinute(Setting):
    """How fast somebody reads."""

    is_: Annotated[int, Field(alias="is", ge=20, le=400)]


class Floor(Model):
    """How a session is guided through on a screen."""

    words_a_minute: WordsAMinute


class SessionPolicy(Authored):
    """All of it; there is one such file, `session`."""

    id: Literal["session"]
    name: Sentence
    told: Told
    scoring: Scoring
    aims: Aims
    packing: Packing
    layout: Layout
    filling: Filling
    outline: Outline
    review: Review
    floor: Floor
