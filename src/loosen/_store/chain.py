"""The chain over all records of a store, which stays whole when somebody is deleted.

Each line holds the link of the line before, and its own link is the SHA-256 over the rest of it. A record stands in its
line by a mark: the SHA-256 over its seal and a salt of its own, which is kept beside the record. Whoever has the record
and its salt can show that it is the one that was kept. When both are deleted, the mark says nothing any more: a seal
could be found by trying likely answers, a mark without its salt cannot. So the line stays as it was, and with it every
link after it; a line is added that says which record was deleted, or else a record that is missing is a trouble.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, insert, select, text

from loosen._records.canonical import digest_of
from loosen._records.chain import BEGINNING, Trouble

from .tables import LineRow

CHAIN: Final = "the chain"
_SALT_BYTES: Final = 32
_LINES: Final = select(LineRow.number, LineRow.mark, LineRow.gone, LineRow.before, LineRow.link)


class Line(NamedTuple):
    """A line: its number, the mark of a record or the number of one that is gone, the link before, and its own."""

    number: int
    mark: str | None
    gone: int | None
    before: str
    link: str

    @property
    def is_sound(self) -> bool:
        """Whether its link is the one over the rest of it."""
        return self.link == _link(self.number, self.mark, self.gone, self.before)


def new_salt() -> str:
    """A salt, 64 hex digits."""
    return secrets.token_hex(_SALT_BYTES)


def mark_of(seal: str, salt: str) -> str:
    """What stands for a record in its line."""
    return digest_of({"seal": seal, "salt": salt})


def hold(connection: Connection) -> None:
    """Have nobody else add a line until this transaction ends; in SQLite its writers are one at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE chain IN SHARE ROW EXCLUSIVE MODE"))


def add(connection: Connection, *, mark: str | None = None, gone: int | None = None) -> Line:
    """Add a line at the end, while it is held."""
    line = line_after(last_of(connection), mark=mark, gone=gone)
    connection.execute(insert(LineRow), line._asdict())
    return line


def line_after(last: Line | None, *, mark: str | None = None, gone: int | None = None) -> Line:
    """The line that follows the last one, or is the first."""
    number, before = (last.number + 1, last.link) if last else (1, BEGINNING)
    return Line(number, mark, gone, before, _link(number, mark, gone, before))


def last_of(connection: Connection) -> Line | None:
    """The line at the end, if there is any."""
    found = connection.execute(_LINES.order_by(LineRow.number.desc()).limit(1)).one_or_none()
    return Line(*found) if found else None


def lines(connection: Connection) -> Iterator[Line]:
    """All lines in order."""
    for row in connection.execute(_LINES.order_by(LineRow.number)):
        yield Line(*row)


def troubles_of(chain: Iterable[Line]) -> Iterator[Trouble]:
    """Every line that is not as it was written, or does not follow the one before it."""
    before, number = BEGINNING, 0
    for line in chain:
        number += 1
        where = f"{CHAIN}, line {line.number}"
        if line.number != number:
            yield Trouble(where, f"does not follow the line before it: line {number} is missing.")
        elif not line.is_sound:
            yield Trouble(where, "was changed: its link is not the one over what it says.")
        elif line.before != before:
            yield Trouble(where, "does not follow the line before it, which was changed.")
        before, number = line.link, line.number


def _link(number: int, mark: str | None, gone: int | None, before: str) -> str:
    said: dict[str, Any] = {"mark": mark} if mark is not None else {"gone": gone}
    return digest_of({"number": number, "before": before, **said})
