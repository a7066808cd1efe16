"""Writes a session into a diary as it runs, so that nothing of it is lost when it ends early or is killed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from loosen._diary.entering import with_session
from loosen._diary.keeping import keep, new_id
from loosen._diary.reading import read_diary
from loosen._model.diary import SessionEntry
from loosen.errors import FileError


class Notes:
    """The entry of one session in the diary in `file`; `plan` is the seal of the plan's record.

    Raises `FileError` at once where that diary cannot be read.
    """

    def __init__(self, file: Path, plan: str, now: Callable[[], datetime]) -> None:
        self.file = file
        self._plan, self._now = plan, now
        self._trouble: FileError | None = None
        if file.exists():
            read_diary(file)
        self.entry = self._new()

    def begin(self, before: SessionEntry | None = None) -> None:
        """Begin an entry, or go on with one. Raises `FileError` where the diary cannot be written."""
        self.entry = before or self._new()
        self.put()
        self.settle()

    def put(self, **said: Any) -> None:
        """Write down what is new (fields of the entry); what goes wrong stops no session, and is told by `settle`."""
        fields = {name: getattr(self.entry, name) for name in SessionEntry.model_fields}
        self.entry = SessionEntry(**{**fields, **said, "entered_at": self._after_start()})
        self._trouble = None
        try:
            keep(self.file, lambda diary: with_session(diary, self.entry))
        except FileError as error:
            self._trouble = error

    def end(self) -> None:
        """The session is over; its questions may follow."""
        self.put(ended=self._after_start())

    def settle(self) -> None:
        """Raises `FileError` where the last that was put down is not in the diary."""
        if self._trouble:
            raise self._trouble

    def _after_start(self) -> datetime:
        """Now, or the start where somebody set the clock back since then."""
        return max(self._now(), self.entry.started)

    def _new(self) -> SessionEntry:
        now = self._now()
        return SessionEntry(id=new_id(), plan=self._plan, started=now, done=(), entered="session", entered_at=now)
