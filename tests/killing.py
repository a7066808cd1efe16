"""Children that are killed while they work: at a call that they make, or at a moment."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from tests.commands import run

WRITING = ("writing.py", "keeping.py", "keys.py", "pathlib.py", "case/files.py")
"""Files of code in which a command writes."""


class Killed:
    """Ends the process at a call that it makes after it first touched a folder; counts the calls where it does not."""

    def __init__(self, folder: Path, at: int) -> None:
        self.calls, self._folder, self._at = 0, str(folder), at

    def on_touch(self, event: str, about: tuple[Any, ...]) -> None:
        if sys.getprofile() is None and any(self._folder in str(one) for one in about):
            sys.setprofile(self.on_call)

    def on_call(self, frame: FrameType, event: str, what: object) -> None:
        if frame.f_code.co_filename.endswith(WRITING):
            self.calls += 1
            if self.calls == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


def in_a_child(command: Sequence[str], out: Path, at: int = 0, typed: str = "") -> tuple[int, int]:
    """How the command ended in a process of its own, and how many calls it made from its first touch of `out`."""
    reader, writer = os.pipe()
    child = _fork()
    if child == 0:
        killed = Killed(out, at)
        sys.addaudithook(killed.on_touch)
        done = run(command, typed=typed)
        sys.setprofile(None)
        os.write(writer, str(killed.calls).encode())
        os._exit(done.code)
    os.close(writer)
    status = os.waitpid(child, 0)[1]
    with os.fdopen(reader, "rb") as told:
        return os.waitstatus_to_exitcode(status), int(told.read() or 0)


def killed_after(work: Callable[[int], None], after: float) -> list[str]:
    """What `work` wrote to the file descriptor it was given, killed so many seconds after the first line.

    `work` must not end by itself before that.
    """
    reader, writer = os.pipe()
    child = _fork()
    if child == 0:
        try:
            work(writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as heard:
        said = heard.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        said += heard.read()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    return said.decode().splitlines()


def _fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the other threads of a test runner hold nothing of ours
        return os.fork()
