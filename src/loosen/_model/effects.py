"""What a rule does: which exercises an effect is about, and every form an effect may take at each stage.

Every effect says itself at which stages it may stand, which exercises it acts on and which entries it names, so that
the graph, the checks and the overlays look at effects without knowing one from the other. A new one is a class here
that joins `Effect`, its part in its stage, and its words in `loosen._words.rules`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, Union, get_args

from pydantic import Discriminator, Field, Tag

from .base import FINDINGS, HARDEST, KINDS, STAGES, Id, Kind, Level, Model, Need, Position, Sentence, Stage
from .exercise import Equipment
from .shape import SessionShape


class Naming(Model):
    """What names entries of the library: `NAMES` has, for each field that does, the kinds they may be of."""

    NAMES: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def names(self, kind: str) -> Iterator[str]:
        """The entries of a kind that are named here, and in the selectors that stand here."""
        for field in type(self).model_fields:
            value = getattr(self, field)
            if isinstance(value, Naming):
                yield from value.names(kind)
            elif kind in self.NAMES.get(field, ()):
                yield from value if isinstance(value, tuple) else (value,)


class Selector(Naming):
    """Which exercises an effect is about: every field given must match, and one of its values is enough.

    `muscle` takes a muscle or a muscle class among the primary targets; `demand` any demand the exercise has, also
    through a wider one; `demand_none` keeps out those that have one. An empty selector means every exercise.
    """

    NAMES = {
        "exercise": ("exercises",), "muscle": ("muscles",), "demand": ("demands",), "demand_none": ("demands",),
        "ladder": ("ladders",),
    }  # fmt: skip

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

    @property
    def levels(self) -> range:
        """The levels that it takes; every level when it says nothing of them."""
        return range(max(1, self.level_at_least or 1), min(HARDEST, self.level_at_most or HARDEST) + 1)

    def names_nodes(self) -> Iterator[Selected]:
        """Everything it looks at, field by field; an empty one looks at every kind."""
        for field in LISTS:
            for name in getattr(self, field):
                yield Selected(field, "demand" if field == "demand_none" else field, name)
        if self.level_at_least is not None or self.level_at_most is not None:
            yield from (Selected("level", "level", str(level)) for level in self.levels)
        if self == Selector():
            yield from (Selected("every", "kind", kind) for kind in KINDS)


LISTS = tuple(field for field in Selector.model_fields if not field.startswith("level_"))
"""The fields of a selector that list names."""


class Selected(NamedTuple):
    """What one field of a selector names: the node `kind:name` of the graph."""

    field: str
    kind: str
    name: str


class Edge(NamedTuple):
    """An edge of the graph from a rule to the node `kind:name`.

    `weight` is how strong it is, if it says so: in percent, for a preference in points. `field` is that of the selector
    which names the node; `need` what a muscle is in focus for, if it says so.
    """

    relation: str
    kind: str
    name: str
    weight: int | None = None
    field: str | None = None
    need: Need | None = None


class EffectModel(Naming):
    """What every effect says of itself; its first field gives it its name in a file.

    `AT` are the stages at which it may stand. One that `HOLDS_BACK` says how far a person may go: an overlay replaces
    its rule only with a reason. `WEIGHT` is the field that says how strong it is, if there is one.
    """

    AT: ClassVar[tuple[Stage, ...]]
    HOLDS_BACK: ClassVar[bool] = False
    WEIGHT: ClassVar[str | None] = None

    @classmethod
    def key(cls) -> str:
        """The field that tells this form of effect from every other."""
        return next(iter(cls.model_fields))

    @property
    def weight_in_graph(self) -> int | None:
        """How strong it is, where it says so."""
        return getattr(self, self.WEIGHT) if self.WEIGHT else None

    def selectors(self) -> Iterator[tuple[str, Selector]]:
        """Every selector in it, with the field that holds it."""
        for field in type(self).model_fields:
            if isinstance(value := getattr(self, field), Selector):
                yield field, value

    def edges(self) -> Iterator[Edge]:
        """What the graph draws from its rule: whatever its selectors name, related by the field that holds them."""
        for relation, selector in self.selectors():
            weight = self.weight_in_graph if relation == self.key() else None
            for field, kind, name in selector.names_nodes():
                yield Edge(relation, kind, name, weight, field)


class OnExercises(EffectModel):
    """An effect on the exercises that a selector finds."""

    @property
    def acts_on(self) -> Selector:
        """Which exercises it changes; its key holds them."""
        selector: Selector = getattr(self, self.key())
        return selector


class Find(EffectModel):
    """Makes a finding present."""

    AT = ("findings",)
    NAMES = {"find": FINDINGS}

    find: Id

    def edges(self) -> Iterator[Edge]:
        """The finding."""
        yield Edge("find", "finding", self.find)


class SetLevel(EffectModel):
    """Asks for at least this triage level; `interim` is the advice that stays allowed while the person waits."""

    AT = ("triage",)
    NAMES = {"interim": ("advice",)}

    level: Level
    interim: tuple[Id, ...] = ()


class AskAgain(EffectModel):
    """Asks these questions again, because the answers do not fit together or matter too much to leave open."""

    AT = ("triage",)
    NAMES = {"ask_again": ("questions",)}

    ask_again: Annotated[tuple[Id, ...], Field(min_length=1)]


class Advise(EffectModel):
    """Shows this advice."""

    AT = ("triage", "safety", "selection", "dosage", "progression")
    NAMES = {"advise": ("advice",)}

    advise: Annotated[tuple[Id, ...], Field(min_length=1)]


class Focus(EffectModel):
    """Points to a muscle with a weight in percent; `need` says for what, where that is not the muscle's usual need."""

    AT = ("focus",)
    NAMES = {"focus": ("muscles",)}
    WEIGHT = "weight"

    focus: Id
    weight: Annotated[int, Field(ge=1, le=100)]
    need: Need | None = None

    def edges(self) -> Iterator[Edge]:
        """The muscle that it points to."""
        yield Edge("focus", "muscle", self.focus, self.weight_in_graph, need=self.need)


class Exclude(OnExercises):
    """Takes these exercises out; `instead` says which are preferred in their place, where the main aim is the same."""

    AT = ("safety",)

    exclude: Selector
    instead: Selector | None = None


class Modify(OnExercises):
    """Allows these exercises only in a form without the demand named; one that has no such form is taken out."""

    AT = ("safety",)
    NAMES = {"modify": ("demands",)}

    modify: Annotated[tuple[Id, ...], Field(min_length=1)]
    instead: Selector | None = None

    @property
    def acts_on(self) -> Selector:
        """The exercises with one of the demands named."""
        return Selector(demand=self.modify)

    def selectors(self) -> Iterator[tuple[str, Selector]]:
        """The demands named, as the selector they stand for, and what to look for instead."""
        yield "modify", self.acts_on
        yield from super().selectors()


class Caution(OnExercises):
    """Leaves these exercises in, with a warning."""

    AT = ("safety",)

    caution: Selector


class Limit(OnExercises):
    """Puts a ceiling on the dose of these exercises (seconds, counts); only ever lowers."""

    AT = ("safety", "dosage")
    HOLDS_BACK = True

    limit: Selector
    hold_s: Annotated[int, Field(ge=1)] | None = None
    repetitions: Annotated[int, Field(ge=1)] | None = None
    sets: Annotated[int, Field(ge=1)] | None = None
    days_per_week: Annotated[int, Field(ge=1, le=7)] | None = None
    range: Literal["mid"] | None = None


class Prefer(OnExercises):
    """Adds points (negative ones count against) to these exercises when the session is put together."""

    AT = ("selection",)
    WEIGHT = "points"

    prefer: Selector
    points: Annotated[int, Field(ge=-100, le=100)]


class Session(EffectModel):
    """Shapes the session.

    Where rules differ, the fewest exercises count, what each takes off adds up, and of a kind the larger minimum and
    the larger bound count; shares are averaged.
    """

    AT = ("selection",)

    session: SessionShape


class Include(OnExercises):
    """A promise: at least so many of these exercises are in the session, as far as they are safe and there is time."""

    AT = ("selection",)

    include: Selector
    at_least: Annotated[int, Field(ge=1)] = 1


class SetDose(OnExercises):
    """Sets the starting dose of these exercises, inside what their named dose allows."""

    AT = ("dosage",)

    dose: Selector
    hold_s: int | None = None
    repetitions: int | None = None
    sets: int | None = None
    days_per_week: int | None = None
    times_per_day: int | None = None


class ScaleDose(OnExercises):
    """Scales the repetitions (or, for one long bout, the seconds) of these exercises to a percentage."""

    AT = ("dosage",)
    WEIGHT = "percent"

    scale: Selector
    percent: Annotated[int, Field(ge=10, le=100)]


class MuscleCap(EffectModel):
    """The most held stretching one muscle gets, in seconds a session and seconds a week (fact DO-03)."""

    AT = ("dosage",)
    HOLDS_BACK = True

    cap_stretch_s: Annotated[int, Field(ge=1)]
    cap_week_s: Annotated[int, Field(ge=1)]


class Timing(EffectModel):
    """The seconds between things: getting ready for an exercise, and changing sides."""

    AT = ("dosage",)

    get_ready_s: Annotated[int, Field(ge=0, le=60)]
    change_sides_s: Annotated[int, Field(ge=0, le=60)]


class StartAt(OnExercises):
    """The hardest level these exercises may start at."""

    AT = ("progression",)
    HOLDS_BACK = True

    start: Selector
    level_at_most: Annotated[int, Field(ge=1, le=4)]


Measure = Literal[
    "pain_during", "pain_above_usual", "pain_next_morning_above_usual", "hours_to_settle",
    "green_sessions_in_a_row", "sessions_done_percent", "days_since_last_change", "step_backs_in_two_weeks",
    "symptoms_spread", "any_red_flag", "days_since_last_session", "weeks_since_start", "usual_pain_change",
    "overall_change", "activities_change", "activities_lately", "sleep_lately", "effort",
    "amber_weeks_in_a_row", "raised_mornings_in_a_row", "exercise_hurt", "exercise_spread", "exercise_too_hard",
    "exercise_unsure", "looked_at",
]  # fmt: skip
"""What is read from a diary: of the plan, or of one exercise (`exercise_...`). `docs/decisions/0041` says how."""

MAY_STAY_UNSAID: Collection[Measure] = (
    "overall_change", "activities_change", "activities_lately", "sleep_lately", "effort",
)  # fmt: skip
"""What nobody has to tell: it counts where it is told, and holds nothing back where it is not."""


GateVerdict = Literal["advance", "hold", "step_back", "drop", "stop", "refer"]
"""What a rule of progression may come to; `drop` is of one exercise, and leaves it out."""


class Criterion(Model):
    """One thing that must be true of the training diary: a measure and its bounds, and the same in words."""

    measure: Measure
    at_least: int | None = None
    at_most: int | None = None
    say: Sentence


class Gate(EffectModel):
    """What makes an exercise move on, stay, step back, drop out or stop, or sends the person to somebody.

    `advance` and `refer` need every criterion, the rest any.
    """

    AT = ("progression",)
    HOLDS_BACK = True

    verdict: GateVerdict
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @property
    def needs(self) -> Literal["all", "any"]:
        """How many of its criteria must hold."""
        return "all" if self.verdict in ("advance", "refer") else "any"


class Steps(EffectModel):
    """How a dose grows: the order of what changes, one thing at a time, by how much, and how seldom (days)."""

    AT = ("progression",)

    order: Annotated[tuple[Literal["range", "hold_s", "repetitions", "sets", "variant"], ...], Field(min_length=1)]
    hold_s: int
    repetitions: int
    sets: int
    days_between: Annotated[int, Field(ge=7)]


class Pace(EffectModel):
    """How many exercises may take a step in one week; where rules differ the fewest count."""

    AT = ("progression",)
    HOLDS_BACK = True

    changes_a_week: Annotated[int, Field(ge=1, le=9)]


class ReviewAt(EffectModel):
    """Weeks after which the whole plan is looked at again."""

    AT = ("progression",)

    review_weeks: Annotated[tuple[int, ...], Field(min_length=1)]


_Effect = (
    Find | SetLevel | AskAgain | Advise | Focus | Exclude | Modify | Caution | Limit | Prefer | SetDose | Session
    | Include | ScaleDose | MuscleCap | Timing | StartAt | Gate | Steps | Pace | ReviewAt
)  # fmt: skip

EFFECTS: tuple[type[EffectModel], ...] = get_args(_Effect)
"""Every form an effect may take."""

ALLOWED: Mapping[Stage, tuple[type[EffectModel], ...]] = {
    stage: tuple(effect for effect in EFFECTS if stage in effect.AT) for stage in STAGES
}
"""Which effects each stage may have: safety, for one, can only take away or soften."""


def _form(value: Any) -> str | None:
    fields = value if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((effect.key() for effect in EFFECTS if effect.key() in fields), None)


if TYPE_CHECKING:
    Effect = _Effect
else:
    Effect = Annotated[
        Union[tuple(Annotated[effect, Tag(effect.key())] for effect in EFFECTS)],
        Discriminator(
            _form,
            custom_error_type="form_of_effect",
            custom_error_message="an effect starts with one of: " + ", ".join(effect.key() for effect in EFFECTS),
        ),
    ]
