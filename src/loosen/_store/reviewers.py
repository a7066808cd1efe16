"""Who may look at records: names with what passwords are checked by, who is logged in, and who failed to.

They are in the store itself, so that servers which share it agree, and an encrypted store encrypts them, too.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from loosen.errors import Fault, FaultCode, FileError

from .people import now
from .tables import FailedRow, LoginRow, ReviewerRow

IDLE: Final = timedelta(minutes=15)
"""Who asks for nothing for so long is logged out."""
FREE_TRIES: Final = 3
"""Wrong passwords in a row that cost no time."""
FIRST_WAIT: Final = timedelta(seconds=10)
"""How long the next try then has to wait; each that is wrong doubles it."""
LONGEST_WAIT: Final = timedelta(minutes=5)
_FORGOTTEN: Final = timedelta(days=1)
"""Failed logins are forgotten after that."""


class Reviewers(NamedTuple):
    """The reviewers of a store. Every method raises what those of `Store` raise."""

    reading: Callable[[], AbstractContextManager[Connection]]
    writing: Callable[[], AbstractContextManager[Connection]]

    def names(self) -> tuple[str, ...]:
        """Everybody who may log in."""
        with self.reading() as connection:
            return tuple(connection.scalars(select(ReviewerRow.name).order_by(ReviewerRow.name)))

    def add(self, name: str, password: str) -> None:
        """Add somebody with what the password is checked by. Raises `FileError` for a name that is there."""
        with self.writing() as connection:
            if connection.scalar(select(ReviewerRow.name).where(ReviewerRow.name == name)) is not None:
                raise _refused(FaultCode.ALREADY_THERE, name, "is a reviewer already.", "Remove that one first.")
            connection.execute(insert(ReviewerRow), {"name": name, "added": now(), "password": password})

    def remove(self, name: str) -> None:
        """Remove somebody, who is logged out at once; the looks stay. Raises `FileError` for who is none."""
        with self.writing() as connection:
            connection.execute(delete(LoginRow).where(LoginRow.reviewer == name))
            if not connection.execute(delete(ReviewerRow).where(ReviewerRow.name == name)).rowcount:
                raise _refused(FaultCode.NOTHING_THERE, name, "is no reviewer.", "See who is: loosen reviewers")

    def password_of(self, name: str) -> str | None:
        """What somebody's password is checked by; None for who is no reviewer."""
        with self.reading() as connection:
            return connection.scalar(select(ReviewerRow.password).where(ReviewerRow.name == name))

    # logged in

    def log_in(self, login: str, name: str) -> None:
        """Somebody is logged in from now on, under the digest of a new token; failed tries are forgotten."""
        with self.writing() as connection:
            connection.execute(delete(LoginRow).where(LoginRow.used < _ago(IDLE)))
            connection.execute(delete(FailedRow).where(FailedRow.name == _hidden(name)))
            connection.execute(insert(LoginRow), {"id": login, "reviewer": name, "used": now()})

    def who(self, login: str) -> str | None:
        """Who is logged in under a digest, and goes on to be; None for nobody, or who asked for nothing for long."""
        with self.writing() as connection:
            is_it = (LoginRow.id == login) & (LoginRow.used >= _ago(IDLE))
            name = connection.scalar(select(LoginRow.reviewer).where(is_it))
            if name is not None:
                connection.execute(update(LoginRow).where(is_it).values(used=now()))
            return name

    def log_out(self, login: str) -> None:
        """Nobody is logged in under a digest any more."""
        with self.writing() as connection:
            connection.execute(delete(LoginRow).where(LoginRow.id == login))

    # wrong passwords

    def wait_for(self, name: str) -> timedelta:
        """How long a name has to wait before it may be tried again; nothing as a rule."""
        with self.reading() as connection:
            tries = select(FailedRow.times, FailedRow.last).where(FailedRow.name == _hidden(name))
            row = connection.execute(tries).first()
        times: int = row.times if row else 0
        if row is None or times < FREE_TRIES:
            return timedelta(0)
        waits = min(FIRST_WAIT * (1 << min(times - FREE_TRIES, 20)), LONGEST_WAIT)
        return max(datetime.fromisoformat(row.last) + waits - datetime.fromisoformat(now()), timedelta(0))

    def failed(self, name: str) -> None:
        """Put down that a name was tried with a wrong password, whether or not it is somebody's."""
        hidden, at = _hidden(name), now()
        with self.writing() as connection:
            connection.execute(delete(FailedRow).where(FailedRow.last < _ago(_FORGOTTEN)))
            more = update(FailedRow).where(FailedRow.name == hidden).values(times=FailedRow.times + 1, last=at)
            if not connection.execute(more).rowcount:
                connection.execute(insert(FailedRow), {"name": hidden, "times": 1, "last": at})


def _hidden(name: str) -> str:
    """A name that was typed, as it is put down: it may be a password that was typed into the wrong field."""
    return sha256(name.encode()).hexdigest()


def _ago(span: timedelta) -> str:
    return (datetime.fromisoformat(now()) - span).isoformat(timespec="microseconds")


def _refused(code: FaultCode, name: str, what: str, remedy: str) -> FileError:
    return FileError("The reviewers stay as they were.", [Fault(code, name, what, remedy)])
