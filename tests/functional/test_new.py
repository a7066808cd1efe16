"""`loosen new`: what it starts leaves nothing to be taken over without a thought, and never overwrites anything."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.commands import loosen

from loosen._library import load
from loosen._library.unfilled import FILL_IN
from loosen._model.base import STAGES


@pytest.fixture(scope="module")
def just_started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a draft rule of every stage, and a draft exercise with its poses."""
    folder = tmp_path_factory.mktemp("started")
    for stage in STAGES:
        done = loosen("new", "rule", f"Tired knees: {stage}", "--stage", stage, "--library", str(folder))
        assert done.returncode == 0
    done = loosen("new", "exercise", "Café stretch", "--kind", "stretch", "--library", str(folder))
    assert done.returncode == 0
    assert f"loosen check --library {folder}" in done.stdout
    return folder


@pytest.fixture
def started(just_started: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(just_started, tmp_path, dirs_exist_ok=True))


GIVEN = {
    "rule": {"id", "name", "status", "since", "summary", "reviewed"},
    "cases": {"rule", "expect"},
    "exercise": {"id", "name", "status", "kind", "reviewed"},
    "poses": {"id", "key"},
}
"""What a draft may say by itself: what the command was told, what follows from that, and that nobody reviewed it."""


def kind_of(path: Path) -> str:
    if path.parent.parent.name == "rules":
        return "cases" if path.name.endswith(".cases.yaml") else "rule"
    return {"exercises": "exercise", "poses": "poses"}[path.parent.name]


def leaves(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every value in a file that is no list or mapping, with the name of the field that it stands in."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, key if key == "reviewed" else name)
    elif isinstance(value, list) and value:
        for item in value:
            yield from leaves(item, key)
    else:
        yield key, value


def test_everything_that_must_be_thought_about_is_left_to_be_filled_in(started: Path) -> None:
    for path in started.rglob("*.yaml"):
        for key, value in leaves(yaml.safe_load(path.read_text("utf-8"))):
            thought_of = isinstance(value, str) and value.startswith(FILL_IN)
            assert thought_of or key in GIVEN[kind_of(path)], (path.name, key, value)


def test_a_fresh_draft_is_told_whole_in_the_order_of_its_lines_and_nothing_else_is_told(started: Path) -> None:
    done = loosen("check", "--library", str(started))
    assert done.returncode == 2
    told = re.findall(r"^  - (\S+):(\d+): .*: fill this in: ", done.stderr, flags=re.M)
    left = [
        (path.relative_to(started).as_posix(), str(number))
        for path in sorted(started.rglob("*.yaml"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if FILL_IN in line
    ]
    assert told == left
    assert len(done.stderr.splitlines()) == 1 + len(left)


def test_a_draft_cannot_be_used_by_calling_it_active(started: Path) -> None:
    for path in started.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("status: draft", "status: active"), "utf-8")
    done = loosen("check", "--library", str(started))
    assert done.returncode == 2
    for path in started.rglob("*.yaml"):
        assert f"{path.relative_to(started).as_posix()}:" in done.stderr, path


def test_ids_are_the_next_of_their_stage(started: Path) -> None:
    bundled = load().rules
    for path in started.glob("rules/*/*.yaml"):
        number = int(path.name[4:7])
        assert path.name[:7] not in bundled
        assert path.name[:4] + f"{number - 1:03d}" in bundled


def test_nothing_is_overwritten_or_written_elsewhere(started: Path) -> None:
    before = {path: path.read_bytes() for path in started.rglob("*.yaml")}
    for name in ("Café stretch", "superman", "!!!", "x" * 80):
        done = loosen("new", "exercise", name, "--kind", "stretch", "--library", str(started))
        assert done.returncode == 2
        assert "Nothing was written" in done.stderr
        assert "Traceback" not in done.stderr
    missing = loosen("new", "rule", "Anything", "--stage", "safety", "--library", str(started / "missing"))
    assert missing.returncode == 2
    assert {path: path.read_bytes() for path in started.rglob("*.yaml")} == before
