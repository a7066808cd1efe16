"""Measures a store with many people: how fast it fills, and what an entry and a diary take then; nothing is asserted.

python benchmarks/store.py --people 100000 --seconds 60                  # as many people as fit into the time
python benchmarks/store.py --url postgresql://me@host/an_empty_database
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import insert

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.stores import check, entry_id, record, session

from loosen._store import entries, open_store, people, plans
from loosen._store.store import Store
from loosen._store.tables import EntryRow

WEEKS = 4
A_WEEK = 3
"""Sessions a week."""
AT_ONCE = 200
"""People who are added in one transaction, so that filling the store takes less time than the disk would."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--url")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(asked.url or Path(folder) / "people.sqlite") as store:
        filled = fill(store, asked.people, asked.seconds)
        measure(store, filled)
        if not asked.url:
            show("one file", f"{(Path(folder) / 'people.sqlite').stat().st_size / 1e6:,.0f} MB")


def fill(store: Store, most: int, seconds: float) -> list[tuple[str, str]]:
    """Add people with a plan and a diary of some weeks, until there are enough or the time is over: ids and seals."""
    records = [plans.ready(record(age)) for age in range(40, 60)]
    filled, begun = list[tuple[str, str]](), time.perf_counter()
    while len(filled) < most and time.perf_counter() - begun < seconds:
        with store._writing() as connection:
            for _ in range(min(AT_ONCE, most - len(filled))):
                ready = records[len(filled) % len(records)]
                person = people.add_person(connection)
                plans.keep_plan(connection, person, ready)
                connection.execute(insert(EntryRow), diary(person, ready.seal))
                filled.append((person, ready.seal))
    spent = time.perf_counter() - begun
    show("people", f"{len(filled):,} in {spent:.0f} s, each with a plan and {WEEKS * (A_WEEK + 1)} entries")
    return filled


def diary(person: str, seal: str) -> list[dict[str, str]]:
    """The rows of a diary; only the first of each plan is made of entries, the others say the same under other ids."""
    rows = []
    for number, row in enumerate(_rows(seal)):
        new = entry_id(person, number)
        rows.append({**row, "id": new, "person": person, "content": row["content"].replace(row["id"], new)})
    return rows


@cache
def _rows(seal: str) -> list[dict[str, str]]:
    days = range(0, WEEKS * 7, 7 // A_WEEK)[: WEEKS * A_WEEK]
    noted: list[entries.Entry] = [session(seal, day) for day in days]
    noted += [check(seal, week) for week in range(WEEKS)]
    return [
        {"id": entry.id, "kind": entries.kind_of(entry), "plan": seal, "at": entries.moment_of(entry),
         "content": entries.written(entry)}
        for entry in noted
    ]  # fmt: skip


def measure(store: Store, filled: list[tuple[str, str]]) -> None:
    """What calls take with one person among all of these, each time another."""
    drawn = random.Random(16).sample(filled, min(300, len(filled)))  # noqa: S311 -- people, not secrets
    timed("an entry added", [lambda one=one: store.add(one[0], session(one[1], 100, one[0])) for one in drawn])
    timed("a diary read", [lambda one=one: store.diary(one[0]) for one in drawn])
    timed("a record read", [lambda one=one: store.record(*one) for one in drawn])
    made = record(70)
    timed("a plan kept", [lambda one=one: store.keep_plan(one[0], made, follows=one[1]) for one in drawn[:50]])
    timed("everything of one person out", [lambda one=one: store.export(one[0]) for one in drawn])
    timed("the list of all people", [store.people])
    timed("somebody deleted, the file made anew", [lambda: store.delete(drawn[0][0])])


def timed(name: str, calls: list[Callable[[], object]]) -> None:
    """Print the median and the 95th of 100 of these calls, in ms."""
    took = []
    for call in calls:
        begun = time.perf_counter()
        call()
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    show(name, f"{statistics.median(took):8.2f} ms, p95 {took[int(len(took) * 0.95)]:8.2f} ms")


def show(name: str, value: str) -> None:
    print(f"{name:40} {value}")


if __name__ == "__main__":
    main()
