"""Killed while a course goes on, a diary keeps what was acknowledged, and plan and diary agree after the next run."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.by_day import AT_NIGHT
from tests.diaries import LIBRARY, START, record_of, seal_of, session
from tests.killing import killed_after
from tests.postgres import new_database

from loosen._cli.case.files import FileCase
from loosen._diary.case import Case
from loosen._diary.entering import with_plan, with_session
from loosen._diary.reading import read_diary
from loosen._diary.verdict import verdict
from loosen._model.diary import SessionEntry
from loosen._model.plan import Recommendation
from loosen._planning.review.review import review
from loosen._records.reading import read_record
from loosen._records.sealing import to_json
from loosen._store import open_store
from loosen._store.case import StoreCase

POINTS = 300 if AT_NIGHT else 8
"""At how many moments a course is killed, wherever it is kept."""
LONGEST_S = 0.2
"""The latest of them, after the first thing was kept."""
A_COURSE = 8
"""Kills in one course, before another begins."""
SESSIONS = 5
Say = Callable[[str], object]


class InFiles(NamedTuple):
    """A course in a folder: a plan file for each week, and a diary."""

    folder: Path

    @property
    def diary(self) -> Path:
        return self.folder / "diary.json"

    def plan(self, week: int) -> Path:
        return self.folder / f"plan-{week:04}.json"

    def begin(self) -> None:
        self.folder.mkdir()
        self.plan(1).write_text(to_json(record_of()), "utf-8")
        FileCase(self.plan(1), self.diary).change(lambda diary: with_plan(diary, record_of(), START))

    @contextmanager
    def case(self) -> Iterator[Case]:
        """The case as it is now: of the last plan that the diary knows."""
        known = {one.plan for one in read_diary(self.diary).plans}
        week = max(number for number, record in enumerate(self.records(), 1) if seal_of(record) in known)
        yield FileCase(self.plan(week), self.diary, self.plan(week + 1))

    def records(self) -> list[Recommendation]:
        """All that was written, each of them whole."""
        weeks = range(1, len(list(self.folder.glob("plan-*.json"))) + 1)
        return [read_record(self.plan(week).read_bytes()) for week in weeks]

    def troubles(self) -> Iterator[str]:
        """What lies there and is neither a plan nor the diary."""
        left = {path.name for path in self.folder.iterdir()} - {self.diary.name}
        yield from left - {self.plan(week).name for week, _ in enumerate(self.records(), 1)}


class InAStore(NamedTuple):
    """A course in a store; a person of its own."""

    url: str
    person: list[str]

    def begin(self) -> None:
        with open_store(self.url) as store:
            self.person.append(store.add_person())
            store.keep_plan(self.person[-1], record_of(), since=START)

    @contextmanager
    def case(self) -> Iterator[Case]:
        """The case as it is now."""
        with open_store(self.url) as store:
            yield StoreCase(store, self.person[-1])

    def records(self) -> list[Recommendation]:
        """All that was kept, each of them whole."""
        with self.case() as case:
            return list(case.records.values())

    def troubles(self) -> Iterator[str]:
        """What is not as it was kept, in the whole store."""
        with open_store(self.url) as store:
            yield from (str(trouble) for trouble in store.verify().troubles)


def week_of(record: Recommendation) -> int:
    """The week of a course that a record is of."""
    return record.audit.course.week if record.audit.course else 1


def week_in(case: Case, say: Say) -> None:
    """Log the sessions of the week that are not there yet, and review, saying what is kept as soon as it is."""
    record = case.record
    there = {one.id for one in case.diary().sessions}
    for entry in sessions_of(record):
        if entry.id not in there:
            case.change(lambda diary, entry=entry: with_session(diary, entry))  # type: ignore[misc]
        say(f"entry {entry.id}")
    carry_on(case, say)


def carry_on(case: Case, say: Say) -> None:
    """The review at the end of the week: the same whenever it is made."""
    record, moment = case.record, START + timedelta(days=7 * week_of(case.record), hours=1)
    made = next_after(record, case, moment)
    case.carry_on(made, moment)
    say(f"plan {seal_of(read_record(to_json(made)))}")


def sessions_of(record: Recommendation) -> Iterator[SessionEntry]:
    """Those of the week of a plan; one a month hurts a little."""
    week = week_of(record)
    for number in range(SESSIONS):
        yield session(7 * (week - 1) + number, record, pain_worst=5 if week % 5 == 4 else 1)


def next_after(record: Recommendation, case: Case, moment: datetime) -> Recommendation:
    """The next plan."""
    found = verdict(case.diary(), record, LIBRARY, moment)
    begun = None if record.audit.course else START.date()
    return review(record, found, moment.date(), LIBRARY, begun=begun)


def go_on(course: InFiles | InAStore, say: Say) -> None:
    """Go on from where a course stands, week after week; it never ends by itself."""
    while True:
        with course.case() as case:
            week_in(case, say)


def faults_after(course: InFiles | InAStore, told: list[list[str]]) -> Iterator[str]:
    """What was acknowledged and is not there, and where plans and diary do not agree."""
    with course.case() as case:
        diary = case.diary()
    entries, plans = {one.id for one in diary.sessions}, {one.plan for one in diary.plans}
    yield from (f"{about}: acknowledged, and not there" for _, about in told if about not in entries | plans)
    seals = [seal_of(one) for one in course.records()]
    if unknown := plans - set(seals):
        yield f"the diary knows plans that are not there: {unknown}"
    if set(seals[:-1]) - plans:
        yield "a plan that is not the last is not in the diary"
    if {one.plan for one in diary.sessions} - plans:
        yield "a session is of a plan that the diary does not know"


@pytest.fixture(params=["files", "sqlite", "postgresql"])
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[int], InFiles | InAStore]:
    """Begins a course with a number, in each of the places where one may be kept."""
    if request.param == "files":
        return lambda number: InFiles(tmp_path / str(number))
    url = str(tmp_path / "people.sqlite")
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("postgres"), "course")
    course = InAStore(url, [])
    return lambda _: course


def test_a_course_that_is_killed_again_and_again_loses_nothing(begun: Callable[[int], InFiles | InAStore]) -> None:
    drawn, acknowledged = random.Random(None if AT_NIGHT else 17), 0  # noqa: S311
    for number in range(0, POINTS, A_COURSE):
        course = begun(number)
        course.begin()
        for _ in range(A_COURSE):
            before = [to_json(record) for record in course.records()]
            told = killed_after(
                lambda heard, course=course: go_on(course, lambda line: os.write(heard, f"{line}\n".encode())),  # type: ignore[misc]
                drawn.random() * LONGEST_S,
            )
            assert list(faults_after(course, [one.split() for one in told])) == []
            assert [to_json(record) for record in course.records()][: len(before)] == before
            acknowledged += len(told)
        with course.case() as case:
            carry_on(case, lambda line: None)
        assert list(course.troubles()) == []
    assert acknowledged > POINTS
