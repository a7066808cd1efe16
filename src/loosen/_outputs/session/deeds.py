"""What a diary says of a session: what was done of each exercise, and why the rest was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from loosen._model.diary import Done, SkipReason
from loosen._model.plan import Plan

from .player import Player
from .worked import Worked

OF_THE_DAY: tuple[SkipReason, ...] = ("tired", "no_time")
"""Reasons to stop that are about the day and not about one exercise: what was not reached is left out for them, too."""


def done_of(
    plan: Plan, player: Player, left_out: Mapping[int, SkipReason], *, stopped: SkipReason | None = None
) -> tuple[Done, ...]:
    """What a diary says of each exercise of a session, in the plan's order.

    `left_out` says why exercises were left, by their place, which counts unless they were done after all; `stopped` why
    the whole session was, which counts for what was not reached where it is a reason of the day. Of what was not
    reached otherwise it says zero and no reason.
    """
    by_item: dict[int, list[Worked]] = {}
    for one in player.worked.values():
        by_item.setdefault(one.item, []).append(one)
    of_the_day = stopped if stopped in OF_THE_DAY else None
    return tuple(
        _done(
            item.exercise,
            by_item.get(place, ()),
            None if place in player.finished else left_out.get(place),
            of_the_day,
        )
        for place, item in enumerate(plan.items)
    )


def _done(exercise: str, worked: Sequence[Worked], left: SkipReason | None, of_the_day: SkipReason | None) -> Done:
    seconds = round(sum(one.seconds for one in worked))
    repetitions = sum(one.repetitions for one in worked)
    if not (seconds or repetitions):
        reason = left or of_the_day
        return Done(exercise=exercise, skipped=reason) if reason else Done(exercise=exercise, seconds=0, repetitions=0)
    sides = {one.side for one in worked if round(one.seconds) or one.repetitions} - {""}
    side: Literal["left", "right", "both"] | None = None
    if sides:
        side = "both" if len(sides) > 1 else "left" if "left" in sides else "right"
    return Done(exercise=exercise, seconds=seconds, repetitions=repetitions, side=side, cut_short=left)
