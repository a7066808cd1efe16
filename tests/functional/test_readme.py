"""What README.md shows works as shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.shown import run_page

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    run_page("README.md")
    told = capsys.readouterr().out
    assert told.splitlines()[0] == "proceed"
    assert len(told.splitlines()) > 4


def test_the_two_commands_stand_at_the_top() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## ")
