"""The store of people on real SQLite and real PostgreSQL: what is kept is there, whole, until it is deleted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from tests.chained import keep_in
from tests.postgres import new_database
from tests.stores import BEGUN, check, entry_id, record, session

from loosen._model.diary import InForce
from loosen._records.verify import verify
from loosen._store import open_store
from loosen._store.erasing import delete_rows, must_wipe
from loosen._store.migrating import settings
from loosen._store.store import Store
from loosen._store.tables import FORM, VERSIONS, Base
from loosen.errors import FaultCode, FileError

SECRET = "Zwetschgenknoedel"  # noqa: S105  # a word that stands nowhere else


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a new store of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'folder' / 'people.sqlite'}"
    return new_database(request.getfixturevalue("postgres"), tmp_path.name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


def somebody(store: Store, *ages: int, days: int = 3, word: str = "a note") -> str:
    """Somebody with answers, a plan after another for these ages, sessions and a check."""
    person, before = store.add_person(), None
    for age in ages:
        store.keep_answers(person, {"age": age, "own_words": word, "pain_areas": ["neck"]})
        before = store.keep_plan(person, record(age), follows=before).seal
    assert before is not None
    for day in range(days):
        assert store.add(person, session(before, day, person, note=word))
    assert store.add(person, check(before, 0, person, note=word))
    return person


def refused(call: Callable[[], object]) -> tuple[FaultCode, str]:
    """The one fault that a call is refused with."""
    with pytest.raises(FileError) as error:
        call()
    (fault,) = error.value.faults
    return fault.code, fault.what


def query(store: Store, sql: str) -> None:
    """Change something behind the back of the store."""
    if store.where.startswith("postgresql"):
        with psycopg.connect(store.where) as connection:
            connection.execute(f"SET session_replication_role = replica; {sql}".encode())
    else:
        with sqlite3.connect(store.where) as file:
            file.execute(sql)


def test_what_is_kept_comes_back_as_it_was(store: Store, url: str) -> None:
    person = somebody(store, 41, 42)
    store.close()
    with open_store(url) as again:
        first, second = again.plans(person)
        assert (first.number, second.number, first.follows, second.follows) == (1, 2, None, first.seal)
        assert again.record(person, first.seal) == record(41)
        assert [(one.number, one.answers["age"]) for one in again.answers(person)] == [(1, 41), (2, 42)]
        diary = again.diary(person)
        assert diary.sessions == tuple(session(second.seal, day, person, note="a note") for day in range(3))
        assert diary.checks == (check(second.seal, 0, person, note="a note"),)
        assert [one[:1] + one[2:] for one in again.people()] == [(person, 2, 3, 1, "2026-09-06")]
        verified = again.verify()
        assert (verified.troubles, verified.records, verified.last) == ((), 2, second.link)


def test_the_same_again_changes_nothing_and_anything_else_is_refused(store: Store) -> None:
    person, other = somebody(store, 41), somebody(store, 41)
    (plan,) = store.plans(person)
    before = store.export(person)
    assert store.keep_plan(person, record(41)) == plan
    assert store.add(person, session(plan.seal, 1, person, note="a note")) is False
    other_day = session(plan.seal, 1, person, started=BEGUN + timedelta(days=40))
    assert refused(lambda: store.add(person, other_day))[0] == FaultCode.TWICE
    twin = session(plan.seal, 1, "somebody", note="a note")
    code, what = refused(lambda: store.add(person, twin))
    assert (code, entry_id(person, "session", 1) in what) == (FaultCode.TWICE, True)
    theirs = session(plan.seal, 1, other, note="a note")
    assert refused(lambda: store.add(person, theirs))[0] == FaultCode.TWICE
    foreign = session("0" * 64, 9, person)
    assert refused(lambda: store.add(person, foreign))[0] == FaultCode.UNKNOWN_ENTRY
    assert refused(lambda: store.add("0" * 32, session(plan.seal, 9)))[0] == FaultCode.UNKNOWN_ENTRY
    assert refused(lambda: store.keep_plan(person, record(42), follows="0" * 64))[0] == FaultCode.UNKNOWN_ENTRY
    altered = record(43).replace(b'"value":43', b'"value":34')
    assert refused(lambda: store.keep_plan(person, altered))[0] == FaultCode.ALTERED
    assert store.export(person) == before
    assert store.verify().is_whole


def test_an_entry_has_as_many_states_as_were_told_of_it(store: Store) -> None:
    """Written as it runs, and the next morning told a day later; the states may come in any order."""
    person = somebody(store, 41, days=0)
    (plan,) = store.plans(person)
    began = session(plan.seal, 1, person, done=(), pain_worst=None, entered_at=BEGUN + timedelta(days=1))
    ended = session(plan.seal, 1, person, pain_worst=None, entered_at=BEGUN + timedelta(days=1, minutes=30))
    told = session(plan.seal, 1, person, done=(), pain_next_morning=5, entered_at=BEGUN + timedelta(days=2))
    assert [store.add(person, one) for one in (told, began, ended, told, began)] == [True, True, True, False, False]
    (kept,) = store.diary(person).sessions
    assert (kept.done, kept.pain_worst, kept.pain_next_morning) == (ended.done, 4, 5)
    assert kept.entered_at == told.entered_at
    assert [one[3:5] for one in store.people()] == [(1, 1)]
    assert store.diary(person).plans[0].since == began.started
    assert store.verify().is_whole
    assert store.delete(person) == (1, 2)


def test_since_when_plans_count_is_kept_with_them(store: Store) -> None:
    kyiv = timezone(timedelta(hours=3))
    person, first = store.begin(record(41), {"age": 41})
    later = store.keep_plan(person, record(42), follows=first.seal, since=datetime(2030, 1, 1, tzinfo=kyiv))
    store.add(person, session(first.seal, 1, person))
    before = store.diary(person)
    assert [(one.plan, one.by) for one in before.plans] == [(first.seal, "new"), (later.seal, "new")]
    assert before.plans[1].since.utcoffset() == timedelta(hours=3)
    other = before.model_copy(update={"plans": ()})
    with pytest.raises(ValueError, match="taken out"):
        store.change(person, lambda _: other)
    strange = InForce(plan="0" * 64, since=BEGUN)
    unknown = before.model_copy(update={"plans": (*before.plans, strange)})
    assert refused(lambda: store.change(person, lambda _: unknown))[0] == FaultCode.UNKNOWN_ENTRY
    query(store, """UPDATE in_force SET "by" = 'x'""")
    assert refused(lambda: store.diary(person))[0] == FaultCode.BROKEN_STORE


def test_a_moment_is_the_same_in_every_time_zone(store: Store) -> None:
    person = somebody(store, 41)
    (plan,) = store.plans(person)
    in_kyiv = (BEGUN + timedelta(days=1)).astimezone(timezone(timedelta(hours=3)))
    elsewhere = session(plan.seal, 1, "elsewhere", started=in_kyiv)
    assert refused(lambda: store.add(person, elsewhere))[0] == FaultCode.TWICE
    later = session(plan.seal, 8, person, started="2026-09-09T23:59:59.000001+05:30", note=None)
    assert store.add(person, later)
    assert store.diary(person).sessions[-1] == later


def test_one_persons_whole_record_goes_out_and_in_without_loss(store: Store, tmp_path: Path) -> None:
    person = somebody(store, 41, 42)
    told = store.export(person)
    assert store.take_in(told) == person
    assert store.export(person) == told
    with open_store(tmp_path / "other.sqlite") as other:
        somebody(other, 55)
        assert other.take_in(told) == person
        assert other.export(person) == told
        assert other.verify().is_whole
        assert other.delete(person) == (2, 4)
        assert other.take_in(told) == person
        assert other.export(person) == told
        assert (other.verify().records, other.verify().troubles) == (3, ())
    value = json.loads(told)
    value["plans"][1]["record"]["audit"]["answers"][0]["value"] = 99
    assert refused(lambda: store.take_in(json.dumps(value).encode()))[0] == FaultCode.ALTERED
    value = {**json.loads(told), "person": "0" * 32, "form": 2}
    assert refused(lambda: store.take_in(json.dumps(value).encode()))[0] == FaultCode.UNKNOWN_FORM
    assert refused(lambda: store.take_in(told[:-9]))[0] == FaultCode.NO_RECORD
    assert len(store.people()) == 1


def test_who_is_deleted_is_gone_and_the_chain_holds(store: Store) -> None:
    staying, going = somebody(store, 41), somebody(store, 42, 43, word=SECRET)
    last = somebody(store, 44)
    links = store.verify().links
    seals, also = [plan.seal for plan in store.plans(going)], store.add_person()
    assert store.delete(going, also) == (2, 4)
    verified = store.verify()
    assert (verified.troubles, verified.records) == ((), 2)
    assert verified.links[: len(links)] == links
    assert [one.id for one in store.people()] == [staying, last]
    assert refused(lambda: store.diary(going))[0] == FaultCode.UNKNOWN_ENTRY
    assert not [word for word in (SECRET, going, *seals) if holding(store, word)]
    assert store.keep_plan(staying, record(42)).number == len(verified.links) + 1


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE plans SET packed = (SELECT packed FROM plans WHERE number = 2) WHERE number = 1", "record 1"),
        ("UPDATE plans SET packed = substr(packed, 1, 5000) WHERE number = 1", "record 1"),
        ("UPDATE plans SET packed = substr(packed, 5) WHERE number = 1", "record 1"),
        ("UPDATE plans SET salt = seal WHERE number = 2", "record 2"),
        ("DELETE FROM plans WHERE number = 2", "record 2"),
        ("UPDATE chain SET mark = link WHERE number = 1", "the chain, line 1"),
        ("DELETE FROM chain WHERE number = 1", "the chain, line 2"),
        ("UPDATE chain SET gone = 3 WHERE gone = 4", "the chain, line 5"),
        ("UPDATE entries SET content = replace(content, '2026-09', '2026-10')", "entry "),
        ("UPDATE entries SET at = '2026-01-01' WHERE kind = 'check'", "entry "),
    ],
)
def test_whatever_is_changed_behind_its_back_is_found(store: Store, sql: str, where: str) -> None:
    for ages in ((41,), (42, 43)):
        somebody(store, *ages)
    store.delete(somebody(store, 44))
    query(store, sql)
    troubles = store.verify().troubles
    assert any(trouble.where.startswith(where) for trouble in troubles), troubles


def test_a_folder_of_records_is_taken_over_with_its_links(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    keep_in(folder, *map(record, (41, 42, 43)))
    assert store.take_over(folder) == 3
    ((person, _, plans, *_),) = store.people()
    assert plans == 3
    assert [store.record(person, plan.seal) for plan in store.plans(person)] == [record(a) for a in (41, 42, 43)]
    keep_in(folder, record(44))
    assert store.take_over(folder) == 1
    assert store.take_over(folder) == 0
    assert (len(store.people()), store.verify().records, store.verify().troubles) == (1, 4, ())
    query(store, "UPDATE former_links SET link = '00' WHERE number = 2")
    assert [trouble.where for trouble in store.verify().troubles] == ["record 2 of folder 1"]
    assert verify(folder).is_whole


def test_a_folder_of_many_people_and_what_is_forgotten_of_it(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    keep_in(folder, *map(record, (41, 42, 43)))
    people = {number: store.add_person() for number in (1, 2, 3)}
    assert store.take_over(folder, lambda line: people[line.number]) == 3
    store.delete(people[2])
    assert (store.verify().records, store.verify().troubles) == (2, ())
    assert store.record(people[3], store.plans(people[3])[0].seal) == record(43)


def test_nothing_of_a_broken_folder_is_taken_over(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    keep_in(folder, *map(record, (41, 42)))
    next(folder.glob("000002-*")).unlink()
    assert refused(lambda: store.take_over(folder))[0] == FaultCode.BROKEN_STORE
    shutil.rmtree(folder)
    assert refused(lambda: store.take_over(folder))[0] == FaultCode.NOTHING_THERE
    assert store.people() == ()


def test_two_writers_at_once_lose_nothing(url: str) -> None:
    with open_store(url) as first, open_store(url) as second:
        person = somebody(first, 41, days=0)
        (plan,) = first.plans(person)

        def write(turn: int) -> bool:
            store = (first, second)[turn % 2]
            if turn % 10 == 0:
                return store.delete(somebody(store, 42 + turn % 3, days=1)).records == 1
            return store.add(person, session(plan.seal, turn // 2, person))  # each entry comes from both

        with ThreadPoolExecutor(4) as threads:
            new = list(threads.map(write, range(60)))
        assert sum(new) == 6 + 30
        assert len(first.diary(person).sessions) == 30
        verified = second.verify()
        assert (verified.troubles, verified.records, len(verified.links)) == ((), 1, 1 + 2 * 6)


def test_many_may_make_a_new_store_at_once(url: str) -> None:
    def make(_: int) -> str:
        with open_store(url) as store:
            return store.add_person()

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(make, range(8)))
    with open_store(url) as store:
        assert {one.id for one in store.people()} == set(made)


def test_the_migrations_lead_to_the_tables(store: Store, url: str) -> None:
    assert ScriptDirectory.from_config(settings()).get_heads() == [FORM]
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        made = MigrationContext.configure(connection, opts={"version_table": VERSIONS})
        differences = compare_metadata(made, Base.metadata)
    engine.dispose()
    assert differences == []


def test_a_deletion_that_was_cut_short_is_finished_when_the_store_is_opened(store: Store, url: str) -> None:
    person = somebody(store, 42, word=SECRET)
    with store._writing(person) as connection:
        delete_rows(connection, [person])
    store.close()
    with open_store(url) as again:
        assert not must_wipe(again._store.engine)
        assert again.verify().is_whole
    assert not holding(store, SECRET)


def test_a_deletion_while_somebody_reads_is_told_and_finished_later(tmp_path: Path) -> None:
    place = tmp_path / "people.sqlite"
    with open_store(place, patience=0.1) as store, closing(sqlite3.connect(place, isolation_level=None)) as other:
        person = somebody(store, 42, word=SECRET)
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM people").fetchone() == (1,)
        assert refused(lambda: store.delete(person))[0] == FaultCode.IN_USE
        assert store.people() == ()
        other.execute("ROLLBACK")
        staying = somebody(store, 41)
        with open_store(place) as again:
            assert not must_wipe(again._store.engine)
            assert again.plans(staying)
        assert not holding(store, SECRET)


def holding(store: Store, word: str) -> list[str]:
    """The files of a store that hold a word; of a server's only tables can be looked at."""
    if store.where.startswith("postgresql"):
        return []
    return [path.name for path in Path(store.where).parent.iterdir() if word.encode() in path.read_bytes()]


def test_how_sqlite_is_set_up(tmp_path: Path) -> None:
    with open_store(tmp_path / "people.sqlite") as store, store._reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
