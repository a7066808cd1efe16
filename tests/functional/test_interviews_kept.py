"""Interviews on pages in a real store of either kind: nothing is lost, overwritten or opened by anybody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.postgres import new_database
from tests.stores import record

from loosen._model.plan import Recommendation
from loosen._records.reading import read_record
from loosen._store import open_store
from loosen._store.people import now
from loosen._store.store import Store
from loosen.errors import FaultCode, FileError

FIRST, SECOND, THIRD = "a" * 64, "b" * 64, "c" * 64
SAVED: dict[str, Any] = {"answers": {"age": 41}, "progress": 0.2777777777777778}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a new store of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'people.sqlite'}"
    return new_database(request.getfixturevalue("postgres"), tmp_path.name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


def made(age: int) -> Recommendation:
    return read_record(record(age))


def step(store: Store, visitor: str) -> int | None:
    found = store.interviews.found(visitor)
    return found.step if found else None


def test_what_is_kept_comes_back_and_the_number_of_each_step_with_it(store: Store, url: str) -> None:
    assert store.interviews.found(FIRST) is None
    store.interviews.begin(FIRST, SAVED)
    assert store.interviews.keep(FIRST, 1, {**SAVED, "answers": {"age": 42}})
    store.close()
    with open_store(url) as again:
        found = again.interviews.found(FIRST)
        assert found is not None
        assert (found.step, found.person, found.planned) == (2, None, None)
        assert found.saved == {**SAVED, "answers": {"age": 42}}


def test_of_many_who_answer_the_same_step_one_is_kept_also_by_two_servers(store: Store, url: str) -> None:
    store.interviews.begin(FIRST, SAVED)
    with open_store(url) as other, ThreadPoolExecutor(8) as many:
        stores = [store, other] * 8
        kept = list(many.map(lambda one: one.interviews.keep(FIRST, 1, SAVED), stores))
    assert sum(kept) == 1
    assert step(store, FIRST) == 2
    assert not store.interviews.keep(SECOND, 2, SAVED)


def test_the_first_plan_makes_a_person_under_a_new_id_and_the_old_one_ends_when_that_is_used(store: Store) -> None:
    store.interviews.begin(FIRST, SAVED)
    assert store.keep_for(FIRST, SECOND, made(41), {"age": 41})
    assert step(store, FIRST) == 1  # the answer with the new one may have been lost on the way
    found = store.interviews.found(SECOND)
    assert found is not None
    assert (found.step, found.planned) == (1, 1)
    assert found.person is not None
    assert [one.answers for one in store.answers(found.person)] == [{"age": 41}]
    assert step(store, FIRST) is None
    assert not store.interviews.keep(FIRST, 1, SAVED)


def test_asked_for_twice_at_once_a_plan_is_kept_once_for_one_person(store: Store) -> None:
    store.interviews.begin(FIRST, SAVED)
    assert store.keep_for(FIRST, SECOND, made(41), {"age": 41})
    assert not store.keep_for(FIRST, THIRD, made(41), {"age": 41})
    ((person, _, plans, *_),) = store.people()
    assert (plans, len(store.in_force(person)), step(store, THIRD)) == (1, 1, None)
    assert step(store, SECOND) == 1


def test_another_answer_makes_another_plan_of_the_same_person(store: Store) -> None:
    store.interviews.begin(FIRST, SAVED)
    store.keep_for(FIRST, SECOND, made(41), {"age": 41})
    assert store.interviews.keep(SECOND, 1, SAVED)
    assert not store.keep_for(SECOND, THIRD, made(42), {"age": 42})
    found = store.interviews.found(SECOND)
    assert found is not None
    assert (found.step, found.planned) == (2, 2)
    assert found.person is not None
    assert len(store.plans(found.person)) == 2
    assert store.verify().is_whole


def test_a_plan_of_an_interview_that_is_gone_is_refused_and_leaves_nobody(store: Store) -> None:
    with pytest.raises(FileError) as error:
        store.keep_for(FIRST, SECOND, made(41), {"age": 41})
    assert [fault.code for fault in error.value.faults] == [FaultCode.NOTHING_THERE]
    assert store.people() == ()


def test_whoever_is_deleted_has_no_interview_any_more_and_others_have_theirs(store: Store) -> None:
    for visitor, later, age in ((FIRST, SECOND, 41), (THIRD, "d" * 64, 42)):
        store.interviews.begin(visitor, SAVED)
        store.keep_for(visitor, later, made(age), {"age": age})
    first = store.interviews.found(SECOND)
    assert first is not None
    assert first.person is not None
    store.delete(first.person)
    assert (step(store, SECOND), step(store, "d" * 64)) == (None, 1)


def test_what_came_to_nothing_is_cleared_and_what_has_a_plan_is_not(store: Store) -> None:
    store.interviews.begin(FIRST, SAVED)
    store.keep_for(FIRST, SECOND, made(41), {"age": 41})
    store.interviews.begin(THIRD, SAVED)
    assert store.interviews.clear("2020-01-01") == 0
    assert store.interviews.clear(now()) == 1
    assert (step(store, SECOND), step(store, THIRD)) == (1, None)


def test_a_store_of_the_first_form_is_brought_to_this_one_with_all_in_it(tmp_path: Path) -> None:
    file = tmp_path / "people.sqlite"
    with open_store(file) as store:
        person, kept = store.begin(record(41), {"age": 41})
    with closing(sqlite3.connect(file)) as older:
        newer = older.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in newer:
            if name not in FIRST_FORM:
                older.execute(f"DROP TABLE {name}")
        older.execute("UPDATE loosen_form SET version_num = '1'")
        older.commit()
    with open_store(file) as store:
        assert [one.seal for one in store.plans(person)] == [kept.seal]
        store.interviews.begin(FIRST, SAVED)
        assert step(store, FIRST) == 1
        assert store.verify().is_whole


FIRST_FORM = (
    "people", "answers", "chain", "plans", "former_links", "in_force", "entries", "to_wipe", "loosen_form",
)  # fmt: skip
"""The tables of the first form."""
