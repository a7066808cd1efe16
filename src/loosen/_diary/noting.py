"""Puts what somebody told into the diary of their case: whole and possible, or not at all."""

from __future__ import annotations

from loosen._model.diary import Diary, SessionEntry, WeeklyCheck

from .entering import with_check, with_session, with_session_of
from .in_force import refuse_replaced
from .of import Of


def note_session(of: Of, session: SessionEntry, last: SessionEntry | None = None) -> Diary:
    """The diary with a session of the plan that counted then; and with the `last` before it, of which more was told.

    Raises `FileError` naming everything that cannot be, and then nothing is kept.
    """
    before = of.case.diary()
    then = of.at(before, session.started)
    refuse_replaced(before, then.seal, session.started)

    def change(diary: Diary) -> Diary:
        diary = with_session(diary, last) if last else diary
        diary = with_session_of(diary, session, then.record)
        of.refuse_impossible(diary)
        return diary

    return of.case.change(change)


def note_check(of: Of, check: WeeklyCheck) -> Diary:
    """The diary with a weekly check. Raises `FileError` naming everything that cannot be."""

    def change(diary: Diary) -> Diary:
        diary = with_check(diary, check)
        of.refuse_impossible(diary)
        return diary

    return of.case.change(change)
