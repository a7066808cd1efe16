"""Single keys from a terminal, without Enter."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import select
import signal
import sys
from collections.abc import Iterator
from typing import Protocol

ENTER = "\n"
TICK_S = 0.1
"""How long a key is waited for before the clock is looked at again."""
AT_ONCE = 64
"""Bytes read at once; what is held down may send more."""
ARROWS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[@-~])?")
"""What arrows and function keys send; it holds letters that nobody typed."""
BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?$")
"""One of these whose end is still to be read."""
STARTS = (ENTER, " ")
END = "\x04"
"""Ctrl-D, which a terminal that has gone away stands for, too."""
ENDS = ("q", END)


class Keys(Protocol):
    """Where keys come from."""

    def read(self, seconds: float) -> str:
        """The next key; empty when none came within so many seconds."""


def is_possible() -> bool:
    """Whether somebody sits at a terminal whose keys can be read one by one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        import termios  # noqa: F401  not on every system
    except ImportError:
        return False
    return True


@contextlib.contextmanager
def terminal_keys() -> Iterator[Keys]:
    """The keys of the terminal; it is as it was afterwards, also when the program is told to end."""
    import termios
    import tty

    at = sys.stdin.fileno()
    before = termios.tcgetattr(at)

    def keys_again(*_: object) -> None:
        tty.setcbreak(at)  # whoever put the program to sleep may have set the terminal anew

    handlers = {
        signal.SIGTERM: signal.signal(signal.SIGTERM, signal.default_int_handler),
        signal.SIGHUP: signal.signal(signal.SIGHUP, signal.default_int_handler),  # the window was closed
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),  # also where our parent ignores it
        signal.SIGCONT: signal.signal(signal.SIGCONT, keys_again),
    }
    try:
        tty.setcbreak(at)
        yield _TerminalKeys(at)
    finally:
        with contextlib.suppress(termios.error):  # it has gone away
            termios.tcsetattr(at, termios.TCSADRAIN, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


class _TerminalKeys:
    """Keys read from an open terminal."""

    def __init__(self, at: int) -> None:
        self._at = at
        self._waiting: list[str] = []
        self._begun = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def read(self, seconds: float) -> str:
        if not self._waiting and select.select([self._at], [], [], seconds)[0]:
            typed = self._read()
            self._waiting = [END] if typed is None else self._keys_in(typed)
        return self._waiting.pop(0) if self._waiting else ""

    def _read(self) -> str | None:
        """What was typed; None where the terminal has gone away."""
        try:
            raw = os.read(self._at, AT_ONCE)
        except OSError:
            raw = b""
        return self._decoder.decode(raw) if raw else None

    def _keys_in(self, typed: str) -> list[str]:
        typed = self._begun + typed
        begun = BEGUN.search(typed)
        self._begun = begun[0] if begun else ""
        typed = typed.removesuffix(self._begun)
        return list(ARROWS.sub("", typed).replace("\r", ENTER))
