"""Which exercises could help: those that work on a muscle in focus and need no equipment the person lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from loosen.graph import KnowledgeGraph, Path
from loosen.model.audit import FocusRecord

MOST_PATHS = 3
"""Paths kept for each exercise, those to its main muscles first: they tell the story, more would be noise."""


@dataclass(frozen=True)
class Candidates:
    """The candidates with the paths that lead to them, and the rest with what stands in the way."""

    paths: Mapping[str, tuple[Path, ...]]
    missing: Mapping[str, str]


def gather(
    focus: Mapping[str, FocusRecord], equipment: Iterable[str], asked_for: Mapping[str, Path], graph: KnowledgeGraph
) -> Candidates:
    """Every active exercise, either as a candidate or with the reason why it is none.

    `asked_for` are exercises that the person wants, whatever is in focus, each with the path that leads to it.
    """
    owned = frozenset(equipment)
    paths: dict[str, tuple[Path, ...]] = {}
    missing: dict[str, str] = {}
    for key, exercise in graph.library.active_exercises.items():
        found = [target for target in graph.targets(key) if target in focus]
        lacking = sorted(set(exercise.equipment) - owned)
        if not found and key not in asked_for:
            missing[key] = "It works on no muscle that is in focus."
        elif lacking:
            missing[key] = f"It needs: {', '.join(lacking).replace('_', ' ')}."
        else:
            wanted = (asked_for[key],) if key in asked_for else ()
            paths[key] = (*islice(_paths(key, found, focus), MOST_PATHS - len(wanted)), *wanted)
    return Candidates(paths=paths, missing=missing)


def _paths(exercise: str, muscles: Iterable[str], focus: Mapping[str, FocusRecord]) -> Iterator[Path]:
    """The ways from what the person said to the exercise: its main muscles first, the strongest pointer first."""
    for muscle in muscles:
        for reason in focus[muscle].reasons:
            yield reason.via, f"muscle:{muscle}", f"exercise:{exercise}"
