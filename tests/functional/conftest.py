"""What several functional tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands import EXAMPLES, loosen
from tests.postgres import server


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of a desk worker as a file."""
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    done = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", "--out", str(path))
    assert done.returncode == 0
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of PostgreSQL: the URLs of its databases, with `{}` for the name of one."""
    with server() as urls:
        yield urls
