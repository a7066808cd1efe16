"""Which exercises could help: those that work on a muscle in focus and need no equipment the person lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from loosen._library.graph import KnowledgeGraph, Path
from loosen._model.audit import FocusRecord
from loosen._model.reason import Because, VerdictReason

MOST_PATHS = 3
"""Paths kept for each exercise, the strongest first: they tell the story, more would be noise."""
_SUREST = {"self_test": 0, "symptom": 1}
"""What the person tested goes before what the person named, and both before habits and what a rule says."""
OFF_FOCUS = Because(VerdictReason.OFF_FOCUS)


@dataclass(frozen=True)
class Candidates:
    """The candidates by id. `muscles` are in focus, `owned` is at hand, `asked_for` is wanted whatever is in focus."""

    names: tuple[str, ...]
    muscles: Collection[str]
    owned: frozenset[str]
    asked_for: Collection[str]
    graph: KnowledgeGraph

    @cached_property
    def missing(self) -> Mapping[str, Because]:
        """What stands in the way of every other active exercise; only asked when all is decided."""
        candidates = set(self.names)
        return {key: self._lack(key) for key in self.graph.library.active_exercises if key not in candidates}

    def _lack(self, exercise: str) -> Because:
        targets, needed = self.graph.reach[exercise]
        if exercise not in self.asked_for and targets.isdisjoint(self.muscles):
            return OFF_FOCUS
        return Because.of(VerdictReason.NEEDS, *sorted(needed - self.owned))


def gather(
    muscles: Collection[str], equipment: Iterable[str], asked_for: Collection[str], graph: KnowledgeGraph
) -> Candidates:
    """The active exercises that work on a muscle in focus, or are asked for, and need nothing that is not at hand.

    `muscles` are those in focus; `asked_for` are exercises that the person wants, whatever is in focus.
    """
    owned = frozenset(equipment)
    names = [
        key
        for key, (targets, needed) in graph.reach_of_active
        if needed <= owned and (key in asked_for or not targets.isdisjoint(muscles))
    ]
    return Candidates(tuple(names), muscles, owned, asked_for, graph)


def ways_to(
    exercise: str, focus: Mapping[str, FocusRecord], asked_for: Mapping[str, Path], graph: KnowledgeGraph
) -> tuple[Path, ...]:
    """The paths that lead to an exercise, strongest first: from the routine asked for, and from its muscles in focus.

    What points to a main aim goes before what points to another muscle, then what is surer, then what weighs more.
    """
    wanted = (asked_for[exercise],) if exercise in asked_for else ()
    aims = {one.muscle for one in graph.library.exercises[exercise].targets if one.share == "primary"}
    pointing = [
        (
            (muscle not in aims, _SUREST.get(_told_by(reason.via, graph), len(_SUREST)), -reason.weight),
            reason.via,
            muscle,
        )
        for muscle in graph.targets[exercise]
        if muscle in focus
        for reason in focus[muscle].reasons
    ]
    ways = islice(sorted(pointing), MOST_PATHS - len(wanted))
    return (*wanted, *[graph.onwards(via, muscle, exercise) for _, via, muscle in ways])


def _told_by(via: str, graph: KnowledgeGraph) -> str:
    kind, _, name = via.partition(":")
    return graph.library.symptoms[name].kind if kind == "symptom" else kind
