"""What docs/authoring.md shows works as shown: the folder it writes is sound, and a plan made with it tells why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.commands import EXAMPLES, loosen
from tests.functional.test_cli import ROOT

from loosen._library import load

PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
FILES = dict(re.findall(r"`(mine/\S+\.yaml)`:\n\n```yaml\n(.*?)```", PAGE, flags=re.DOTALL))
(COMMANDS,) = re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL)
SAY = "You sit for much of the day."


def test_the_page_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(FILES) == 4
    assert PAGE.count("```yaml") == len(FILES) + 1  # poses, beside what the folder holds
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "examples").symlink_to(EXAMPLES)

    monkeypatch.chdir(tmp_path)
    told = []
    for command in COMMANDS.splitlines():
        name, *arguments = command.split()
        assert name == "loosen"
        done = loosen(*arguments)
        assert done.returncode == 0, done.stderr
        told.append(done.stdout)
    assert told[0].startswith("All is well")
    assert told[1].startswith("YOU CAN EXERCISE")
    assert SAY in " ".join(told[3].split())


def test_the_poses_it_shows_are_sound(tmp_path: Path) -> None:
    ((poses, name),) = re.findall(r"## Poses\n.*?```yaml\n(id: (\w+)\n.*?)```", PAGE, flags=re.DOTALL)
    (tmp_path / "knowledge/poses").mkdir(parents=True)
    (tmp_path / f"knowledge/poses/{name}.yaml").write_text(poses, "utf-8")
    assert load(overlay=tmp_path).poses[name] != load().poses[name]


def test_the_checks_it_lists_are_made() -> None:
    table = PAGE.partition("| it says |")[2].partition("\n\n")[0]
    rooms = (ROOT / "src/loosen/_library", ROOT / "src/loosen/_proof")
    code = "".join(path.read_text("utf-8") for room in rooms for path in room.rglob("*.py"))
    for row in table.splitlines()[2:]:
        says = re.split(r" the | 'fires'| \u2026", row.split("|")[1].strip())[0]
        assert says in code, says
