"""A diary in a store is the one that the same entries make in files, in any order, and none of it is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.stores import BEGUN, check, record, session

from loosen._diary.entering import with_session
from loosen._diary.merging import merged
from loosen._model.diary import Diary, SessionEntry
from loosen._store import open_store
from loosen._store.entries import Entry
from loosen._store.store import Store

PAIN = st.one_of(st.none(), st.integers(0, 10))
SIGNS = st.sampled_from([None, (), ("flags_illness=fever",)])
TOLD = st.tuples(st.integers(0, 3), st.integers(0, 5))
"""Of which day or week, and how many minutes after it was entered."""
SESSIONS = st.tuples(TOLD, st.fixed_dictionaries({"pain_worst": PAIN, "pain_next_morning": PAIN, "new_signs": SIGNS}))
CHECKS = st.tuples(TOLD, st.fixed_dictionaries({"sleep": PAIN, "note": st.sampled_from([None, "a note", "ß\u2028"])}))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    folder = tmp_path_factory.mktemp("stores")
    with open_store(folder / "one.sqlite") as one, open_store(folder / "other.sqlite") as other:
        yield one, other


def entries(plan: str, person: str, sessions: Sequence[Any], checks: Sequence[Any]) -> list[Entry]:
    """States of entries, of which several may be of one."""
    of_sessions = [
        session(plan, day, person, **said, entered_at=BEGUN + timedelta(days=day, minutes=late))
        for (day, late), said in sessions
    ]
    of_checks = [
        check(plan, week, person, **said, entered_at=BEGUN + timedelta(weeks=week, minutes=late))
        for (week, late), said in checks
    ]
    return [*of_sessions, *of_checks]


def in_files(person: str, told: Sequence[Entry]) -> Diary:
    """The diary of files with one entry each, put together."""
    alone = [
        Diary(person=person, sessions=(one,)) if isinstance(one, SessionEntry) else Diary(person=person, checks=(one,))
        for one in told
    ]
    return reduce(merged, alone, Diary(person=person))


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), sessions=st.lists(SESSIONS, max_size=6), checks=st.lists(CHECKS, max_size=4))
def test_states_are_put_together_as_files_are_and_nothing_is_lost(
    stores: tuple[Store, Store], data: st.DataObject, sessions: list[Any], checks: list[Any]
) -> None:
    one, other = stores
    person, plan = one.begin(record(41), {"age": 41})
    told = data.draw(st.permutations(entries(plan.seal, person, sessions, checks)))
    for entry in told:
        one.add(person, entry)
        assert one.add(person, entry) is False
    diary = one.diary(person)
    assert diary.model_copy(update={"plans": ()}) == in_files(person, told)
    whole = one.export(person)
    assert other.take_in(whole) == person
    assert other.take_in(whole) == person
    assert (other.export(person), other.diary(person)) == (whole, diary)


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sessions=st.lists(SESSIONS, max_size=6))
def test_a_change_of_the_diary_is_the_one_that_files_have(stores: tuple[Store, Store], sessions: list[Any]) -> None:
    """Told one after the other, also of one session, each later than what was told before."""
    store = stores[0]
    person, plan = store.begin(record(41), None)
    kept = store.diary(person)
    for minute, ((day, _), said) in enumerate(sessions):
        entry = session(plan.seal, day, person, **said, entered_at=BEGUN + timedelta(days=9, minutes=minute))
        kept = with_session(kept, entry)
        assert store.change(person, lambda diary, entry=entry: with_session(diary, entry)) == kept  # type: ignore[misc]
    assert store.diary(person) == kept
