"""A routine that can be asked for by name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from .base import Authored, Evidences, Id, Model, Review, Sentence
from .provenance import ContradictionId


class Part(Model):
    """One part of a programme: the first of `choices` that is safe and within reach is given."""

    name: Sentence
    choices: Annotated[tuple[Id, ...], Field(min_length=1)]


class Change(Model):
    """How the programme differs from the one in its source, and why."""

    say: Sentence
    contradiction: ContradictionId | None = None


class Programme(Authored):
    """A routine with a name. Its question is `programme`, whose options are the programmes' ids.

    `parts` are given in this order; without parts it is a frame for a plan of one's own. `minutes` (a session),
    `days_per_week` and `times_per_day` take the place of what the person asked for; doses stay within their spans.
    """

    id: Id
    name: Sentence
    plain: Sentence
    minutes: Annotated[int, Field(ge=2, le=60)]
    days_per_week: Annotated[int, Field(ge=1, le=7)]
    times_per_day: Annotated[int, Field(ge=1, le=6)] = 1
    parts: tuple[Part, ...] = ()
    changes: tuple[Change, ...] = ()
    evidence: Evidences
    reviewed: Review = Review()

    @model_validator(mode="after")
    def _names_each_part_once(self) -> Programme:
        names = [part.name for part in self.parts]
        if len(set(names)) != len(names):
            raise ValueError("names a part twice")
        return self
