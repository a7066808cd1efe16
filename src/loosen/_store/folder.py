"""Takes over a folder of records, whole, with the links that they had there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from loosen._library.files import read_bytes
from loosen._records.chain import Kept, lines_of
from loosen._records.verify import is_store, no_records, verify_store
from loosen.errors import Fault, FaultCode, FileError

from . import people, plans
from .tables import FormerRow, PlanRow

PersonOf = Callable[[Kept], str]
"""Says whose record it is."""


def take_over(connection: Connection, folder: Path, person_of: PersonOf | None = None) -> int:
    """Keep every record of the folder in its order, and say how many were new.

    By default all are one person's: of whom they were when this folder was taken over before, or somebody new. Raises
    `FileError` when the folder is no store or its chain is broken; the transaction is then to be given up.
    """
    chain = _whole_chain(folder)
    number, known = _known(connection, chain[0])
    person_of = person_of or _one_person(connection, number)
    new = 0
    for line in chain[known:]:
        person = person_of(line)
        people.hold(connection, person)
        record = plans.ready(read_bytes(folder / line.file), line.file)
        kept, was_there = plans.keep_plan(connection, person, record)
        row = {"folder": number, "number": line.number, "plan": kept.number, "link": line.link}
        connection.execute(insert(FormerRow), row)
        new += not was_there
    return new


def _whole_chain(folder: Path) -> list[Kept]:
    if not (folder.is_dir() and is_store(folder)):
        raise no_records(folder)
    verified = verify_store(folder)
    if verified.troubles:
        first = verified.troubles[0]
        fault = Fault(FaultCode.BROKEN_STORE, first.where, first.what, f"See: loosen verify {folder}")
        raise FileError("The chain of this store is broken, so nothing was taken over.", [fault])
    if not verified.records:
        raise no_records(folder)
    return list(_first(verified.records, folder))


def _first(count: int, folder: Path) -> Iterator[Kept]:
    """The lines that were verified; others may have been added since."""
    for line in lines_of(folder)[0][:count]:
        if isinstance(line, Kept):
            yield line


def _known(connection: Connection, first: Kept) -> tuple[int, int]:
    """The number of this folder among those taken over, and how many of its records are known already."""
    number = connection.scalar(select(FormerRow.folder).where(FormerRow.number == 1, FormerRow.link == first.link))
    if number is None:
        return (connection.scalar(select(func.max(FormerRow.folder))) or 0) + 1, 0
    return number, connection.scalar(select(func.max(FormerRow.number)).where(FormerRow.folder == number)) or 0


def _one_person(connection: Connection, number: int) -> PersonOf:
    before = connection.scalar(
        select(PlanRow.person)
        .join(FormerRow, FormerRow.plan == PlanRow.number)
        .where(FormerRow.folder == number, FormerRow.number == 1)
    )
    person = before or people.add_person(connection)
    return lambda _: person
