"""An encrypted store: it is like any other with its key, tells nothing without it, and no wrong key harms it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.commands import EXAMPLES, loosen
from tests.stores import check, record, session

from loosen._store import open_store
from loosen._store.erasing import delete_rows, must_wipe
from loosen._store.store import Store
from loosen.errors import FaultCode, FileError, LoosenError

WORD = "Zwetschgenknoedel"
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def somebody(store: Store, age: int = 41, days: int = 3, word: str = WORD) -> str:
    """Somebody with answers, a plan, sessions and a check."""
    person = store.add_person()
    store.keep_answers(person, {"age": age, "own_words": word})
    plan = store.keep_plan(person, record(age)).seal
    for day in range(days):
        assert store.add(person, session(plan, day, person, note=word))
    assert store.add(person, check(plan, 0, person, note=word))
    return person


def told(store: Store, person: str) -> list[bytes]:
    """What must not stand in the open: of this person, of the program, and of the database."""
    seal = store.plans(person)[0].seal
    return [one.encode() for one in (WORD, person, seal, "cat_cow", "pain_before", "CREATE TABLE", "SQLite format")]


def holding(folder: Path, words: list[bytes]) -> list[tuple[str, bytes]]:
    """The files of a folder and which of these words each of them holds."""
    return [(file.name, word) for file in folder.iterdir() for word in words if word in file.read_bytes()]


def left_behind(store: Path, to: Path) -> Path:
    """The file and its log as a killed program leaves them: most of what was kept stands in the log."""
    to.mkdir()
    for name in (store.name, f"{store.name}-wal"):
        shutil.copy(store.with_name(name), to / name)
    return to / store.name


def test_nothing_stands_in_the_open(tmp_path: Path) -> None:
    plain, place, key = tmp_path / "plain" / "people.sqlite", tmp_path / "store" / "people.sqlite", tmp_path / "key"
    with open_store(plain) as store:
        words = told(store, somebody(store))
        assert {word for _, word in holding(plain.parent, words)} == set(words)
    with open_store(place, key=key) as store:
        person = somebody(store)
        words, export = told(store, person), store.export(person)
        assert {file.name for file in place.parent.iterdir()} >= {place.name, f"{place.name}-wal"}
        assert holding(place.parent, words) == []
    assert holding(place.parent, words) == []
    assert key.stat().st_mode & 0o777 == 0o600
    with open_store(place, key=bytes.fromhex(key.read_text("ascii"))) as again:
        assert again.export(person) == export
        assert again.verify().is_whole


def test_it_is_like_any_other_store(tmp_path: Path) -> None:
    """Migrations, log, two writers, deletion, and what it has to make up for."""
    place = tmp_path / "people.sqlite"
    with open_store(place, key=KEY) as store, open_store(place, key=KEY) as second:
        with store._reading() as connection:
            pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
        assert found == ["wal", 2, 1, 1]
        staying, going, last = somebody(store), somebody(store, 42), somebody(second, 43)
        seal, links = store.plans(staying)[0].seal, store.verify().links
        with ThreadPoolExecutor(4) as threads:
            one_of = (store, second)
            new = list(threads.map(lambda n: one_of[n % 2].add(staying, session(seal, 9 + n // 2, staying)), range(20)))
        assert sum(new) == 10
        assert second.delete(going) == (1, 4)
        verified = store.verify()
        assert (verified.troubles, verified.records, verified.links[:3]) == ((), 2, links)
        with store._writing(last) as connection:
            delete_rows(connection, [last])
        export = store.export(staying)
    with open_store(place, key=KEY) as again:
        assert not must_wipe(again._store.engine)
        with again._reading() as connection:
            assert connection.exec_driver_sql("PRAGMA freelist_count").scalar() == 0  # the file was made anew
        assert [one.id for one in again.people()] == [staying]
        assert again.export(staying) == export
    with open_store(tmp_path / "plain.sqlite") as plain:
        assert plain.take_in(export) == staying
        assert plain.export(staying) == export


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, FaultCode.NO_KEY),
        (OTHER, FaultCode.NO_KEY),
        (KEY[:-1], FaultCode.NO_KEY),
        ("another", FaultCode.NO_KEY),
        ("words", FaultCode.NO_KEY),
        ("nowhere", FaultCode.NO_ACCESS),
    ],
)
def test_another_key_opens_and_harms_nothing(
    key: bytes | str | None, code: FaultCode, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "another").write_text(OTHER.hex(), "ascii")
    (tmp_path / "words").write_text("open sesame", "ascii")
    with open_store(tmp_path / "people.sqlite", key=KEY) as store:
        person = somebody(store, days=1)
        left, export = left_behind(tmp_path / "people.sqlite", tmp_path / "left"), store.export(person)
    with pytest.raises(LoosenError) as error:
        open_store(left, key=tmp_path / key if isinstance(key, str) else key)
    (fault,) = error.value.faults
    assert (fault.code, bool(fault.remedy or fault.where == "The key")) == (code, True)
    assert not (tmp_path / "nowhere").exists()
    assert capfd.readouterr() == ("", "")
    with open_store(left, key=KEY) as again:
        assert again.export(person) == export
        assert again.verify().is_whole


def test_a_key_for_what_has_none(tmp_path: Path) -> None:
    with open_store(tmp_path / "plain.sqlite") as store:
        somebody(store, days=1)
    (tmp_path / "words").write_text("These are some words of mine. " * 2000, "utf-8")
    (tmp_path / "noise").write_bytes(os.urandom(8192))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for name, key, code in (
        ("plain.sqlite", KEY, FaultCode.BAD_OPTION),
        ("words", KEY, FaultCode.NO_KEY),
        ("words", None, FaultCode.NO_RECORD),
        ("noise", KEY, FaultCode.NO_KEY),
        ("noise", None, FaultCode.NO_KEY),
    ):
        assert refused(lambda name=name, key=key: open_store(tmp_path / name, key=key)) == code  # type: ignore[misc]
    assert refused(lambda: open_store("postgresql://me@here/people", key=KEY)) == FaultCode.BAD_OPTION
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def refused(call: Callable[[], object]) -> FaultCode:
    with pytest.raises(FileError) as error:
        call()
    (fault,) = error.value.faults
    return fault.code


def test_one_flipped_bit_is_found(tmp_path: Path) -> None:
    place = tmp_path / "people.sqlite"
    with open_store(place, key=KEY) as store:
        somebody(store, days=1)
    raw = bytearray(place.read_bytes())
    raw[-100] ^= 1
    place.write_bytes(raw)
    assert refused(lambda: open_store(place, key=KEY).verify()) == FaultCode.BROKEN_STORE


def test_a_store_gets_a_key_another_key_and_none(tmp_path: Path) -> None:
    plain, first, second, back = (tmp_path / name for name in ("plain", "first", "second", "back"))
    with open_store(plain) as store:
        somebody(store)
        going = somebody(store, 42, word="Marillenknoedel")
        seal = store.plans(going)[0].seal
        with store._writing(going) as connection:  # deleted, and not wiped from its file yet
            delete_rows(connection, [going])
        person, verified = store.people()[0].id, store.verify()
        export, words = store.export(person), told(store, person)
        store.copy_to(first, tmp_path / "key")
    with open_store(first, key=tmp_path / "key") as store:
        store.copy_to(second, OTHER)
    with open_store(second, key=OTHER) as store:
        store.copy_to(back)
        assert refused(lambda: store.copy_to(back)) == FaultCode.ALREADY_THERE
        assert refused(lambda: store.copy_to(tmp_path / "nowhere" / "it")) == FaultCode.NO_ACCESS
    for place, key in ((first, tmp_path / "key"), (second, OTHER), (back, None)):
        raw = place.read_bytes()
        assert [word for word in words if word in raw] == (words if key is None else [])
        assert not [word for word in (b"Marillenknoedel", going.encode(), seal.encode()) if word in raw]
        with open_store(place, key=key) as store:
            assert (store.verify(), store.export(person)) == (verified, export)
        assert place.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".*"))


def test_what_has_to_be_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    with open_store(tmp_path / "plain.sqlite") as store:  # this needs it not
        for call in (lambda: open_store(tmp_path / "new", key=KEY), lambda: store.copy_to(tmp_path / "new", KEY)):
            with pytest.raises(LoosenError) as error:
                call()
            (fault,) = error.value.faults
            assert (fault.code, "'encrypted' extra" in fault.remedy) == (FaultCode.NOT_INSTALLED, True)
    assert not (tmp_path / "new").exists()


def test_commands_take_a_key(tmp_path: Path) -> None:
    store, key, copied = (str(tmp_path / name) for name in ("people.sqlite", "key", "copied"))
    there = ("--store", store, "--key", key)
    made = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--brief", "--keep", *there)
    assert made.returncode == 0, made.stderr
    assert "1 plan" in loosen("people", *there).stdout
    refusal = loosen("people", "--store", store)
    assert (refusal.returncode, "--key FILE" in refusal.stderr, "Traceback" in refusal.stderr) == (2, True, False)
    unsaid = loosen("people", "copy", copied, *there)
    assert (unsaid.returncode, "--without-key" in unsaid.stderr, Path(copied).exists()) == (2, True, False)
    assert loosen("people", "copy", copied, "--without-key", *there).returncode == 0
    links = [loosen("verify", *place).stdout.split("last link: ")[1] for place in (there, ("--store", copied))]
    assert links[0] == links[1]
