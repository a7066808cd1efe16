"""`loosen session` from end to end in tmux, on the screen that a person sees, at 80 and at 40 columns."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.functional.test_session_terminal import named
from tests.terminal import Pane

from loosen._outputs.session.words import clock

SESSION = [sys.executable, "-m", "loosen", "session"]


@pytest.mark.parametrize("columns", [80, 40])
def test_a_session_with_pause_skip_back_and_the_end(columns: int, plan: Path, tmp_path: Path) -> None:
    names, seconds = named(plan)
    with Pane([*SESSION, str(plan), "--no-bell"], tmp_path, columns=columns) as pane:
        pane.wait_for("Enter: start q: stop")
        pane.press("Enter")
        pane.wait_for("Get ready")
        pane.wait_for("Enter: start the clock, or in")
        pane.press("Enter")
        pane.wait_for("Then: ")
        pane.wait_for(f"Exercise 1 of {len(names)}, {clock(seconds - 2)} to go")
        pane.press("Space")
        paused = ("Stop at once with sharp pain", "Paused: Get ready", "space: go on s: skip b: back q: stop")
        pane.wait_until(lambda words: all(text in words for text in paused), "the pause")
        pane.press("s", "s")
        pane.wait_for(f"2. {names[1]} Paused: Get ready")
        pane.wait_for(f"Exercise 2 of {len(names)}, ")
        pane.press("b")
        again = pane.wait_for(f"Exercise 1 of {len(names)}, {clock(seconds)} to go")
        assert "Paused: Get ready" in again
        pane.press("Space")
        pane.wait_for(f"{clock(seconds - 1)} to go")
        for number in range(2, len(names) + 1):
            pane.press("s", "4")
            pane.wait_for(f"Exercise {number} of {len(names)}, ")
        pane.press("s", "4")
        assert pane.ends() == 0
        text = " ".join(" ".join(pane.written).split())
        assert all(f"{number}. {name}" in text for number, name in enumerate(names, start=1))
        assert f"That was your session. You did 0 of {len(names)} exercises" in text
        assert max(map(len, pane.written)) <= columns
