"""A folder of records with a chain, so that a later change to any of them, or to their order, is found and located.

Every record that is kept adds one line to `chain.jsonl`: its number, its file, its seal, the link of the line before,
and its own link, which is the SHA-256 over the rest of the line. Whoever notes the last link can show later that all
records up to it are still the ones that were kept. It is no signature: somebody who may write to the folder can make
the whole chain anew, and only a link that is known elsewhere tells.

A record is written before its line, each is on the disk before the next step, and one keeper works at a time. One that
is killed leaves at worst a record without a line, or a line that is cut off; the next `keep` takes the piece of a line
away, and `look_over` names a record without one.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, StringConstraints, ValidationError

from loosen.answers import read_bytes
from loosen.errors import Fault, FileError
from loosen.model.base import Model
from loosen.records.canonical import Unreadable, canonical, digest_of, plain, value_in
from loosen.records.checking import Checked, checked

CHAIN = "chain.jsonl"
LOCK = ".lock"
PART = ".part"
"""How the name of a file ends that is still being written."""
BEGINNING = "0" * 64
"""What stands for the link before the first."""
SHORTEST_LINK = 12
"""Hex digits of a link that are enough to ask for it."""
IN_NAME = 12
"""Hex digits of its seal in the name of a record's file."""
LONGEST_LINE = 1_000
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Kept(Model):
    """One line of the chain."""

    number: int = Field(ge=1)
    file: str
    seal: Digest
    before: Digest
    link: Digest

    @classmethod
    def after(cls, last: Kept | None, seal: str) -> Kept:
        """The line for a record with this seal."""
        number = last.number + 1 if last else 1
        rest = {
            "number": number,
            "file": name_of(number, seal),
            "seal": seal,
            "before": last.link if last else BEGINNING,
        }
        return cls.model_validate({**rest, "link": digest_of(rest)})

    @property
    def line(self) -> str:
        """The line as it is written."""
        return f"{canonical(plain(self))}\n"

    @property
    def is_sound(self) -> bool:
        """Whether its link is the one over the rest of it, and its file is called as it should be."""
        rest = {name: value for name, value in plain(self).items() if name != "link"}
        return self.link == digest_of(rest) and self.file == name_of(self.number, self.seal)


def name_of(number: int, seal: str) -> str:
    """What the file of a record is called: nothing about the person, and the same for the same record in its place."""
    return f"{number:06d}-{seal[:IN_NAME]}.json"


NAMED = re.compile(rf"(\d{{6,}})-[0-9a-f]{{{IN_NAME}}}\.json")


class Newly(NamedTuple):
    """What keeping a record came to: its line, and whether it was there before."""

    kept: Kept
    was_there: bool


def keep(record: str | Path, folder: str | Path) -> Newly:
    """Put the record in a file into the store in `folder`, which is made where there is none.

    A record that the store has already is left there once. Raises `FileError`, with nothing kept, when the record is
    not whole or has no seal, or the chain of the store is broken.
    """
    raw = read_bytes(record)
    found = checked(raw)
    if not found.can_be_relied_on:
        raise FileError(f"{record} cannot be kept.", [_why_not_kept(str(record), found)])
    text = f"{canonical(value_in(raw))}\n".encode()
    store = Path(folder)
    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(store):
            return _keep(text, found.digest, store)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(
            "The record was not kept.", [Fault(str(folder), f"{reason}.", "Choose another place.")]
        ) from error


def _why_not_kept(where: str, found: Checked) -> Fault:
    match found.state:
        case "older":
            return Fault(
                where, "is of an older form without a seal, so nothing shows that it is whole.", "Make it anew."
            )
        case "altered":
            return Fault(
                where, f"was altered since it was made ({', '.join(found.parts)}).", "Take another copy of it."
            )
        case _:
            return Fault(where, found.what)


def _keep(text: bytes, seal: str, store: Path) -> Newly:
    for left in store.glob(f".*{PART}"):  # of a keeper that was killed: there is no other one now
        left.unlink()
    _refuse_broken(store)
    _mend(store)
    _refuse_broken(store)  # a line that was finished just now counts, too
    chain = [line for line in _lines(store)[0] if isinstance(line, Kept)]
    there = next((line for line in chain if line.seal == seal), None)
    if there is not None and _holds(store / there.file, seal):
        return Newly(there, was_there=True)
    kept = Kept.after(chain[-1] if chain else None, seal)
    _write_whole(store / kept.file, text)
    _add(store / CHAIN, kept.line.encode())
    return Newly(kept, was_there=False)


def _refuse_broken(store: Path) -> None:
    faults = list(_faults_of_chain(_lines(store)[0]))
    if faults:
        fault = Fault(faults[0].where, faults[0].what, f"See: loosen verify {store}")
        raise FileError("The chain of this store is broken, so nothing was kept.", [fault])


def _mend(store: Path) -> None:
    """Finish the last line if only its end is missing, or else take the piece of it away: its keeper was killed."""
    whole = _lines(store)[1]
    piece = (store / CHAIN).read_bytes()[whole:] if (store / CHAIN).exists() else b""
    if piece and _line(piece) == NO_LINE:
        _add(store / CHAIN, b"", after=whole)
    elif piece:
        _add(store / CHAIN, b"\n")


def _holds(file: Path, seal: str) -> bool:
    try:
        return checked(file.read_bytes()).digest == seal
    except OSError:
        return False


def _write_whole(file: Path, text: bytes) -> None:
    """A file that is there whole and on the disk, or not at all; only its owner can read it."""
    part = file.with_name(f".{file.name}{PART}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as writing:
        writing.write(text)
        writing.flush()
        os.fsync(writing.fileno())
    part.replace(file)
    _settle(file.parent)


def _add(chain: Path, text: bytes, *, after: int | None = None) -> None:
    """Add to the chain, at its end or in place of what stands after so many bytes; it is on the disk when this ends."""
    handle = os.open(chain, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as writing:
        if after is not None:
            writing.truncate(after)
        writing.seek(0, os.SEEK_END)
        writing.write(text)
        writing.flush()
        os.fsync(writing.fileno())
    _settle(chain.parent)


def _settle(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _alone(store: Path) -> Iterator[None]:
    """While nobody else keeps anything in this store; the system lets go when a keeper is killed."""
    try:
        import fcntl
    except ImportError as error:
        what = "needs locks on files, which this system does not have."
        raise FileError("The record was not kept.", [Fault(str(store), what)]) from error
    handle = os.open(store / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


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


# Looking it over


class Trouble(NamedTuple):
    """Something in a store that is not as it was kept: where, and what."""

    where: str
    what: str


class LookedOver(NamedTuple):
    """What a store holds, and every trouble found; `last` is the link to note elsewhere."""

    records: int
    last: str
    troubles: tuple[Trouble, ...]
    links: tuple[str, ...]


def is_store(folder: Path) -> bool:
    """Whether a folder is a store, or has records that were in one. Raises `FileError` when it cannot be read."""
    try:
        names = [file.name for file in folder.iterdir()]
    except OSError as error:
        raise _unreadable(folder, error) from error
    return CHAIN in names or any(NAMED.fullmatch(name) for name in names)


def _unreadable(folder: str | Path, error: OSError) -> FileError:
    reason = (error.strerror or str(error)).lower()
    return FileError(f"{folder} cannot be read.", [Fault(str(folder), f"{reason}.", "Check the name and place.")])


def look_over(folder: str | Path, advance: Callable[[float], None] = lambda _: None) -> LookedOver:
    """Walk the whole chain of a store and check every record; `advance` is told the share that is done.

    Raises `FileError` when it cannot be read.
    """
    store = Path(folder)
    try:
        with _undisturbed(store):
            return _look_over(store, advance)
    except OSError as error:
        raise _unreadable(folder, error) from error


def _look_over(store: Path, advance: Callable[[float], None]) -> LookedOver:
    lines, cut_off = _lines(store)
    names = sorted(file.name for file in store.iterdir())
    troubles = list(_faults_of_chain(lines))
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
    return LookedOver(len(chain), last, tuple(troubles), tuple(line.link for line in chain))


def place_of(link: str, links: tuple[str, ...]) -> int | None:
    """The number of the record with this link, or with the only one that begins so; None where there is none."""
    found = [number for number, known in enumerate(links, start=1) if known.startswith(link)]
    return found[0] if len(found) == 1 and len(link) >= SHORTEST_LINK else None


NO_LINE: Final = "no line"
Line = Kept | Literal["no line"]


def _lines(store: Path) -> tuple[list[Line], int]:
    """The lines of the chain, and how many bytes its whole lines have."""
    try:
        raw = (store / CHAIN).read_bytes()
    except FileNotFoundError:
        return [], 0
    whole = raw.rfind(b"\n") + 1
    return [_line(line) for line in raw[:whole].split(b"\n")[:-1]], whole


def _line(raw: bytes) -> Line:
    try:
        if len(raw) > LONGEST_LINE:
            return NO_LINE
        line = Kept.model_validate(value_in(raw))
    except (Unreadable, ValidationError):
        return NO_LINE
    return line if line.line.encode() == raw + b"\n" else NO_LINE


def _faults_of_chain(lines: list[Line]) -> Iterator[Trouble]:
    """Every line that is not the one that was written, or does not follow the one before it."""
    before, number = BEGINNING, 0
    for place, line in enumerate(lines, start=1):
        where = f"{CHAIN}, line {place}"
        if line == NO_LINE or not line.is_sound:
            yield Trouble(where, "was changed: its link is not the one over what it says.")
            before, number = "", number + 1
            continue
        if before and line.before != before:
            yield Trouble(where, f"does not follow the line before it: {_jump(number, line.number)}.")
        elif not before and line.number != number + 1:
            yield Trouble(where, f"is out of its place: {_jump(number, line.number)}.")
        before, number = line.link, line.number


def _jump(before: int, now: int) -> str:
    if now == before + 1:
        return f"record {before} was changed, or put in the place of another" if before else "it was not the first"
    if now > before + 1:
        gone = f"record {before + 1} is" if now == before + 2 else f"records {before + 1} to {now - 1} are"
        return f"{gone} missing before record {now}"
    return f"record {now} comes after record {before}"


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
            yield Trouble(name, "was left when keeping a record was cut short; the next `loosen keep` takes it away.")
        elif name.endswith(".json") and name not in known:
            numbered = NAMED.fullmatch(name)
            ended = (
                "the end of the chain is gone" if numbered and int(numbered[1]) > last else "it was put here by hand"
            )
            yield Trouble(name, f"is not in the chain: {ended}, or keeping it was cut short. Then keep it again.")
