"""A plan as a session: what is done, in which order, for how many seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from loosen._model.plan import Item, Plan
from loosen._words.amounts import SHORTEST_HOLD_S

Phase = Literal["get_ready", "move", "hold", "rest", "change_sides"]
Side = Literal["left", "right"]


class SessionStep(NamedTuple):
    """One thing to do for some seconds.

    `item` is the place of the exercise in the plan, from 0. Of holding and moving, `repetition` of `repetitions` and
    `round` of `rounds` tell how far along it is, on this `side` where there are two; elsewhere they are 0.
    """

    item: int
    phase: Phase
    seconds: int
    side: Side | None = None
    repetition: int = 0
    repetitions: int = 0
    round: int = 0
    rounds: int = 0

    @property
    def is_work(self) -> bool:
        """Whether the exercise itself is done: not getting ready, resting or changing sides."""
        return self.phase in ("move", "hold")


def steps_of(plan: Plan) -> tuple[SessionStep, ...]:
    """The whole session. The seconds of an item's steps add up to the item's, and all of them to the plan's."""
    return tuple(
        step for place, item in enumerate(plan.items) for step in _steps(place, item) if step.seconds
    )  # fmt: skip


def shorter_day(plan: Plan) -> Plan:
    """The plan for a day on which the exercises for fewer days a week, such as strength work, are left out."""
    items = tuple(item for item in plan.items if item.dose.days_per_week == plan.days_per_week)
    return plan.model_copy(update={"items": items, "seconds": sum(item.seconds for item in items)})


def _steps(place: int, item: Item) -> Iterator[SessionStep]:
    yield SessionStep(place, "get_ready", item.dose.get_ready_s)
    if item.side == "each" and item.dose.sides == 1:
        yield from _one_bout_for_both(place, item)
        return
    for turn, sides in enumerate(turns := _turns(item)):
        if turn:
            yield SessionStep(place, "change_sides", item.dose.change_sides_s, sides[0])
        yield from _turn(place, item, sides, rest_s=item.dose.rest_s * item.dose.sides // len(turns))


def _turns(item: Item) -> Sequence[Sequence[Side | None]]:
    """Which sides are worked on together: one after the other, taking turns, or no sides to tell apart."""
    if item.dose.sides == 1:
        return ((None,),)
    return (("left",), ("right",)) if item.side == "each" else (("left", "right"),)


def _turn(place: int, item: Item, sides: Sequence[Side | None], rest_s: int) -> Iterator[SessionStep]:
    """Every round of the given sides; a tighter side does its extra repetitions at the end of the last one."""
    dose = item.dose
    for number in range(1, dose.sets + 1):
        if number > 1:
            yield SessionStep(place, "rest", rest_s)
        counts = {side: dose.repetitions + (_extra(item, side) if number == dose.sets else 0) for side in sides}
        for repetition in range(1, max(counts.values()) + 1):
            for side, count in counts.items():
                if repetition <= count:
                    yield from _repetition(place, item, (side, repetition, count, number, dose.sets))


def _extra(item: Item, side: Side | None) -> int:
    return item.extra.repetitions if item.extra and item.extra.side == side else 0


def _repetition(place: int, item: Item, where: tuple[Side | None, int, int, int, int]) -> Iterator[SessionStep]:
    """Moving into it and holding; what is hardly held is one slow movement.

    Moving out again is said with the step that follows, and its seconds are part of `settle_s`.
    """
    hold_s, settle_s = item.dose.hold_s, item.dose.settle_s
    if hold_s < SHORTEST_HOLD_S:
        yield SessionStep(place, "move", settle_s + hold_s, *where)
    else:
        yield SessionStep(place, "move", settle_s, *where)
        yield SessionStep(place, "hold", hold_s, *where)


def _one_bout_for_both(place: int, item: Item) -> Iterator[SessionStep]:
    """A bout that counts once for two sides: half of it for each, an odd second goes to changing sides."""
    half, odd = divmod(item.dose.hold_s, 2)
    yield SessionStep(place, "move", item.dose.settle_s, "left", 1, 1, 1, 1)
    yield SessionStep(place, "hold", half, "left", 1, 1, 1, 1)
    yield SessionStep(place, "change_sides", item.dose.change_sides_s + odd, "right")
    yield SessionStep(place, "hold", half, "right", 1, 1, 1, 1)
