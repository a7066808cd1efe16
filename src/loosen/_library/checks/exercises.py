"""What must be true of an exercise in use: it stands on a ladder, and its milder forms and sides make sense."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._model.exercise import Exercise
from loosen._model.names import near
from loosen.errors import Fault, FaultCode

from .times import of_times


def of_exercise(entry: Entry, library: Library, shelf: Shelf) -> Iterator[Fault]:
    """Every fault of one exercise, if it is in use."""
    exercise = entry.model
    if not isinstance(exercise, Exercise) or exercise.status != "active":
        return
    if entry.key not in library.place_on_ladder and not shelf.may_name(entry.key, besides=entry):
        yield Fault(
            FaultCode.UNSOUND,
            entry.text.at(("id",)),
            "stands on no ladder.",
            "Add it to one, or give it a ladder of its own.",
        )
    if exercise.sides == "each" and not any(_is_paired(target.muscle, library) for target in exercise.targets):
        yield Fault(FaultCode.UNSOUND, entry.text.at(("sides",)), "is done side by side, yet targets no paired muscle.")
    known = [
        demand if demand in library.demands else next(iter(near(demand, library.demands)), demand)
        for demand in exercise.demands
    ]
    asked = library.demands_behind(known, exercise.kind)
    for adaptation in exercise.adaptations:
        for demand in sorted(set(adaptation.removes) - asked):
            if demand in library.demands:
                yield Fault(
                    FaultCode.UNSOUND,
                    entry.text.at(("adaptations",)),
                    f"takes away {demand}, which it does not ask for.",
                )
    for number in range(len(exercise.adaptations)):
        yield from _of_replaced(exercise, number, entry)
    yield from of_times(entry, library)


def _is_paired(muscle: str, library: Library) -> bool:
    """Whether a muscle is there on both sides; one that is not known may be."""
    return muscle not in library.muscles or library.muscles[muscle].paired


def _of_replaced(exercise: Exercise, number: int, entry: Entry) -> Iterator[Fault]:
    """A safer way that stands for steps which are not there, or not in their order."""
    replaced = exercise.adaptations[number].replaces
    if list(replaced) != sorted({*replaced} & {*range(1, len(exercise.steps) + 1)}):
        yield Fault(
            FaultCode.UNSOUND,
            entry.text.at(("adaptations", number)),
            "replaces steps that are not there, or names them out of order.",
            f"Name steps from 1 to {len(exercise.steps)}, each once, upwards.",
        )
