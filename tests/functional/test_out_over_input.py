"""What a command writes never takes the place of what it reads: a record, answers, a key, a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.chained import keep_in
from tests.commands import EXAMPLES, loosen
from tests.people import example

from loosen._planning.recommender import recommend
from loosen._records.sealing import to_json
from loosen._records.verify import verify_store

COMMANDS: Sequence[Sequence[str]] = (
    ("what-if", "plan.json", "--set", "minutes=20"),
    ("diff", "plan.json", "other.json"),
    ("diff", "other.json", "plan.json"),
    ("replay", "plan.json"),
    ("report", "plan.json"),
    ("prov", "plan.json"),
    ("redact", "plan.json", "--key", "key.txt"),
)


IN_THE_FOLDER = ("plan.", "other.", "answers.", "link.", "new.", "key.", "store", "./")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a record, another, and answers."""
    answers = example("desk_worker")
    (tmp_path / "plan.json").write_text(to_json(recommend(answers)), "utf-8")
    (tmp_path / "other.json").write_text(to_json(recommend({**answers, "minutes": 30})), "utf-8")
    (tmp_path / "answers.yaml").write_bytes((EXAMPLES / "desk_worker.yaml").read_bytes())
    (tmp_path / "link.json").symlink_to(tmp_path / "plan.json")
    return tmp_path


def refuses(folder: Path, *command: str) -> None:
    """Checks that a command is refused with one message, and that no file in the folder is another afterwards."""
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    done = loosen(*(str(folder / part) if part.startswith(IN_THE_FOLDER) else part for part in command))
    assert done.returncode == 2, done.stdout[:500] + done.stderr[:500]
    assert done.stdout == ""
    assert done.stderr.startswith("Nothing was written.\n")
    assert "Traceback" not in done.stderr
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_record_is_not_written_over(folder: Path, command: Sequence[str]) -> None:
    refuses(folder, *command, "--out", "plan.json")


@pytest.mark.parametrize(
    "command",
    [
        ("what-if", "answers.yaml", "--set", "minutes=20", "--out", "answers.yaml"),
        ("plan", "answers.yaml", "--format", "json", "--out", "./answers.yaml"),
        ("report", "plan.json", "--out", "link.json"),
        ("redact", "plan.json", "--key", "new.txt", "--out", "new.txt"),
        ("plan", "answers.yaml", "--redact", "new.txt", "--out", "new.txt"),
    ],
    ids=" ".join,
)
def test_nor_is_anything_else_that_is_read(folder: Path, command: Sequence[str]) -> None:
    refuses(folder, *command)


def test_nothing_is_written_into_a_folder_that_is_read(folder: Path) -> None:
    keep_in(folder / "store", (folder / "plan.json").read_bytes())
    for name in ("chain.jsonl", "summary.json"):
        refuses(folder, "replay", "store", "--out", f"store/{name}")
    assert not verify_store(folder / "store").troubles
