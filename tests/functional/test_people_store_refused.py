"""What a store cannot do is one clear error, and what was kept before is whole."""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.commands import disk_of, largest_file
from tests.postgres import new_database
from tests.rights import without_rights
from tests.stores import record, session

from loosen._store import open_store
from loosen._store.opening import place
from loosen._store.store import Store
from loosen.errors import AnswersError, FaultCode, FileError, LoosenError, StreamError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with somebody in it."""
    with open_store(tmp_path / "people.sqlite") as store:
        filled(store)
    return tmp_path / "people.sqlite"


def filled(store: Store) -> str:
    person = store.add_person()
    plan = store.keep_plan(person, record(41))
    store.add(person, session(plan.seal, 0, person))
    return person


def refused(call: Callable[[], object], kind: type[FileError] = FileError) -> tuple[FaultCode, str]:
    """The one fault that a call is refused with: its code, and where."""
    with pytest.raises(LoosenError) as error:
        call()
    assert type(error.value) is kind
    (fault,) = error.value.faults
    assert fault.what
    assert fault.remedy
    return fault.code, fault.where


def whole(file: Path, sessions: int = 1) -> None:
    """Check that all that was kept is there."""
    with open_store(file) as store:
        assert store.verify().troubles == ()
        assert len(store.diary(store.people()[0].id).sessions) == sessions


def fill_up(file: Path) -> int:
    """Add sessions until the disk is full; how many were kept before."""
    with open_store(file, patience=1) as store:
        person = store.people()[0].id
        plan = store.plans(person)[0].seal
        for day in range(1, 3000):
            entry = session(plan, day, person, note="n" * 2000)
            try:
                store.add(person, entry)
            except StreamError as error:
                (fault,) = error.faults
                assert (fault.code, fault.where) == (FaultCode.CANNOT_WRITE, str(file))
                return day
    raise AssertionError("the disk is not full")


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with disk_of(tmp_path / "disk", kilobytes=2000) as disk:
        with open_store(disk / "people.sqlite") as store:
            filled(store)
        whole(disk / "people.sqlite", fill_up(disk / "people.sqlite"))


def test_a_limit_on_the_size_of_files_loses_nothing(file: Path) -> None:
    with largest_file(400_000):
        kept = fill_up(file)
    whole(file, kept)


def test_a_file_that_may_only_be_read(anybodys: Path) -> None:
    place = anybodys / "people.sqlite"
    with without_rights(), open_store(place) as store:
        filled(store)
    place.chmod(0o444)
    with without_rights():
        assert refused(lambda: open_store(place)) == (FaultCode.NO_ACCESS, str(place))
    place.chmod(0o600)
    whole(place)


def test_a_file_that_somebody_else_holds(file: Path) -> None:
    with open_store(file, patience=0.1) as store, closing(sqlite3.connect(file, isolation_level=None)) as other:
        person = store.people()[0].id
        other.execute("BEGIN IMMEDIATE")
        assert refused(store.add_person) == (FaultCode.IN_USE, str(file))
        assert store.diary(person).sessions  # reading goes on
        other.execute("ROLLBACK")
        store.add_person()
    whole(file)


def test_a_store_of_a_newer_version(file: Path) -> None:
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE loosen_form SET version_num = '4'")
    before = file.read_bytes()
    assert refused(lambda: open_store(file)) == (FaultCode.UNKNOWN_FORM, str(file))
    assert file.read_bytes() == before


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    words, other = tmp_path / "words", tmp_path / "other.sqlite"
    words.write_text("These are some words of mine. " * 200, "utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (id INTEGER)")
    connection.close()
    for path in (words, other):
        before = path.read_bytes()
        assert refused(lambda path=path: open_store(path)) == (FaultCode.NO_RECORD, str(path))  # type: ignore[misc]
        assert path.read_bytes() == before
    assert refused(lambda: open_store(tmp_path))[0] == FaultCode.NO_ACCESS
    for address in ("mysql://me@here/people", "sqlite://", "postgresql://:a:b:c"):
        assert refused(lambda address=address: open_store(address))[0] == FaultCode.BAD_OPTION  # type: ignore[misc]


def test_a_damaged_file_is_told(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xff" * 4096 * 6)
    assert refused(lambda: filled(open_store(file)))[0] == FaultCode.BROKEN_STORE


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(FileError) as error:
        open_store(f"postgresql://me:verysecret@/people?host={tmp_path}")
    assert error.value.faults[0].code == FaultCode.NO_ACCESS
    assert "verysecret" not in str(error.value)


def test_what_a_server_refuses_is_told_as_clearly(postgres: str) -> None:
    url = new_database(postgres, "refused")
    with open_store(url, patience=0.2) as store, psycopg.connect(url) as other:
        person = filled(store)
        other.execute("LOCK TABLE chain IN EXCLUSIVE MODE")
        assert refused(lambda: store.keep_plan(person, record(42))) == (FaultCode.IN_USE, store.where)
        other.rollback()
        other.execute("UPDATE loosen_form SET version_num = '4'")
        other.commit()
        assert refused(lambda: open_store(url)) == (FaultCode.UNKNOWN_FORM, store.where)
        other.execute("UPDATE loosen_form SET version_num = '3'")
        other.execute("ALTER DATABASE refused SET default_transaction_read_only = on")
        other.commit()
        with open_store(url) as reading:
            assert reading.diary(person).sessions
            assert refused(reading.add_person) == (FaultCode.NO_ACCESS, store.where)
        other.execute("DROP TABLE to_wipe")
        other.commit()
        assert refused(lambda: store.delete(person)) == (FaultCode.BROKEN_STORE, store.where)
        assert store.verify().troubles == ()
    assert refused(lambda: open_store(postgres.format("nowhere")))[0] == FaultCode.NO_ACCESS


def test_a_new_store_is_its_owners_alone_and_stands_in_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_store() as store:
        filled(store)
        assert store.where == str(place()) == str(tmp_path / "data" / "loosen" / "people.sqlite")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in place().parent.iterdir()}
    assert modes == {"people.sqlite": 0o600, "people.sqlite-wal": 0o600, "people.sqlite-shm": 0o600}
    assert stat.S_IMODE(place().parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(("package", "extra"), [("sqlalchemy", "store"), ("psycopg", "postgres")])
def test_what_has_to_be_installed_is_said(package: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("loosen._store.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(LoosenError) as error:
        open_store("postgresql://me@here/people")
    (fault,) = error.value.faults
    assert (fault.code, fault.where) == (FaultCode.NOT_INSTALLED, package)
    assert f"'{extra}' extra" in fault.remedy


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], 37.5, {1, 2}, b"x", "\ud800"])
def test_answers_that_are_no_plain_values_are_not_kept(file: Path, value: object) -> None:
    with open_store(file) as store:
        person = store.people()[0].id
        with pytest.raises(AnswersError, match="were not kept"):
            store.keep_answers(person, {"age": value})
        assert store.answers(person) == ()
