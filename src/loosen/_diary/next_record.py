"""The next record of a case: made from what happened, and kept as the one in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._records.sealing import digest_of_record

from .case import Case, last_plan
from .reviewing import review


def next_record(
    case: Case, library: Library, now: datetime, swaps: Mapping[str, str | None] | None = None
) -> Recommendation:
    """What a review of the last plan of a case comes to now; nothing is kept. Raises `FileError` and `AnswersError`."""
    return review(last_plan(case), case.diary(), now, library, swaps=swaps)


def keep_next(case: Case, made: Recommendation, now: datetime) -> None:
    """Keep the next record as the one in force from now on; a case that has it stays as it is. Raises `FileError`."""
    if digest_of_record(made) not in case.records:
        case.carry_on(made, now)
