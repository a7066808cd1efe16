"""Which records may be kept: those that are whole, in the one form that equal records share."""

from __future__ import annotations

from typing import NamedTuple

from loosen.errors import Fault, FaultCode, FileError

from .canonical import canonical, value_in
from .checking import Checked, checked


class Sound(NamedTuple):
    """A record that is whole, in its canonical form, and its seal."""

    text: bytes
    seal: str


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
