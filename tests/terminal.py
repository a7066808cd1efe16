"""A terminal to test programs on: what they write is read without its control codes, and keys are typed in."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path

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
        """Press these keys."""
        os.write(self._at, keys.encode())

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
