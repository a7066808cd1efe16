"""Which exercises could help: those that work on a muscle in focus and need no equipment the person lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from loosen.library.graph import KnowledgeGraph, Path
from loosen.model.audit import FocusRecord
from loosen.model.reason import Because, VerdictReason

MOST_PATHS = 3
"""Paths kept for each exercise, those to its main muscles first: they tell the story, more would be noise."""
OFF_FOCUS = Because(VerdictReason.OFF_FOCUS)


@dataclass(frozen=True)
class Candidates:
    """The candidates by id, and the rest with what stands in the way."""

    names: tuple[str, ...]
    missing: Mapping[str, Because]


def gather(
    muscles: Collection[str], equipment: Iterable[str], asked_for: Collection[str], graph: KnowledgeGraph
) -> Candidates:
    """Every active exercise, either as a candidate or with the reason why it is none.

    `muscles` are those in focus; `asked_for` are exercises that the person wants, whatever is in focus.
    """
    owned = frozenset(equipment)
    names: list[str] = []
    missing: dict[str, Because] = {}
    for key in graph.library.active_exercises:
        targets, needed = graph.reach[key]
        if key not in asked_for and targets.isdisjoint(muscles):
            missing[key] = OFF_FOCUS
        elif not owned.issuperset(needed):
            missing[key] = Because.of(VerdictReason.NEEDS, *sorted(needed - owned))
        else:
            names.append(key)
    return Candidates(tuple(names), missing)


def ways_to(
    exercise: str, focus: Mapping[str, FocusRecord], asked_for: Mapping[str, Path], graph: KnowledgeGraph
) -> tuple[Path, ...]:
    """The paths that lead to an exercise: from what points to its muscles, and from the routine asked for."""
    found = [_leading_to(focus[muscle]) for muscle in graph.targets[exercise] if muscle in focus]
    wanted = (asked_for[exercise],) if exercise in asked_for else ()
    ways = islice(chain.from_iterable(found), MOST_PATHS - len(wanted))
    return (*[(via, muscle, f"exercise:{exercise}") for via, muscle in ways], *wanted)


def _leading_to(record: FocusRecord) -> list[tuple[str, str]]:
    """The ways from what the person said to a muscle, the strongest pointer first."""
    return [(reason.via, f"muscle:{record.muscle}") for reason in record.reasons[:MOST_PATHS]]
