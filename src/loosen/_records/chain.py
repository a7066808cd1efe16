"""A folder of records with a chain, so that a later change to any of them, or to their order, is found and located.

Every record that is kept adds one line to `chain.jsonl`: its number, its file, its seal, the link of the line before,
and its own link, which is the SHA-256 over the rest of the line. Whoever notes the last link can show later that all
records up to it are still the ones that were kept. It is no signature: somebody who may write to the folder can make
the whole chain anew, and only a link that is known elsewhere tells.

Releases before kept records so; now they are kept in a store of people, which takes such a folder over. A record was
written before its line. A keeper that was killed left at worst a record without a line, or a line that is cut off;
`verify` names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, StringConstraints, ValidationError

from loosen._characters import NotText
from loosen._model.base import Model

from .canonical import Unreadable, canonical, digest_of, plain, value_in

CHAIN = "chain.jsonl"
LOCK = ".lock"
BEGINNING = "0" * 64
"""What stands for the link before the first."""
IN_NAME = 12
"""Hex digits of its seal in the name of a record's file."""
NAMED = re.compile(rf"(\d{{6,}})-[0-9a-f]{{{IN_NAME}}}\.json")
"""What the names of records' files look like."""
LONGEST_LINE = 1_000
NO_LINE: Final = "no line"
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


Line = Kept | Literal["no line"]


class Trouble(NamedTuple):
    """Something in a store that is not as it was kept: where, and what."""

    where: str
    what: str


def name_of(number: int, seal: str) -> str:
    """What the file of a record is called: nothing about the person, and the same for the same record in its place."""
    return f"{number:06d}-{seal[:IN_NAME]}.json"


def lines_of(store: Path) -> tuple[list[Line], int]:
    """The lines of the chain, and how many bytes its whole lines have."""
    try:
        raw = (store / CHAIN).read_bytes()
    except FileNotFoundError:
        return [], 0
    whole = raw.rfind(b"\n") + 1
    return [line_of(line) for line in raw[:whole].split(b"\n")[:-1]], whole


def line_of(raw: bytes) -> Line:
    """The line that these bytes, without their line break, are; `NO_LINE` unless it is written just as it should be."""
    try:
        if len(raw) > LONGEST_LINE:
            return NO_LINE
        line = Kept.model_validate(value_in(raw))
    except (NotText, Unreadable, ValidationError):
        return NO_LINE
    return line if line.line.encode() == raw + b"\n" else NO_LINE


def faults_of_chain(lines: list[Line]) -> Iterator[Trouble]:
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
