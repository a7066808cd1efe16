"""Which case a command is about: files that it is given, or somebody in a store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from loosen._diary.case import Case
from loosen._store.case import StoreCase
from loosen.errors import Fault, FaultCode, FileError

from .files import FileCase

if TYPE_CHECKING:
    from loosen._store.store import Store

HEADLINE: Final = "Nothing was done."
LISTED: Final = 20
"""How many people are listed, of whom one is to be named."""
SHORTEST_ID: Final = 4
"""Digits of somebody's id that are enough to name them."""
_ID: Final = re.compile(rf"[0-9a-f]{{{SHORTEST_ID},32}}")


@contextmanager
def case_of(
    plan: Path | None,
    diary: Path | None,
    store: str | None,
    person: str | None,
    *,
    key: Path | None = None,
    carried_on: Path | None = None,
) -> Iterator[Case]:
    """The case that a command is about: in the files of a plan and a diary, or else in a store, open meanwhile.

    `key` is the file with the key of the store; `carried_on` that for the next plan, and with a store there is none.
    Raises `FileError` naming every fault: where files and a store are both given, a file is missing, or it is not said
    which of several people is meant.
    """
    if plan is None and diary is None and carried_on is None:
        from loosen._store import open_store

        with open_store(store, make=False, key=key) as opened:
            yield StoreCase(opened, whose(opened, person))
        return
    faults = list(_faults(plan, diary, {"--store": store, "--key": key, "--person": person}))
    if faults or plan is None or diary is None:
        raise FileError(HEADLINE, faults)
    yield FileCase(plan, diary, carried_on)


def _faults(plan: Path | None, diary: Path | None, of_store: Mapping[str, object]) -> Iterator[Fault]:
    for option in (option for option, value in of_store.items() if value is not None):
        what, remedy = "is about a store, and files are given.", "Give files, or a store, and not both."
        yield Fault(FaultCode.BAD_OPTION, option, what, remedy)
    if plan is None:
        yield Fault(FaultCode.BAD_OPTION, "PLAN", "is missing.", "Give the plan that the diary is of.")
    if diary is None:
        remedy = "Give the file of the diary, or keep the plan in a store with: loosen keep PLAN"
        yield Fault(FaultCode.BAD_OPTION, "--diary", "is missing.", remedy)


def whose(store: Store, person: str | None) -> str:
    """The id of whom a beginning of it names; without one, of the only person in the store.

    Raises `FileError` where that is nobody, or more than one person, whom it lists.
    """
    if person is not None and not _ID.fullmatch(person):
        what = f"is no id of a person, nor its first {SHORTEST_ID} digits or more."
        raise _unclear(FaultCode.BAD_OPTION, f"--person {person[:40]}", what, "See: loosen people")
    found = store.ids(person or "", LISTED + 1)
    if len(found) == 1:
        return found[0]
    if found:
        listed = [*found[:LISTED], *(["and others"] if len(found) > LISTED else [])]
        what = "may be any of these." if person else "is missing, and there are several people."
        raise _unclear(FaultCode.BAD_OPTION, "--person", what, f"Name one of: {', '.join(listed)}.")
    if person:
        what = "is nobody in this store."
        raise _unclear(FaultCode.UNKNOWN_ENTRY, f"person {person}", what, "See who is there: loosen people")
    remedy = "Make a plan and keep it: loosen plan ANSWERS --keep"
    raise _unclear(FaultCode.NOTHING_THERE, store.where, "holds nobody yet.", remedy)


def _unclear(code: FaultCode, where: str, what: str, remedy: str) -> FileError:
    return FileError(HEADLINE, [Fault(code, where, what, remedy)])
