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
male
5
3
4
seen_clinician.yes
worse_with.sitting
none
none
none
1
neck_shoulder
2
1
sitting_6h
1
"""
"""One answer a line: no warning sign, neck pain for long and looked at, a desk job, and more than for a first plan."""
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
    for said in (
        "hat eine Maschine übersetzt",
        "etwas davon, seit die Schmerzen begonnen haben",
        "Nichts davon",
        "Ich bin nicht sicher",
    ):
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
    assert "Are you female or male?" in " ".join(run.stdout.split())


def test_two_answers_where_one_is_asked_are_asked_again(tmp_path: Path) -> None:
    run = piped("flags_both_legs.new_or_worse flags_both_legs.longstanding\nnone\n", folder=tmp_path)
    assert "Takes one answer" in " ".join(run.stdout.split())
    assert "Any of this, now or with this pain?" in " ".join(run.stdout.split())


def test_help_and_back(tmp_path: Path) -> None:
    run = piped("?\nnone\nb\nnone\n", folder=tmp_path)
    shown = " ".join(run.stdout.split())
    assert "We ask this to find out whether you should see somebody" in shown
    assert shown.count("] Since the pain began") == 2


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
    terminal.wait_for("Since the pain began")
    terminal.type(NONE)
    terminal.wait_for("or with this pain?")
    terminal.type("\x03")
    assert terminal.ends() == 130
    assert json.loads((tmp_path / "mine.json").read_text())["answers"]["flags_both_legs"] == "no"


def test_a_dumb_terminal_gets_plain_lines(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, TERM="dumb")
    terminal.wait_for("All that fit")
    terminal.type("none\n")
    terminal.wait_for("or with this pain?")
    terminal.type("1\n")
    terminal.wait_for("GET EMERGENCY HELP NOW")
    terminal.wait_for("That is all")
    terminal.type("1\n")
    assert terminal.ends() == 3
    assert "\x1b" not in terminal.raw


def test_a_word_asks_for_the_plan_from_a_pipe_and_what_to_do_next_is_said(tmp_path: Path) -> None:
    safe = "\n".join(DESK_WORKER.lstrip().splitlines()[:13])
    run = piped(f"{safe}\nplan\n", "--save", "mine.json", folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    told = " ".join(run.stdout.split())
    for said in (
        "Not asked yet, so we took: ",
        "room on the floor",
        "Your plan is kept in mine.plan.json, your answers in mine.json.",
        "loosen session mine.plan.json",
        "loosen why mine.plan.json",
        "loosen ask --resume mine.json",
    ):
        assert said in told
    again = piped("p\n", "--resume", "mine.json", folder=tmp_path)
    assert again.returncode == 0
    session = subprocess.run(
        [*LOOSEN, "session", "mine.plan.json"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert session.returncode == 0
    assert piped("none\n", "--save", "mine.json", folder=tmp_path).returncode == 2


def test_before_all_about_safety_is_told_no_word_asks_for_the_plan(tmp_path: Path) -> None:
    run = piped("none\nplan\n", folder=tmp_path)
    assert run.returncode == 2
    assert "has no line 'plan'" in " ".join(run.stdout.split()).replace("Has", "has")
