"""The person a diary is about, and how each measure of a single session is read for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, partial

from loosen._model.diary import SessionEntry
from loosen._model.effects import Measure
from loosen._model.plan import Plan, Recommendation

from .readings import (
    Interval,
    above_usual,
    during,
    effort,
    hours_to_settle,
    morning_above_usual,
    spread,
    usual_of,
)

Reader = Callable[[SessionEntry], Interval | None]


@dataclass(frozen=True)
class Person:
    """The person a diary is about: the plan's record, and which questions ask about warning signs."""

    record: Recommendation
    warnings: Set[str]

    @property
    def plan(self) -> Plan:
        """The plan in the record. Raises `ValueError` where it is a referral."""
        if self.record.plan is None:
            raise ValueError("a referral has no plan to go on with")
        return self.record.plan

    @cached_property
    def told_at_first(self) -> Mapping[str, Collection[str]]:
        """What the plan's answers chose of the options of each question."""
        return {record.question: options_of(record.value) for record in self.record.audit.answers}

    @cached_property
    def readers(self) -> Mapping[Measure, Reader]:
        """How each measure that a single session has is read from it."""
        usual = usual_of(self.record.audit)
        return {
            "pain_during": during,
            "pain_above_usual": partial(above_usual, usual=usual),
            "pain_next_morning_above_usual": partial(morning_above_usual, usual=usual),
            "hours_to_settle": partial(hours_to_settle, usual=usual),
            "symptoms_spread": spread,
            "effort": effort,
        }


def options_of(value: int | str | tuple[str, ...] | None) -> tuple[str, ...]:
    """What an answer chose."""
    return value if isinstance(value, tuple) else () if value is None else (str(value),)
