"""Checks that an exercise in use says what it asks of the body, class by class, and that this fits what it is like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._model.demanded import DemandClass, Expected
from loosen._model.exercise import Exercise
from loosen._model.names import did_you_mean, near
from loosen.errors import Fault, FaultCode

from .traits import is_like

_IS_ID = re.compile(r"[a-z][a-z0-9_]*")


def of_demands(entry: Entry, library: Library, _: Shelf) -> Iterator[Fault]:
    """What an exercise in use leaves unsaid about a class of demands, or says against what it is like."""
    exercise = entry.model
    if not isinstance(exercise, Exercise) or exercise.status != "active":
        return
    listed = listed_by_class(exercise, library)
    yield from _of_missing(entry, exercise, listed, library)
    for name in exercise.no_demands:
        yield from _of_reason(entry, name, listed.get(name, ()), library)
    asked = library.demands_behind((name for names in listed.values() for name in names), exercise.kind)
    for of_class in library.demand_classes.values():
        for expected in of_class.expected:
            if asked.isdisjoint(expected.demands) and is_like(exercise, expected.where, library):
                yield from _of_expected(entry, of_class, expected, of_class.id in listed)


def listed_by_class(exercise: Exercise, library: Library) -> Mapping[str, tuple[str, ...]]:
    """The demands that an exercise lists, by their class; one that is misspelt counts as the one that was meant."""
    found: dict[str, tuple[str, ...]] = {}
    for name in exercise.demands:
        meant = name if name in library.demands else next(iter(near(name, library.demands)), "")
        if meant and (of_class := library.demands[meant].belongs_to):
            found[of_class] = (*found.get(of_class, ()), meant)
    return found


def goes_without_saying(exercise: Exercise, of_class: DemandClass, library: Library) -> bool:
    """Whether what the exercise is like rules out every demand of the class."""
    return any(one.goes_without_saying and is_like(exercise, one.where, library) for one in of_class.none.values())


def _of_missing(
    entry: Entry, exercise: Exercise, listed: Mapping[str, tuple[str, ...]], library: Library
) -> Iterator[Fault]:
    missing = [
        name
        for name, of_class in library.demand_classes.items()
        if name not in listed
        and name not in exercise.no_demands
        and not goes_without_saying(exercise, of_class, library)
    ]
    if missing:
        remedy = (
            "For each of them list a demand, or say under no_demands why it makes none, by a reason of the class or in "
            "a sentence."
        )
        where = entry.text.at(("no_demands",) if exercise.no_demands else ("demands",))
        yield Fault(FaultCode.UNSAID, where, f"says nothing about the demands of: {', '.join(missing)}.", remedy)


def _of_reason(entry: Entry, name: str, listed: tuple[str, ...], library: Library) -> Iterator[Fault]:
    where, why = entry.text.at(("no_demands", name)), entry.model.no_demands[name]
    if name not in library.demand_classes:
        known = did_you_mean(name, library.demand_classes, f"There are: {', '.join(library.demand_classes)}.")
        yield Fault(FaultCode.UNKNOWN_ENTRY, where, f"'{name}' is not among the classes of demands.", known)
        return
    if listed:
        what = f"lists {', '.join(listed)}, and says that it makes no demand of {name}."
        yield Fault(FaultCode.UNSOUND, where, what, "Take one of the two out.")
    reasons = library.demand_classes[name].none
    if _IS_ID.fullmatch(why):
        if why not in reasons:
            remedy = did_you_mean(why, reasons, f"It has: {', '.join(reasons)}. Or write a sentence.")
            yield Fault(FaultCode.UNKNOWN_ENTRY, where, f"{name} has no reason '{why}'.", remedy)
        elif not is_like(entry.model, reasons[why].where, library):
            what = f"gives the reason '{why}' of {name}, which is for other exercises: “{reasons[why].say}”"
            yield Fault(FaultCode.UNSOUND, where, what, "List a demand, or say in a sentence why there is none.")


def _of_expected(entry: Entry, of_class: DemandClass, expected: Expected, asks_more: bool) -> Iterator[Fault]:
    """An expected demand that is not there and not answered; who has others of the class need not answer."""
    why = entry.model.no_demands.get(of_class.id)
    own = why is not None and not _IS_ID.fullmatch(why)
    if not expected.always and (own or why in expected.or_because or asks_more):
        return
    wanted = " or ".join(expected.demands)
    other = "" if expected.always else f", or say under no_demands.{of_class.id} in a sentence why not"
    where = entry.text.at(("no_demands", of_class.id) if why is not None else ("demands",))
    yield Fault(FaultCode.UNSAID, where, f"does not ask for {wanted}: {expected.why}", f"List it{other}.")
