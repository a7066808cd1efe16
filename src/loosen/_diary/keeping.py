"""Changes a diary file: whole or not at all, and on the disk when that is said."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from loosen._library.writing import write_whole, writing
from loosen._model.diary import Diary

from .reading import read_diary, to_json

ID_BYTES = 16
"""Random bytes of an id."""


def new_id() -> str:
    """An id for a person or an entry, which nobody else has."""
    return secrets.token_hex(ID_BYTES)


def diary_or_new(file: Path) -> Diary:
    """The diary in a file, or an empty one of a person without a name where there is none. Raises `FileError`."""
    return read_diary(file) if file.exists() else Diary(person=new_id())


def keep(file: Path, change: Callable[[Diary], Diary]) -> Diary:
    """Change the diary in a file, which is begun where there is none; nobody else changes it meanwhile.

    Until it is on the disk the file is what it was. Raises `FileError`, and `StreamError` where a disk is full.
    """
    with writing(file), _alone(file.absolute().parent):
        diary = change(diary_or_new(file))
        write_whole(file, to_json(diary).encode())
    return diary


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else changes a diary in this folder; the system lets go when a writer is killed."""
    try:
        import fcntl
    except ImportError:  # such a system has no locks of this kind; each writer still writes the file whole
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
