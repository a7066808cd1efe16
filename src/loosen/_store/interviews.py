"""Interviews on pages: each is found by the digest of a secret that its visitor's browser keeps.

Nothing is kept over something newer: whoever keeps a step says which one it follows, and is told when that is not the
last any more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from loosen.errors import Fault, FaultCode, FileError

from .erasing import note_to_wipe
from .people import now
from .tables import InterviewRow

_A_DAY: Final = len("2026-01-01")


class Interview(NamedTuple):
    """An interview as it was kept: how many steps, whose it is once there is a plan, and at which step that was made.

    `saved` is what `Questionnaire.as_data` gave.
    """

    step: int
    person: str | None
    planned: int | None
    saved: dict[str, Any]


class Interviews(NamedTuple):
    """The interviews of a store. Every method raises what those of `Store` raise."""

    reading: Callable[[], AbstractContextManager[Connection]]
    writing: Callable[[], AbstractContextManager[Connection]]
    wipe: Callable[[], None]

    def found(self, visitor: str) -> Interview | None:
        """The interview of this id; None where there is none.

        Its former id is none any more from now on. When it was last used is put down by the day.
        """
        with self.reading() as connection:
            row = connection.execute(select(InterviewRow.__table__).where(_of(visitor))).first()
        if row is None:
            return None
        is_renewed = row.id == visitor and row.former is not None
        if is_renewed or row.used[:_A_DAY] != now()[:_A_DAY]:
            values = {"used": now(), **({"former": None} if is_renewed else {})}
            with self.writing() as connection:
                connection.execute(update(InterviewRow).where(InterviewRow.id == row.id).values(values))
        return Interview(row.step, row.person, row.planned, json.loads(row.content))

    def begin(self, visitor: str, saved: Mapping[str, Any]) -> None:
        """Keep the first step of an interview under a new id."""
        row = {"id": visitor, "step": 1, "used": now(), "content": _text_of(saved)}
        with self.writing() as connection:
            connection.execute(insert(InterviewRow), row)

    def keep(self, visitor: str, follows: int, saved: Mapping[str, Any]) -> bool:
        """Keep what follows a step; False where that is not the last one any more, and nothing was kept."""
        values = {"step": follows + 1, "used": now(), "content": _text_of(saved)}
        with self.writing() as connection:
            last = update(InterviewRow).where(_of(visitor), InterviewRow.step == follows)
            return connection.execute(last.values(values)).rowcount == 1

    def forget(self, visitor: str) -> None:
        """Delete an interview, and what the files of the store hold of it; its person, if there is one, stays."""
        with self.writing() as connection:
            connection.execute(delete(InterviewRow).where(_of(visitor)))
            note_to_wipe(connection)
        self.wipe()

    def clear(self, before: str) -> int:
        """Delete the interviews that came to nothing and were last used before a moment; how many is what comes back.

        What the files of the store still hold of anybody who was deleted is made up for. Raises `FileError` where that
        cannot be done now; the rows are gone then.
        """
        with self.writing() as connection:
            old = delete(InterviewRow).where(InterviewRow.person.is_(None), InterviewRow.used < before)
            gone = connection.execute(old).rowcount
            if gone:
                note_to_wipe(connection)
        self.wipe()
        return gone


class Behind(NamedTuple):
    """Whose an interview is, once there is a plan, and whether a plan was made of it as it is now."""

    person: str | None
    is_planned: bool


def behind(connection: Connection, visitor: str) -> Behind:
    """Who is behind an interview, which nobody else changes meanwhile. Raises `FileError` where there is none."""
    wanted = select(InterviewRow.person, InterviewRow.step, InterviewRow.planned).where(_of(visitor))
    row = connection.execute(wanted.with_for_update()).first()
    if row is None:
        fault = Fault(FaultCode.NOTHING_THERE, "the interview", "is not there any more.", "Begin a new one.")
        raise FileError("There is no such interview.", [fault])
    return Behind(row.person, row.step == row.planned)


def made_a_plan(connection: Connection, visitor: str) -> None:
    """Put down that a plan was made of the interview as it is now."""
    connection.execute(update(InterviewRow).where(_of(visitor)).values(planned=InterviewRow.step, used=now()))


def belongs(connection: Connection, visitor: str, renewed: str, person: str) -> None:
    """Put down whose an interview is, which goes by a new id then."""
    values = {"id": renewed, "former": visitor, "person": person}
    connection.execute(update(InterviewRow).where(InterviewRow.id == visitor).values(values))


def _of(visitor: str) -> ColumnElement[bool]:
    return or_(InterviewRow.id == visitor, InterviewRow.former == visitor)


def _text_of(saved: Mapping[str, Any]) -> str:
    """An interview as text; it is no record, and says with a broken number how far it is."""
    return json.dumps(saved, ensure_ascii=False, separators=(",", ":"))
