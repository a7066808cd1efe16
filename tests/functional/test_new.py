"""`loosen new`: what it starts is valid at once, is not in use until it is filled in, and never overwrites anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loosen.library import load
from loosen.model.base import STAGES


def loosen(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loosen", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def just_started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a draft rule of every stage and a draft exercise."""
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


def activate(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("status: draft", "status: active"), "utf-8")


def test_drafts_are_valid_named_and_not_in_use(started: Path) -> None:
    done = loosen("check", "--library", str(started))
    assert done.returncode == 0, done.stderr
    library = load(overlay=started)
    drafts = {key for key, entry in {**library.rules, **library.exercises}.items() if entry.status == "draft"}
    assert len(drafts) == len(STAGES) + 1
    assert all(key in done.stdout for key in drafts)
    assert "cafe_stretch" not in library.active_exercises
    assert not drafts & {rule.id for stage in STAGES for rule in library.rules_of(stage)}


def test_ids_are_the_next_of_their_stage(started: Path) -> None:
    bundled = load().rules
    for path in started.glob("rules/*/*.yaml"):
        number = int(path.name[4:7])
        assert path.name[:7] not in bundled
        assert path.name[:4] + f"{number - 1:03d}" in bundled


def test_what_is_not_filled_in_cannot_be_used(started: Path) -> None:
    activate(started)
    done = loosen("check", "--library", str(started))
    assert done.returncode == 2
    for path in started.rglob("*.yaml"):
        assert f"{path.relative_to(started).as_posix()}:" in done.stderr, path


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
