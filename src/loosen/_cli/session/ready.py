"""Whether a session may begin by what is in the diary, and what to know before it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from loosen._diary.case import Case
from loosen._diary.checking import refuse_impossible
from loosen._diary.in_force import is_of_other_plans, refuse_replaced, weeks_without_review
from loosen._diary.stopping import why_stop
from loosen._library import Library
from loosen._outputs.session import NoSession
from loosen._records.sealing import digest_of_record
from loosen._words.speech import Speech
from loosen.errors import Fault, FaultCode


def make_ready(case: Case, library: Library, speech: Speech, now: datetime) -> tuple[str, ...]:
    """What to know before a session of the plan of a case begins.

    Raises `FileError` where the diary cannot be what happened, or another plan counts now, and `NoSession` where
    something has to be looked at first.
    """
    diary, seal = case.diary(), digest_of_record(case.record)
    refuse_impossible(diary, case.records, library, now)
    refuse_replaced(diary, seal, now)
    if why := why_stop(diary, case.record, library, now):
        note = Fault(FaultCode.NOTE, speech("session.please_note"), speech("diary.way_on"))
        raise NoSession(speech("diary.stop", why=" ".join(why)), [note])
    return tuple(_to_know(case, seal, speech, now))


def _to_know(case: Case, seal: str, speech: Speech, now: datetime) -> Iterator[str]:
    diary = case.diary()
    if is_of_other_plans(diary, case.record):
        yield speech("diary.first_of_plan", file=case.where)
    if weeks := weeks_without_review(diary, seal, now):
        yield speech("diary.review_due", count=weeks)
