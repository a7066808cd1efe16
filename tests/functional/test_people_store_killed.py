"""Killed while it writes, a store holds whatever it said it kept, nothing by halves, and a chain that holds."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from tests.by_day import AT_NIGHT
from tests.killing import killed_after
from tests.postgres import new_database
from tests.stores import check, record, session

from loosen._diary.entering import with_session
from loosen._store import open_store
from loosen._store.store import Store

LATER = timedelta(hours=12)
POINTS = 300 if AT_NIGHT else 20
"""At how many moments a writer is killed, for either kind of database."""
LONGEST_S = 0.2
"""The latest of them, after the first thing was kept."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("killed") / "people.sqlite")
        return
    yield new_database(request.getfixturevalue("postgres"), "killed")


def write(url: str, turn: int, told: int) -> None:
    """Keep entries, plans and answers, delete people, and tell of each as soon as it is kept; never ends by itself."""
    with open_store(url) as store:
        for number in range(10_000):
            person = store.add_person()
            plan = store.keep_plan(person, record(41 + number % 3)).seal
            os.write(told, f"plan {person} {plan}\n".encode())
            for day in range(4):
                entry = session(plan, day, f"{turn} {number}", note="n" * 500)
                store.add(person, entry)
                os.write(told, f"entry {person} {entry.id}\n".encode())
                later = entry.model_copy(update={"pain_next_morning": day, "entered_at": entry.entered_at + LATER})
                store.change(person, lambda diary, later=later: with_session(diary, later))  # type: ignore[misc]
                os.write(told, f"morning {person} {entry.id}+\n".encode())
            store.add(person, check(plan, 0, f"{turn} {number}"))
            if number % 4 == 3:
                store.delete(person)
                os.write(told, f"gone {person} -\n".encode())


def missing(store: Store, told: list[list[str]]) -> list[list[str]]:
    """What was told to be kept, or gone, and is not. Who was told of last may have been deleted when it was killed."""
    there = {one.id for one in store.people()}
    gone = {person for what, person, _ in told if what == "gone"}
    perhaps_gone = {told[-1][1]} - there
    held = {person: _held(store, person) for person in there & {person for _, person, _ in told}}
    return [
        [what, person, about]
        for what, person, about in told
        if (person in there if person in gone else about not in held.get(person, ()) and person not in perhaps_gone)
    ]


def _held(store: Store, person: str) -> set[str]:
    sessions = store.diary(person).sessions
    mornings = {f"{entry.id}+" for entry in sessions if entry.pain_next_morning is not None}
    return {entry.id for entry in sessions} | mornings | {plan.seal for plan in store.plans(person)}


def test_a_kill_loses_nothing_that_was_told_to_be_kept(url: str) -> None:
    for age in (41, 42, 43):
        record(age)  # made once, before any child
    drawn, counted = random.Random(None if AT_NIGHT else 16), 0  # noqa: S311
    for turn in range(POINTS):
        told = [line.split() for line in killed_after(partial(write, url, turn), drawn.random() * LONGEST_S)]
        with open_store(url) as store:
            assert missing(store, told) == []
            if turn % 10 == 9:
                assert store.verify().troubles == ()
        counted += len(told)
    assert counted > POINTS
