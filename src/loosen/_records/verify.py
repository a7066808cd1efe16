"""Whether records are as they were written, and a store holds each of them whole and in its place."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from loosen._library.files import read_bytes, reading
from loosen._library.writing import PART
from loosen.errors import Fault, FaultCode, FileError

from .chain import BEGINNING, CHAIN, LOCK, NAMED, Kept, Trouble, faults_of_chain, lines_of
from .checking import Checked, checked

SHORTEST_LINK = 12
"""Hex digits of a link that are enough to ask for it."""


class Verified(NamedTuple):
    """How many records were found, and every trouble with them.

    Of a store `links` are those of its chain and `last` the one to note elsewhere; other records have none.
    """

    records: int
    """How many records there are."""
    troubles: tuple[Trouble, ...]
    """Each with `where` it is and `what` it is."""
    last: str = ""
    """The last link of a store, 64 hex digits; note it elsewhere."""
    links: tuple[str, ...] = ()
    """All links of a store, in order."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles


def verify(path: str | Path) -> Verified:
    """Whether a record in a file, every record in a folder, or a store with its chain is as it was written.

    A record of an older form without a seal is no trouble: nothing shows whether it is whole. Raises `FileError` when
    something cannot be read, or the folder holds no records.
    """
    where = Path(path)
    if where.is_dir() and is_store(where):
        return verify_store(where)
    files = sorted(where.glob("*.json")) if where.is_dir() else [where]
    if not files:
        raise no_records(where)
    each = [(file, checked(read_bytes(file))) for file in files]
    return Verified(len(files), tuple(Trouble(file.name, found.said) for file, found in each if found.is_fault))


def no_records(folder: Path) -> FileError:
    """The error for a folder without anything to verify."""
    fault = Fault(FaultCode.NOTHING_THERE, str(folder), "holds no records.", "Check that it is the right folder.")
    return FileError("Nothing was checked.", [fault])


def is_store(folder: Path) -> bool:
    """Whether a folder is a store, or has records that were in one. Raises `FileError` when it cannot be read."""
    with reading(folder):
        names = [file.name for file in folder.iterdir()]
    return CHAIN in names or any(NAMED.fullmatch(name) for name in names)


def verify_store(folder: str | Path, advance: Callable[[float], None] = lambda _: None) -> Verified:
    """Walk the whole chain of a store and check every record; `advance` is told the share that is done.

    Raises `FileError` when it cannot be read.
    """
    store = Path(folder)
    with reading(folder), _undisturbed(store):
        return _verify_store(store, advance)


def place_of(link: str, links: tuple[str, ...]) -> int | None:
    """The number of the record with this link, or with the only one that begins so; None where there is none."""
    found = [number for number, known in enumerate(links, start=1) if known.startswith(link)]
    return found[0] if len(found) == 1 and len(link) >= SHORTEST_LINK else None


@contextlib.contextmanager
def _undisturbed(store: Path) -> Iterator[None]:
    """While nobody keeps anything in this store, as far as the system and the rights to it let that be known."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            handle = os.open(store / LOCK, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_SH)
        yield


def _verify_store(store: Path, advance: Callable[[float], None]) -> Verified:
    lines, cut_off = lines_of(store)
    names = sorted(file.name for file in store.iterdir())
    troubles = list(faults_of_chain(lines))
    if CHAIN not in names:
        troubles.append(Trouble(CHAIN, "is missing."))
    elif cut_off < (store / CHAIN).stat().st_size:
        troubles.append(
            Trouble(f"{CHAIN}, line {len(lines) + 1}", "is cut off: a record was being kept, or bytes are lost.")
        )
    chain = [line for line in lines if isinstance(line, Kept)]
    troubles += _faults_of_files(store, chain, advance)
    troubles += _not_in_chain(names, chain)
    last = chain[-1].link if chain else BEGINNING
    return Verified(len(chain), tuple(troubles), last, tuple(line.link for line in chain))


def _faults_of_files(store: Path, chain: list[Kept], advance: Callable[[float], None]) -> Iterator[Trouble]:
    """Every record of the chain whose file is gone or holds something else."""
    place_of_seal: Mapping[str, int] = {line.seal: line.number for line in chain}
    for done, line in enumerate(chain, start=1):
        advance(done / len(chain))
        if not NAMED.fullmatch(line.file):
            continue
        try:
            found = checked(read_bytes(store / line.file))
        except FileError as error:
            yield Trouble(line.file, "is missing." if not (store / line.file).exists() else error.faults[0].what)
            continue
        if what := _what_is_wrong(found, line, place_of_seal):
            yield Trouble(line.file, what)


def _what_is_wrong(found: Checked, line: Kept, place_of_seal: Mapping[str, int]) -> str:
    if not line.is_sound and not found.is_fault:
        return ""  # the line is what is wrong
    match found.state:
        case "altered":
            return f"was altered: {', '.join(found.parts)}."
        case "older":
            return "was put in the place of the record that was kept: it has no seal."
        case "unusable":
            return found.what
        case _ if found.digest != line.seal:
            other = place_of_seal.get(found.digest)
            held = f"record {other}" if other else "a record that was never kept"
            return f"is another record than the one that was kept here: {held}."
        case "reformatted":
            return "says the same as when it was kept, in other bytes."
        case _:
            return ""


def _not_in_chain(names: list[str], chain: list[Kept]) -> Iterator[Trouble]:
    known, last = {line.file for line in chain}, max((line.number for line in chain), default=0)
    for name in names:
        if name.endswith(PART):
            yield Trouble(name, "was left when keeping a record was cut short; it can be deleted.")
        elif name.endswith(".json") and name not in known:
            numbered = NAMED.fullmatch(name)
            ended = (
                "the end of the chain is gone" if numbered and int(numbered[1]) > last else "it was put here by hand"
            )
            yield Trouble(name, f"is not in the chain: {ended}, or keeping it was cut short. Keep it elsewhere, then.")
