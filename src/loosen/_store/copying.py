"""A store of one file copied into another: with a key, with another one, or without any."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from loosen._library.writing import filled_by_others, writing
from loosen.errors import Fault, FaultCode, FileError

from .encrypting import Key, driver, key_bytes, raw
from .opening import ALONE, Opened, sqlite_engine
from .refusals import refusing

_HEADLINE: Final = "Nothing was copied."


def copy(store: Opened, target: Path, key: Key | None) -> None:
    """Copy every table, as they are at one moment, into a new file that only its owner can read.

    Rows are copied and no pages, so that nothing is in it of what was deleted. Raises `FileError` for a target that is
    there, and for a store that is no file.
    """
    if not store.is_sqlite:
        remedy = "Export each person, and take them in there."
        raise FileError(
            _HEADLINE, [Fault(FaultCode.BAD_OPTION, store.where, "is no file that could be copied.", remedy)]
        )
    if os.path.lexists(target):
        fault = Fault(FaultCode.ALREADY_THERE, str(target), "is there already.", "Choose another name.")
        raise FileError(_HEADLINE, [fault])
    secret = None if key is None else key_bytes(key, make=True)
    with _copying(store) as engine, writing(target), filled_by_others(target) as part:
        _fill(engine, target, part, secret)


@contextmanager
def _copying(store: Opened) -> Iterator[Engine]:
    """What opens the file of the store, and can encrypt another one."""
    module = driver()
    if store.engine.dialect.loaded_dbapi is module:
        yield store.engine
        return
    engine = sqlite_engine(store.engine.url, store.patience, None, module)
    try:
        yield engine
    finally:
        engine.dispose()


def _fill(engine: Engine, target: Path, part: Path, key: bytes | None) -> None:
    with refusing(str(target)), engine.connect().execution_options(**ALONE) as connection:
        put = connection.exec_driver_sql
        put("ATTACH DATABASE ? AS copied KEY ?", (str(part), "" if key is None else raw(key)))
        try:
            put("PRAGMA copied.journal_mode = OFF")  # where it does not come to its end, it is thrown away
            put("BEGIN")
            put("SELECT sqlcipher_export('copied')").all()
            put("COMMIT")
        except BaseException:
            connection.invalidate()  # it may be in the midst of it, and the part is open there
            raise
        put("DETACH DATABASE copied")
