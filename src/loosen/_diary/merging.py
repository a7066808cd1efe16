"""Two diaries of one person made one, as when sessions were noted on two machines, or entries filled in later."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Final, TypeVar

from loosen._model.diary import Diary, InForce, SessionEntry, WeeklyCheck
from loosen._records.canonical import canonical, plain
from loosen.errors import Fault, FaultCode, FileError

from .reading import in_order

NOTHING: Final[tuple[object, ...]] = (None, (), {})

Entry = TypeVar("Entry", SessionEntry, WeeklyCheck)


def merged(one: Diary, other: Diary) -> Diary:
    """Everything that either diary holds, each entry once; it is the same whichever comes first.

    Of two states of an entry the one that was entered last counts, and what that leaves unsaid is taken from the other.
    Raises `FileError` for diaries of two people.
    """
    if one.person != other.person:
        what = "is the diary of another person, so nothing was put together."
        fault = Fault(FaultCode.OTHER_PERSON, f"diary {other.person[:8]}", what, "Give two diaries of one person.")
        raise FileError("The diaries cannot be made one.", [fault])
    return in_order(
        Diary(
            person=one.person,
            plans=from_the_first((*one.plans, *other.plans)),
            sessions=each_once((*one.sessions, *other.sessions)),
            checks=each_once((*one.checks, *other.checks)),
        )
    )


def from_the_first(plans: Iterable[InForce]) -> tuple[InForce, ...]:
    """Each plan from the earliest moment on that is told of it, and once more where it was begun anew after another."""
    found: list[InForce] = []
    for plan in sorted(plans, key=lambda one: (one.since, one.plan, one.by)):
        if not found or found[-1].plan != plan.plan:
            found.append(plan)
    return tuple(found)


def filled_in(earlier: Entry, later: Entry) -> Entry:
    """The later state of an entry, with what it leaves unsaid as the earlier one says it.

    A sign that was told is not taken back by a later state that tells of none.
    """
    unsaid = {
        field: said
        for field in type(later).model_fields
        if getattr(later, field) in NOTHING and (said := getattr(earlier, field)) not in NOTHING
    }
    return later.model_copy(update=unsaid)


def each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each entry once, put together of all its states."""
    states: dict[str, list[Entry]] = {}
    for entry in entries:
        states.setdefault(entry.id, []).append(entry)
    return tuple(_put_together(of_one) for of_one in states.values())


def _put_together(states: list[Entry]) -> Entry:
    if len(states) == 1:
        return states[0]
    return reduce(filled_in, sorted(states, key=lambda one: (one.entered_at, canonical(plain(one)))))
