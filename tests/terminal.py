"""Terminals to test programs on: a bare one, whose bytes are read as they come, and tmux, which shows a screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from tests.tools import where_is

CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[=>()78][0B]?|[\x00\x07\x0f\r]")
LONGEST = 20.0
"""Seconds to wait for something to appear."""


class Terminal:
    """A program running on a terminal of its own."""

    def __init__(self, command: Sequence[str], folder: Path, *, columns: int = 80, **env: str) -> None:
        self._at, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        settings = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "", "LINES": "", **env}
        self._program = subprocess.Popen(
            command, cwd=folder, stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
            env={key: value for key, value in settings.items() if value},
        )  # fmt: skip
        os.close(inside)
        self.raw = ""
        self._seen = 0

    def wait_for(self, text: str) -> str:
        """All that was shown since the last call, up to this text. Fails when it does not appear."""
        until = time.monotonic() + LONGEST
        while True:
            shown = self.text[self._seen :]
            place = shown.find(text)
            if place >= 0:
                self._seen += place + len(text)
                return shown[: place + len(text)]
            assert time.monotonic() < until, f"“{text}” did not appear in:\n{shown[-3000:]}"
            assert self._read() or self._program.poll() is None, f"it ended without “{text}”:\n{shown[-3000:]}"

    @property
    def text(self) -> str:
        """Everything shown so far, without control codes."""
        return CODES.sub("", self.raw)

    def type(self, keys: str) -> None:
        """Press these keys; half a character such as `\\udcf6` is a byte that is no UTF-8."""
        os.write(self._at, keys.encode("utf-8", "surrogateescape"))

    def kill(self) -> None:
        """End the program at once, with no chance to tidy up."""
        os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait()
        os.close(self._at)

    def ends(self) -> int:
        """Wait for the program to end; how it ended."""
        until = time.monotonic() + LONGEST
        while self._program.poll() is None and time.monotonic() < until:
            self._read()
        code = self._program.wait(timeout=1)
        while self._read():
            pass
        os.close(self._at)
        return code

    def _read(self) -> bool:
        if not select.select([self._at], [], [], 0.05)[0]:
            return False
        try:
            found = os.read(self._at, 65536)
        except OSError:  # on Linux: the other end is closed
            return False
        self.raw += found.decode("utf-8", "replace")
        return bool(found)


class Pane:
    """A program in a pane of tmux, which shows what a person would see; it ends with the `with` block."""

    _made = count()

    def __init__(self, command: Sequence[str], folder: Path, *, columns: int = 80, rows: int = 24, **env: str) -> None:
        self._at = where_is("tmux")
        self.columns, self.rows = columns, rows
        self._socket = f"loosen-{os.getpid()}-{next(self._made)}"
        self._ended = folder / f"{self._socket}.ended"
        settings = {key: value for key, value in os.environ.items() if key not in ("TMUX", "COLUMNS", "LINES")}
        self._env = {**settings, "LC_ALL": "C.UTF-8", **env}
        self._tmux(
            "set-option", "-g", "remain-on-exit", "on", ";", "set-option", "-g", "status", "off", ";",
            "set-option", "-g", "history-limit", "20000", ";",
            "new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", str(folder),
            f"{shlex.join(command)}; echo $? >{shlex.quote(str(self._ended))}", first=True,
        )  # fmt: skip

    def __enter__(self) -> Pane:
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([*self._command, "kill-server"], env=self._env, capture_output=True, check=False)

    @property
    def _command(self) -> list[str]:
        return [self._at, "-u", "-L", self._socket, "-f", "/dev/null"]

    def _tmux(self, *words: str, first: bool = False) -> str:
        start = ["start-server", ";"] if first else []
        run = subprocess.run(
            [*self._command, *start, *words],
            env=self._env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    @property
    def screen(self) -> list[str]:
        """The rows that are on the screen now."""
        return [row.rstrip() for row in self._tmux("capture-pane", "-p").splitlines()]

    @property
    def words(self) -> str:
        """What is on the screen now, without the breaks between its rows."""
        return " ".join(" ".join(self.screen).split())

    @property
    def written(self) -> list[str]:
        """All that was written line by line, a line that the pane had to break as one."""
        return [row.rstrip() for row in self._tmux("capture-pane", "-p", "-J", "-S", "-").splitlines()]

    def wait_for(self, text: str) -> str:
        """What is on the screen once this text is there, however its rows are broken. Fails when it does not come."""
        return self.wait_until(lambda words: text in words, f"“{text}”")

    def wait_until(self, found: Callable[[str], bool], what: str) -> str:
        """What is on the screen once it is as it should be."""
        until = time.monotonic() + LONGEST
        while not found(words := self.words):
            assert time.monotonic() < until, f"{what} did not appear on:\n" + "\n".join(self.screen)
            time.sleep(0.02)
        return words

    def press(self, *keys: str) -> None:
        """Press these keys, by the names that tmux has for them: Enter, Space, Down, C-c, 7."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Write this text, and press Enter."""
        self._tmux("send-keys", "-l", "--", text)
        self.press("Enter")

    def kill(self) -> None:
        """End the program at once, with no chance to tidy up."""
        os.killpg(int(self._told("pane_pid")), signal.SIGKILL)
        self._wait_for(self._is_dead)

    def ends(self) -> int:
        """Wait for the program to end, and for all that it wrote; how it ended."""
        self._wait_for(lambda: self._is_dead() and self._ended.is_file())
        return int(self._ended.read_text("utf-8"))

    def _is_dead(self) -> bool:
        return self._told("pane_dead") == "1"

    def _wait_for(self, ended: Callable[[], bool]) -> None:
        until = time.monotonic() + LONGEST
        while not ended():
            assert time.monotonic() < until, "it did not end:\n" + "\n".join(self.screen)
            time.sleep(0.02)

    def _told(self, name: str) -> str:
        return self._tmux("display-message", "-p", f"#{{{name}}}").strip()
