"""What reviewers looked at: who, when, and what of whom. Looks are added, and never changed or taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Final, Literal, NamedTuple

from sqlalchemy import Connection, insert, select, update

from .people import now
from .tables import LookRow

What = Literal["people", "person", "record", "report", "why", "replay", "diff", "chain"]
_GONE: Final = "gone:"
_DIGITS: Final = 24


class Look(NamedTuple):
    """One look: who, when, at what, of which person and which record, as far as it was about one.

    Of a person who was deleted `person` is a mark (`gone:` and 24 hex digits), the same for each look at that person.
    """

    reviewer: str
    at: str
    what: str
    person: str | None
    record: str | None


class Looks(NamedTuple):
    """The looks of a store. Every method raises what those of `Store` raise."""

    reading: Callable[[], AbstractContextManager[Connection]]
    writing: Callable[[], AbstractContextManager[Connection]]

    def add(self, reviewer: str, what: What, person: str | None = None, record: str | None = None) -> None:
        """Put down that a reviewer looks at something; whoever shows it does so after this."""
        look = {"reviewer": reviewer, "at": now(), "what": what, "person": person, "record": record}
        with self.writing() as connection:
            connection.execute(insert(LookRow), look)

    def all(self) -> tuple[Look, ...]:
        """Every look, in the order in which they were."""
        columns = (LookRow.reviewer, LookRow.at, LookRow.what, LookRow.person, LookRow.record)
        with self.reading() as connection:
            return tuple(Look(*row) for row in connection.execute(select(*columns).order_by(LookRow.number)))


def mark_of(person: str) -> str:
    """What stands in a look for a person who was deleted. Nobody can tell the id from it; whoever has that finds it."""
    return f"{_GONE}{sha256(person.encode()).hexdigest()[:_DIGITS]}"


def leave_a_mark(connection: Connection, persons: Sequence[str]) -> None:
    """Take out of looks whom they were at, of people who are deleted."""
    for person in persons:
        theirs = update(LookRow).where(LookRow.person == person)
        connection.execute(theirs.values(person=mark_of(person), record=None))
