"""A session that was cut short: gone on with where it stopped, of just this plan, kept for nobody else, anywhere."""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.functional.test_session_terminal import REAL, on_terminal, to_the_second_exercise
from tests.people import EVERYBODYS, example
from tests.unit.test_session import Script

from loosen._cli.session import kept as keeping
from loosen._cli.session.guide import guide
from loosen._cli.session.kept import STALE_S, Kept
from loosen._cli.session.seams import Seams
from loosen._model.plan import Recommendation
from loosen._outputs.session import Player, shorter_day, steps_of
from loosen._records.sealing import to_json

DESK = EVERYBODYS.recommend(example("desk_worker"))


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def run(
    keys: Iterable[tuple[int, str]], recommendation: Recommendation = DESK, beside: Path | None = None, **more: Any
) -> str:
    import io
    from itertools import count

    from rich.console import Console

    file, looks = io.StringIO(), count()
    console = Console(file=file, width=40, height=24, force_terminal=True, color_system=None, legacy_windows=False)
    seams = Seams(Script(keys), lambda: next(looks) * 1.0, tick_s=0, kept=Kept(recommendation, beside))
    guide(recommendation, console, seams, **more)
    return " ".join(file.getvalue().split())


def stopped_in_the_second() -> str:
    assert DESK.plan is not None
    return run([(0, "\n"), (DESK.plan.items[0].seconds + 30, "q")])


def test_a_session_goes_on_where_it_stopped_and_ends_with_all_of_it_done() -> None:
    assert DESK.plan is not None
    assert "press g to go on there" in stopped_in_the_second()
    told = run([(0, "g"), (0, "\n")])
    assert f"g: go on where you stopped ({DESK.plan.items[1].name})" in told
    assert f"That was your session. You did {len(DESK.plan.items)} of {len(DESK.plan.items)} exercises" in told
    assert "g: go on" not in run([(0, "q")])


def test_beginning_anew_forgets_it_and_not_starting_does_not() -> None:
    stopped_in_the_second()
    assert "g: go on" in run([(0, "q")])
    assert "g: go on" in run([(0, "\n"), (3, "q")])
    assert "g: go on" not in run([(0, "q")])


def test_a_shorter_day_goes_on_as_one() -> None:
    assert DESK.plan is not None
    shorter = shorter_day(DESK.plan)
    run([(0, "l"), (0, "\n"), (shorter.items[0].seconds + 30, "q")])
    assert f"You did {len(shorter.items)} of {len(shorter.items)}" in run([(0, "g"), (0, "\n")])


def test_another_plan_is_never_gone_on_with(tmp_path: Path) -> None:
    stopped_in_the_second()
    other = EVERYBODYS.recommend(example("desk_worker", minutes=20))
    assert "g: go on" not in run([(0, "q")], other)
    (file,) = (tmp_path / "state").rglob("*.json")
    data = json.loads(file.read_text("utf-8"))
    mine = Kept(other)
    for place in mine._files():
        place.write_text(json.dumps(data), "utf-8")  # under the name of the other one
    assert mine.stand() is None


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"plan": 3}', None])
def test_what_is_broken_or_of_another_day_counts_for_nothing(broken: str | None, tmp_path: Path) -> None:
    stopped_in_the_second()
    (file,) = (tmp_path / "state").rglob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    data = json.loads(file.read_text("utf-8"))
    for text in [broken] if broken is not None else [
        json.dumps({**data, "on": data["on"] - STALE_S}), json.dumps({**data, "on": data["on"] + 999}),
        json.dumps({**data, "at": 10_000}), json.dumps({**data, "steps": data["steps"] + 1}),
    ]:  # fmt: skip
        file.write_text(text, "utf-8")
        assert "g: go on" not in run([(0, "q")])


def test_without_a_home_it_is_kept_beside_the_plan_and_else_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/nowhere")
    plan = tmp_path / "plan.json"
    assert DESK.plan is not None
    keys = [(0, "\n"), (DESK.plan.items[0].seconds + 30, "q")]
    assert "press g" in run(keys, beside=plan)
    assert [file.parent for file in tmp_path.glob(".loosen-session-*.json")] == [tmp_path]
    assert "g: go on" in run([(0, "q")], beside=plan)
    assert "press g" not in run(keys)
    player = Player(steps_of(DESK.plan))
    assert not Kept(DESK).keep(player, shorter=False)
    assert keeping.IN_NAME >= 16


def test_a_session_that_is_killed_or_interrupted_can_be_gone_on_with(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(to_json(DESK), "utf-8")
    with on_terminal(REAL, str(plan)) as screen:
        to_the_second_exercise(screen)
        os.kill(screen.program.pid, signal.SIGKILL)
        screen.program.wait()
    with on_terminal(REAL, str(plan)) as screen:
        screen.wait_for("g: go on where you stopped")
        screen.press("g")
        screen.wait_for("Exercise 2 of")
        screen.wait_for("space: go on")
        screen.press(" ss")
        screen.wait_for("Exercise 3 of")
        screen.program.send_signal(signal.SIGINT)
        screen.wait_for("Start the session again, and press g to go")
        assert screen.ends() == 0
        assert "Traceback" not in screen.text
    assert time.time() - Kept(DESK).stand().on < STALE_S  # type: ignore[union-attr]
