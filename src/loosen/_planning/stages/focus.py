"""Which muscles matter, how strongly, and on which side: from symptoms, habits, self-tests and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loosen._engine import Outcome
from loosen._library.graph import KnowledgeGraph, Pointer
from loosen._model.audit import FocusReason, FocusRecord
from loosen._model.base import Need, Side
from loosen._model.reserved import SIDE_OF_RESULT


def find_focus(
    present: Iterable[str], self_tests: Mapping[str, str], outcomes: Iterable[Outcome], graph: KnowledgeGraph
) -> dict[str, FocusRecord]:
    """The muscles in focus by id.

    `present` are findings, `self_tests` maps a self-test to its result. Weights are percentages of independent pointers
    and combine as 1 - (1 - a)(1 - b)…, so that several weak pointers never outdo certainty.
    """
    reasons: dict[str, list[FocusReason]] = {}
    needs: dict[str, list[tuple[Need, int]]] = {}
    sides: dict[str, set[Side]] = {}
    for pointer, side in _pointers(present, self_tests, outcomes, graph):
        reason = FocusReason.shared(via=pointer.path[0], weight=pointer.weight)
        reasons.setdefault(pointer.muscle, []).append(reason)
        needs.setdefault(pointer.muscle, []).append((pointer.need, pointer.weight))
        if side:
            sides.setdefault(pointer.muscle, set()).add(side)
    return {
        muscle: FocusRecord(
            muscle=muscle,
            strength=_combined(weight for _, weight in needs[muscle]),
            mobility=_combined(weight for need, weight in needs[muscle] if need != "strength"),
            training=_combined(weight for need, weight in needs[muscle] if need in ("strength", "any")),
            side=_side(sides.get(muscle, set())),  # type: ignore[arg-type]
            reasons=tuple(sorted(reasons[muscle], key=lambda reason: (-reason.weight, reason.via))),
        )
        for muscle in sorted(reasons)
    }


def _pointers(
    present: Iterable[str], self_tests: Mapping[str, str], outcomes: Iterable[Outcome], graph: KnowledgeGraph
) -> Iterator[tuple[Pointer, Side | None]]:
    """Everything in the graph that points to a muscle from here, with the side where it tells one."""
    for finding in sorted(present):
        yield from ((pointer, None) for pointer in graph.pointers(f"symptom:{finding}"))
    for test, result in sorted(self_tests.items()):
        if result in SIDE_OF_RESULT:
            yield from ((pointer, SIDE_OF_RESULT[result]) for pointer in graph.pointers(f"self_test:{test}"))
    for rule in (outcome.rule for outcome in outcomes if outcome.result == "fired"):
        yield from ((pointer, None) for pointer in graph.pointers(f"rule:{rule}"))


def _combined(weights: Iterable[int]) -> int:
    """Percent, rounded down, in whole numbers so that no order of reasons can change it."""
    missing, scale = 1, 1
    for weight in weights:
        missing *= 100 - weight
        scale *= 100
    return 100 * (scale - missing) // scale


def _side(sides: set[Side]) -> Side:
    return next(iter(sides)) if len(sides) == 1 else "both"
