"""A plan or referral of before, as it was: to be read, and not to be followed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loosen._diary.of import Of
from loosen._model.plan import Recommendation

from .plan import PlanView, plan_view
from .referral import Referral, referral_of


@dataclass(frozen=True)
class RecordView:
    """The plan, or else the referral; its number among `all` of them, and whether it counts now."""

    plan: PlanView | None
    referral: Referral | None
    number: int
    all: int
    counts: bool


def record_view(of: Of, record: Recommendation, number: int, of_all: int, emergency_number: str) -> RecordView:
    """One of the records of a case."""
    return RecordView(
        plan=plan_view(record, record.plan, of.library) if record.plan else None,
        referral=None if record.plan else replace(referral_of(record, emergency_number), led_here=()),
        number=number,
        all=of_all,
        counts=record is of.case.record,
    )
