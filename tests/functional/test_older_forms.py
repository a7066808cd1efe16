"""What earlier versions wrote goes on: into a store, on the floor, into a diary, through a review; or is refused."""

from __future__ import annotations

import gzip
import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from tests.chained import keep_in
from tests.commands import EXAMPLES, loosen
from tests.diaries import LIBRARY, START

from loosen._diary.entering import with_plan
from loosen._diary.verdict import verdict
from loosen._model.diary import Diary
from loosen._planning.review.review import review
from loosen._records.checking import checked
from loosen._records.reading import record_in
from loosen._records.sealing import digest_of_record
from loosen._store import open_store
from loosen._store.tables import FORM
from loosen.errors import FaultCode, LoosenError

RECORDS = {
    path.name.removesuffix(".json.gz"): path
    for path in sorted((EXAMPLES.parent / "tests" / "records").glob("*.json.gz"))
}
SEALED = [name for name, path in RECORDS.items() if b'"seal":' in gzip.decompress(path.read_bytes())]


def raw_of(name: str) -> bytes:
    return gzip.decompress(RECORDS[name].read_bytes())


def test_there_is_a_record_of_every_earlier_form_with_and_without_a_plan() -> None:
    found = {
        (record["audit"]["schema_version"], record["plan"] is None) for record in map(json.loads, map(raw_of, RECORDS))
    }
    assert found >= {(form, referral) for form in (1, 2, 3) for referral in (True, False)}


def test_a_folder_with_records_of_every_form_that_has_a_seal_is_taken_over_whole(tmp_path: Path) -> None:
    keep_in(tmp_path / "folder", *map(raw_of, SEALED))
    before = {file.name: file.read_bytes() for file in (tmp_path / "folder").iterdir()}
    with open_store(tmp_path / "people.sqlite") as store:
        assert store.take_over(tmp_path / "folder") == len(SEALED)
        ((person, *_),) = store.people()
        assert [store.record(person, plan.seal) for plan in store.plans(person)] == [raw_of(name) for name in SEALED]
        assert store.take_over(tmp_path / "folder") == 0
        assert store.verify().troubles == ()
        told = store.export(person)
        assert store.delete(person).records == len(SEALED)
        assert store.take_in(told) == person
        assert (store.export(person), store.verify().troubles) == (told, ())
    assert {file.name: file.read_bytes() for file in (tmp_path / "folder").iterdir()} == before


@pytest.mark.parametrize("name", RECORDS)
def test_a_plan_of_an_earlier_form_is_done_noted_and_shown(name: str, tmp_path: Path) -> None:
    """Each command does its work, or says what stands against it and what to do; none gives up without a word."""
    plan, diary = tmp_path / "plan.json", str(tmp_path / "diary.json")
    plan.write_bytes(raw_of(name))
    has_plan = record_in(raw_of(name), name).plan is not None
    told = ("--pain-worst", "2", "--pain-after", "1", "--effort", "3", "--moved", "no", "--no-signs")
    store, sealed = ("--store", str(tmp_path / "people.sqlite")), checked(raw_of(name)).can_be_relied_on
    for expected, command in (
        (has_plan, ("session", str(plan))),
        (has_plan, ("log", str(plan), "--diary", diary, *told)),
        (has_plan, ("progress", diary, "--plan", str(plan))),
        (sealed, ("keep", str(plan), *store)),
        (sealed and has_plan, ("log", *store, *told)),
        (sealed and has_plan, ("progress", *store)),
    ):
        done = loosen(*command)
        assert (done.returncode == 0) == expected, (command, done.stderr)
        assert expected or (done.returncode in (2, 3) and len(done.stderr.splitlines()) >= 2), (command, done.stderr)
    assert plan.read_bytes() == raw_of(name)


@pytest.mark.parametrize("name", RECORDS)
def test_a_plan_of_an_earlier_form_is_carried_on_or_refused_with_a_remedy(name: str) -> None:
    record = record_in(raw_of(name), name)
    diary = with_plan(Diary(person="0" * 32), record, START)
    for days in (0, 7, 180):
        moment = START + timedelta(days=days)
        if record.plan is None:
            with pytest.raises(ValueError, match="referral"):
                verdict(diary, record, LIBRARY, moment)
            continue
        judged = verdict(diary, record, LIBRARY, moment)
        try:
            made = review(record, judged, moment.date(), LIBRARY, begun=START.date())
        except LoosenError as error:
            refused = error.faults
        else:
            refused = ()
            assert made.audit.course
            assert made.audit.course.ancestors[-1].seal == digest_of_record(record)
        assert all(fault.remedy for fault in refused), refused


def test_what_a_newer_version_wrote_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """A store, in the open and encrypted, a diary and a record; all files stay byte by byte, and none comes beside."""
    key = bytes(range(32))
    for name, secret in (("open", None), ("encrypted", key)):
        with open_store(tmp_path / name, key=secret) as store:
            store.keep_plan(store.add_person(), record_in(raw_of("osteoporosis_72.v3"), "it"))
            with store._writing() as connection:
                connection.exec_driver_sql("UPDATE loosen_form SET version_num = ?", (str(int(FORM) + 1),))
    (tmp_path / "diary").write_text(json.dumps({"form": 2, "person": "0" * 32}), "utf-8")
    record = json.loads(raw_of("osteoporosis_72.v3"))
    record["audit"]["schema_version"] = 999
    (tmp_path / "record").write_text(json.dumps(record), "utf-8")
    (tmp_path / "plan").write_bytes(raw_of("osteoporosis_72.v3"))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for name, secret in (("open", None), ("encrypted", key)):
        with pytest.raises(LoosenError) as error:
            open_store(tmp_path / name, key=secret)
        assert [fault.code for fault in error.value.faults] == [FaultCode.UNKNOWN_FORM]
    for command in (
        ("people", "--store", str(tmp_path / "open")),
        ("keep", str(tmp_path / "plan"), "--store", str(tmp_path / "open")),
        ("progress", str(tmp_path / "diary"), "--plan", str(tmp_path / "plan")),
        ("log", str(tmp_path / "plan"), "--diary", str(tmp_path / "diary"), "--pain-worst", "1"),
        ("session", str(tmp_path / "record")),
        ("keep", str(tmp_path / "record"), "--store", str(tmp_path / "new")),
    ):
        done = loosen(*command)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), (command, done.stderr)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.name != "new"} == before
    with sqlite3.connect(tmp_path / "open") as connection:
        assert connection.execute("SELECT count(*) FROM plans").fetchone() == (1,)
