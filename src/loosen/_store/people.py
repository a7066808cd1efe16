"""The people of a store, and the answers that each of them gave."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, ScalarSelect, func, insert, select

from loosen._records.canonical import Unreadable, canonical, value_in
from loosen.errors import AnswersError, Fault, FaultCode, FileError

from .tables import CHECK, SESSION, AnswersRow, EntryRow, PersonRow, PlanRow

_ID_BYTES: Final = 16


class Person(NamedTuple):
    """Somebody in a store: a random id, since when, how many plans, sessions and checks, and when the last was.

    `last` is the start of a session in UTC or the day of a check; None where there is neither.
    """

    id: str
    added: str
    plans: int
    sessions: int
    checks: int
    last: str | None


class KeptAnswers(NamedTuple):
    """Answers as they were given at one time; the first of a person have number 1."""

    number: int
    kept: str
    answers: dict[str, Any]


def now() -> str:
    """This moment in UTC, as a text that sorts as time does."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def add_person(connection: Connection, person: str = "", added: str = "") -> str:
    """Add somebody, by default somebody new; the id is what comes back."""
    person = person or secrets.token_hex(_ID_BYTES)
    connection.execute(insert(PersonRow), {"id": person, "added": added or now()})
    return person


def is_there(connection: Connection, person: str) -> bool:
    """Whether somebody of this id is in the store."""
    return connection.scalar(select(PersonRow.id).where(PersonRow.id == person)) is not None


def hold(connection: Connection, person: str) -> None:
    """Have nobody else add or delete anything of this person meanwhile. Raises `FileError` for somebody unknown."""
    if connection.scalar(select(PersonRow.id).where(PersonRow.id == person).with_for_update()) is None:
        raise _unknown(person)


def added_when(connection: Connection, person: str) -> str:
    """Since when somebody is in the store. Raises `FileError` for somebody unknown."""
    found = connection.scalar(select(PersonRow.added).where(PersonRow.id == person))
    if found is None:
        raise _unknown(person)
    return found


def everybody(connection: Connection) -> tuple[Person, ...]:
    """Everybody, those first who have been there longest."""
    plans = select(func.count()).where(PlanRow.person == PersonRow.id).scalar_subquery()
    last = select(func.max(EntryRow.at)).where(EntryRow.person == PersonRow.id).scalar_subquery()
    found = connection.execute(
        select(PersonRow.id, PersonRow.added, plans, _count_of(SESSION), _count_of(CHECK), last).order_by(
            PersonRow.added, PersonRow.id
        )
    )
    return tuple(Person(*row) for row in found)


def _count_of(kind: str) -> ScalarSelect[int]:
    """How many entries of a kind a person has; each may have several states."""
    first_states = (EntryRow.person == PersonRow.id, EntryRow.kind == kind, EntryRow.number == 1)
    return select(func.count()).where(*first_states).scalar_subquery()


def ids(connection: Connection, beginning: str, most: int) -> tuple[str, ...]:
    """The ids that begin so, in their order, no more than so many."""
    asked = select(PersonRow.id).where(PersonRow.id >= beginning, PersonRow.id < f"{beginning}g")  # digits are 0 to f
    return tuple(connection.scalars(asked.order_by(PersonRow.id).limit(most)))


def keep_answers(connection: Connection, person: str, answers: Mapping[str, Any], kept: str = "") -> int:
    """Keep answers of somebody who is held; their number is what comes back."""
    content = _written(answers)
    last = connection.scalar(select(func.max(AnswersRow.number)).where(AnswersRow.person == person))
    number = (last or 0) + 1
    row = {"person": person, "number": number, "kept": kept or now(), "content": content}
    connection.execute(insert(AnswersRow), row)
    return number


def answers_of(connection: Connection, person: str) -> tuple[KeptAnswers, ...]:
    """All answers of a person, in the order in which they were given."""
    found = connection.execute(
        select(AnswersRow.number, AnswersRow.kept, AnswersRow.content)
        .where(AnswersRow.person == person)
        .order_by(AnswersRow.number)
    )
    return tuple(KeptAnswers(row.number, row.kept, value_in(row.content.encode())) for row in found)


def _written(answers: Mapping[str, Any]) -> str:
    try:
        json.dumps(dict(answers), allow_nan=False)  # the one form takes what is no number for null
        content = canonical(dict(answers))
        value_in(content.encode())
    except (TypeError, ValueError) as error:
        what = error.what if isinstance(error, Unreadable) else "hold something that is no plain value."
        fault = Fault(FaultCode.NOT_READABLE, "the answers", what, "Keep them as an answers file has them.")
        raise AnswersError("The answers were not kept.", [fault]) from error
    return content


def _unknown(person: str) -> FileError:
    what = "is nobody in this store."
    return FileError(
        "There is no such person.", [Fault(FaultCode.UNKNOWN_ENTRY, f"person {person[:40]}", what, "Check the id.")]
    )
