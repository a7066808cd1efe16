"""A review: what is to become of a plan after what happened, and what a plan that was carried on knows of its course."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, RuleId
from .diary import EntryId
from .effects import Measure

VerdictKind = Literal["advance", "hold", "step_back", "stop", "refer"]
"""What becomes of a plan or of one exercise, the mildest first; where several speak, the last of them counts."""
NewAnswer = int | str | tuple[str, ...]


class Ground(Model):
    """One reason for a verdict: a rule of progression, the measure that met it, and the diary entries it was read from.

    `exercise` is the one that it is about; None where it is about the plan. `measure` is None for a rule that speaks
    for itself, as one on a review after so many weeks does.
    """

    kind: VerdictKind
    rule: RuleId
    measure: Measure | None = None
    entries: tuple[EntryId, ...] = ()
    exercise: Id | None = None


class Verdict(Model):
    """What a diary says of a plan: what becomes of it, and of single exercises where that is something else.

    `new_answers` are answers that changed since the plan, as an answers file has them. `missed_weeks` counts the whole
    weeks up to today in which nothing was done.
    """

    kind: VerdictKind
    items: dict[Id, VerdictKind] = {}
    reasons: tuple[Ground, ...] = ()
    new_answers: dict[Id, NewAnswer] = {}
    missed_weeks: Annotated[int, Field(ge=0, le=520)] = 0

    def of(self, exercise: str) -> VerdictKind:
        """What becomes of one exercise."""
        return self.items.get(exercise, self.kind)
