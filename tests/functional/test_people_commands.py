"""A store as people use it: kept in, gone on from, handed on and deleted; and every trouble, told in one message."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from tests.chained import keep_in
from tests.commands import DESK_WORKER, EMERGENCY, Done, disk_of, run
from tests.postgres import new_database
from tests.rights import without_rights
from tests.stores import record, session

from loosen._store import open_store
from loosen.errors import StreamError

RECORDS = Path(__file__).parents[1] / "records"
STARTED = ("--pain-worst", "2", "--no-signs", "--started")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with a folder of data of their own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "data"


def ids(*options: str) -> list[str]:
    return [line.split(":")[0] for line in run(("people", *options)).out.decode().splitlines()]


def told(done: Done, code: int = 0) -> str:
    """What a command said, which ended as it should; of a fault nothing is put out."""
    assert done.code == code, done
    assert b"Traceback" not in done.said
    assert code == 0 or done.out == b""
    return (done.out if code == 0 else done.said).decode()


def test_a_plan_that_is_kept_is_gone_on_from_without_naming_a_file() -> None:
    assert b": kept as record 1 of person " in run(("plan", DESK_WORKER, "--keep", "--brief")).said
    (person,) = ids()
    assert "the session is kept, the first one" in told(run(("log", *STARTED, "2026-11-20T18:00+01:00")))
    assert "one of 2" in told(run(("log", *STARTED, "2026-11-22T18:00+01:00", "--morning", "4")))
    assert "The same" not in told(run(("progress",)))
    assert f"{person}: 1 plan, 2 sessions, the last entry on 2026-11-2" in told(run(("people",)))
    assert "1 Plan, 2 Übungseinheiten, letzter Eintrag am" in told(run(("people", "--lang", "de")))
    with open_store() as store:
        diary, (answers,) = store.diary(person), store.answers(person)
        assert [one.pain_next_morning for one in diary.sessions] == [4, None]
        assert [(one.by, one.since) for one in diary.plans] == [("new", diary.sessions[0].started)]
        assert answers.answers["age"] == 38
    assert "is told twice" in told(run(("log", *STARTED, "2026-11-22T18:05+01:00")), 2)


def test_nobody_is_taken_for_somebody_else(plan: Path) -> None:
    kept = ("keep", str(plan))
    assert "kept as record 1" in told(run(kept))
    assert "was kept before, as record 1" in told(run(kept))
    assert "is missing, and there is somebody in the store already" in told(run(("plan", DESK_WORKER, "--keep")), 2)
    assert "kept as record 2" in told(run((*kept, "--person", "new")))
    first, second = ids()
    assert f"Name one of: {', '.join(sorted((first, second)))}." in told(run(("log", "--pain-worst", "1")), 2)
    assert "the first one" in told(run(("log", "--pain-worst", "1", "--person", second[:8])))
    assert "is nobody in this store" in told(run(("log", "--person", "0" * 32)), 2)
    assert "is no id of a person" in told(run(("log", "--person", "Eve")), 2)
    both = told(run(("log", str(plan), "--person", first, "--store", "x")), 2)
    assert ["--store: is about a store" in both, "--person: is about" in both, "--diary: is missing" in both] == [
        True
    ] * 3
    assert "PLAN: is missing" in told(run(("log", "--diary", "diary.json")), 2)
    assert "Add --keep" in told(run(("plan", DESK_WORKER, "--person", "new")), 2)
    assert "takes the answers out" in told(run(("plan", DESK_WORKER, "--keep", "--redact", "key")), 2)


def test_after_a_referral_something_can_still_be_told_of_the_plan(plan: Path) -> None:
    told(run(("keep", str(plan))))
    (person,) = ids()
    assert run(("plan", EMERGENCY, "--keep", "--person", person)).code == 3
    assert "the first one" in told(run(("log", "--pain-worst", "1")))
    assert f"{person}: 2 plans, 1 session" in told(run(("people",)))


def test_who_begins_anew_after_a_stop_with_the_same_answers_has_that_plan_again() -> None:
    told(run(("plan", DESK_WORKER, "--keep", "--brief")))
    (person,) = ids()
    told(run(("log", "--pain-worst", "9", "--no-signs", "--started", "2026-11-20T18:00+01:00")))
    assert run(("review",)).code == 3
    assert run(("session",)).code == 3
    told(run(("plan", DESK_WORKER, "--keep", "--brief", "--person", person)))
    assert run(("session",)).code == 0
    told(run(("plan", DESK_WORKER, "--keep", "--brief", "--person", person)))
    with open_store() as store:
        first, _ = store.plans(person)
        assert [(one.plan == first.seal, one.by) for one in store.diary(person).plans] == [
            (True, "new"), (False, "stop"), (True, "new"),
        ]  # fmt: skip
        assert store.keep_plan(person, store.record(person, first.seal)) == first
        assert len(store.in_force(person)) == 3


def test_everything_of_one_person_is_handed_on_and_deleted(plan: Path, tmp_path: Path) -> None:
    told(run(("keep", str(plan))))
    told(run(("log", "--pain-worst", "1")))
    other = ("--store", str(tmp_path / "other.sqlite"))
    (person,), file = ids(), tmp_path / "whole.json"
    assert told(run(("people", "export", person[:4], "--out", str(file)))).startswith(f"{file}: everything of person")
    assert file.stat().st_mode & 0o077 == 0
    assert run(("people", "export", person, "--out", "-")).out == file.read_bytes()
    assert told(run(("people", "import", str(file), *other)))
    assert told(run(("people", "import", "-", *other), typed=file.read_text("utf-8")))
    assert (ids(*other), run(("people", "export", person, "--out", "-", *other)).out) == ([person], file.read_bytes())
    value = json.loads(file.read_bytes())
    file.write_text(json.dumps({**value, "form": 2}), "utf-8")
    assert "Nothing was taken in." in told(run(("people", "import", str(file), *other)), 2)
    stops = run(("people", "delete", person, *other), typed="\n")
    assert (stops.code, ids(*other)) == (130, [person])
    assert "1 person is deleted, with 1 plan and 1 entry" in told(run(("people", "delete", person, "--yes", *other)))
    assert told(run(("people", *other))).endswith("nobody is in it yet.\n")
    assert "0 records" in told(run(("verify", *other)))
    assert "gelöscht, samt Plänen" in told(run(("people", "delete", person, "--lang", "de"), typed="Ja\n"))
    added = told(run(("people", "add")))
    assert added.split(":")[0] in ids()


def test_a_plan_of_an_older_form_is_gone_on_from(tmp_path: Path) -> None:
    """It was sealed in that form; entries name the plan as it reads today, which is kept beside it."""
    raw = gzip.decompress((RECORDS / "osteoporosis_72.v3.json.gz").read_bytes())
    keep_in(tmp_path / "records", raw)
    assert "1 record was taken over" in told(run(("people", "take-over", str(tmp_path / "records"))))
    assert "the first one" in told(run(("log", *STARTED, "2026-11-20T18:00+01:00")))
    assert "one of 2" in told(run(("log", *STARTED, "2026-11-21T18:00+01:00")))
    (person,) = ids()
    with open_store() as store:
        old, new = store.plans(person)
        assert (store.record(person, old.seal), new.follows) == (raw, old.seal)
        assert {one.plan for one in store.diary(person).sessions} == {new.seal}
    assert "2 records, each whole" in told(run(("verify",)))


def test_a_record_comes_out_as_it_was_kept(tmp_path: Path) -> None:
    out = str(tmp_path / "plan.json")
    for age in (41, 42):
        (tmp_path / "in.json").write_bytes(record(age))
        told(run(("keep", str(tmp_path / "in.json"), *(("--person", ids()[0]) if age == 42 else ()))))
    assert run(("people", "record")).out == record(42)
    assert run(("people", "record", "--number", "1", "--out", out)).code == 0
    assert Path(out).read_bytes() == record(41)
    assert "There are: 1, 2." in told(run(("people", "record", "--number", "3")), 2)
    new = told(run(("people", "add"))).split(":")[0]
    assert "There are: none." in told(run(("people", "record", "--person", new)), 2)


EVERY = {
    "people": ("people",),
    "people add": ("people", "add"),
    "people export": ("people", "export", "PERSON", "--out", "OUT"),
    "people record": ("people", "record", "--person", "PERSON"),
    "people import": ("people", "import", "WHOLE"),
    "people delete": ("people", "delete", "PERSON", "--yes"),
    "people take-over": ("people", "take-over", "FOLDER"),
    "keep": ("keep", "OTHER", "--person", "PERSON"),
    "plan": ("plan", DESK_WORKER, "--keep", "--person", "PERSON"),
    "log": ("log", "--pain-worst", "2", "--person", "PERSON"),
    "review": ("review", "--person", "PERSON"),
    "session": ("session", "--person", "PERSON"),
    "progress": ("progress", "--person", "PERSON"),
    "verify": ("verify",),
}
"""Every command that can work with a store; capitals stand for names."""
READING = ("session", "people", "people export", "people record", "progress", "verify")


@pytest.fixture
def names(anybodys: Path) -> dict[str, str]:
    """A store with somebody in it, and files beside it."""
    with open_store(anybodys / "people.sqlite") as store:
        person, _ = store.begin(record(41))
        (anybodys / "whole.json").write_bytes(store.export(person))
    (anybodys / "other.json").write_bytes(record(42))
    found = {"OTHER": "other.json", "WHOLE": "whole.json", "OUT": "out.json", "FOLDER": "nowhere"}
    return {"PERSON": person, **{name: str(anybodys / file) for name, file in found.items()}}


def every(names: dict[str, str], store: str, leave: tuple[str, ...] = ()) -> Iterator[tuple[str, Done]]:
    for name, words in EVERY.items():
        if name not in leave:
            yield name, run((*(names.get(word, word) for word in words), "--store", store))


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("UPDATE loosen_form SET version_num = '99'")


def others(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("CREATE TABLE mine (id INTEGER)")


def gone(file: Path) -> None:
    file.unlink()
    file.mkdir()


TROUBLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "of a newer version": (newer, "has the form 99"),
    "of another program": (others, "is a database of another program."),
    "a text": (lambda file: file.write_text("My diary. " * 500, "utf-8"), "is no store."),
    "a folder": (gone, "is a directory."),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_what_is_no_store_that_can_be_used_is_one_message_of_every_command(name: str, names: dict[str, str]) -> None:
    make, what = TROUBLES[name]
    file = Path(names["OTHER"]).parent / "people.sqlite"
    make(file)
    before = None if file.is_dir() else file.read_bytes()
    for command, done in every(names, str(file)):
        said = told(done, 2)
        assert (command, what in said, said.count("\n  - ")) == (command, True, 1), said
    assert (None if file.is_dir() else file.read_bytes()) == before


def test_a_store_that_is_misspelt_is_never_made_by_looking_into_it(names: dict[str, str]) -> None:
    file = Path(names["OTHER"]).parent / "pepole.sqlite"
    makes = ("people add", "people import", "people take-over", "keep", "plan")
    for command, done in every(names, str(file), leave=makes):
        assert (command, "holds no store" in told(done, 2)) == (command, True)
    assert not file.exists()


def test_addresses_that_lead_nowhere_are_told_without_the_password(names: dict[str, str], tmp_path: Path) -> None:
    for address in (f"postgresql://me:verysecret@/people?host={tmp_path}", "mysql://me:verysecret@here/people"):
        for command, done in every(names, address):
            said = told(done, 2)
            assert (command, "verysecret" in said, said.count("\n  - ")) == (command, False, 1)


def test_a_file_that_may_only_be_read_loses_nothing(names: dict[str, str]) -> None:
    file = Path(names["OTHER"]).parent / "people.sqlite"
    file.chmod(0o444)
    with without_rights():
        for command, done in every(names, str(file)):
            assert (command, done.code, b"Traceback" in done.said) == (command, 2, False)
    file.chmod(0o600)
    assert ids("--store", str(file)) == [names["PERSON"]]
    assert "1 record, whole" in told(run(("verify", "--store", str(file))))


def fill_up(file: Path) -> int:
    """Add sessions until the disk is full; how many there are."""
    with open_store(file) as store:
        (person,) = store.ids()
        plan = store.plans(person)[0].seal
        for day in range(3000):
            try:
                store.add(person, session(plan, -day, person, note="n" * 1000, done=()))
            except StreamError:
                return day
    raise AssertionError("the disk is not full")


def test_a_full_disk_is_told_and_loses_nothing(names: dict[str, str], tmp_path: Path) -> None:
    with disk_of(tmp_path / "disk", kilobytes=1500) as disk:
        file = disk / "people.sqlite"
        shutil.copy(Path(names["OTHER"]).parent / "people.sqlite", file)
        kept = fill_up(file)
        full = 0
        for command, done in every(names, str(file), leave=("people delete", "people import", "people take-over")):
            if command in READING:
                assert (command, done.code) == (command, 0)
            elif done.code:
                full += 1
                assert (command, done.code, b"the disk is full" in done.said) == (command, 5, True)
        assert full >= 1
        with open_store(file) as store:
            assert store.verify().troubles == ()
            assert len(store.diary(names["PERSON"]).sessions) >= kept > 3


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_who_write_at_once_lose_nothing(
    kind: str, names: dict[str, str], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    where = str(Path(names["OTHER"]).parent / "people.sqlite")
    if kind == "postgresql":
        where = new_database(request.getfixturevalue("postgres"), tmp_path.name)
        told(run(("people", "import", names["WHOLE"], "--store", where)))

    def write(day: int) -> int:
        words = ("log", "--store", where, "--pain-worst", "1", "--started", f"2026-11-{day:02}T18:00+01:00")
        return subprocess.run([sys.executable, "-m", "loosen", *words], capture_output=True, check=False).returncode

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(write, range(1, 5))) == [0] * 4
    with open_store(where) as store:
        assert len(store.diary(names["PERSON"]).sessions) == 4
