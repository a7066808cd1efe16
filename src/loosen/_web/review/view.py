"""What the reviewer's pages show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Self

from loosen._model.audit import ExerciseRecord
from loosen._model.plan import Recommendation
from loosen._store.plans import KeptPlan
from loosen._words.recommendation import level_words
from loosen._words.record import because_of


class PersonShown(NamedTuple):
    """Somebody with all records."""

    reviewer: str
    person: str
    plans: Sequence[KeptPlan]


class ExerciseShown(NamedTuple):
    """What became of an exercise, and why in a sentence."""

    id: str
    name: str
    because: str


class RecordShown(NamedTuple):
    """What a record came to: the level in words, its reasons, and every exercise with what became of it."""

    reviewer: str
    person: str
    seal: str
    level: str
    reasons: tuple[str, ...]
    library: str
    exercises: tuple[ExerciseShown, ...]

    @classmethod
    def of(cls, reviewer: str, person: str, seal: str, made: Recommendation) -> Self:
        """From the record; those exercises first that are in the plan."""
        in_order = sorted(made.audit.exercises, key=lambda one: (one.verdict != "chosen", one.name))
        return cls(
            reviewer, person, seal, level_words(made), tuple(one.say for one in made.triage.reasons),
            made.audit.library_digest, tuple(_shown(made, one) for one in in_order),
        )  # fmt: skip


def _shown(made: Recommendation, one: ExerciseRecord) -> ExerciseShown:
    return ExerciseShown(one.exercise, one.name, because_of(made.audit, one))


class Answer(NamedTuple):
    """What was asked about a record, and the answer as plain text."""

    reviewer: str
    what: Literal["diff", "replay", "why"]
    person: str
    seal: str
    told: str
