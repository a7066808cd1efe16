"""Writes a session into a diary as it runs, so that nothing of it is lost when it ends early or is killed."""

from __future__ import annotations

from typing import Any

from loosen._cli.diary.asking import Asking
from loosen._cli.diary.questions import ask_after, ask_before, ask_morning
from loosen._cli.diary.weekly import ask_week
from loosen._diary.case import Case
from loosen._diary.entering import (
    asks_usual_pain,
    check_is_due,
    with_check,
    with_morning,
    with_session,
    with_session_of,
    without_morning,
)
from loosen._diary.keeping import new_id
from loosen._diary.questions import About
from loosen._diary.signs import signs_of
from loosen._diary.stopping import why_stop
from loosen._diary.told import Clock, Told
from loosen._diary.weekly import Week, check_of
from loosen._library import Library
from loosen._model.diary import SessionEntry
from loosen._model.plan import Plan
from loosen._records.sealing import digest_of_record
from loosen.errors import LoosenError


class Notes(Told):
    """The entry of one session in the diary of a case, in whose language the `library` is.

    Raises `FileError` at once where that diary cannot be read.
    """

    def __init__(self, case: Case, library: Library, clock: Clock) -> None:
        self._case, self._library = case, library
        self._plan = digest_of_record(case.record)
        self._trouble: LoosenError | None = None
        self._diary = case.diary()
        self._signs = signs_of(case.record, library)
        self.is_begun = False
        super().__init__(self._new(clock), clock)

    @property
    def where(self) -> str:
        """What messages call the place of the diary."""
        return self._case.where

    @property
    def why_stop(self) -> tuple[str, ...]:
        """Why no exercise may be done now, by all that is in the diary."""
        return why_stop(self._diary, self._case.record, self._library, self._clock())

    def begin(self, before: SessionEntry | None = None) -> None:
        """Begin an entry, or go on with one. Raises `LoosenError` where the diary cannot be written."""
        self.entry, self.is_begun = before or self._new(self._clock), True
        self.put()
        self.settle()

    def put(self, **said: Any) -> None:
        """Write down what is new; what goes wrong stops no session, and is told by `settle`."""
        super().put(**said)
        self._trouble = None
        try:
            self._diary = self._case.change(lambda diary: with_session_of(diary, self.entry, self._case.record))
        except LoosenError as error:
            self._trouble = error

    def end(self, **said: Any) -> None:
        """The session is over; its questions may follow."""
        self.put(**said, ended=max(self._clock(), self.entry.started))

    def settle(self) -> None:
        """Raises `LoosenError` where the last that was put down is not in the diary."""
        if self._trouble:
            raise self._trouble

    def ask_first(self, asking: Asking) -> bool:
        """Ask for the morning after the session before, and for what is asked once a week.

        Whether something is new that is none of the signs. Raises `Enough`.
        """
        now = self._clock()
        last = without_morning(self._diary, now)
        if last and (pain := ask_morning(asking, last)) is not None:
            morning = with_morning(last, pain, now)
            self._diary = self._case.change(lambda diary: with_session(diary, morning))
        if not check_is_due(self._diary, now):
            return False
        asking.tell(asking.speech("diary.weekly"))
        said: dict[str, Any] = {}
        try:
            return ask_week(asking, Week(self._diary, self._signs), said)
        finally:
            if check := check_of(said, self._plan, now):
                self._diary = self._case.change(lambda diary: with_check(diary, check))

    def ask_before(self, asking: Asking) -> None:
        """Ask for the pain before the start. Raises `Enough`."""
        ask_before(asking, self)

    def ask_after(self, asking: Asking, plan: Plan) -> bool:
        """Ask how it went; whether something is new that is none of the signs. Raises `Enough`."""
        usual = asks_usual_pain(self._diary, self._case.record, self._clock())
        return ask_after(asking, self, About(plan.items, usual, self._signs))

    def _new(self, clock: Clock) -> SessionEntry:
        now = clock()
        return SessionEntry(id=new_id(), plan=self._plan, started=now, done=(), entered="session", entered_at=now)
