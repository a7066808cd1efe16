"""What the person came with: places named as tight or weak, and self-tests that show it. Each gets an exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loosen._library.graph import KnowledgeGraph
from loosen._model.base import WORK, Kind, Need
from loosen._planning.dose import Dosed


class Wanted(NamedTuple):
    """A muscle that something points to, and what for."""

    muscle: str
    need: Need


class Aim(NamedTuple):
    """One thing that a person named or tested: its node in the graph, its name, and the muscles it is about."""

    node: str
    name: str
    muscles: tuple[Wanted, ...]

    def answered_by(self, item: Dosed) -> bool:
        """Whether an exercise is meant for one of the muscles, and of a kind that answers what it needs."""
        return any(one.muscle in item.main_muscles and item.exercise.kind in WORK[one.need] for one in self.muscles)

    def shares_a_muscle_with(self, other: Aim) -> bool:
        """Whether both are about one muscle, so that one exercise may well answer both."""
        return not {one.muscle for one in self.muscles}.isdisjoint(one.muscle for one in other.muscles)

    @property
    def ways(self) -> Iterator[frozenset[tuple[str, Kind]]]:
        """Muscles and kinds of exercise that answer it, the best ones first, then what is better than nothing."""
        yield frozenset((one.muscle, kind) for one in self.muscles for kind in WORK[one.need])
        yield frozenset((one.muscle, "mobilisation") for one in self.muscles)
        yield frozenset((one.muscle, "strengthening") for one in self.muscles)


class Aims(NamedTuple):
    """The aims of a person: those served first, and those after the promises of rules."""

    first: tuple[Aim, ...]
    later: tuple[Aim, ...]


def aims_of(nodes: Iterable[str], graph: KnowledgeGraph, strong_enough: int) -> tuple[Aim, ...]:
    """The aims behind symptoms and self-tests (`symptom:tight_calf`), in their order.

    A muscle is part of one that is pointed to at least `strong_enough` percent as strongly as the strongest.
    """
    return tuple([_aim(node, graph, strong_enough) for node in dict.fromkeys(nodes)])


def _aim(node: str, graph: KnowledgeGraph, strong_enough: int) -> Aim:
    """What it only points to weakly is no reason for an exercise of its own."""
    pointers = sorted(graph.pointers(node), key=lambda pointer: -pointer.weight)
    strong = [one for one in pointers if 100 * one.weight >= pointers[0].weight * strong_enough]
    return Aim(node, graph.name_of(node), tuple([Wanted(pointer.muscle, pointer.need) for pointer in strong]))
