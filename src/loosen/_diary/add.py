"""Adds a session to a diary file: whole or not at all, and on the disk when that is said."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from loosen._characters import NotText
from loosen._library.files import read_bytes
from loosen._library.writing import write_whole, writing
from loosen._model.diary import DIARY_FORM, Diary, SessionEntry
from loosen._records.canonical import Unreadable, canonical, plain, value_in
from loosen.errors import Fault, FaultCode, FileError

_PERSON_BYTES = 16


def add_session(file: Path, entry: SessionEntry) -> Diary:
    """Put an entry into a diary, which is begun where there is none, and give the whole.

    An entry with the id of one that is there takes its place where it is the same session, told further. It is on the
    disk when this ends; until then the diary is what it was. Raises `FileError`, of a full disk `StreamError`.
    """
    with writing(file), _alone(file.parent):
        before = diary_in(file) if file.exists() else Diary(person=secrets.token_hex(_PERSON_BYTES))
        others = [one for one in before.sessions if not _is_that(one, entry, file)]
        sessions = tuple(sorted((*others, entry), key=lambda one: (one.started, one.id)))
        diary = before.model_copy(update={"sessions": sessions})
        write_whole(file, f"{canonical({**plain(diary), 'form': diary.form})}\n".encode())
    return diary


def diary_in(file: Path) -> Diary:
    """The diary in a file. Raises `FileError` naming what is wrong with it, by its place."""
    try:
        value = value_in(read_bytes(file))
    except (NotText, Unreadable) as error:
        remedy = "Give the file of a diary, or the name of one that is not there yet."
        raise _refused([Fault(FaultCode.NOT_READABLE, str(file), str(error), remedy)]) from error
    form = value.get("form", DIARY_FORM) if isinstance(value, dict) else DIARY_FORM
    if form != DIARY_FORM:
        what = f"is a diary of form {form}, and this program knows form {DIARY_FORM}."
        raise _refused([Fault(FaultCode.UNKNOWN_FORM, str(file), what, "Use the program that wrote it.")])
    try:
        return Diary.model_validate(value)
    except ValidationError as error:
        faults = [
            Fault(FaultCode.WRONG_FORM, ", ".join((str(file), ".".join(map(str, one["loc"])))).rstrip(", "), one["msg"])
            for one in error.errors()
        ]
        raise _refused(faults) from error


def _is_that(one: SessionEntry, entry: SessionEntry, file: Path) -> bool:
    """Whether an entry is an earlier state of the other. Raises `FileError` where only its id is the same."""
    if one.id != entry.id:
        return False
    if (one.plan, one.started, one.entered) != (entry.plan, entry.started, entry.entered):
        what = f"has another session with the id {entry.id}."
        raise _refused([Fault(FaultCode.TWICE, str(file), what, "Add the session under an id of its own.")])
    return True


def _refused(faults: list[Fault]) -> FileError:
    return FileError("The diary cannot be used.", faults)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else writes a diary in this folder; the system lets go when a writer is killed."""
    try:
        import fcntl
    except ImportError:  # two writers at once are not told apart on such a system; each still writes the file whole
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
