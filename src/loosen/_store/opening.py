"""Opens a database as a store: finds it, makes it where there is none, and brings an older form to the newest."""

from __future__ import annotations

import os
import sqlite3
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, column, create_engine, event, inspect, make_url, select, table, text
from sqlalchemy.exc import ArgumentError

from loosen._library.files import refusing as files_refusing
from loosen._library.writing import PRIVATE, settle
from loosen.errors import Fault, FaultCode, FileError, LoosenError

from .encrypting import Key, driver, key_for, no_key, unlocking
from .refusals import refusing, sqlite_code
from .tables import FORM, VERSIONS

BEGINS: Final = "loosen_begins"
"""The execution option that says how a transaction of SQLite begins, by default as one that only reads."""
TO_WRITE: Final = {BEGINS: "BEGIN IMMEDIATE"}
"""Writers wait for one another before they look."""
ALONE: Final = {BEGINS: ""}
"""No transaction begins: for what cannot be done in one."""
_FILE: Final = "people.sqlite"
_MAKING: Final = 0x6C6F6F73
"""The number of the lock in PostgreSQL under which tables are made."""
_VERSIONS: Final = table(VERSIONS, column("version_num"))
_IS_OURS: Final = "SELECT count(*) = 0 OR sum(name = ?) > 0 FROM sqlite_master"
"""Whether a file of SQLite is empty or has the table of our forms; whatever else there is, is left as it is."""
_TURNS: Final = 100


class Opened(NamedTuple):
    """A database that is a store, what it is called in messages (no password stands there), and for how many seconds
    to wait for others."""

    engine: Engine
    where: str
    patience: float

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file of this machine."""
        return self.engine.dialect.name == "sqlite"


def place() -> Path:
    """Where a person's own store is: in the folder of this user's data.

    Raises `FileError` where the system knows no home of this user.
    """
    try:
        folder = user_data_path("loosen", appauthor=False)
    except RuntimeError:  # of a user without a name and without HOME, as in a container; older versions give back `~`
        folder = Path("~")
    if not folder.is_absolute():
        remedy = "Name a file with --store, or set HOME or XDG_DATA_HOME."
        fault = Fault(FaultCode.NO_ACCESS, "home folder", "is not known for this user.", remedy)
        raise FileError("The store cannot be opened.", [fault])
    return folder / _FILE


def opened(where: str | Path | None, patience: float, *, make: bool, key: Key | None = None) -> Opened:
    """The store at a path, a `sqlite:///` or `postgresql://` URL, or by default in the user's folder.

    Who waits for another writer does so for `patience` seconds. One that is not there is made with `make`, and a file
    may be encrypted with a key. Raises `FileError` for what is no store, is not there, cannot be opened or is of a
    newer form, and `LoosenError` where the driver for it is not installed.
    """
    url = _url(where)
    if url.drivername == "sqlite":
        called = url.database or ""
        found = key_for(Path(called), key, make=make)
        engine = sqlite_engine(url, patience, found, driver() if found else sqlite3)
    else:
        called, found = url.set(drivername="postgresql").render_as_string(hide_password=True), None
        if key is not None:
            raise no_key(called)
        engine = _postgres_engine(url, patience)
    store = Opened(engine, called, patience)
    try:
        if store.is_sqlite:
            _have_file(Path(store.where), make=make)
        with refusing(store.where, has_key=found is not None):
            _bring_up(store, make=make)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def _url(where: str | Path | None) -> URL:
    if where is None or isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=os.path.abspath(place() if where is None else where))  # noqa: PTH100
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise _not_a_store("the address") from None
    match url.get_backend_name():
        case "sqlite" if url.database not in (None, "", ":memory:"):
            return URL.create("sqlite", database=os.path.abspath(url.database or ""))  # noqa: PTH100
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case _:
            raise _not_a_store(url.render_as_string(hide_password=True))


def _not_a_store(where: str) -> FileError:
    remedy = "Name a file, or postgresql://USER@HOST/DATABASE."
    return FileError("There is no such store.", [Fault(FaultCode.BAD_OPTION, where, "names no store.", remedy)])


def sqlite_engine(url: URL, patience: float, key: bytes | None, module: Any) -> Engine:
    """What opens a file by a module, Python's own or that of an encrypted file."""
    engine = create_engine(url, connect_args={"timeout": patience}, module=module)
    if module is not sqlite3:
        event.listen(engine, "connect", unlocking(key), insert=True)  # before anything else is asked of it
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres_engine(url: URL, patience: float) -> Engine:
    try:
        import_module("psycopg")
    except ImportError:
        fault = Fault(
            FaultCode.NOT_INSTALLED, "psycopg", "is not installed.", "Install loosen with its 'postgres' extra."
        )
        raise LoosenError("PostgreSQL needs one more package.", [fault]) from None
    waiting = f"-c lock_timeout={int(patience * 1000)} -c synchronous_commit=on"
    return create_engine(url, connect_args={"options": waiting}, isolation_level="READ COMMITTED", pool_pre_ping=True)


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """What holds for every connection to the file. Nothing is told to be kept that is not on the disk."""
    connection.isolation_level = None  # transactions begin as `_begin_sqlite` says, not as Python's driver guesses
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON", "fullfsync=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    _log_ahead(connection)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Have changes logged before they are made. Two that make one file get in each other's way, and SQLite does not
    wait by itself here."""
    for turn in range(_TURNS):
        try:
            is_ours = connection.execute(_IS_OURS, (VERSIONS,)).fetchone() == (1,)
            if is_ours and connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                connection.execute("PRAGMA journal_mode=WAL")
        except Exception as error:  # each driver has errors of its own
            if sqlite_code(error) != sqlite3.SQLITE_BUSY or turn == _TURNS - 1:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    begins = connection.get_execution_options().get(BEGINS, "BEGIN")
    if begins:
        connection.exec_driver_sql(begins)


def _have_file(file: Path, *, make: bool) -> None:
    """Have the file be there, for its owner alone; SQLite gives what it puts beside it the same rights."""
    if not make and not os.path.lexists(file):
        raise _not_there(str(file))
    with files_refusing("The store cannot be opened.", file, "Choose another place."):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE))
    settle(file.parent)


def _not_there(where: str) -> FileError:
    remedy = "Check its name, or begin one with: loosen plan ANSWERS --keep"
    return FileError("There is no such store.", [Fault(FaultCode.NOTHING_THERE, where, "holds no store.", remedy)])


def _bring_up(store: Opened, *, make: bool) -> None:
    with store.engine.connect() as connection:
        found = _form(connection, store)
        if found == FORM:
            return
        if found is None and not make:
            raise _not_there(store.where)
    with store.engine.connect().execution_options(**TO_WRITE) as connection, connection.begin():
        if not store.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MAKING})
        if _form(connection, store) != FORM:  # nobody made it meanwhile
            from .migrating import migrate

            migrate(connection)


def _form(connection: Connection, store: Opened) -> str | None:
    """The form of its tables; None for an empty database. Raises `FileError` for any other database."""
    names = inspect(connection).get_table_names()
    found: Any = connection.scalar(select(_VERSIONS.c.version_num)) if _VERSIONS.name in names else None
    if found is None and names:
        remedy = "Choose another place."
        fault = Fault(FaultCode.NO_RECORD, store.where, "is a database of another program.", remedy)
        raise FileError("The store cannot be opened.", [fault])
    if found is not None and not (str(found).isdecimal() and int(found) <= int(FORM)):
        what = f"has the form {str(found)[:20]}; this program reads forms up to {FORM}."
        fault = Fault(FaultCode.UNKNOWN_FORM, store.where, what, "Use the newer loosen that wrote it.")
        raise FileError("The store was made by a newer version.", [fault])
    return None if found is None else str(found)
