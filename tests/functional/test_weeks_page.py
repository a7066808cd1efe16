"""What docs/weeks.md shows works as shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.shown import run_page

ROOT = Path(__file__).parents[2]


def test_the_page_runs_from_top_to_bottom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    run_page("docs/weeks.md")
    told = capsys.readouterr().out
    assert told.startswith("advance\nAll went well, and the plan moves on.\n")
    assert "Until now: " in told
    assert told.endswith("[datetime.date(2026, 9, 7)]\n")
