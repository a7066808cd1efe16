"""Plans in a database, read back with their seals checked.

python store.py PLANS.sqlite PERSON ANSWERS.yaml     keeps a plan and reads it back
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import loosen


def keep(database: sqlite3.Connection, person: str, made: loosen.Recommendation) -> None:
    """Put a record into its row, as the text that its seal is over."""
    with database:
        database.execute("CREATE TABLE IF NOT EXISTS plans (person TEXT PRIMARY KEY, record TEXT NOT NULL)")
        database.execute("INSERT OR REPLACE INTO plans VALUES (?, ?)", (person, loosen.to_json(made)))


def read(database: sqlite3.Connection, person: str) -> loosen.Recommendation:
    """The record of a person. Raises `loosen.FileError` when somebody changed the row."""
    (record,) = database.execute("SELECT record FROM plans WHERE person = ?", (person,)).fetchone()
    return loosen.read_record(record)


def main(file: Path, person: str, answers: Path) -> int:
    """Keep a plan, read it back, and say whether it is the same."""
    made = loosen.recommend(loosen.read_answers(answers))
    with closing(sqlite3.connect(file)) as database:
        keep(database, person, made)
        again = read(database, person)
    print(person, again.triage.level, "the same" if loosen.to_json(again) == loosen.to_json(made) else "different")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
