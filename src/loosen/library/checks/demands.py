"""Checks that exercises and rules speak of the same demands: one that only one side knows keeps nobody safe."""

from __future__ import annotations

from collections.abc import Iterator

from loosen.errors import Fault
from loosen.library.library import Library
from loosen.library.reading import Shelf


def unanswered(shelf: Shelf, library: Library) -> Iterator[Fault]:
    """Demands that no exercise asks for, or that no rule acts on, and that do not say why."""
    asked = {demand for exercise in library.exercises for demand in library.demands_of[exercise]}
    ruled = {demand for rule in library.rules.values() for effect in rule.then for demand in effect.names("demands")}
    for key, entry in shelf.entries["demands"].items():
        missing = [
            *([] if key in asked else ["no exercise asks for it"]),
            *([] if ruled & {key, *_wider(key, library)} else ["no rule acts on it"]),
        ]
        said = entry.model.alone_because is not None
        if missing and not said:
            remedy = "Mend the name, or say why with 'alone_because'."
            yield Fault(entry.text.at(("id",)), f"{' and '.join(missing)}.", remedy)
        elif said and not missing:
            yield Fault(entry.text.at(("alone_because",)), "both exercises and rules know it.", "Remove this line.")


def _wider(demand: str, library: Library) -> Iterator[str]:
    for wider in library.demands[demand].implies:
        yield wider
        yield from _wider(wider, library)
