"""`loosen session` on a pseudo-terminal, on one that can only write lines, piped, and with files that are no plan."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.commands import EXAMPLES, loosen

from loosen._outputs.session.words import clock
from loosen._records.canonical import plain
from loosen._records.sealing import seal_of
from loosen._words.amounts import length
from loosen._words.speech import speech_of

REAL = (sys.executable, "-m", "loosen", "session")
FAST = (
    sys.executable,
    "-c",
    """
import sys
from itertools import count
from rich.console import Console
from loosen._cli.session.guide import guide
from loosen._cli.session.seams import Seams
from loosen._cli.session.keys import terminal_keys
from loosen._records.reading import read_record
looks = count()
with terminal_keys() as keys:
    seams = Seams(keys, lambda: next(looks) * 0.5, tick_s=0.001)
    guide(read_record(sys.argv[1]), Console(), seams, shorter="--shorter-day" in sys.argv)
""",
)
"""The same session on a clock that goes half a second on at every look."""
PATIENCE_S = 60
MARKS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x07")


class Screen:
    """A program on a terminal: what it wrote, and keys for it."""

    def __init__(self, program: subprocess.Popen[bytes], at: int) -> None:
        self.program = program
        self.raw = b""
        self._at, self._read_to = at, 0
        self.is_there = True

    @property
    def text(self) -> str:
        """What was written, without the marks that move the cursor and set colours."""
        return re.sub(r"\r\n?", "\n", MARKS.sub("", self.raw.decode("utf-8", "ignore")))

    def wait_for(self, words: str) -> None:
        """Reads on until these words come after those waited for before."""
        end = time.monotonic() + PATIENCE_S
        while (found := self.text.find(words, self._read_to)) < 0:
            assert self._reads() or self.program.poll() is None, f"no {words!r} in {self.text[self._read_to :]!r}"
            assert time.monotonic() < end, f"no {words!r} in {self.text[self._read_to :]!r}"
        self._read_to = found + len(words)

    def press(self, keys: str) -> None:
        os.write(self._at, keys.encode())

    def hang_up(self) -> None:
        """Close the window: nothing can be read or written any more."""
        os.close(self._at)
        self.is_there = False

    def ends(self) -> int:
        """Reads what is left; gives the exit code once the terminal is as a shell needs it."""
        end = time.monotonic() + PATIENCE_S
        while self._reads() or self.program.poll() is None:
            assert time.monotonic() < end, f"no end after {self.text[-500:]!r}"
        modes = termios.tcgetattr(self._at)[3]
        assert modes & termios.ICANON
        assert modes & termios.ECHO
        assert self.raw.count(b"\x1b[?25l") == self.raw.count(b"\x1b[?25h"), "the cursor is hidden"
        return self.program.wait()

    def _reads(self) -> bool:
        """Whether anything came within a moment."""
        if not select.select([self._at], [], [], 0.05)[0]:
            return False
        try:
            self.raw += os.read(self._at, 65536)
        except OSError:  # on Linux: the program has ended
            return False
        return True


def to_the_second_exercise(screen: Screen) -> None:
    """Begin the session and skip the first exercise."""
    screen.wait_for("q: stop")
    screen.press("\n")
    screen.wait_for("Exercise 1 of")
    screen.press("s")
    screen.wait_for("Why leave it out? 1 it hurt, ")
    screen.press("\n")
    screen.wait_for("Exercise 2 of")


@contextmanager
def on_terminal(command: tuple[str, ...], *arguments: str, columns: int = 80, **environment: str) -> Iterator[Screen]:
    """Runs a command on a terminal of so many columns and 24 lines."""
    own = {"XDG_STATE_HOME": str(Path(arguments[0]).parent / "state")} if arguments else {}
    settings = {**os.environ, "TERM": "xterm-256color", **own, **environment}
    for name in ("COLUMNS", "LINES"):
        settings.pop(name, None)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    program = subprocess.Popen(
        [*command, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=settings, start_new_session=True
    )
    os.close(theirs)
    screen = Screen(program, ours)
    try:
        yield screen
    finally:
        program.kill()
        program.wait()
        if screen.is_there:
            os.close(ours)


def named(plan: Path) -> tuple[list[str], int]:
    """The names of a plan's exercises and the seconds it takes."""
    session = json.loads(plan.read_text("utf-8"))["plan"]
    return [item["name"] for item in session["items"]], session["seconds"]


def test_a_whole_session_from_start_to_end(plan: Path) -> None:
    names, seconds = named(plan)
    with on_terminal(FAST, str(plan)) as screen:
        screen.wait_for("When to stop")
        screen.wait_for("Enter: start")
        screen.press("\n")
        for number, name in enumerate(names, start=1):
            screen.wait_for(f"{number}. {name}")
            screen.wait_for("Get ready")
            screen.wait_for(f"Exercise {number} of {len(names)}")
        told = length(seconds, speech_of("en"))
        screen.wait_for(f"That was your session. You did {len(names)} of {len(names)} exercises in {told}.")
        for said in ("Keep going", "Hold, left side, 1 of", "Let go, change sides", "Hold, right side, 1 of"):
            assert said in screen.text
        assert screen.ends() == 0
        assert b"\x07" in screen.raw


def test_arrows_are_no_letters_and_the_bell_can_be_silent(plan: Path) -> None:
    _, seconds = named(plan)
    with on_terminal(REAL, str(plan), "--no-bell") as screen:
        screen.wait_for("q: stop")
        screen.press(" ")
        screen.wait_for(f", {clock(seconds)} to go")
        screen.wait_for("Enter: start the clock, or in")
        screen.press("\x1b[B\n")
        screen.wait_for(f", {clock(seconds - 1)} to go")
        screen.press("Q")
        screen.wait_for("Stopped. You did 0 of")
        screen.wait_for("Watch out for")
        assert screen.ends() == 0
        assert b"\x07" not in screen.raw


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_session_ends_kindly(plan: Path, number: int) -> None:
    with on_terminal(REAL, str(plan)) as screen:
        to_the_second_exercise(screen)
        screen.program.send_signal(number)
        screen.wait_for("Stopped. You did 0 of")
        assert screen.ends() == 0
        assert "Traceback" not in screen.text


def test_leaving_out_the_strength_work(plan: Path) -> None:
    with on_terminal(FAST, str(plan)) as screen:
        screen.wait_for("l: leave them out")
        screen.press("l")
        screen.wait_for("Left out today: ")
        screen.wait_for("That was your session.")
        assert screen.ends() == 0


def test_without_colour(plan: Path) -> None:
    with on_terminal(FAST, str(plan), "--shorter-day", NO_COLOR="1") as screen:
        screen.wait_for("q: stop")
        screen.press("\n")
        screen.wait_for("Hold, right side")
        screen.press("q")
        assert screen.ends() == 0
        colours = re.findall(rb"\x1b\[([0-9;]*)m", screen.raw)
        assert {int(part or 0) for code in colours for part in code.split(b";")} <= {0, 1, 2}


def test_a_terminal_that_can_only_write_lines(plan: Path) -> None:
    with on_terminal(FAST, str(plan), TERM="dumb") as screen:
        screen.wait_for("q: stop")
        screen.press("\n")
        screen.wait_for("Get ready: 10 seconds")
        screen.wait_for("Keep going: ")
        screen.wait_for("Hold, left side, 1 of")
        screen.press(" ")
        screen.wait_for("Paused.")
        screen.press(" ")
        screen.wait_for("That was your session.")
        assert screen.ends() == 0
        assert b"\x1b" not in screen.raw


def test_piped_it_lists_the_steps_with_their_times(plan: Path) -> None:
    names, seconds = named(plan)
    for columns in ("40", "80"):
        done = loosen("session", str(plan), columns=int(columns))
        assert (done.returncode, done.stderr) == (0, "")
        assert " 0:00  Get ready: 10 seconds\n 0:10  Keep going: " in done.stdout
        assert done.stdout.endswith(f"{clock(seconds):>5}  The end.\n")
        text = " ".join(done.stdout.split())
        assert all(f"{number}. {name}" in text for number, name in enumerate(names, start=1))
        assert max(map(len, done.stdout.splitlines())) <= int(columns)
        assert "\x1b" not in done.stdout
    shorter = loosen("session", str(plan), "--shorter-day")
    assert "Left out today: " in shorter.stdout
    assert shorter.stdout.count("Get ready") < len(names)


def test_a_referral_has_no_session(tmp_path: Path) -> None:
    path = tmp_path / "referral.json"
    loosen("plan", str(EXAMPLES / "cauda_equina_warning.yaml"), "--format", "json", "--out", str(path))
    done = loosen("session", str(path))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Get emergency help now. There is no session")


def test_files_that_are_no_plan(plan: Path, tmp_path: Path) -> None:
    whole = json.loads(plan.read_text("utf-8"))
    altered = {**whole, "loosen": {**whole["loosen"], "version": "0.0.9"}}
    record = {**whole, "audit": {**whole["audit"], "schema_version": 999}}
    unsealed = {name: part for name, part in record.items() if name != "seal"}
    wrong = {
        plan.read_text("utf-8")[:5000]: "is cut off or damaged",
        "": "is cut off or damaged",
        (EXAMPLES / "desk_worker.yaml").read_text("utf-8"): "is cut off or damaged",
        "[]": "is JSON, but no plan",
        json.dumps(altered): "was altered since it was made",
        json.dumps({**unsealed, "seal": plain(seal_of(unsealed))}): "has a record of version 999",
    }
    path = tmp_path / "plan.json"
    for content, says in wrong.items():
        path.write_text(content, "utf-8")
        done = loosen("session", str(path))
        assert (done.returncode, done.stdout) == (2, "")
        assert says in done.stderr
        assert "loosen plan ANSWERS --format json" in done.stderr or "make the plan again" in done.stderr
    assert loosen("session", str(tmp_path / "nowhere.json")).returncode == 2
