"""Files read and written whole: never more than a file may have, never half of one left behind."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager
from os import PathLike
from pathlib import Path
from typing import IO

from loosen.errors import Fault, FaultCode, FileError

MAX_BYTES = 1_000_000
"""The largest file read, in bytes: a hundred times the largest honest one."""
PART = ".part"
"""How the name of a file ends that is still being written."""


@contextlib.contextmanager
def refusing(headline: str, where: str | PathLike[str], remedy: str) -> Iterator[None]:
    """Raises `FileError` in place of what the system says of a file: its reason in small letters, and the remedy."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(headline, [Fault(FaultCode.NO_ACCESS, str(where), f"{reason}.", remedy)]) from error


def reading(path: str | PathLike[str]) -> AbstractContextManager[None]:
    """Raises `FileError` where a file or folder cannot be read."""
    return refusing(f"{path} cannot be read.", path, "Check the name and place.")


def writing(path: Path) -> AbstractContextManager[None]:
    """Raises `FileError` where a file cannot be written."""
    return refusing(f"{path} cannot be written.", path, "Choose another place.")


def read_bytes(path: str | PathLike[str]) -> bytes:
    """The bytes of a file of honest size. Raises `FileError` otherwise, without reading a huge one."""
    with reading(path):
        size = Path(path).stat().st_size
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""  # a device says 0, and may never end
    return honest(raw, size, str(path))


def honest(raw: bytes, size: int, where: str) -> bytes:
    """The bytes of something, `where` in messages, that says it has `size`. Raises `FileError` where that is too many.

    Of what is too large, one byte more than the most is enough.
    """
    if max(size, len(raw)) > MAX_BYTES:
        told = f"is {size:,} bytes" if size > MAX_BYTES else "is too large"
        what = f"{told}; the most is {MAX_BYTES:,}."
        fault = Fault(FaultCode.TOO_LARGE, where, what, "Check that it is the right file.")
        raise FileError(f"{where} cannot be used.", [fault])
    return raw


def write_whole(file: Path, content: bytes, *, mode: int = 0o600, new: bool = False, lasting: bool = True) -> None:
    """Write a file so that it has all of this, or stays as it was; where nobody says otherwise only its owner reads it.

    A `new` one takes the place of none: `FileExistsError` where there is one. A `lasting` one is on the disk when this
    ends. Raises `OSError`.
    """
    written = file if new else file.with_name(f".{file.name}.{secrets.token_hex(4)}{PART}")
    handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            if lasting:
                sync(out)
        written.chmod(mode)
        written.replace(file)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    if lasting:
        settle(file.parent)


def sync(file: IO[bytes]) -> None:
    """Bring what was written to an open file to the disk."""
    file.flush()
    os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
