"""Puts what somebody told into the diary of their case: whole and possible, or not at all."""

from __future__ import annotations

from collections.abc import Callable

from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen._model.plan import Recommendation

from .case import Change
from .entering import with_check, with_session, with_session_of, with_state_of
from .in_force import refuse_replaced
from .of import Of

Put = Callable[[Diary, SessionEntry, Recommendation], Diary]
"""Puts a session of the plan in a record into a diary."""


def note_session(of: Of, session: SessionEntry, last: SessionEntry | None = None) -> Diary:
    """The diary with a session of the plan that counted then; and with the `last` before it, of which more was told.

    Raises `FileError` naming everything that cannot be, and then nothing is kept.
    """
    return _note(of.at(of.case.diary(), session.started), session, last, with_session_of)


def note_state(of: Of, session: SessionEntry, last: SessionEntry | None = None) -> Diary:
    """The same with a state of a session of this very plan, which may come late, out of its turn, or once more.

    Raises `FileError` naming everything that cannot be, and then nothing is kept.
    """
    return _note(of, session, last, with_state_of)


def note_more(of: Of, session: SessionEntry) -> Diary:
    """The diary with more told of a session that it has. Raises `FileError` naming everything that cannot be."""
    return _changed(of, lambda diary: with_session(diary, session))


def note_check(of: Of, check: WeeklyCheck) -> Diary:
    """The diary with a weekly check. Raises `FileError` naming everything that cannot be."""
    return _changed(of, lambda diary: with_check(diary, check))


def _note(of: Of, session: SessionEntry, last: SessionEntry | None, put: Put) -> Diary:
    refuse_replaced(of.case.diary(), of.seal, session.started)
    return _changed(of, lambda diary: put(with_session(diary, last) if last else diary, session, of.record))


def _changed(of: Of, change: Change) -> Diary:
    """The diary of the case, changed, where all that stands in it then is possible."""

    def possible(diary: Diary) -> Diary:
        changed = change(diary)
        of.refuse_impossible(changed)
        return changed

    return of.case.change(possible)
