"""A PostgreSQL server of the tests' own: in a temporary folder, heard only through a socket there, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.rights import ANYBODY
from tests.tools import where_is


@contextlib.contextmanager
def server() -> Iterator[str]:
    """While it runs, the beginning of the URLs of its databases: put the name of one at the place of `{}`.

    root may not run a server, so for root another user does.
    """
    programs = Path(where_is("postgresql")).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="loosen-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, ANYBODY, ANYBODY)
    data = folder / "data"
    try:
        _run(programs / "initdb", "--pgdata", data, "--username", "loosen", "--auth", "trust", "--no-locale",
             "--encoding", "UTF8", "--no-sync", folder=folder)  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c autovacuum=off"
        _run(programs / "pg_ctl", "start", "--wait", "--pgdata", data, "--log", folder / "log", "--options", options,
             folder=folder)  # fmt: skip
        try:
            yield f"postgresql://loosen@/{{}}?host={folder}"
        finally:
            _run(programs / "pg_ctl", "stop", "--mode", "immediate", "--pgdata", data, folder=folder)
    finally:
        shutil.rmtree(folder)


def new_database(urls: str, name: str) -> str:
    """Make a database on a server, and say its URL."""
    with psycopg.connect(urls.format("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return urls.format(name)


def _run(*command: str | Path, folder: Path) -> None:
    user = ANYBODY if os.geteuid() == 0 else None
    done = subprocess.run(
        command, cwd=folder, user=user, group=user, extra_groups=None if user is None else [],
        env={"PATH": os.environ["PATH"]}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command} ended with {done.returncode}"
