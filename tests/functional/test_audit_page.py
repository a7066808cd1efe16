"""What docs/audit.md shows works as shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.shown import run_page

ROOT = Path(__file__).parents[2]


def test_the_page_runs_from_top_to_bottom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)  # the page writes a report
    run_page("docs/audit.md")
    told = capsys.readouterr().out
    assert "IT IS IN YOUR PLAN" in told
    assert "What led to it" in told
    assert " → muscle:" in told
    assert "What would put it into your plan" in told
