"""Whether everything in a store is as it was kept: the chain, every record, every entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, select

from loosen._model.diary import SessionEntry, WeeklyCheck
from loosen._records.chain import BEGINNING, Kept, Trouble
from loosen._records.checking import checked
from loosen._records.verify import Verified

from . import chain
from .entries import kind_of, moment_of, written
from .plans import unpacked
from .tables import SESSION, EntryRow, FormerRow, PlanRow

_AT_ONCE = 100
"""Rows that are in memory at one time."""


class _Lines(NamedTuple):
    """What the chain says: the marks of records by their numbers, which records are gone, and every link."""

    marks: dict[int, str]
    gone: frozenset[int]
    links: tuple[str, ...]


def verify(connection: Connection) -> Verified:
    """Walk the whole chain and check every record and entry, as they are at one moment."""
    connection = connection.execution_options(yield_per=_AT_ONCE)
    lines = list(chain.lines(connection))
    said = _Lines(
        {line.number: line.mark for line in lines if line.mark is not None},
        frozenset(line.gone for line in lines if line.gone is not None),
        tuple(line.link for line in lines),
    )
    troubles = [*chain.troubles_of(lines), *_of_plans(connection, said)]
    troubles += [*_of_former_links(connection), *_of_entries(connection)]
    last = said.links[-1] if said.links else BEGINNING
    return Verified(len(said.marks) - len(said.gone), tuple(troubles), last, said.links)


def _of_plans(connection: Connection, said: _Lines) -> Iterator[Trouble]:
    found = set[int]()
    for row in connection.execute(select(PlanRow.number, PlanRow.seal, PlanRow.salt, PlanRow.packed)):
        found.add(row.number)
        where = f"record {row.number}"
        if row.number in said.gone:
            yield Trouble(where, "is there, and the chain says that it was deleted.")
        elif said.marks.get(row.number) != chain.mark_of(row.seal, row.salt):
            yield Trouble(where, "is another record than the one that was kept here.")
        elif what := _of_record(unpacked(row.packed), row.seal):
            yield Trouble(where, what)
    for number in sorted(said.marks.keys() - found - said.gone):
        yield Trouble(f"record {number}", "is missing.")
    for number in sorted(said.gone - said.marks.keys()):
        yield Trouble(f"record {number}", "is said to be deleted, and never was kept.")


def _of_record(record: bytes, seal: str) -> str:
    found = checked(record)
    match found.state:
        case "whole":
            return "" if found.digest == seal else "is another record than the one that was kept here."
        case "older":
            return "was put in the place of the record that was kept: it has no seal."
        case "reformatted":
            return "says the same as when it was kept, in other bytes."
        case "altered":
            return f"was altered: {', '.join(found.parts)}."
        case _:
            return found.what


def _of_former_links(connection: Connection) -> Iterator[Trouble]:
    """The chain that a folder had, as far as it is still known, made once more from the seals."""
    before, folder = None, None
    for row in connection.execute(
        select(FormerRow.folder, FormerRow.number, FormerRow.link, PlanRow.seal)
        .join(PlanRow, PlanRow.number == FormerRow.plan)
        .order_by(FormerRow.folder, FormerRow.number)
    ):
        line: Kept = Kept.after(before if row.folder == folder else None, row.seal)
        if (line.number, line.link) != (row.number, row.link):
            yield Trouble(f"record {row.number} of folder {row.folder}", "does not have the link that it had there.")
        before, folder = line, row.folder


def _of_entries(connection: Connection) -> Iterator[Trouble]:
    for row in connection.execute(select(EntryRow)):
        if not _is_as_filed(row):
            yield Trouble(f"entry {row.id}", "is not as it was kept.")


def _is_as_filed(row: Any) -> bool:
    model = SessionEntry if row.kind == SESSION else WeeklyCheck
    try:
        entry = model.model_validate_json(row.content)
    except ValidationError:
        return False
    filed = (row.id, row.kind, row.plan, row.at, row.content)
    return filed == (entry.id, kind_of(entry), entry.plan, moment_of(entry), written(entry))
