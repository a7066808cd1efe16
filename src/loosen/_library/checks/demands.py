"""Checks that exercises and rules speak of the same demands: one that only one side knows keeps nobody safe."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library.library import Library
from loosen._library.reading import Shelf
from loosen.errors import Fault, FaultCode


def unanswered(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Demands that no exercise asks for, or that no rule acts on, and that do not say why."""
    asked = {demand for exercise in library.exercises for demand in library.demands_of[exercise]}
    ruled = {demand for rule in library.rules.values() for effect in rule.then for demand in effect.names("demands")}
    for key, entry in shelf.entries["demands"].items():
        names = _with_wider(key, library)
        if any(shelf.may_name(name, entry) for name in names):
            continue
        missing = [
            *([] if key in asked else ["no exercise asks for it"]),
            *([] if ruled & names else ["no rule acts on it"]),
        ]
        said = entry.model.alone_because is not None
        if missing and not said:
            remedy = "Mend the name, or say why with 'alone_because'."
            yield Fault(FaultCode.UNSOUND, entry.text.at(("id",)), f"{' and '.join(missing)}.", remedy)
        elif said and not missing:
            yield Fault(
                FaultCode.UNSOUND,
                entry.text.at(("alone_because",)),
                "both exercises and rules know it.",
                "Remove this line.",
            )


def _with_wider(demand: str, library: Library) -> set[str]:
    """A demand and all wider ones that it brings with it."""
    found: set[str] = set()
    waiting = [demand]
    while waiting:
        name = waiting.pop()
        if name in library.demands and name not in found:
            found.add(name)
            waiting.extend(library.demands[name].implies)
    return found
