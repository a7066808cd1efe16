"""Files read and written whole: never more than a file may have, never half of one left behind."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from loosen.errors import Fault, FileError


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file of honest size. Raises `FileError` otherwise, without reading a huge one."""
    try:
        size = Path(path).stat().st_size
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""  # a device says 0, and may never end
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(
            f"{path} cannot be read.", [Fault(str(path), f"{reason}.", "Check the name and place.")]
        ) from error
    if max(size, len(raw)) > MAX_BYTES:
        told = f"is {size:,} bytes" if size > MAX_BYTES else "is too large"
        fault = Fault(str(path), f"{told}; the most is {MAX_BYTES:,}.", "Check that it is the right file.")
        raise FileError(f"{path} cannot be used.", [fault])
    return raw


MAX_BYTES = 1_000_000
"""The largest file read, in bytes: a hundred times the largest honest one."""


PART = ".part"
"""How the name of a file ends that is still being written."""


def write_whole(file: Path, text: bytes) -> None:
    """A file that is there whole and on the disk, or not at all; only its owner can read it."""
    part = file.with_name(f".{file.name}{PART}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as writing:
        writing.write(text)
        writing.flush()
        os.fsync(writing.fileno())
    part.replace(file)
    settle(file.parent)


def settle(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
