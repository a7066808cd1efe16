"""The ground every model stands on: frozen, closed to unknown fields, with the shared vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Model(BaseModel):
    """A value that cannot change and that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def shared(cls, **fields: Any) -> Self:
        """An instance with these (hashable) fields, which may be one that was made before.

        Values cannot change, so the thousands of equal records that recommendations are made of can be one object.
        """
        return _made_before(cls, **fields)  # type: ignore[return-value]


@lru_cache(maxsize=8192)
def _made_before(model: type[Model], /, **fields: Any) -> Model:
    return model(**fields)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=40)]
RuleId = Annotated[str, StringConstraints(pattern=r"^(FND|TRI|FOC|SAF|SEL|DOS|PRO)-\d{3}$")]
Sentence = Annotated[str, StringConstraints(min_length=3, max_length=1000, strip_whitespace=True)]

Certainty = Literal["high", "moderate", "low", "very_low", "expert"]

Level = Literal[
    "proceed",
    "proceed_with_caution",
    "clinician_before_exercise",
    "urgent_same_day",
    "emergency_now",
]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Triage levels from the mildest to the gravest (evidence.yaml, vocabulary.action_levels)."""
WITH_A_PLAN = LEVELS[: LEVELS.index("proceed_with_caution") + 1]
"""The levels at which plans are made."""

Kind = Literal["aerobic", "release", "mobilisation", "stretch", "strengthening", "relaxation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Kinds of exercise in the order of a session (MO-14: warm-up, release, mobility, stretch, strength, cool-down)."""

Need = Literal["stretch", "mobility", "strength", "any"]
"""What a muscle is in focus for: to be made longer, to move more freely, to be stronger, or whichever of these."""

WORK: Mapping[Need, tuple[Kind, ...]] = {
    "stretch": ("stretch", "release"),
    "mobility": ("mobilisation", "stretch", "release"),
    "strength": ("strengthening",),
    "any": ("strengthening", "stretch", "mobilisation", "release"),
}
"""The kinds of exercise that answer each need; the rest of a session, warm-up and quiet end, answers none."""

HARDEST = 4
"""The highest level of an exercise; the easiest is 1."""

Position = Literal[
    "supine",
    "semi_reclined",
    "prone",
    "side_lying",
    "hands_and_knees",
    "kneeling",
    "half_kneeling",
    "sitting",
    "floor_sitting",
    "standing",
    "walking",
]

Stage = Literal["findings", "triage", "focus", "safety", "selection", "dosage", "progression"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""In the order in which a record tells them; `planning/plan_stages.py` has the order in which they decide."""
LATER_STAGES = STAGES[1:]
"""The stages whose rules look at findings and derive none."""

FINDINGS = ("conditions", "symptoms")
"""The kinds of entries that may be found in a person."""

Side = Literal["left", "right", "both", "middle"]


def gravest(levels: list[Level]) -> Level:
    """The highest of the triage levels; `proceed` when there is none (fact RF-01)."""
    return max(levels, key=LEVELS.index, default="proceed")


class Evidence(Model):
    """Which source a statement rests on, and what that source says.

    `fact` is the id of the fact in the evidence table (for example `CI-01`); `where` points into a source that has
    parts, such as a section of a seed article.
    """

    source: SourceId
    supports: Sentence
    certainty: Certainty
    fact: str | None = None
    where: str | None = None


class Review(Model):
    """Which clinician signed this off, and when; `none` until somebody has."""

    by: str = "none"
    on: date | Literal["none"] = "none"


class Authored(Model):
    """An entry with a file of its own.

    `overrides` is for overlays alone: the reason why this entry may take the place of one that keeps people safe. Every
    plan made with it says so first.
    """

    overrides: Annotated[str, StringConstraints(min_length=10, max_length=300, strip_whitespace=True)] | None = None


Evidences = Annotated[tuple[Evidence, ...], Field(min_length=1)]
