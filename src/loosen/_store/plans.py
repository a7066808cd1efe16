"""Plans and referrals as they are kept: the canonical record, whole, in the chain, and which plan it follows."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select

from loosen._library.files import MAX_BYTES
from loosen._model.plan import Recommendation
from loosen._records.keep import sound
from loosen._records.sealing import digest_of_record, sealed
from loosen.errors import Fault, FaultCode, FileError

from . import chain
from .people import now
from .tables import LineRow, PlanRow

_LEVEL: Final = 3
"""How hard records are packed: a tenth larger than at the default, in a third of its time."""


class KeptPlan(NamedTuple):
    """A record in a store: its number in the chain and its link, its seal, that of the plan it follows, and since when.

    Whoever notes the link can show later that all records up to it are the ones that were kept.
    """

    number: int
    link: str
    seal: str
    follows: str | None
    kept: str


class Ready(NamedTuple):
    """A record that is whole, ready to be kept: its seal, and its canonical bytes, packed."""

    seal: str
    packed: bytes


def ready(record: bytes, where: str = "The record") -> Ready:
    """A record made ready to be kept; `where` names it in messages. Raises `FileError` for one that is not whole."""
    found = sound(record, where)
    return Ready(found.seal, zlib.compress(found.text, _LEVEL))


def sealed_now(record: Recommendation) -> tuple[Recommendation, Ready]:
    """A record with its seal, and made ready to be kept: what is sealed just now is whole, and is not taken apart."""
    text, made = sealed(record)
    return made, Ready(digest_of_record(made), zlib.compress(text.encode(), _LEVEL))


def unpacked(packed: bytes) -> bytes:
    """The bytes of a record as they were kept; none of what was never packed here."""
    try:
        return zlib.decompressobj().decompress(packed, MAX_BYTES)
    except zlib.error:
        return b""


def keep_plan(
    connection: Connection,
    person: str,
    record: Ready,
    follows: str | None = None,
    kept: str = "",
    carried_on: str | None = None,
) -> tuple[KeptPlan, bool]:
    """Keep a record of somebody who is held, and say whether it was there before; then it stays as it was.

    Where it is not said what it follows, that is the one that was `carried_on`, if the person has it.
    """
    there = plan_of(connection, person, record.seal)
    if there is not None:
        if follows != there.follows and follows is not None:
            raise _refused(record.seal, FaultCode.TWICE, "was kept before as following another plan, or none.")
        return there, True
    if follows is None and carried_on is not None:
        follows = carried_on if plan_of(connection, person, carried_on) else None
    elif follows is not None and plan_of(connection, person, follows) is None:
        raise _refused(follows, FaultCode.UNKNOWN_ENTRY, "is no plan of this person, so none can follow it.")
    chain.hold(connection)
    salt, kept = chain.new_salt(), kept or now()
    line = chain.add(connection, mark=chain.mark_of(record.seal, salt))
    row = {"number": line.number, "person": person, "seal": record.seal, "follows": follows, "salt": salt, "kept": kept}
    connection.execute(insert(PlanRow), {**row, "packed": record.packed})
    return KeptPlan(line.number, line.link, record.seal, follows, kept), False


def plan_of(connection: Connection, person: str, seal: str) -> KeptPlan | None:
    """The plan with this seal, if it is one of this person; two people can have the same."""
    return next(_plans(connection, person, seal), None)


def plans_of(connection: Connection, person: str) -> tuple[KeptPlan, ...]:
    """All plans and referrals of a person, in the order in which they were kept."""
    return tuple(_plans(connection, person))


def record_of(connection: Connection, person: str, seal: str) -> bytes:
    """The bytes of a record, as they were kept. Raises `FileError` where the person has none with this seal."""
    found = connection.scalar(select(PlanRow.packed).where(PlanRow.person == person, PlanRow.seal == seal))
    if found is None:
        raise _refused(seal, FaultCode.UNKNOWN_ENTRY, "is no plan of this person.")
    return unpacked(found)


def having(connection: Connection, seal: str) -> tuple[str, ...]:
    """The people who have a record, in the order of their ids; two can have the same."""
    return tuple(connection.scalars(select(PlanRow.person).where(PlanRow.seal == seal).order_by(PlanRow.person)))


def _plans(connection: Connection, person: str, seal: str | None = None) -> Iterator[KeptPlan]:
    asked = (
        select(PlanRow.number, LineRow.link, PlanRow.seal, PlanRow.follows, PlanRow.kept)
        .join(LineRow, LineRow.number == PlanRow.number)
        .where(PlanRow.person == person)
        .order_by(PlanRow.number)
    )
    for row in connection.execute(asked if seal is None else asked.where(PlanRow.seal == seal)):
        yield KeptPlan(*row)


def _refused(seal: str, code: FaultCode, what: str) -> FileError:
    return FileError("The plan was not found or kept.", [Fault(code, f"plan {seal[:12]}", what, "Check the seal.")])
