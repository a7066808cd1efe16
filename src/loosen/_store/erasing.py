"""Somebody's deletion: every row, then what the files of the database still hold of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, text

from loosen.errors import Fault, FaultCode, FileError

from . import chain
from .looking import leave_a_mark
from .opening import ALONE, TO_WRITE, Opened
from .tables import AnswersRow, Base, EntryRow, FormerRow, InForceRow, InterviewRow, PersonRow, PlanRow, ToWipeRow

_PAUSE_S: Final = 0.02
_REMEDY: Final = "Delete somebody or open the store again when nobody else has it open; that is made up for then."


class Deleted(NamedTuple):
    """What was deleted: records, which now have a line each in the chain that says so, and entries of the diary."""

    records: int
    entries: int


def delete_rows(connection: Connection, persons: Sequence[str]) -> Deleted:
    """Delete all rows of people who are held, and add to the chain that their records are gone.

    Links that records had in a folder before go as well from the person's first record on: each of them was made of
    all before it.
    """
    theirs = select(PlanRow.number).where(PlanRow.person.in_(persons)).order_by(PlanRow.number)
    numbers = connection.scalars(theirs).all()
    _forget_former_links(connection, persons)
    entries = connection.scalar(select(func.count(EntryRow.id.distinct())).where(EntryRow.person.in_(persons))) or 0
    for table in (EntryRow, InForceRow, PlanRow, AnswersRow, InterviewRow):
        connection.execute(delete(table).where(table.person.in_(persons)))
    leave_a_mark(connection, persons)
    connection.execute(delete(PersonRow).where(PersonRow.id.in_(persons)))
    chain.hold(connection)
    for number in numbers:
        chain.add(connection, gone=number)
    note_to_wipe(connection)
    return Deleted(len(numbers), entries)


def note_to_wipe(connection: Connection) -> None:
    """Note that rows were deleted of which the files still hold something."""
    last = connection.scalar(select(func.max(ToWipeRow.number)))
    connection.execute(insert(ToWipeRow), {"number": (last or 0) + 1})


def _forget_former_links(connection: Connection, persons: Sequence[str]) -> None:
    theirs = (
        select(FormerRow.folder, func.min(FormerRow.number).label("first"))
        .join(PlanRow, PlanRow.number == FormerRow.plan)
        .where(PlanRow.person.in_(persons))
        .group_by(FormerRow.folder)
    )
    of_theirs = [
        (FormerRow.folder == row.folder) & (FormerRow.number >= row.first) for row in connection.execute(theirs)
    ]
    if of_theirs:
        connection.execute(delete(FormerRow).where(or_(*of_theirs)))


def must_wipe(engine: Engine) -> bool:
    """Whether somebody was deleted, and what the files hold of it was not wiped yet."""
    with engine.connect() as connection:
        return connection.scalar(select(ToWipeRow.number).limit(1)) is not None


def wipe(store: Opened) -> None:
    """Have the files of the database hold nothing of whoever was deleted.

    SQLite: the log is brought into the file and cut off, and the file is made anew without what is free; freed places
    were overwritten with zeros before. PostgreSQL: every table is made anew. Its own log, copies of that, and backups
    keep what they hold until they are recycled: no client can take it from there. Raises `FileError` while others read.
    """
    with store.engine.connect() as connection:
        upto = connection.scalar(select(func.max(ToWipeRow.number))) or 0
    if store.is_sqlite:
        _wipe_file(store)
    else:
        _wipe_tables(store.engine)
    with store.engine.connect().execution_options(**TO_WRITE) as connection, connection.begin():
        connection.execute(delete(ToWipeRow).where(ToWipeRow.number <= upto))


def _wipe_tables(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(text(f"VACUUM (FULL, ANALYZE) {table.name}"))


def _wipe_file(store: Opened) -> None:
    until = time.monotonic() + store.patience
    with store.engine.connect().execution_options(**ALONE) as connection:
        connection.exec_driver_sql("VACUUM")
        while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar():
            if time.monotonic() < until:
                time.sleep(_PAUSE_S)  # SQLite does not wait by itself for others who do the same
                continue
            what = "was read by somebody meanwhile, so its log still holds what was deleted."
            raise FileError("Not everything could be wiped yet.", [Fault(FaultCode.IN_USE, store.where, what, _REMEDY)])
