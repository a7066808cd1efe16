"""What docs/interview.md shows works as shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "interview.md").read_text("utf-8")


def test_the_example_runs_to_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    exec(compile(code, "interview.md", "exec"), {})  # noqa: S102
    told = capsys.readouterr().out
    assert told.startswith("0% Legs, bladder and bowels (We ask this to find out")
    assert "\nproceed" in told
    assert "\npregnancy_weeks not_applicable It is asked only when" in told
