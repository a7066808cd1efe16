"""A session that is killed, hung up or interrupted at any moment: what was seen to be noted is in the diary."""

from __future__ import annotations

import io
import os
import random
import signal
import time
from collections.abc import Iterator
from functools import partial
from itertools import chain, count, repeat
from pathlib import Path

import pytest
from rich.console import Console
from tests.by_day import AT_NIGHT
from tests.diaries import plan_in
from tests.functional.test_session_terminal import REAL, on_terminal
from tests.killing import killed_after
from tests.people import EVERYBODYS, example
from tests.unit.test_session_noted import NOW, case_in

from loosen._cli.session.guide import guide
from loosen._cli.session.kept import Kept
from loosen._cli.session.notes import Notes
from loosen._cli.session.seams import Seams
from loosen._diary.reading import read_diary
from loosen._model.diary import SessionEntry
from loosen._records.sealing import to_json

DESK = EVERYBODYS.recommend(example("desk_worker"))
POINTS = 300 if AT_NIGHT else 12
"""At how many moments a session is killed."""
LONGEST_S = 0.6
"""The latest of them, after the first thing was noted."""
ANSWERS = ("3", "1", "2", "5", "3", "1", "5", "1")
"""Worst pain, after, usual, effort, moved, something new: about an illness, the first sign."""

FIELDS = ("id", "plan", "started", "ended", "pain_before", "pain_worst", "pain_after", "effort", "moved", "new_signs")


class Telling:
    """Keys that tell, each time one is asked for, what the session has noted by then."""

    def __init__(self, told: int) -> None:
        self._told, self.notes, self._last = told, None, ""
        silent = repeat("", 1200)  # seconds: longer than the plan takes
        self._keys = chain("\n4\n", silent, "".join(f"{one}\n" for one in ANSWERS), repeat(""))

    notes: Notes | None

    def read(self, seconds: float) -> str:
        noted = self.notes.entry.model_dump_json() if self.notes and self.notes.is_begun else ""
        if noted != self._last:
            os.write(self._told, f"{noted}\n".encode())
            self._last = noted
        return next(self._keys)


def hold(folder: Path, told: int) -> None:
    """A whole session on a fast clock, told of as it goes; it waits at its end."""
    looks, keys = count(), Telling(told)
    notes = keys.notes = Notes(case_in(folder), EVERYBODYS.library, lambda: NOW)
    console = Console(file=io.StringIO(), width=80, height=24, force_terminal=True, legacy_windows=False)
    seams = Seams(keys, lambda: float(next(looks)), tick_s=0, notes=notes, kept=Kept(DESK, folder / "plan.json"))
    guide(DESK, console, seams)
    time.sleep(60)


def killed(folder: Path, after: float) -> list[SessionEntry]:
    """What a session told of before it was killed, so many seconds after it told something first."""
    return [SessionEntry.model_validate_json(line) for line in killed_after(partial(hold, folder), after) if line]


def lost(told: SessionEntry, kept: SessionEntry) -> Iterator[str]:
    """What was told of, and is not in what was kept."""
    for field in FIELDS:
        if (said := getattr(told, field)) is not None and getattr(kept, field) != said:
            yield field
    there = {one.exercise: one.seconds or 0 for one in kept.done}
    yield from (one.exercise for one in told.done if (one.seconds or 0) > there.get(one.exercise, 0))


def test_a_session_killed_at_any_moment_loses_nothing_that_was_seen_and_can_be_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/nowhere")
    chance, stopped = random.Random(17), list[Path]()  # noqa: S311  # no secret
    for point in range(POINTS):
        folder = tmp_path / str(point)
        folder.mkdir()
        told = killed(folder, chance.uniform(0, LONGEST_S))
        (kept,) = read_diary(folder / "diary.json").sessions
        assert [(point, *lost(one, kept)) for one in told if list(lost(one, kept))] == []
        stand = Kept(DESK, folder / "plan.json").stand()
        if stand:
            assert stand.entry is not None
            assert stand.entry.id == kept.id
            stopped.append(folder)
    assert stopped, "none was killed in the middle"
    going_on(stopped[0])


class Pressing:
    """Keys that go on with a session, and say nothing more."""

    def __init__(self) -> None:
        self._keys = chain("g", repeat("\n"))

    def read(self, seconds: float) -> str:
        return next(self._keys)


def going_on(folder: Path) -> None:
    """Killed in the middle and gone on with, it is one entry of a whole session."""
    looks, notes = count(), Notes(case_in(folder), EVERYBODYS.library, lambda: NOW)
    kept = Kept(DESK, folder / "plan.json")
    seams = Seams(Pressing(), lambda: float(next(looks)), tick_s=0, notes=notes, kept=kept)
    guide(DESK, Console(file=io.StringIO(), width=80), seams)
    (session,) = read_diary(folder / "diary.json").sessions
    assert all(one.seconds for one in session.done)
    assert session.pain_before == 4


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM, None], ids=str)
def test_a_session_that_is_hung_up_has_noted_what_was_done(how: signal.Signals | None, tmp_path: Path) -> None:
    plan, diary = tmp_path / "plan.json", tmp_path / "diary.json"
    plan.write_text(to_json(DESK), "utf-8")
    with on_terminal(REAL, str(plan), "--diary", str(diary), "--no-bell") as screen:
        screen.wait_for("q: stop")
        screen.press("\n")
        screen.wait_for("Pain just before")
        screen.press("4\n")
        screen.wait_for("Enter: start the clock")
        screen.press("\n")
        screen.wait_for(" 8 s ")
        if how is None:
            screen.hang_up()
        else:
            screen.program.send_signal(how)
            if how == signal.SIGHUP:
                screen.hang_up()
            else:
                screen.wait_for("Why did you stop?")
                screen.press("q")
        screen.program.wait(30)
    (session,) = read_diary(diary).sessions
    assert session.pain_before == 4
    assert len(session.done) == len(plan_in(DESK).items)
    assert session.ended is not None
