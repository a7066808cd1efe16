"""What commands about one person work with, wherever it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from loosen._model.diary import Diary
from loosen._model.plan import Recommendation

Change = Callable[[Diary], Diary]
"""Makes a diary into the next; it may be called more than once."""


class Case(Protocol):
    """The plan that is a person's now, those before it that are at hand, and the diary."""

    @property
    def where(self) -> str:
        """What messages call the place of the diary."""

    @property
    def record(self) -> Recommendation:
        """The record that counts now: of the plan in force, or of a referral."""

    @property
    def records(self) -> Mapping[str, Recommendation]:
        """All records at hand, that one among them, by their seals; those kept later come later."""

    def diary(self) -> Diary:
        """Everything noted so far; of a diary that is not begun an empty one. Raises `FileError`."""

    def change(self, change: Change) -> Diary:
        """Change the diary, whole or not at all; what comes back is on the disk. Raises `FileError`, `StreamError`."""

    def carry_on(self, record: Recommendation, now: datetime) -> None:
        """Put down the next record, which is the one in force from `now` on. Raises `FileError`, `StreamError`."""


def last_plan(case: Case) -> Recommendation:
    """The record of the last plan: also after a referral something can be told of the plan before it.

    It is the referral where there is no plan at hand. Raises `FileError`.
    """
    if case.record.plan is not None:
        return case.record
    return next((one for one in reversed(list(case.records.values())) if one.plan is not None), case.record)
