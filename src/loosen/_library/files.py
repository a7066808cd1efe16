"""Files read whole, never more than a file may have; and what the system refuses, said in one way."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from contextlib import AbstractContextManager
from os import PathLike
from pathlib import Path

from loosen.errors import Fault, FaultCode, FileError, StreamError

MAX_BYTES = 1_000_000
"""The largest file read, in bytes: a hundred times the largest honest one."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""What the system says of a disk that is full or broken; nobody typed anything wrong."""


@contextlib.contextmanager
def refusing(headline: str, where: str | PathLike[str], remedy: str) -> Iterator[None]:
    """Raises `FileError` in place of what the system says of a file: its reason in small letters, and the remedy.

    Of a disk that is full it is a `StreamError`. A pipe that nobody reads any more is left to the caller.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        kind = StreamError if error.errno in FULL else FileError
        raise kind(headline, [Fault(FaultCode.NO_ACCESS, str(where), f"{reason}.", remedy)]) from error


def reading(path: str | PathLike[str]) -> AbstractContextManager[None]:
    """Raises `FileError` where a file or folder cannot be read."""
    return refusing(f"{path} cannot be read.", path, "Check the name and place.")


def read_bytes(path: str | PathLike[str], most: int = MAX_BYTES) -> bytes:
    """The bytes of a file of honest size, at most `most`. Raises `FileError` otherwise, without reading a huge one."""
    with reading(path):
        size = Path(path).stat().st_size
        with Path(path).open("rb") as file:
            raw = file.read(most + 1) if size <= most else b""  # a device says 0, and may never end
    return honest(raw, size, str(path), most)


def honest(raw: bytes, size: int, where: str, most: int = MAX_BYTES) -> bytes:
    """The bytes of something, `where` in messages, that says it has `size`. Raises `FileError` where that is too many.

    Of what is too large, one byte more than the most is enough.
    """
    if max(size, len(raw)) > most:
        told = f"is {size:,} bytes" if size > most else "is too large"
        what = f"{told}; the most is {most:,}."
        fault = Fault(FaultCode.TOO_LARGE, where, what, "Check that it is the right file.")
        raise FileError(f"{where} cannot be used.", [fault])
    return raw
