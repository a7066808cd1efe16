"""Whatever key poses must show for a demand can be shown, and each way of showing it adds something."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import get_args

import pytest

from loosen._body.proof import shows
from loosen._library.loading import bundled
from loosen._model.body import Measure, ShownBy, Sign

Limits = Mapping[Measure, tuple[float, float]]

SHOWN_BY: Mapping[str, ShownBy] = {
    key: demand.shown_by for key, demand in bundled().demands.items() if demand.shown_by is not None
}
MEASURES: tuple[Measure, ...] = get_args(Measure)


def _limits(sign: Sign) -> Limits:
    """Between which values a sign wants each measure that it tests."""
    limits: dict[Measure, tuple[float, float]] = {}
    for test in sign.all:
        least, most = limits.get(test.measure, (-inf, inf))
        limits[test.measure] = (
            least if test.at_least is None else max(least, test.at_least),
            most if test.at_most is None else min(most, test.at_most),
        )
    return limits


def _at(limits: Limits) -> dict[Measure, float]:
    """Measures of a pose that just has them, and that has nothing else."""
    rest = dict.fromkeys(MEASURES, 0.0)
    return rest | {measure: least if least > -inf else most for measure, (least, most) in limits.items()}


@pytest.mark.parametrize(
    ("demand", "index"), [(key, index) for key, shown_by in SHOWN_BY.items() for index in range(len(shown_by.any))]
)
def test_that_a_sign_can_hold(demand: str, index: int) -> None:
    """No two of its tests exclude each other, and a pose at its limits shows the demand."""
    limits = _limits(SHOWN_BY[demand].any[index])
    assert all(least <= most for least, most in limits.values())
    assert shows([_at(limits)], SHOWN_BY[demand])


@pytest.mark.parametrize("demand", SHOWN_BY)
def test_that_no_sign_is_part_of_another(demand: str) -> None:
    """A sign whose every pose another sign takes in as well would add nothing."""
    signs = [_limits(sign) for sign in SHOWN_BY[demand].any]
    assert not [
        (one, other)
        for one in signs
        for other in signs
        if one is not other
        and all(
            measure in one and least <= one[measure][0] and one[measure][1] <= most
            for measure, (least, most) in other.items()
        )
    ]


@pytest.mark.parametrize("demand", SHOWN_BY)
def test_that_standing_at_rest_shows_nothing(demand: str) -> None:
    """A body that stands on both feet with hanging arms asks for none of them."""
    standing: dict[Measure, float] = dict.fromkeys(MEASURES, 0.0)
    standing |= {"feet_bearing": 2, "feet_standing": 2, "feet_apart_cm": 18}
    assert not shows([standing], SHOWN_BY[demand])
