"""What README.md shows works as shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    told = capsys.readouterr().out
    assert told.splitlines()[0] == "proceed"
    assert len(told.splitlines()) > 4


def test_the_two_commands_stand_at_the_top() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## ")
