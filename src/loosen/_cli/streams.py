"""The one place that writes to the screen and watches over the standard streams.

Any encoding of them shows every word. One that is closed, full or broken ends the command with one line on a stream
that is left, and with an exit code of its own; when whoever reads what is written has had enough, it ends quietly.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from loosen._characters import harmless
from loosen._words.plainly import PLAINLY, plainly
from loosen.errors import ExitCode, LoosenError, StreamError

NAMES = ("standard input", "standard output", "standard error")
DASH = Path("-")
"""Stands for standard input where something is read, and for standard output where something is written."""


class NobodyReads(Exception):
    """Whoever read what was written has had enough."""


class _Watched(io.FileIO):
    """An open stream that says what is wrong with it once, and takes no more after that."""

    def __init__(self, number: int, place: int) -> None:
        super().__init__(place, "r" if number == 0 else "w", closefd=False)
        self._called, self.lost = NAMES[number], False

    def write(self, data: Any, /) -> int:
        while not self.lost:
            try:
                written: int | None = super().write(data)
            except BrokenPipeError:
                self.lost = True
                raise NobodyReads from None
            except OSError as error:
                self.lost = True
                raise self._fault(error, "written", "") from None
            if written is not None:
                return written
            select.select([], [self], [])  # somebody set it not to wait
        return len(data)

    def readinto(self, buffer: Any, /) -> int | None:
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise self._fault(error, "read", " Pipe something in.") from None

    def _fault(self, error: OSError, done: str, remedy: str) -> StreamError:
        closed = error.errno == errno.EBADF
        reason = "it is closed" if closed else (error.strerror or str(error)).lower()
        return StreamError(f"{self._called} cannot be {done}: {reason}.{remedy}")


def take_over() -> None:
    """Watch over the standard streams from now on; one that is closed is there, too, and says so when it is used."""
    sys.stdin = _watched(0, sys.stdin)
    sys.stdout = _watched(1, sys.stdout)
    sys.stderr = _watched(2, sys.stderr)


def _watched(number: int, stream: TextIO | None) -> TextIO:
    if stream is None:  # no file that is opened later may come to stand in its place
        place = os.open(os.devnull, os.O_WRONLY if number == 0 else os.O_RDONLY)
        return _text(number, place, "utf-8", "strict")
    buffer = getattr(stream, "buffer", None)
    if not isinstance(getattr(buffer, "raw", buffer), io.FileIO):  # a console of Windows, or whoever calls us
        if number and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAINLY)
        return stream
    line = bool(stream.line_buffering) or getattr(stream, "write_through", False)  # the latter with PYTHONUNBUFFERED
    return _text(number, stream.fileno(), stream.encoding, stream.errors or "strict", line=line)


def _text(number: int, place: int, encoding: str, errors: str, *, line: bool = False) -> TextIO:
    raw = _Watched(number, place)
    if number == 0:
        return io.TextIOWrapper(io.BufferedReader(raw), encoding=encoding, errors=errors)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors=PLAINLY, line_buffering=line)


def put(text: str) -> None:
    """Write to standard output for a person to read. Raises `StreamError`."""
    sys.stdout.write(harmless(text))


def put_exactly(content: bytes) -> None:
    """Write to standard output for a program to read: these bytes, whatever the encoding. Raises `StreamError`."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def put_beside(text: str) -> None:
    """Write to standard error, beside what a command puts out. Raises `StreamError`."""
    sys.stderr.write(harmless(text))
    sys.stderr.flush()


def settled() -> None:
    """Have all that was put out be written. Raises `StreamError`."""
    sys.stdout.flush()


def shown(text: str) -> str:
    """A text as standard output can show it, for whatever breaks it into lines."""
    return plainly(harmless(text), sys.stdout.encoding or "utf-8")


def tell(error: LoosenError) -> ExitCode:
    """Say what went wrong on standard error, or on standard output where that is not to be had; the exit code."""
    text = "".join(f"{one}\n" for one in (*_on_its_way(error), error))
    for stream in (sys.stderr, sys.stdout):
        with contextlib.suppress(StreamError, NobodyReads):
            stream.write(text)
            stream.flush()
            if not _is_lost(stream):
                break
    return error.exit_code


def _on_its_way(error: LoosenError) -> Iterator[LoosenError]:
    """What was to be told when a stream failed."""
    before = error.__context__ if isinstance(error, StreamError) else None
    while before is not None:
        if isinstance(before, LoosenError) and not isinstance(before, StreamError):
            yield before
            return
        before = before.__context__


def _is_lost(stream: TextIO) -> bool:
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return isinstance(raw, _Watched) and raw.lost
