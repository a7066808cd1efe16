"""What shows a demand: poses made by hand on both sides of each threshold, and of each way to be carried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.bodies import LIBRARY, posed

from loosen._body.measures import measures
from loosen._body.proof import shown

Said = dict[str, Any]
STEP = 1.0


def _joint(section: str, joint: str, way: str, sign: int = 1) -> Callable[[float], Said]:
    return lambda angle: {section: {joint: {way: sign * angle}}}


THRESHOLDS: list[tuple[str, str, str, Callable[[float], Said]]] = [
    ("deep_knee_flexion", "knee_flexion", "supine_flat", _joint("right", "knee", "flexion")),
    ("hip_flexion_gt_90", "hip_flexion", "supine_flat", _joint("left", "hip", "flexion")),
    ("hip_internal_rotation", "hip_turn_in", "standing", _joint("left", "hip", "rotation")),
    ("hip_end_range_any", "hip_extension", "standing", _joint("right", "hip", "flexion", -1)),
    ("hip_end_range_any", "hip_turn_out", "standing", _joint("right", "hip", "rotation", -1)),
    ("wide_abduction", "hip_abduction", "standing", _joint("both", "hip", "abduction")),
    ("lumbar_flexion_end_range", "low_back_flexion", "standing", _joint("middle", "low_back", "flexion")),
    ("lumbar_extension_end_range", "low_back_extension", "standing", _joint("middle", "low_back", "flexion", -1)),
    ("lumbar_rotation_end_range", "low_back_turn", "standing", _joint("middle", "low_back", "turn")),
    ("lumbar_rotation_end_range", "low_back_turn", "standing", _joint("middle", "low_back", "turn", -1)),
    ("mid_back_rotation_end_range", "mid_back_turn", "standing", _joint("middle", "mid_back", "turn")),
    ("spine_end_range_any", "low_back_side", "standing", _joint("middle", "low_back", "side")),
    ("spine_end_range_any", "mid_back_side", "standing", _joint("middle", "mid_back", "side", -1)),
    ("upper_back_rounding", "mid_back_flexion", "standing", _joint("middle", "mid_back", "flexion")),
    ("neck_extension_end_range", "neck_extension", "standing", _joint("middle", "neck", "flexion", -1)),
    ("neck_rotation_end_range", "neck_turn", "standing", _joint("middle", "neck", "turn")),
    ("neck_end_range_any", "neck_side", "standing", _joint("middle", "neck", "side")),
    ("shoulder_end_range", "shoulder_extension", "standing", _joint("right", "shoulder", "flexion", -1)),
    ("overhead_arms", "shoulder_raise", "standing", _joint("right", "shoulder", "flexion")),
]


def _threshold(demand: str, measure: str) -> float:
    """Where the first sign that asks for a measure begins."""
    shown_by = LIBRARY.demands[demand].shown_by
    assert shown_by
    found = (test.at_least for sign in shown_by.any for test in sign.all if test.measure == measure)
    return next(value for value in found if value is not None)


def _shown(base: str, said: Said) -> frozenset[str]:
    return shown(measures([posed(base, **said)]), LIBRARY.demands)


@pytest.mark.parametrize(("demand", "measure", "base", "said"), THRESHOLDS)
def test_a_demand_begins_where_its_sign_says(
    demand: str, measure: str, base: str, said: Callable[[float], Said]
) -> None:
    threshold = _threshold(demand, measure)
    assert demand in _shown(base, said(threshold + STEP))
    assert demand not in _shown(base, said(threshold - STEP))


CARRIED: list[tuple[str, str, Said, str, Said]] = [
    ("prone", "prone", {}, "supine_flat", {}),
    ("supine_flat", "supine_flat", {}, "semi_reclined", {}),
    ("kneeling", "kneeling_tall", {}, "standing", {}),
    ("half_kneeling", "half_kneeling", {}, "kneeling_tall", {}),
    ("wrist_load", "hands_and_knees", {}, "prone_on_elbows", {}),
    ("floor_transfer", "floor_sitting_long", {}, "sitting_tall", {}),
    ("single_leg_asymmetric", "standing", {"rests": {"left_foot": "none"}}, "standing", {}),
    ("standing_balance", "standing", {"rests": {"left_foot": "none"}}, "standing", {}),
    ("hip_adduction_cross_midline", "standing", {"right": {"hip": {"abduction": -14}}}, "standing", {}),
    ("head_down", "standing", {"body": {"lean": 120}}, "standing", {"body": {"lean": 60}}),
    ("neck_load", "supine_flat", {"rests": {"head": "none"}}, "supine_flat", {}),
]


@pytest.mark.parametrize(("demand", "base", "said", "other_base", "other"), CARRIED)
def test_a_demand_is_seen_in_what_carries_a_body(
    demand: str, base: str, said: Said, other_base: str, other: Said
) -> None:
    assert demand in _shown(base, said)
    assert demand not in _shown(other_base, other)


def test_every_demand_is_shown_by_poses_or_says_what_holds_it() -> None:
    neither = [key for key, demand in LIBRARY.demands.items() if not demand.shown_by and not demand.held_by]
    both = [key for key, demand in LIBRARY.demands.items() if demand.shown_by and demand.held_by]
    assert (neither, both) == ([], [])
