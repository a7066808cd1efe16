"""The order in which a body does a session: warm-up, all that is done upright, all on the floor, and a quiet end.

The two halves stand in the order that suits the warm-up and the quiet end, so that nobody goes down and up again and
again: from feet to floor or back it goes at most twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from loosen._model.policy import Layout
from loosen._planning.dose import Dosed

FIRST: Final = "aerobic"
LAST: Final = "relaxation"


def in_order(items: Iterable[Dosed], points: Mapping[str, int], layout: Layout) -> list[Dosed]:
    """The items as they are done, by half, kind, position and points."""
    best_first = sorted(items, key=lambda item: (-points[item.exercise.id], item.exercise.id))
    start = [item for item in best_first if item.exercise.kind == FIRST]
    end = [item for item in best_first if item.exercise.kind == LAST]
    work = [item for item in best_first if item.exercise.kind not in (FIRST, LAST)]
    halves = [[item for item in work if _upright(item, layout) is upright] for upright in (True, False)]
    if _floor_first(start, end, layout):
        halves.reverse()
    done = [*start, *(item for half in halves for item in _within(half, layout))]
    below = bool(done) and not _upright(done[-1], layout)
    return [*done, *sorted(end, key=lambda item: _upright(item, layout) is below)]


def _floor_first(start: Sequence[Dosed], end: Sequence[Dosed], layout: Layout) -> bool:
    """Whether the floor comes first: after a warm-up on the floor, unless the session ends there."""
    begins_below = bool(start) and not _upright(start[-1], layout)
    ends_above = bool(end) and _upright(end[0], layout)
    return begins_below or (not start and ends_above)


def _upright(item: Dosed, layout: Layout) -> bool:
    return item.exercise.position in layout.upright.is_


def _within(half: Iterable[Dosed], layout: Layout) -> list[Dosed]:
    """One half: by kind, then by position; every second kind goes through the positions backwards."""
    positions, kinds = [*layout.upright.is_, *layout.floor.is_], layout.kinds.is_

    def place(item: Dosed) -> tuple[int, int]:
        phase, position = kinds.index(item.exercise.kind), positions.index(item.exercise.position)
        return phase, -position if phase % 2 else position

    return sorted(half, key=place)
