"""Which demands the poses of an exercise show: the proof of what its file says that it asks of a body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loosen._model.body import MeasureTest, ShownBy
from loosen._model.knowledge import Demand

from .measures import Measures


def shown(measured: Sequence[Measures], demands: Mapping[str, Demand]) -> frozenset[str]:
    """The demands that some key pose shows, given the measures of each."""
    return frozenset(key for key, demand in demands.items() if demand.shown_by and shows(measured, demand.shown_by))


def shows(measured: Sequence[Measures], shown_by: ShownBy) -> bool:
    """Whether one of the signs holds at some key pose."""
    return any(all(_holds(test, pose) for test in sign.all) for sign in shown_by.any for pose in measured)


def _holds(test: MeasureTest, pose: Measures) -> bool:
    value = pose[test.measure]
    enough = test.at_least is None or value >= test.at_least
    return enough and (test.at_most is None or value <= test.at_most)
