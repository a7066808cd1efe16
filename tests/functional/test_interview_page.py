"""What docs/interview.md shows works as shown."""

from __future__ import annotations

import pytest
from tests.shown import run_page


def test_the_example_runs_to_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    run_page("docs/interview.md")
    told = capsys.readouterr().out
    assert told.startswith("0% Since the pain began, or lately, do you have any of this? (We ask this to find out")
    assert "\nproceed" in told
    assert "\npregnancy_weeks not_applicable It is asked only when" in told
