"""What a key pose asks of a body, in figures: angles, heights, and what carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import asin, degrees

from pyglm import glm

from loosen._model.body import SIDES, Measure

from .posture import Angles, side_of
from .scene import Placed, Spot

Measures = Mapping[Measure, float]

_UP, _FORWARDS, _LEFT = glm.dvec3(0, 0, 1), glm.dvec3(1, 0, 0), glm.dvec3(0, 1, 0)
_WAYS = ("flexion", "side", "turn")
_FEET = ("foot", "heel", "toe")
_LEG = (*_FEET, "instep", "shin", "knee", "thigh", "hip")
_ARM = ("hand", "forearm", "elbow", "upper_arm")
_TRUNK_FRONT, _TRUNK_BACK = ("chest", "belly", "pelvis"), ("pelvis", "low_back", "mid_back", "shoulders")
_LYING_DEG = 55
"""A trunk that leans more than this from the upright, and that is carried, lies."""
_BENT_BACK_DEG = 45
"""A hand that bears weight with its wrist bent back this much stands on its palm."""
_LEVERS = (("thigh", "knee", _LEG), ("upper_arm", "elbow", _ARM))
_STRAIGHT_DEG, _OUT = 30, 0.5
"""A limb whose knee or elbow bends less than this, and that reaches out by this share of its length, is a lever."""


def measures(keys: Sequence[Placed]) -> list[dict[Measure, float]]:
    """Every measure of every key pose; what moves between them is the same in all."""
    moves: dict[Measure, float] = {
        "neck_moves": _moved(keys, (("neck", "flexion"), ("neck", "side"), ("neck", "turn"), ("head", "flexion"))),
        "spine_moves": _moved(keys, [(part, way) for part in ("low_back", "mid_back") for way in _WAYS]),
    }
    return [_of_angles(key) | _of_lying(key) | _of_weight(key) | moves for key in keys]


def _of_angles(key: Placed) -> dict[Measure, float]:
    return _of_spine(key.angles) | _of_legs(key) | _of_arms(key)


def _moved(keys: Sequence[Placed], ways: Sequence[tuple[str, str]]) -> float:
    angles = ([key.angles.of(joint, "middle", way) for key in keys] for joint, way in ways)
    return max(max(each) - min(each) for each in angles)


def _of_spine(angles: Angles) -> dict[Measure, float]:
    found: dict[str, float] = {}
    for part in ("low_back", "mid_back", "neck", "head"):
        flexion = angles.of(part, "middle", "flexion")
        found |= {f"{part}_flexion": max(0.0, flexion), f"{part}_extension": max(0.0, -flexion)}
        if part != "head":
            found |= {f"{part}_{way}": abs(angles.of(part, "middle", way)) for way in ("side", "turn")}
    whole = sum(angles.of(part, "middle", "flexion") for part in ("low_back", "mid_back"))
    return {**found, "spine_flexion": max(0.0, whole), "spine_extension": max(0.0, -whole)}  # type: ignore[dict-item]


def _largest(angles: Angles, joint: str, way: str, sign: int = 1) -> float:
    return max(0.0, *(sign * angles.of(joint, side, way) for side in SIDES))


def _of_legs(key: Placed) -> dict[Measure, float]:
    angles, bones = key.angles, key.bones
    ankles = [bones[f"{side}_shank"].end for side in SIDES]
    return {
        "hip_flexion": _largest(angles, "hip", "flexion"), "hip_extension": _largest(angles, "hip", "flexion", -1),
        "hip_abduction": _largest(angles, "hip", "abduction"),
        "hip_adduction": _largest(angles, "hip", "abduction", -1),
        "hip_turn_in": _largest(angles, "hip", "rotation"), "hip_turn_out": _largest(angles, "hip", "rotation", -1),
        "crosses_midline": max(_across(key, side) for side in SIDES),
        "knee_flexion": _largest(angles, "knee", "flexion"), "ankle_flexion": _largest(angles, "ankle", "flexion"),
        "feet_apart_cm": 100 * float(glm.length(ankles[0] - ankles[1])),
    }  # fmt: skip


def _across(key: Placed, side: str) -> float:
    """By how many degrees a thigh points across the middle of the pelvis."""
    thigh, pelvis = key.bones[f"{side}_thigh"], key.bones["pelvis"]
    along = glm.normalize(thigh.end - thigh.start)
    inwards = pelvis.frame * _LEFT * (-1.0 if side == "left" else 1.0)
    return max(0.0, degrees(asin(max(-1.0, min(1.0, float(glm.dot(along, inwards)))))))


def _of_arms(key: Placed) -> dict[Measure, float]:
    trunk, head = key.bones["mid_back_3"], key.bones["head"]
    up = trunk.frame * _UP
    arms = (key.bones[f"{side}_upper_arm"] for side in SIDES)
    down = trunk.frame * glm.dvec3(0, 0, -1)
    raised = (_between(arm.end - arm.start, down) for arm in arms)
    over = [glm.dot(key.bones[f"{side}_hand"].end - head.middle, up) > 0 for side in SIDES]
    angles = key.angles
    return {
        "shoulder_raise": max(raised), "shoulder_extension": _largest(angles, "shoulder", "flexion", -1),
        "shoulder_rotation": max(abs(angles.of("shoulder", side, "rotation")) for side in SIDES),
        "wrist_extension": _largest(angles, "wrist", "flexion", -1), "arms_overhead": float(sum(over)),
        "hand_on_head": float(any(what in ("head", "neck") for what in angles.holds.values())),
    }  # fmt: skip


def _between(one: glm.dvec3, other: glm.dvec3) -> float:
    share = float(glm.dot(glm.normalize(one), glm.normalize(other)))
    return 90.0 - degrees(asin(max(-1.0, min(1.0, share))))


def _of_lying(key: Placed) -> dict[Measure, float]:
    bones = key.bones
    along = bones["mid_back_3"].end - bones["pelvis"].start
    chest = bones["mid_back_2"]
    faces_up = float((chest.frame * _FORWARDS).z)
    lean = _between(along, _UP)
    lies = lean > _LYING_DEG
    on_side = lies and abs(float((chest.frame * _LEFT).z)) > 0.7
    carried = {_kind(part) for part in _from_below(key)}
    return {
        "trunk_lean": lean if faces_up <= 0 else -lean,
        "head_below_heart_cm": 100 * float(chest.middle.z - bones["head"].middle.z),
        "lies_prone": float(lies and not on_side and faces_up < 0 and not carried.isdisjoint(_TRUNK_FRONT)),
        "lies_supine": float(lies and not on_side and faces_up > 0 and not carried.isdisjoint(_TRUNK_BACK)),
        "lies_on_side": float(on_side and not carried.isdisjoint(("hip", "shoulder", "pelvis", "shoulders"))),
    }  # fmt: skip


def _from_below(key: Placed) -> dict[str, Spot]:
    """The parts that something carries from below, and not a wall or a grip."""
    return {part: spot for part, spot in key.spots.items() if not spot.upright and spot.surface.form != "grip"}


def _kind(part: str) -> str:
    """The part without its side."""
    return part.removeprefix(f"{side_of(part)}_")


def _sides(parts: Iterator[str]) -> int:
    return len({side_of(part) for part in parts})


def _of_weight(key: Placed) -> dict[Measure, float]:
    below = _from_below(key)
    feet = _sides(part for part in below if _kind(part) in _FEET)
    upright = all(_kind(part) in (*_FEET, *_ARM) for part in below)
    trunk = any(_kind(part) in (*_TRUNK_FRONT, *_TRUNK_BACK, "hip", "shoulder") for part in below)
    bearing = [part for part, spot in key.spots.items() if _kind(part) == "hand" and spot.surface.form != "grip"]
    flat = [part for part in bearing if key.angles.of("wrist", str(side_of(part)), "flexion") <= -_BENT_BACK_DEG]
    return {
        "feet_bearing": feet, "feet_standing": feet if upright else 0,
        "hands_bearing": len(bearing), "hands_bearing_flat": len(flat),
        "knees_bearing": 0 if trunk else _sides(part for part in below if _kind(part) in ("knee", "shin")),
        "on_floor": float(any(below[part].surface.form == "ground" and _kind(part) not in _FEET for part in below)),
        "lever_arm": float(any(_is_lever(key, side, *limb) for side in SIDES for limb in _LEVERS)),
    }  # fmt: skip


def _is_lever(key: Placed, side: str, bone: str, bend: str, parts: Sequence[str]) -> bool:
    """Whether a leg or an arm is held out straight, with nothing under it or in its hand's way."""
    if any(f"{side}_{part}" in key.spots for part in parts) or key.angles.of(bend, side, "flexion") > _STRAIGHT_DEG:
        return False
    root = key.bones[f"{side}_{bone}"]
    along = glm.normalize(root.end - root.start)
    return float(glm.length(glm.dvec2(along.x, along.y))) > _OUT
