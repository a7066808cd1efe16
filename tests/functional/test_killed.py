"""Killed while it writes, a command leaves the old file or the new one, and nothing that stays after the next run."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from tests.by_day import AT_NIGHT
from tests.commands import DESK_WORKER, NO_SIGN_THEN_ONE, folders, put_in
from tests.killing import in_a_child

from loosen._diary.reading import read_diary
from loosen._records.reading import read_record
from loosen._records.sealing import digest_of_record

OLD = b"as it was\n"
POINTS = 200 if AT_NIGHT else 20
"""At how many points commands are killed, all of them together."""
NEW = ("new", "exercise", "Heel hang", "--kind", "stretch", "--library", "OUT")
WRITERS: Mapping[str, Sequence[str]] = {
    "plan": ("plan", DESK_WORKER, "--format", "json", "--out", "OUT/file"),
    "what-if": ("what-if", "IN/plan.json", "--set", "minutes=20", "--out", "OUT/file"),
    "diff": ("diff", "IN/plan.json", "IN/other.json", "--out", "OUT/file"),
    "replay": ("replay", "IN/plan.json", "--out", "OUT/file"),
    "report": ("report", "IN/plan.json", "--out", "OUT/file"),
    "prov": ("prov", "IN/plan.json", "--out", "OUT/file"),
    "redact": ("redact", "IN/plan.json", "--key", "OUT/key", "--out", "OUT/file"),
    "programmes": ("programmes", "--out", "OUT/file"),
    "graph": ("graph", "--around", "hamstrings", "--steps", "1", "--format", "dot", "--out", "OUT/file"),
    "ask": ("ask", "--save", "OUT/mine.json"),
    "log": ("log", "IN/plan.json", "--diary", "OUT/diary.json", "--pain-worst", "2"),
    "review": ("review", "IN/plan.json", "--diary", "OUT/diary.json", "--out", "OUT/next.json"),
    **({"new": NEW} if AT_NIGHT else {}),
}
"""Every way in which a command writes; `questions`, `rule` and `exercise` write as `programmes` does. What is kept in a
store is a matter of its own. `new` reads the whole library, and is tried at night."""


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folders(tmp_path_factory.mktemp("killed"))[0]


def fresh(folder: Path, inside: Path) -> Path:
    folder.mkdir()
    (folder / "file").write_bytes(OLD)
    (folder / "diary.json").write_bytes((inside / "week.json").read_bytes())
    return folder


@cache
def undisturbed(name: str, inside: Path) -> tuple[int, int, dict[str, int]]:
    """How a command ends when nobody kills it, its calls, and the sizes of what it leaves."""
    out = fresh(inside.parent / f"undisturbed {name}", inside)
    code, calls = in_a_child(put_in(WRITERS[name], inside, out), out, typed=NO_SIGN_THEN_ONE)
    return code, calls, left_in(out)


def left_in(out: Path) -> dict[str, int]:
    """Every file, and its size where that is always the same."""
    return {str(path.relative_to(out)): path.stat().st_size for path in out.rglob("*") if path.is_file()}


def points() -> list[tuple[str, float]]:
    """Commands in turn, each with the share of its calls after which it is killed; at night others each time.

    Those who share the work have to draw the same.
    """
    drawn = random.Random(os.environ.get("PYTEST_XDIST_TESTRUNUID") if AT_NIGHT else 35)  # noqa: S311
    names = list(WRITERS)
    return [(names[number % len(names)], drawn.random()) for number in range(POINTS)]


@pytest.mark.parametrize(("name", "share"), points())
def test_a_kill_leaves_the_old_or_the_new(name: str, share: float, inside: Path, tmp_path: Path) -> None:
    code, calls, left = undisturbed(name, inside)
    assert calls > 10
    out = fresh(tmp_path / "out", inside)
    command = put_in(WRITERS[name], inside, out)
    ended, _ = in_a_child(command, out, at=1 + int(share * (calls - 1)), typed=NO_SIGN_THEN_ONE)
    assert ended == -signal.SIGKILL
    whole(name, out, left)
    if name == "ask" and (out / "mine.json").exists():
        command = [word.replace("--save", "--resume") for word in command]
    again, _ = in_a_child(command, out, typed=NO_SIGN_THEN_ONE)
    if name in ("ask", "new", "log"):  # one goes on where it was, the others find that the draft, the session is there
        assert left_in(out).keys() <= left.keys()
    else:
        assert (again, left_in(out).keys()) == (code, left.keys())
    if name == "review":
        seal = digest_of_record(read_record((out / "next.json").read_bytes()))
        assert [one.plan == seal for one in read_diary(out / "diary.json").plans] == [False, True]


def whole(name: str, out: Path, left: Mapping[str, int]) -> None:
    """Check that every file there is what it was, or what the command writes."""
    if name not in ("ask", "log", "review"):
        assert (out / "file").stat().st_size in (len(OLD), left["file"])
    if (out / "key").exists():
        assert (out / "key").stat().st_size == left["key"]
    for file in out.rglob("*.json"):
        if not file.name.startswith("."):
            assert json.loads(file.read_bytes())
