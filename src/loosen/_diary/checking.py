"""Whether a diary can be what happened: entries held against the plans they are of, the day it is, and each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from loosen._assessment.stages.intake import faults_of
from loosen._library import Library
from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen._model.names import did_you_mean
from loosen._model.plan import Recommendation
from loosen.errors import Fault, FaultCode, FileError

SKEW = timedelta(minutes=5)
"""By how much two clocks of one person may differ."""
Plans = Mapping[str, Recommendation]
"""The records at hand by their seals."""


def refuse_impossible(diary: Diary, plans: Plans, library: Library, now: datetime, *, person: str = "") -> None:
    """Raise `FileError` naming everything in a diary that cannot be, with its entry and remedy.

    Entries of plans that are not at hand are taken as they are. `person` is whose diary it must be, if known.
    """
    faults = list(impossible(diary, plans, library, now, person=person))
    if faults:
        raise FileError("The diary cannot be used.", faults)


def impossible(diary: Diary, plans: Plans, library: Library, now: datetime, *, person: str = "") -> Iterator[Fault]:
    """The faults of a diary: of whose it is, of each entry, and of entries beside each other."""
    if person and diary.person != person:
        what = "is the diary of another person."
        yield Fault(
            FaultCode.OTHER_PERSON, f"diary {diary.person[:8]}", what, "Give the diary that goes with this plan."
        )
    yield from _same_id(diary)
    yield from _same_session(diary, plans)
    began = {one.plan: one.since for one in diary.plans}
    for session in diary.sessions:
        if session.started > now + SKEW or session.entered_at > now + SKEW:
            yield from _of_time(session, session_named(session), now, ahead=session.started > now + SKEW)
        yield from _before_its_time(session, now)
        yield from _before_plan(session, began.get(session.plan))
        yield from _of_plan(session, plans.get(session.plan))
        if session.new_signs:
            yield from _of_signs(session, session_named(session), library)
    for weekly in diary.checks:
        yield from _of_check(weekly, library, now)


def session_named(session: SessionEntry) -> str:
    """What messages call a session."""
    return f"session of {session.started:%Y-%m-%d %H:%M}"


def _same_id(diary: Diary) -> Iterator[Fault]:
    ids = Counter([*(session.id for session in diary.sessions), *(check.id for check in diary.checks)])
    for key in sorted(key for key, times in ids.items() if times > 1):
        yield Fault(FaultCode.TWICE, f"entry {key}", "is given twice.", "Keep one of them, or merge the two diaries.")


def _same_session(diary: Diary, plans: Plans) -> Iterator[Fault]:
    """Sessions that overlap: nobody does two at once, so one is told twice."""
    ordered = sorted(diary.sessions, key=lambda one: (one.started, one.id))
    for one, other in pairwise(ordered):
        if one.id != other.id and other.started < _end(one, plans.get(one.plan)):
            what = f"is told twice: by {one.id[:8]} and by {other.id[:8]}."
            yield Fault(FaultCode.TWICE, session_named(other), what, "Keep one of them, or say when each began.")


def _end(session: SessionEntry, record: Recommendation | None) -> datetime:
    """When a session was over: where nobody said so, after as long as the plan takes.

    One that was written down as it ran and did not come to its end was over when it was written down last.
    """
    seconds = record.plan.seconds if record and record.plan else 1
    whole = session.started + timedelta(seconds=seconds)
    return session.ended or (min(whole, session.entered_at) if session.entered == "session" else whole)


def _of_time(entry: SessionEntry | WeeklyCheck, where: str, now: datetime, *, ahead: bool) -> Iterator[Fault]:
    if ahead:
        yield Fault(FaultCode.OUT_OF_RANGE, where, f"is in the future: it is {now:%Y-%m-%d %H:%M}.", "Mend its date.")
    elif entry.entered_at > now + SKEW:
        what = f"was entered at {entry.entered_at:%Y-%m-%d %H:%M}, and it is {now:%Y-%m-%d %H:%M}: the clock went back."
        yield Fault(FaultCode.OUT_OF_RANGE, where, what, "Set the clock right, and try again.")


def _before_its_time(session: SessionEntry, now: datetime) -> Iterator[Fault]:
    if session.entered_at < session.started - SKEW and session.started <= now + SKEW:
        what = f"was entered at {session.entered_at:%Y-%m-%d %H:%M}, before it took place."
        remedy = "Mend when it was done, or when it was entered."
        yield Fault(FaultCode.OUT_OF_RANGE, session_named(session), what, remedy)


def _before_plan(session: SessionEntry, since: datetime | None) -> Iterator[Fault]:
    if since is not None and session.started < since - SKEW:
        what = f"is before the plan, which is from {since:%Y-%m-%d %H:%M}."
        yield Fault(FaultCode.OUT_OF_RANGE, session_named(session), what, "Mend its date, or give the plan it is of.")


def _of_plan(session: SessionEntry, record: Recommendation | None) -> Iterator[Fault]:
    if record is None or record.plan is None:
        return
    planned = [item.exercise for item in record.plan.items]
    times = Counter(done.exercise for done in session.done)
    for exercise in (name for name in times if name not in planned):
        remedy = did_you_mean(exercise, planned, f"The plan has: {', '.join(planned)}.")
        yield Fault(FaultCode.UNKNOWN_ENTRY, f"{session_named(session)}, {exercise}", "is not in the plan.", remedy)
    for exercise in (name for name, many in times.items() if many > 1):
        where = f"{session_named(session)}, {exercise}"
        yield Fault(FaultCode.TWICE, where, "is told twice.", "Put what was done of it together.")


def _of_signs(entry: SessionEntry | WeeklyCheck, where: str, library: Library) -> Iterator[Fault]:
    for sign in entry.new_signs or ():
        question, _, option = sign.partition("=")
        asked = library.questions.get(question)
        value = [option] if asked and asked.takes.several else option
        yield from _of_answer(question, value, where, library)


def _of_check(check: WeeklyCheck, library: Library, now: datetime) -> Iterator[Fault]:
    where = f"check of {check.on:%Y-%m-%d}"
    yield from _of_time(check, where, now, ahead=check.on > max(now.date(), check.entered_at.date()))
    yield from _of_signs(check, where, library)
    for question, value in check.answers.items():
        yield from _of_answer(question, list(value) if isinstance(value, tuple) else value, where, library)


def _of_answer(question: str, value: Any, where: str, library: Library) -> Iterator[Fault]:
    """What is wrong with an answer, as an answers file has it, taken by itself."""
    asked = library.questions.get(question)
    if asked is None:
        remedy = did_you_mean(question, library.questions, "`loosen questions` lists them all.")
        yield Fault(FaultCode.UNKNOWN_QUESTION, where, f"'{question}' is no question.", remedy)
    else:
        for fault in faults_of(value, asked):
            yield Fault(fault.code, f"{where}, {question}", fault.what, fault.remedy)
