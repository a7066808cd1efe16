"""What carries a body in a key pose, and how it lies: what it asks of feet, knees, hands and trunk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, degrees

from pyglm import glm

from loosen._model.body import SIDES, Measure

from .parts import kind_of, side_of
from .scene import Placed, Spot

_UP, _FORWARDS, _LEFT = glm.dvec3(0, 0, 1), glm.dvec3(1, 0, 0), glm.dvec3(0, 1, 0)
_FEET = ("foot", "heel", "toe")
_LEG = (*_FEET, "instep", "shin", "knee", "thigh", "hip")
_ARM = ("hand", "forearm", "elbow", "upper_arm")
_FRONT, _BACK = ("chest", "belly", "pelvis"), ("pelvis", "low_back", "mid_back", "shoulders")
_STRAIGHT_HIP_DEG = 45
"""Somebody whose hips bend more than this sits on the pelvis, and does not lie on its front."""
_LYING_DEG = 55
"""A trunk that leans more than this from the upright, and that is carried, lies."""
_ON_SIDE = 0.7
"""How nearly upright the line from side to side stands in somebody who lies on a side."""
_BENT_BACK_DEG = 45
"""A hand that bears weight with its wrist bent back this much stands on its palm."""
_APART_DEG = 20
"""Legs whose hips bend this much apart do different things."""
_LOOPS = ("strap", "towel", "resistance_band")
"""Things round a foot by which hands can hold a leg."""
_LEVERS = (("thigh", "knee", _LEG), ("upper_arm", "elbow", _ARM))
_STRAIGHT_DEG, _OUT = 30, 0.5
"""A limb whose knee or elbow bends less than this, and that reaches out by this share of its length, is a lever."""


def angle_between(one: glm.dvec3, other: glm.dvec3) -> float:
    """The angle between two directions, in degrees."""
    share = float(glm.dot(glm.normalize(one), glm.normalize(other)))
    return 90.0 - degrees(asin(max(-1.0, min(1.0, share))))


def of_lying(key: Placed) -> dict[Measure, float]:
    """How the trunk leans, and whether it lies on the front, the back or a side; where the head is to the heart."""
    bones, carried = key.bones, {kind_of(part) for part in _from_below(key)}
    straight = all(key.angles.of("hip", side, "flexion") < _STRAIGHT_HIP_DEG for side in SIDES)
    front = ("chest", "belly", "pelvis") if straight else ("chest", "belly")
    chest = bones["mid_back_2"]
    lean = angle_between(bones["mid_back_3"].end - bones["pelvis"].start, _UP)
    faces_up = float((chest.frame * _FORWARDS).z) > 0
    on_side = abs(float((chest.frame * _LEFT).z)) > _ON_SIDE
    lies = lean > _LYING_DEG
    return {
        "trunk_lean": -lean if faces_up else lean,
        "head_below_heart_cm": 100 * float(chest.middle.z - bones["head"].middle.z),
        "lies_prone": float(lies and not on_side and not faces_up and not carried.isdisjoint(front)),
        "lies_supine": float(lies and not on_side and faces_up and not carried.isdisjoint(_BACK)),
        "lies_on_side": float(
            lies and on_side and not carried.isdisjoint(("hip", "shoulder", "pelvis", "shoulders", "forearm", "elbow"))
        ),
    }


def of_weight(key: Placed) -> dict[Measure, float]:
    """Which feet, knees and hands bear weight, what rests, what is held off the ground."""
    below = _from_below(key)
    kinds = {kind_of(part) for part in below}
    feet = _sides(part for part in below if kind_of(part) in _FEET)
    hands = [part for part, spot in key.spots.items() if kind_of(part) == "hand" and spot.surface.form != "grip"]
    flat = [part for part in hands if key.angles.of("wrist", str(side_of(part)), "flexion") <= -_BENT_BACK_DEG]
    trunk = not kinds.isdisjoint((*_FRONT, *_BACK, "hip", "shoulder"))
    alone = {kind_of(part) for part in key.spots} <= {*_FEET, *_ARM, "head"}
    return {
        "feet_bearing": feet, "feet_standing": feet if alone else 0,
        "feet_on_ball": _sides(part for part in below if _on_ball(part, below)),
        "hands_bearing": len(hands), "hands_bearing_flat": len(flat),
        "hands_on_support": _sides(part for part in key.spots if kind_of(part) in _ARM or _leans(part, key)),
        "hands_hold_leg": _sides(
            part for part in key.angles.holds if kind_of(part) == "hand" and _holds_leg(key, part)
        ),
        "knees_bearing": 0 if trunk or _pelvis_on_side(key) else _knees(below),
        "head_rests": float("head" in key.spots),
        "pelvis_rests": float(not kinds.isdisjoint((*_FRONT, *_BACK, "thigh", "hip"))),
        "on_floor": float(any(_on_ground(part, spot) for part, spot in below.items())),
        "lever_arm": float(any(_is_lever(key, side, *limb) for side in SIDES for limb in _LEVERS)),
        "one_leg_lifted": float(_one_leg_lifted(key, sits="pelvis" in below)),
    }  # fmt: skip


def _from_below(key: Placed) -> dict[str, Spot]:
    """The parts that something carries from below, and not a wall or a grip."""
    return {part: spot for part, spot in key.spots.items() if not spot.upright and spot.surface.form != "grip"}


def _sides(parts: Iterable[str]) -> int:
    return len({side_of(part) for part in parts})


def _leans(part: str, key: Placed) -> bool:
    """Whether the trunk leans on something upright, which steadies as a hand does."""
    return side_of(part) is None and key.spots[part].upright


def _knees(below: Iterable[str]) -> int:
    """How many knees stand on their front."""
    return _sides(part for part in below if kind_of(part) in ("knee", "shin"))


def _on_ball(part: str, below: Iterable[str]) -> bool:
    """Whether a foot stands on its ball alone."""
    side = side_of(part)
    return kind_of(part) == "toe" and f"{side}_foot" not in below and f"{side}_heel" not in below


def _on_ground(part: str, spot: Spot) -> bool:
    return spot.surface.form == "ground" and kind_of(part) not in _FEET


def _holds_leg(key: Placed, hand: str) -> bool:
    what = key.angles.holds[hand]
    return kind_of(what) in _LEG or what in _LOOPS


def _lifted(key: Placed, side: str, parts: Sequence[str]) -> bool:
    """Whether nothing is under a limb, nor the limb on another part of the body."""
    return not any(f"{side}_{part}" in {**key.spots, **key.angles.holds} for part in parts)


def _is_lever(key: Placed, side: str, bone: str, bend: str, parts: Sequence[str]) -> bool:
    """Whether a leg or an arm is held out straight with nothing under it."""
    if not _lifted(key, side, parts) or key.angles.of(bend, side, "flexion") > _STRAIGHT_DEG:
        return False
    root = key.bones[f"{side}_{bone}"]
    along = glm.normalize(root.end - root.start)
    return float(glm.length(glm.dvec2(along.x, along.y))) > _OUT


def _one_leg_lifted(key: Placed, *, sits: bool) -> bool:
    """Whether one leg is held off everything by its own strength, in somebody who neither sits nor stands.

    Both may be, if one of them reaches out further. On a side, the upper leg lies on the lower one or on a cushion,
    unless it is held out straight.
    """
    below = {kind_of(part) for part in _from_below(key)}
    upright = abs(angle_between(key.bones["mid_back_3"].end - key.bones["pelvis"].start, _UP)) < _LYING_DEG
    if below <= {*_FEET, *_ARM} or (sits and upright):
        return False
    lifted = [side for side in SIDES if _lifted(key, side, _LEG)]
    if _pelvis_on_side(key):
        lifted = [side for side in lifted if key.angles.of("knee", side, "flexion") <= _STRAIGHT_DEG]
    hips = [key.angles.of("hip", side, "flexion") for side in SIDES]
    alone = len(lifted) == 1 or (len(lifted) == 2 and abs(hips[0] - hips[1]) >= _APART_DEG)
    return alone and not any(_holds_leg(key, hand) for hand in key.angles.holds)


def _pelvis_on_side(key: Placed) -> bool:
    return abs(float((key.bones["pelvis"].frame * _LEFT).z)) > _ON_SIDE
