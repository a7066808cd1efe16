"""Keeps records in a store, each linked to the one before."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loosen._library.files import read_bytes, refusing
from loosen._library.writing import PART, PRIVATE, pour, settle, sync, write_whole
from loosen.errors import Fault, FaultCode, FileError

from .canonical import canonical, value_in
from .chain import CHAIN, LOCK, NO_LINE, Kept, faults_of_chain, line_of, lines_of
from .checking import Checked, checked


class Newly(NamedTuple):
    """What keeping a record came to: its line, and whether it was there before."""

    kept: Kept
    was_there: bool


class Sound(NamedTuple):
    """A record that is whole, in its canonical form, and its seal."""

    text: bytes
    seal: str


def keep(record: str | Path, folder: str | Path) -> Newly:
    """Put the record in a file into the store in `folder`, which is made where there is none.

    What comes back has `was_there`, and `kept` with the record's `number`, its `file` in the store, and its `link`.
    A record that the store has already is left there once. Raises `FileError`, with nothing kept, when the record is
    not whole or has no seal, or the chain of the store is broken.
    """
    return keep_bytes(read_bytes(record), str(record), folder)


def keep_bytes(raw: bytes, where: str, folder: str | Path) -> Newly:
    """The same with the bytes of a record; `where` names it in messages."""
    text, seal = sound(raw, where)
    store = Path(folder)
    with refusing("The record was not kept.", folder, "Choose another place."):
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(store):
            return _keep(text, seal, store)


def sound(raw: bytes, where: str) -> Sound:
    """A record that may be kept; `where` names it in messages. Raises `FileError` where nothing shows it is whole."""
    found = checked(raw)
    if not found.can_be_relied_on:
        raise FileError(f"{where} cannot be kept.", [_why_not_kept(where, found)])
    text = raw if found.state == "whole" else f"{canonical(value_in(raw))}\n".encode()
    return Sound(text, found.digest)


def _why_not_kept(where: str, found: Checked) -> Fault:
    match found.state:
        case "older":
            return Fault(
                FaultCode.OLDER_FORM,
                where,
                "is of an older form without a seal, so nothing shows that it is whole.",
                "Make it anew.",
            )
        case "altered":
            return Fault(
                FaultCode.ALTERED,
                where,
                f"was altered since it was made ({', '.join(found.parts)}).",
                "Take another copy of it.",
            )
        case _:
            return Fault(FaultCode.NO_RECORD, where, found.what)


def _keep(text: bytes, seal: str, store: Path) -> Newly:
    for left in store.glob(f".*{PART}"):  # of a keeper that was killed: there is no other one now
        left.unlink()
    _refuse_broken(store)
    _mend(store)
    _refuse_broken(store)  # a line that was finished just now counts, too
    chain = [line for line in lines_of(store)[0] if isinstance(line, Kept)]
    there = next((line for line in chain if line.seal == seal), None)
    if there is not None and _holds(store / there.file, seal):
        return Newly(there, was_there=True)
    kept = Kept.after(chain[-1] if chain else None, seal)
    write_whole(store / kept.file, text)
    try:
        _add(store / CHAIN, kept.line.encode())
    except OSError:
        (store / kept.file).unlink()  # what is in no line was not kept
        raise
    return Newly(kept, was_there=False)


def _refuse_broken(store: Path) -> None:
    faults = list(faults_of_chain(lines_of(store)[0]))
    if faults:
        fault = Fault(FaultCode.BROKEN_STORE, faults[0].where, faults[0].what, f"See: loosen verify {store}")
        raise FileError("The chain of this store is broken, so nothing was kept.", [fault])


def _mend(store: Path) -> None:
    """Finish the last line if only its end is missing, or else take the piece of it away: its keeper was killed."""
    whole = lines_of(store)[1]
    piece = (store / CHAIN).read_bytes()[whole:] if (store / CHAIN).exists() else b""
    if piece and line_of(piece) == NO_LINE:
        _add(store / CHAIN, b"", after=whole)
    elif piece:
        _add(store / CHAIN, b"\n")


def _holds(file: Path, seal: str) -> bool:
    try:
        return checked(file.read_bytes()).digest == seal
    except OSError:
        return False


def _add(chain: Path, text: bytes, *, after: int | None = None) -> None:
    """Add to the chain, at its end or in place of what stands after so many bytes; it is on the disk when this ends.

    Where only a part of it can be written, none is.
    """
    handle = os.open(chain, os.O_RDWR | os.O_CREAT, PRIVATE)
    with os.fdopen(handle, "r+b", buffering=0) as writing:
        if after is not None:
            writing.truncate(after)
        end = writing.seek(0, os.SEEK_END)
        try:
            pour(handle, text)
            sync(writing)
        except OSError:
            writing.truncate(end)
            raise
    settle(chain.parent)


@contextlib.contextmanager
def _alone(store: Path) -> Iterator[None]:
    """While nobody else keeps anything in this store; the system lets go when a keeper is killed."""
    try:
        import fcntl
    except ImportError as error:
        what = "needs locks on files, so that two keepers cannot mix their lines, and this system has none."
        remedy = "Keep records on Linux or macOS; on Windows, in its Subsystem for Linux (WSL)."
        raise FileError("The record was not kept.", [Fault(FaultCode.NO_ACCESS, str(store), what, remedy)]) from error
    handle = os.open(store / LOCK, os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
