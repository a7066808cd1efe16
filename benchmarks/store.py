"""Measures a store with many people: what an entry, a diary and a review from the store take; nothing is asserted.

python benchmarks/store.py                              # 2,000 people in SQLite
python benchmarks/store.py --people 100000              # the full one: filled once, in a folder for temporary files
python benchmarks/store.py --people 100000 --key        # the same, encrypted
python benchmarks/store.py --postgres                   # on a server of PostgreSQL that is started for it
python benchmarks/store.py --deletion                   # also how long somebody's deletion takes
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import insert

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.courses import DAYS, courses, moment, reviewed, spent, told
from benchmarks.explanations import show
from tests.courses import Course
from tests.diaries import session
from tests.postgres import new_database, server
from tests.stores import entry_id

from loosen import review
from loosen._library.loading import bundled
from loosen._records.canonical import digest_of
from loosen._records.reading import record_in
from loosen._store import chain, entries, open_store, plans
from loosen._store.people import now
from loosen._store.store import Store
from loosen._store.tables import FORM, EntryRow, InForceRow, LineRow, PersonRow, PlanRow

WEEKS, EVERY = 4, 2
"""Weeks of diary, and after how many of them the plan was carried on."""
VARIANTS = 4
MOMENT = moment(WEEKS)
"""When the next review is."""
LAST = 7 * WEEKS - 1
"""The last day before it, on which nobody has noted a session so far."""
AT_ONCE = 500
"""People who are added in one transaction, so that filling the store takes less time than the disk would."""
DRAWN = 300
"""People with whom it is measured, each once."""


class Whole(NamedTuple):
    """A course as rows: its records, the entries, and since when plans are in force."""

    course: Course
    records: list[plans.Ready]
    entries: list[dict[str, Any]]
    in_force: list[dict[str, Any]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--people", type=int, default=2_000)
    arguments.add_argument("--postgres", action="store_true", help="on a server that is started for it")
    arguments.add_argument("--key", action="store_true", help="in an encrypted file")
    arguments.add_argument("--deletion", action="store_true", help="also delete somebody; it is filled anew then")
    asked = arguments.parse_args()
    with opened(asked.people, postgres=asked.postgres, key=b"k" * 32 if asked.key else None) as store:
        fill(store, asked.people)
        if not asked.postgres:
            show("one file", f"{Path(store.where).stat().st_size / 1e6:,.0f} MB")
        measure(store)
        if asked.deletion:
            first = store.ids("", 1)[0]
            told("somebody deleted, the file made anew", [spent(lambda: store.delete(first))])
    if asked.deletion and not asked.postgres:
        shutil.rmtree(Path(store.where).parent)


@contextmanager
def opened(count: int, *, postgres: bool, key: bytes | None) -> Iterator[Store]:
    """The store that is measured; a file stays for the next time, as long as plans and tables are the same."""
    if postgres:
        with server() as urls, open_store(new_database(urls, "bench")) as store:
            yield store
        return
    known = digest_of([bundled().digest, FORM, count, bool(key)])[:12]
    with open_store(Path(tempfile.gettempdir()) / f"loosen-bench-{known}" / "people.sqlite", key=key) as store:
        yield store


@cache
def wholes() -> list[Whole]:
    """The courses as rows, to be put down for many people."""
    return [_whole(one) for one in courses(WEEKS, EVERY, VARIANTS)]


def _whole(course: Course) -> Whole:
    rows = [
        {"id": entry.id, "number": 1, "kind": entries.kind_of(entry), "plan": entry.plan,
         "at": entries.moment_of(entry), "content": entries.written(entry)}
        for entry in (*course.diary.sessions, *course.diary.checks)
    ]  # fmt: skip
    in_force = [{"plan": one.plan, "since": one.since.isoformat(), "by": one.by} for one in course.diary.plans]
    return Whole(course, [plans.sealed_now(record)[1] for record in course.records], rows, in_force)


def fill(store: Store, count: int) -> None:
    """Add people until there are so many, each with two plans and a diary of some weeks."""
    begun, there = time.perf_counter(), len(store.people())
    added = 0
    while there + added < count:
        rows: dict[Any, list[dict[str, Any]]] = {PersonRow: [], LineRow: [], PlanRow: [], InForceRow: [], EntryRow: []}
        with store._writing() as connection:
            chain.hold(connection)
            last = chain.last_of(connection)
            for number in range(min(AT_ONCE, count - there - added)):
                last = _add_rows(rows, wholes()[(there + added + number) % len(wholes())], last)
            for table, new in rows.items():
                connection.execute(insert(table), new)
        added += len(rows[PersonRow])
    noted = WEEKS * (len(DAYS) + 1)
    show("people", f"{there + added:,}, each with 2 plans and {noted} entries, of {len(wholes())} different")
    show("of these filled in now", f"{added:,} in {time.perf_counter() - begun:.0f} s")


def _add_rows(rows: dict[Any, list[dict[str, Any]]], whole: Whole, last: chain.Line | None) -> chain.Line | None:
    person = entry_id("person", len(rows[PersonRow]), last and last.link)
    rows[PersonRow].append({"id": person, "added": now()})
    follows = None
    for ready in whole.records:
        salt = chain.new_salt()
        last = chain.line_after(last, mark=chain.mark_of(ready.seal, salt))
        rows[LineRow].append(last._asdict())
        rows[PlanRow].append({"number": last.number, "person": person, "seal": ready.seal, "follows": follows,
                              "salt": salt, "kept": now(), "packed": ready.packed})  # fmt: skip
        follows = ready.seal
    rows[InForceRow] += [{**row, "person": person} for row in whole.in_force]
    for row in whole.entries:
        new = entry_id(person, row["id"])
        rows[EntryRow].append({**row, "id": new, "person": person, "content": row["content"].replace(row["id"], new)})
    return last


def measure(store: Store) -> None:
    """What calls take with one person among all of these, each time another."""
    everybody = store.ids("", 10**9)
    drawn = random.Random(16).sample(everybody, min(DRAWN, len(everybody)))  # noqa: S311 -- people, not secrets
    seals = {one: store.plans(one)[-1].seal for one in drawn}
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "people.sqlite") as alone:
        one = alone.take_in(store.export(drawn[0]))
        calls = [adding(alone, one, seals[one], day) for day in range(100, 150)]
        by_itself = told("an entry added for one who is alone", [spent(call) for call in calls])
    added = told("an entry added", [spent(adding(store, one, seals[one], LAST)) for one in drawn])
    show("  as many times as for one who is alone", f"{added / by_itself:.1f}")
    told("a diary read", [spent(lambda one=one: store.diary(one)) for one in drawn])
    told("a record read", [spent(lambda one=one: record_in(store.record(one, seals[one]), "it")) for one in drawn])
    memory = told("a review in memory", [spent(lambda c=one.course: reviewed(c, WEEKS)) for one in wholes() * 3])
    from_store = told("a review from the store", [spent(lambda one=one: review_of(store, one)) for one in drawn])
    show("  as many times as one in memory", f"{from_store / memory:.1f}")
    told("everything of one person out", [spent(lambda one=one: store.export(one)) for one in drawn[:50]])
    told("the list of all people", [spent(store.people)])


def adding(store: Store, person: str, seal: str, day: int) -> Callable[[], bool]:
    """Adds a session of a day that went well."""
    record = next(one for whole in wholes() for one in whole.course.records if one.seal and one.seal.digest == seal)
    entry = session(day, record, id=entry_id(person, day))
    return lambda: store.add(person, entry)


def review_of(store: Store, person: str) -> None:
    """A review as a program does it: the last record and the diary read, the verdict, the next plan, and that kept."""
    last = record_in(store.record(person, store.plans(person)[-1].seal), "it")
    made = review(last, store.diary(person), MOMENT, bundled())
    store.keep_plan(person, made, since=MOMENT)


if __name__ == "__main__":
    main()
