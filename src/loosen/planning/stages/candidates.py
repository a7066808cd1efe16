"""Which exercises could help: those that work on a muscle in focus and need no equipment the person lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """The candidates with the paths that lead to them, and the rest with what stands in the way."""

    paths: Mapping[str, tuple[Path, ...]]
    missing: Mapping[str, Because]


def gather(
    focus: Mapping[str, FocusRecord], equipment: Iterable[str], asked_for: Mapping[str, Path], graph: KnowledgeGraph
) -> Candidates:
    """Every active exercise, either as a candidate or with the reason why it is none.

    `asked_for` are exercises that the person wants, whatever is in focus, each with the path that leads to it.
    """
    owned = frozenset(equipment)
    leading = {muscle: _leading_to(record) for muscle, record in focus.items()}
    targets = graph.targets
    paths: dict[str, tuple[Path, ...]] = {}
    missing: dict[str, Because] = {}
    for key, exercise in graph.library.active_exercises.items():
        found = [leading[muscle] for muscle in targets[key] if muscle in leading]
        if not found and key not in asked_for:
            missing[key] = OFF_FOCUS
        elif not owned.issuperset(exercise.equipment):
            missing[key] = Because.of(VerdictReason.NEEDS, *sorted(set(exercise.equipment) - owned))
        else:
            last = f"exercise:{key}"
            wanted = (asked_for[key],) if key in asked_for else ()
            ways = islice(chain.from_iterable(found), MOST_PATHS - len(wanted))
            paths[key] = (*[(via, muscle, last) for via, muscle in ways], *wanted)
    return Candidates(paths=paths, missing=missing)


def _leading_to(record: FocusRecord) -> list[tuple[str, str]]:
    """The ways from what the person said to a muscle, the strongest pointer first."""
    return [(reason.via, f"muscle:{record.muscle}") for reason in record.reasons[:MOST_PATHS]]
