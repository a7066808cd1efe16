"""Entries of diaries: each is kept once, as it was noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from sqlalchemy import Connection, insert, select

from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen._records.canonical import canonical, plain
from loosen.errors import Fault, FaultCode, FileError

from .plans import plan_of
from .tables import CHECK, SESSION, EntryRow

Entry = SessionEntry | WeeklyCheck
_HEADLINE: Final = "The entry was not kept, and the diary is as it was."


def kind_of(entry: Entry) -> str:
    """Whether it is of a session or a weekly check."""
    return SESSION if isinstance(entry, SessionEntry) else CHECK


def moment_of(entry: Entry) -> str:
    """When it was, as a text that sorts as time does: the start of a session in UTC, or the day of a check."""
    if isinstance(entry, SessionEntry):
        return entry.started.astimezone(UTC).isoformat(timespec="microseconds")
    return entry.on.isoformat()


def written(entry: Entry) -> str:
    """An entry in the form in which it is kept."""
    return canonical(plain(entry))


def add(connection: Connection, person: str, entry: Entry) -> bool:
    """Add an entry of somebody who is held; False where just this one was there before.

    Raises `FileError` when another entry has its id, the session or the check is there under another id, or the plan
    is none of this person's.
    """
    kind, at, content = kind_of(entry), moment_of(entry), written(entry)
    there = connection.execute(select(EntryRow.person, EntryRow.content).where(EntryRow.id == entry.id)).one_or_none()
    if there is not None:
        if (there.person, there.content) == (person, content):
            return False
        raise _refused(entry, FaultCode.TWICE, "has the id of another entry that says something else.")
    twin = connection.scalar(
        select(EntryRow.id).where(EntryRow.person == person, EntryRow.kind == kind, EntryRow.at == at)
    )
    if twin is not None:
        raise _refused(entry, FaultCode.TWICE, f"is there already, as entry {twin}.")
    if plan_of(connection, person, entry.plan) is None:
        what = f"is of plan {entry.plan[:12]}, which is no plan of this person."
        raise _refused(entry, FaultCode.UNKNOWN_ENTRY, what)
    row = {"id": entry.id, "person": person, "kind": kind, "plan": entry.plan, "at": at, "content": content}
    connection.execute(insert(EntryRow), row)
    return True


def diary_of(connection: Connection, person: str) -> Diary:
    """Everything that somebody noted, the oldest first."""
    return Diary(
        person=person,
        sessions=tuple([SessionEntry.model_validate_json(one) for one in _contents(connection, person, SESSION)]),
        checks=tuple([WeeklyCheck.model_validate_json(one) for one in _contents(connection, person, CHECK)]),
    )


def _contents(connection: Connection, person: str, kind: str) -> Iterator[str]:
    asked = select(EntryRow.content).where(EntryRow.person == person, EntryRow.kind == kind)
    for row in connection.execute(asked.order_by(EntryRow.at)):
        yield row.content


def _refused(entry: Entry, code: FaultCode, what: str) -> FileError:
    when = moment_of(entry)[: len("2026-01-01T00:00")]
    remedy = "Look at what is in the diary first."
    return FileError(_HEADLINE, [Fault(code, f"the {kind_of(entry)} of {when}", what, remedy)])
