"""The nodes of the knowledge graph that are not exercises."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Authored, Evidence, Evidences, Id, Kind, Model, Need, Sentence, SourceId
from .body import BodyPlace, HeldBy, ShownBy

MuscleClass = Literal[
    "hamstrings", "hip_flexors", "quadriceps", "glutes", "hip_rotators", "adductors", "tfl", "calves",
    "quadratus_lumborum", "erector_spinae", "lats", "thoracic_mobility", "upper_trapezius", "levator_scapulae",
    "scm_scalenes", "neck_extensors", "deep_neck_flexors", "shoulder", "scapular", "pecs", "abdominals_core",
    "aerobic_walk", "relaxation_breathing", "back_extensors",
]  # fmt: skip


class Source(Authored):
    """Where a statement comes from and how much of it was read (`retrieved`)."""

    id: SourceId
    title: Sentence
    authors: Sentence
    year: str
    locator: str
    retrieved: Literal["page", "abstract", "mirror", "memory"]
    note: Sentence | None = None


class Muscle(Authored):
    """A muscle or muscle group; `uberon` is its anatomy id, or `none` where no id has been verified.

    `usual_need` is what it is in focus for where what points to it does not say.
    """

    id: Id
    name: Sentence
    plain: Sentence
    muscle_class: MuscleClass = Field(alias="class")
    usual_need: Need
    uberon: Annotated[str, StringConstraints(pattern=r"^(UBERON:\d{7}|none)$")]
    attachments: Sentence
    paired: bool = True
    lies: tuple[BodyPlace, ...] = ()


class MuscleLink(Model):
    """How strongly something points to a muscle: `weight` in percent, an association and never a cause (ML-21).

    `need` says for what, where that is not the usual need of the muscle.
    """

    muscle: Id
    weight: Annotated[int, Field(ge=1, le=100)]
    need: Need | None = None
    evidence: Evidences


class Symptom(Authored):
    """Something a person notices, or a habit, that points to muscles."""

    id: Id
    name: Sentence
    kind: Literal["symptom", "habit"]
    muscles: Annotated[tuple[MuscleLink, ...], Field(min_length=1)]
    inferred: bool = False


class SelfTest(Authored):
    """A test a lay person can do at home; its question's answers `tight_left`, `tight_right`, `tight_both` count."""

    id: Id
    name: Sentence
    question: Id
    steps: Annotated[tuple[Sentence, ...], Field(min_length=2)]
    positive_if: Sentence
    not_if: Sentence
    muscles: Annotated[tuple[MuscleLink, ...], Field(min_length=1)]


class Condition(Authored):
    """A diagnosis, history, state or pattern of answers that a finding stands for."""

    id: Id
    name: Sentence
    kind: Literal["diagnosis", "history", "state", "pattern"]
    plain: Sentence


class Demand(Authored):
    """What an exercise asks of the body.

    It `belongs_to` a class of demands. `implies` names the wider demands that this one always brings with it; `kinds`
    makes every exercise of those kinds ask for it, so that it needs no class. `alone_because` says why no exercise asks
    for it, or why no rule acts on it.
    `shown_by` says how poses show it; where none can, `held_by` says what holds it instead.
    """

    id: Id
    name: Sentence
    plain: Sentence
    belongs_to: Id | None = None
    implies: tuple[Id, ...] = ()
    kinds: tuple[Kind, ...] = ()
    alone_because: Sentence | None = None
    shown_by: ShownBy | None = None
    held_by: HeldBy | None = None

    @model_validator(mode="after")
    def _has_a_class_or_comes_with_a_kind(self) -> Demand:
        if (self.belongs_to is None) != bool(self.kinds):
            raise ValueError("a demand belongs to a class (belongs_to), or comes with kinds of exercises, and not both")
        return self


class Advice(Authored):
    """A sentence shown to the person; `interim` advice is what may be done while waiting for a clinician.

    `stop` says when to stop an exercise, and stands only where there are exercises; a `signpost` names a service.
    `general` advice of a kind is shown when that level is reached and no rule says more.
    """

    id: Id
    kind: Literal[
        "emergency", "urgent", "clinician", "interim", "stop", "safety_net", "signpost", "expectation", "habit",
        "comfort",
    ]  # fmt: skip
    say: Sentence
    general: bool = False
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
