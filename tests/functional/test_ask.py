"""`loosen ask` piped, stopped, gone on with, and on a terminal that can do little; test_tmux_ask.py has the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.terminal import Terminal

LOOSEN = [sys.executable, "-m", "loosen"]
DESK_WORKER = """
none
none
none
38
5
3
4
37
seen_clinician.yes
worse_with.sitting
none
none
none
neck_shoulder
sitting_6h
1
1
"""
"""One answer a line: no warning sign, neck pain for long and looked at, a desk job, and the plan as it is offered."""
NONE = "n\r"


def piped(lines: str, *options: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "COLUMNS": "40", **env}
    return subprocess.run(
        [*LOOSEN, "ask", *options], input=lines, cwd=folder, capture_output=True, text=True, env=settings, timeout=60,
        check=False,
    )  # fmt: skip


def on_terminal(folder: Path, *options: str, columns: int = 80, **env: str) -> Terminal:
    return Terminal([*LOOSEN, "ask", *options], folder, columns=columns, **env)


def test_a_desk_worker_gets_a_plan_from_a_pipe_at_40_columns(tmp_path: Path) -> None:
    run = piped(DESK_WORKER.lstrip(), "--save", "mine.json", folder=tmp_path)
    assert run.stderr == ""
    assert run.returncode == 0
    assert "YOU CAN EXERCISE" in run.stdout
    assert max(len(line) for line in run.stdout.splitlines()) <= 40
    assert "\x1b" not in run.stdout
    again = subprocess.run(
        [*LOOSEN, "plan", "mine.json"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "COLUMNS": "40"},
    )  # fmt: skip
    assert again.stdout in run.stdout


def test_an_emergency_halfway_says_at_once_what_to_do(tmp_path: Path) -> None:
    run = piped("none\nchest_pain\n", folder=tmp_path)
    assert run.returncode == 3
    assert "GET EMERGENCY HELP NOW" in run.stdout
    assert run.stderr == ""


def test_an_end_in_the_middle_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    run = piped("none\nnone\n", "--save", "mine.json", folder=tmp_path)
    assert run.returncode == 2
    assert "ended in the middle" in run.stderr
    assert "--resume mine.json" in run.stderr
    answers = json.loads((tmp_path / "mine.json").read_text())["answers"]
    assert answers["flags_bladder_bowel"] == "none"
    rest = "\n".join(DESK_WORKER.lstrip().splitlines()[2:])
    assert piped(rest, "--resume", "mine.json", folder=tmp_path).returncode == 0


def test_the_warning_signs_are_asked_in_german_and_say_who_worded_them(tmp_path: Path) -> None:
    run = piped("none\nchest_pain\n", "--lang", "de", folder=tmp_path)
    assert run.returncode == 3
    told = " ".join(run.stdout.split())
    for said in ("hat eine Maschine übersetzt", "Beine, Blase und Darm", "Nichts davon", "Ich bin nicht sicher"):
        assert said in told
    assert "NOTRUF" in told
    unknown = piped("none\n", "--lang", "xx", folder=tmp_path)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "de (Deutsch)" in unknown.stderr


def test_without_a_file_the_answers_are_kept_all_the_same(tmp_path: Path) -> None:
    run = piped("none\n", folder=tmp_path, XDG_STATE_HOME=str(tmp_path / "state"))
    kept = Path(run.stderr.rpartition("--resume ")[2].strip())
    assert json.loads(kept.read_text())["answers"]
    assert kept.stat().st_mode & 0o077 == 0
    run = piped("chest_pain\n", "--resume", str(kept), folder=tmp_path)
    assert run.returncode == 3


@pytest.mark.parametrize(
    ("bad", "said"),
    [("forty", "not a whole number"), ("44,5", "not a whole number"), ("400", "out of range"), ("", "empty line")],
)
def test_a_bad_number_is_said_plainly_and_asked_again(bad: str, said: str, tmp_path: Path) -> None:
    lines = f"none\nnone\nnone\n{bad}\n 44,0 \n"
    run = piped(lines, "--save", "mine.json", folder=tmp_path)
    assert said in " ".join(run.stdout.split())
    assert run.stdout.count("How old are you?") >= 1
    assert "Where do you have pain or discomfort now?" in " ".join(run.stdout.split())


def test_two_answers_where_one_is_asked_are_asked_again(tmp_path: Path) -> None:
    run = piped("flags_both_legs.new_or_worse flags_both_legs.longstanding\nnone\n", folder=tmp_path)
    assert "Takes one answer" in " ".join(run.stdout.split())
    assert "Chest, tummy and feeling ill" in " ".join(run.stdout.split())


def test_help_and_back(tmp_path: Path) -> None:
    run = piped("?\nnone\nb\nnone\n", folder=tmp_path)
    shown = " ".join(run.stdout.split())
    assert "We ask this to find out whether you should see somebody" in shown
    assert shown.count("] Legs, bladder and bowels") == 2


@pytest.mark.parametrize("content", ["", '{"answers": {"age": 4', "[]", '{"answers": {}, "library": "0"}'])
def test_a_file_that_cannot_be_resumed_is_left_as_it_is(content: str, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text(content)
    run = piped("none\n", "--resume", "mine.json", folder=tmp_path)
    assert run.returncode == 2
    assert "cannot be resumed" in run.stderr
    assert (tmp_path / "mine.json").read_text() == content


def test_a_file_that_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("mine")
    assert piped("none\n", "--save", "mine.json", folder=tmp_path).returncode == 2
    assert (tmp_path / "mine.json").read_text() == "mine"


def test_control_c_loses_nothing(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "--save", "mine.json")
    terminal.wait_for("Legs, bladder")
    terminal.type(NONE)
    terminal.wait_for("Chest, tummy")
    terminal.type("\x03")
    assert terminal.ends() == 130
    assert json.loads((tmp_path / "mine.json").read_text())["answers"]["flags_both_legs"] == "no"


def test_a_dumb_terminal_gets_plain_lines(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, TERM="dumb")
    terminal.wait_for("The numbers of all that fit")
    terminal.type("none\n")
    terminal.wait_for("Chest, tummy")
    terminal.type("1\n")
    terminal.wait_for("GET EMERGENCY HELP NOW")
    assert terminal.ends() == 3
    assert "\x1b" not in terminal.raw
