"""Says whether a file is the record that was written: whole, altered and where, or only laid out anew."""

from __future__ import annotations

from typing import Literal, NamedTuple

from loosen.errors import FileError

from .canonical import canonical
from .reading import data_in, is_outlined, should_be_sealed, understood
from .sealing import SEAL, broken_parts, whole_in

State = Literal["whole", "reformatted", "older", "altered", "unusable"]


class Checked(NamedTuple):
    """What a check of one record found.

    `parts` are those that an `altered` record is not as sealed in; `digest` is the seal of a `whole` or `reformatted`
    one; `what` is wrong with one that is `unusable`. A `reformatted` one says the same in other bytes. An `older` one
    was made before records had seals, so nothing can be said of it.
    """

    state: State
    digest: str = ""
    parts: tuple[str, ...] = ()
    what: str = ""

    @property
    def said(self) -> str:
        """What was found, as the rest of a sentence about the file."""
        match self.state:
            case "whole":
                return f"whole. Its seal: {self.digest}"
            case "reformatted":
                return f"every value is as it was sealed, but the file was laid out anew. Its seal: {self.digest}"
            case "older":
                return "of an older form without a seal, so nothing shows whether it is whole."
            case "altered":
                return f"was altered in {', '.join(self.parts)}."
            case _:
                return self.what

    @property
    def can_be_relied_on(self) -> bool:
        """Whether every value is the one that was sealed."""
        return self.state in ("whole", "reformatted")

    @property
    def is_fault(self) -> bool:
        """Whether something is wrong with the file; an older record can only not show that nothing is."""
        return self.state in ("altered", "unusable")


def checked(raw: bytes) -> Checked:
    """Whether bytes are a record as it was written. Any change of any byte makes it something other than `whole`."""
    try:
        if (whole := whole_in(raw)) is not None and is_outlined(whole):
            understood(whole, "It")
            return Checked("whole", digest=whole[SEAL]["digest"])
        data = data_in(raw, "It")
        if should_be_sealed(data) and (broken := broken_parts(data)):
            return Checked("altered", parts=broken)
        understood(data, "It")
    except FileError as error:
        return Checked("unusable", what=error.faults[0].what)
    if not should_be_sealed(data):
        return Checked("older")
    as_written = raw == f"{canonical(data)}\n".encode()
    return Checked("whole" if as_written else "reformatted", digest=data[SEAL]["digest"])


def is_record(raw: bytes) -> bool:
    """Whether bytes have the outline of a record, whole or not."""
    try:
        return bool(data_in(raw, "It"))
    except FileError:
        return False
