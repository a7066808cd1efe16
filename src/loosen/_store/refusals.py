"""What a database refuses, said in one way: one clear error each."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from loosen.errors import Fault, FaultCode, FileError, StreamError

HEADLINE: Final = "The store cannot be used, and nothing was changed."


class _Refusal(NamedTuple):
    code: FaultCode
    what: str
    remedy: str
    kind: type[FileError] = FileError


_FULL = _Refusal(
    FaultCode.CANNOT_WRITE, "the disk is full or broken.", "Make room; what was kept before is whole.", StreamError
)
_READ_ONLY = _Refusal(FaultCode.NO_ACCESS, "may only be read.", "Ask its owner for the right to write.")
_IN_USE = _Refusal(FaultCode.IN_USE, "somebody else is writing and does not end.", "Try again.")
_NO_STORE = _Refusal(FaultCode.NO_RECORD, "is no store.", "Check the name and place.")
_OTHER_KEY = _Refusal(
    FaultCode.NO_KEY, "does not open with this key, or is no store.", "Give the key it was made with."
)
_DAMAGED = _Refusal(FaultCode.BROKEN_STORE, "is damaged.", "Take the copy that was kept elsewhere.")
_UNREACHABLE = _Refusal(FaultCode.NO_ACCESS, "cannot be opened.", "Check its name, its place, and your rights.")
_AT_ONCE = _Refusal(FaultCode.IN_USE, "somebody else wrote the same at the same time.", "Try again.")
_OTHER = _Refusal(FaultCode.CANNOT_WRITE, "the database refused it.", "Look at the database's own log.")

_BY_SQLITE: Mapping[int, _Refusal] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_NOTADB: _NO_STORE,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: _UNREACHABLE,
    sqlite3.SQLITE_PERM: _UNREACHABLE,
    sqlite3.SQLITE_AUTH: _UNREACHABLE,
    sqlite3.SQLITE_CONSTRAINT: _AT_ONCE,
}
_BY_POSTGRES: Mapping[str, _Refusal] = {
    "53": _FULL,  # insufficient resources
    "58": _FULL,  # the system's own errors
    "25": _READ_ONLY,
    "42501": _READ_ONLY,  # not the right to do it
    "42": _DAMAGED,  # a table or column is not there
    "55": _IN_USE,
    "40": _AT_ONCE,
    "23": _AT_ONCE,
    "08": _UNREACHABLE,
    "28": _UNREACHABLE,
    "3D": _UNREACHABLE,
    "57": _UNREACHABLE,  # it is being shut down
    "XX": _DAMAGED,
}
"""By SQLSTATE, or its class."""


@contextlib.contextmanager
def refusing(where: str, *, has_key: bool = False) -> Iterator[None]:
    """Raises `FileError` in place of what the database says, `StreamError` of a full disk; `where` names the store.

    With `has_key`, a file that is opened by a key and is none of a database may be one of another key.
    """
    try:
        yield
    except NoConnection as error:
        raise _said(_IN_USE, where) from error
    except DBAPIError as error:
        meant = _meant(error.orig)
        raise _said(_OTHER_KEY if has_key and meant is _NO_STORE else meant, where) from error


def sqlite_code(error: BaseException | None) -> int | None:
    """What SQLite says by an error of either of its drivers; None for any other error."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _meant(error: BaseException | None) -> _Refusal:
    code = sqlite_code(error)
    if code is not None:
        return _BY_SQLITE.get(code, _OTHER)
    if isinstance(error, sqlite3.Error):
        return _OTHER
    state = getattr(error, "sqlstate", None)
    if not state:
        return _UNREACHABLE
    return _BY_POSTGRES.get(state) or _BY_POSTGRES.get(state[:2], _OTHER)


def _said(refusal: _Refusal, where: str) -> FileError:
    return refusal.kind(HEADLINE, [Fault(refusal.code, where, refusal.what, refusal.remedy)])
