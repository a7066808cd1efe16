"""Somebody's deletion, looked for in the bytes of every file of the database: nothing of them is left in any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from sqlalchemy import MetaData, select
from tests.postgres import new_database
from tests.stores import check, record, session

from loosen._store import open_store
from loosen._store.store import Store

PEOPLE, GOING = 7, (2, 5)
SHORTEST, PIECE = 12, 24
"""Bytes of a value that is looked for, and of the pieces that a long one is looked for in, because pages cut it up."""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'people.sqlite'}"
    return new_database(request.getfixturevalue("postgres"), tmp_path.name)


def filled(store: Store) -> list[str]:
    """People of whom a few have plans, notes and later states of entries as nobody else."""
    found = []
    for number in range(PEOPLE):
        going = number in GOING
        person, word = store.add_person(), f"Zwetschgenknoedel{number:02d}"
        store.keep_answers(person, {"age": 40, "own_words": word})
        plan = store.keep_plan(person, record(60 + number if going else 41 + number % 3)).seal
        for day in range(4):
            store.add(person, session(plan, day, person, note=word))
        if going:
            later = session(plan, 1, person, note=f"{word} Marillenknoedel")
            later = later.model_copy(update={"entered_at": later.entered_at.replace(year=2027)})
            assert store.add(person, later)
            follows = store.keep_plan(person, record(70 + number), follows=plan).seal
            store.add(person, check(follows, 0, person, note=word))
        found.append(person)
    return found


def only_theirs(store: Store, going: list[str]) -> set[bytes]:
    """All values in rows of these people, in whichever table, in pieces; none that stands in a row of anybody else."""
    theirs, others = list[bytes](), list[bytes]()
    with store._reading() as connection:
        tables = MetaData()
        tables.reflect(connection)
        for table in tables.tables.values():
            whose = "id" if table.name == "people" else "person"
            for row in connection.execute(select(table)).mappings():
                place = theirs if row.get(whose) in going else others
                place += [_bytes(value) for value in row.values() if isinstance(value, (str, bytes))]
    elsewhere = b"\n".join(others)
    pieces = {piece for value in theirs if len(value) >= SHORTEST for piece in pieces_of(value)}
    return {piece for piece in pieces if piece not in elsewhere}


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


def pieces_of(value: bytes) -> Iterator[bytes]:
    """A short value as it is; of a long one pieces from all over it."""
    if len(value) <= 2 * PIECE:
        yield value
    else:
        yield from (value[at : at + PIECE] for at in range(0, len(value) - PIECE, max(1, len(value) // 40)))


def files_of(store: Store) -> list[Path]:
    """The files of the database. A server writes down first what it holds in memory; its own log keeps what it has."""
    if not store.where.startswith("postgresql"):
        return [path for path in Path(store.where).parent.iterdir() if path.is_file()]
    with psycopg.connect(store.where.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        (own,) = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone() or ()
    data = Path(parse_qs(urlsplit(store.where).query)["host"][0]) / "data"
    folders = [data / "base" / str(own), *(data / name for name in ("global", "pg_stat", "pg_xact", "pg_multixact"))]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.stat().st_size]


def found_in(files: list[Path], words: set[bytes]) -> set[bytes]:
    held = [path.read_bytes() for path in files]
    return {word for word in words if any(word in raw for raw in held)}


def test_nothing_is_left_in_any_file(url: str) -> None:
    with open_store(url) as store:
        people = filled(store)
        going = [people[number] for number in GOING]
        pieces = only_theirs(store, going)
        assert len(pieces) > 100 * len(GOING)
        assert len(found_in(files_of(store), pieces)) > len(pieces) * 0.9  # they would be found
        links = store.verify().links
        assert store.delete(*going) == (2 * len(GOING), 5 * len(GOING))
        assert found_in(files_of(store), pieces) == set()
        verified = store.verify()
        assert (verified.troubles, verified.records) == ((), PEOPLE - len(GOING))
        assert verified.links[: len(links)] == links
    assert found_in(files_of(store), pieces) == set()
