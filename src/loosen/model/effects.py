"""What a rule does: which exercises an effect is about, and every form an effect may take at each stage."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, Tag

from .base import Id, Kind, Level, Model, Position, Sentence, Stage
from .exercise import Equipment


class Selector(Model):
    """Which exercises an effect is about: every field given must match, and one of its values is enough.

    `muscle` takes a muscle or a muscle class among the primary targets; `demand` any demand the exercise has, also
    through a wider one; `demand_none` keeps out those that have one. An empty selector means every exercise.
    """

    exercise: tuple[Id, ...] = ()
    kind: tuple[Kind, ...] = ()
    muscle: tuple[Id, ...] = ()
    demand: tuple[Id, ...] = ()
    demand_none: tuple[Id, ...] = ()
    position: tuple[Position, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    ladder: tuple[Id, ...] = ()
    level_at_least: int | None = None
    level_at_most: int | None = None


class Find(Model):
    """Makes a finding present."""

    find: Id


class SetLevel(Model):
    """Asks for at least this triage level; `interim` is the advice that stays allowed while the person waits."""

    level: Level
    interim: tuple[Id, ...] = ()


class AskAgain(Model):
    """Asks these questions again, because the answers do not fit together or matter too much to leave open."""

    ask_again: Annotated[tuple[Id, ...], Field(min_length=1)]


class Advise(Model):
    """Shows this advice."""

    advise: Annotated[tuple[Id, ...], Field(min_length=1)]


class Focus(Model):
    """Points to a muscle with a weight in percent."""

    focus: Id
    weight: Annotated[int, Field(ge=1, le=100)]


class Exclude(Model):
    """Takes these exercises out; `instead` is what to look for in their place."""

    exclude: Selector
    instead: Selector | None = None


class Modify(Model):
    """Allows these exercises only in a form without the demand named; one that has no such form is taken out."""

    modify: Annotated[tuple[Id, ...], Field(min_length=1)]
    instead: Selector | None = None


class Caution(Model):
    """Leaves these exercises in, with a warning."""

    caution: Selector


class Limit(Model):
    """Puts a ceiling on the dose of these exercises (seconds, counts); only ever lowers."""

    limit: Selector
    hold_s: Annotated[int, Field(ge=1)] | None = None
    repetitions: Annotated[int, Field(ge=1)] | None = None
    sets: Annotated[int, Field(ge=1)] | None = None
    days_per_week: Annotated[int, Field(ge=1, le=7)] | None = None
    range: Literal["mid"] | None = None


class Prefer(Model):
    """Adds points (negative ones count against) to these exercises when the session is put together."""

    prefer: Selector
    points: Annotated[int, Field(ge=-100, le=100)]


class SessionShape(Model):
    """How many exercises at most, how many of each kind at least, and each kind's share of the time in percent."""

    items_at_most: Annotated[int, Field(ge=1)] | None = None
    at_least: dict[Kind, int] = Field(default_factory=dict)
    share: dict[Kind, Annotated[int, Field(ge=0, le=100)]] = Field(default_factory=dict)


class Session(Model):
    """Shapes the session; where rules differ, the fewest exercises and the larger minimum count."""

    session: SessionShape


class SetDose(Model):
    """Sets the starting dose of these exercises, inside what their named dose allows."""

    dose: Selector
    hold_s: int | None = None
    repetitions: int | None = None
    sets: int | None = None
    days_per_week: int | None = None
    times_per_day: int | None = None


class ScaleDose(Model):
    """Scales the repetitions (or, for one long bout, the seconds) of these exercises to a percentage."""

    scale: Selector
    percent: Annotated[int, Field(ge=10, le=100)]


class MuscleCap(Model):
    """The most held stretching one muscle gets, in seconds a session and seconds a week (fact DO-03)."""

    cap_stretch_s: Annotated[int, Field(ge=1)]
    cap_week_s: Annotated[int, Field(ge=1)]


class Timing(Model):
    """The seconds between things: getting ready for an exercise, and changing sides."""

    get_ready_s: Annotated[int, Field(ge=0, le=60)]
    change_sides_s: Annotated[int, Field(ge=0, le=60)]


class StartAt(Model):
    """The hardest level these exercises may start at."""

    start: Selector
    level_at_most: Annotated[int, Field(ge=1, le=4)]


Measure = Literal[
    "pain_during", "pain_above_usual", "pain_next_morning_above_usual", "hours_to_settle", "green_sessions_in_a_row",
    "sessions_done_percent", "days_since_last_change", "step_backs_in_two_weeks", "symptoms_spread", "any_red_flag",
]  # fmt: skip


class Criterion(Model):
    """One thing that must be true of the training diary: a measure and its bounds, and the same in words."""

    measure: Measure
    at_least: int | None = None
    at_most: int | None = None
    say: Sentence


class Gate(Model):
    """What makes an exercise move on, stay, step back or stop; `advance` needs every criterion, the rest any."""

    verdict: Literal["advance", "hold", "step_back", "stop"]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Steps(Model):
    """How a dose grows: the order of what changes, one thing at a time, by how much, and how seldom (days)."""

    order: Annotated[tuple[Literal["range", "hold_s", "repetitions", "sets", "variant"], ...], Field(min_length=1)]
    hold_s: int
    repetitions: int
    sets: int
    days_between: Annotated[int, Field(ge=7)]


class ReviewAt(Model):
    """Weeks after which the whole plan is looked at again."""

    review_weeks: Annotated[tuple[int, ...], Field(min_length=1)]


_EFFECTS: dict[str, type[Model]] = {
    "find": Find, "level": SetLevel, "ask_again": AskAgain, "advise": Advise, "focus": Focus, "exclude": Exclude,
    "modify": Modify, "caution": Caution, "limit": Limit, "prefer": Prefer, "dose": SetDose,
    "session": Session, "scale": ScaleDose, "cap_stretch_s": MuscleCap, "get_ready_s": Timing, "start": StartAt,
    "verdict": Gate, "order": Steps, "review_weeks": ReviewAt,
}  # fmt: skip

ALLOWED: dict[Stage, tuple[type[Model], ...]] = {
    "findings": (Find, AskAgain),
    "triage": (SetLevel, AskAgain, Advise),
    "focus": (Focus,),
    "safety": (Exclude, Modify, Caution, Limit, Advise),
    "selection": (Prefer, Session, Advise),
    "dosage": (SetDose, ScaleDose, Limit, MuscleCap, Timing, Advise),
    "progression": (StartAt, Gate, Steps, ReviewAt, Advise),
}
"""Which effects each stage may have: safety, for one, can only take away or soften."""


def _effect_form(value: Any) -> str | None:
    fields = value if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((key for key in _EFFECTS if key in fields), None)


Effect = Annotated[
    Union[
        Annotated[Find, Tag("find")],
        Annotated[SetLevel, Tag("level")],
        Annotated[AskAgain, Tag("ask_again")],
        Annotated[Advise, Tag("advise")],
        Annotated[Focus, Tag("focus")],
        Annotated[Exclude, Tag("exclude")],
        Annotated[Modify, Tag("modify")],
        Annotated[Caution, Tag("caution")],
        Annotated[Limit, Tag("limit")],
        Annotated[Prefer, Tag("prefer")],
        Annotated[Session, Tag("session")],
        Annotated[SetDose, Tag("dose")],
        Annotated[ScaleDose, Tag("scale")],
        Annotated[MuscleCap, Tag("cap_stretch_s")],
        Annotated[Timing, Tag("get_ready_s")],
        Annotated[StartAt, Tag("start")],
        Annotated[Gate, Tag("verdict")],
        Annotated[Steps, Tag("order")],
        Annotated[ReviewAt, Tag("review_weeks")],
    ],
    Discriminator(
        _effect_form,
        custom_error_type="form_of_effect",
        custom_error_message="an effect starts with one of: " + ", ".join(_EFFECTS),
    ),
]
