"""No exercise hides what it asks for: take one demand out, or add one, and the check of poses tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.bodies import FIGURES, LIBRARY
from tests.by_day import drawn

from loosen._library.checks.poses import of_demands
from loosen._library.reading import Entry
from loosen._library.yaml_text import Text
from loosen._model.exercise import Exercise

GEOMETRIC = frozenset(key for key, demand in LIBRARY.demands.items() if demand.shown_by)


class Mutant(NamedTuple):
    """An exercise with one demand less, or one more."""

    exercise: Exercise
    demand: str


def removals(exercise: Exercise) -> Iterator[Mutant]:
    """Every removal of a geometric demand that the others do not bring along anyway."""
    for demand in exercise.demands:
        rest = tuple(each for each in exercise.demands if each != demand)
        if demand in GEOMETRIC and demand not in LIBRARY.demands_behind(rest, exercise.kind):
            yield Mutant(exercise.model_copy(update={"demands": rest}), demand)


def additions() -> Iterator[tuple[str, str]]:
    """Every exercise, with each geometric demand that it does not make."""
    for key in LIBRARY.poses:
        yield from ((key, demand) for demand in sorted(GEOMETRIC - LIBRARY.demands_of[key]))


def added(key: str, demand: str) -> Mutant:
    """The exercise with that demand."""
    exercise = LIBRARY.exercises[key]
    return Mutant(exercise.model_copy(update={"demands": (*exercise.demands, demand)}), demand)


def caught(mutants: list[Mutant]) -> tuple[int, list[str]]:
    """How many mutants the check tells, and the others."""
    missed = []
    for exercise, demand in mutants:
        entry = Entry("poses", exercise.id, LIBRARY.poses[exercise.id], Text(exercise.id))
        measured = FIGURES.measures(entry.model, walking=exercise.position == "walking")
        if not any(demand in fault.what for fault in of_demands(entry, exercise, measured, LIBRARY)):
            missed.append(f"{exercise.id} {demand}")
    return len(mutants) - len(missed), missed


def test_a_demand_that_is_taken_out_is_missed() -> None:
    """The rest has a reason under `unshown`, which speaks of a demand that is there and no pose shows."""
    mutants = [mutant for key in LIBRARY.poses for mutant in removals(LIBRARY.exercises[key])]
    told, missed = caught(mutants)
    assert told / len(mutants) >= 0.95, (told, len(mutants), missed)


def test_a_demand_that_is_added_in_vain_is_told() -> None:
    """By day one in thirty: all of them are ten thousand."""
    assert caught([added(*each) for each in drawn(additions(), one_in=30)])[1] == []
