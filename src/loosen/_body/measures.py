"""What a key pose asks of a body, in figures: the angles of spine, legs and arms. `weight.py` has what carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import acos, asin, atan2, degrees

from pyglm import glm

from loosen._model.body import SIDES, Measure, Side

from .posture import Angles
from .scene import Placed
from .skeleton import in_room
from .weight import angle_between, of_lying, of_weight

Measures = Mapping[Measure, float]

_UP, _DOWN, _LEFT = glm.dvec3(0, 0, 1), glm.dvec3(0, 0, -1), glm.dvec3(0, 1, 0)
_WAYS = ("flexion", "side", "turn")
_NECK = (*(("neck", way) for way in _WAYS), ("head", "flexion"))
_BACK = tuple((part, way) for part in ("low_back", "mid_back") for way in _WAYS)
_LEVEL_DEG = (75, 120)
"""An arm that is raised between these is spread or taken across; a lower or higher one is neither."""
_STRAIGHT_ARM_DEG = 30
_STILL_DEG = 8
"""A trunk that turns less than this between key poses stays still."""


def measures(keys: Sequence[Placed], *, walking: bool = False) -> list[dict[Measure, float]]:
    """Every measure of every key pose; what moves between them, and `walking`, is the same in all."""
    whole: dict[Measure, float] = {
        "neck_moves": _neck_moves(keys), "spine_moves": _moved(keys, _BACK), "walking": float(walking),
    }  # fmt: skip
    return [_of_angles(key) | of_lying(key) | of_weight(key) | whole for key in keys]


def _of_angles(key: Placed) -> dict[Measure, float]:
    return _of_spine(key.angles) | _of_legs(key) | _of_arms(key)


def _moved(keys: Sequence[Placed], ways: Sequence[tuple[str, str]]) -> float:
    angles = ([key.angles.of(joint, "middle", way) for key in keys] for joint, way in ways)
    return max(max(each) - min(each) for each in angles)


def _neck_moves(keys: Sequence[Placed]) -> float:
    """How much the neck moves. Where the trunk moves below it, it counts no more than the head turns in the room."""
    moved = _moved(keys, _NECK)
    return moved if _turned(keys, "mid_back_3") < _STILL_DEG else min(moved, _turned(keys, "head"))


def _turned(keys: Sequence[Placed], bone: str) -> float:
    """The most that a bone turns in the room between two key poses, whichever way."""
    frames = [key.bones[bone].frame for key in keys]
    shares = (abs(float(glm.dot(one, other))) for one, other in combinations(frames, 2))
    return max((2 * degrees(acos(min(1.0, share))) for share in shares), default=0.0)


def _of_spine(angles: Angles) -> dict[Measure, float]:
    low, mid, neck, nod = (angles.of(part, "middle", "flexion") for part in ("low_back", "mid_back", "neck", "head"))
    side = {part: abs(angles.of(part, "middle", "side")) for part in ("low_back", "mid_back", "neck")}
    turn = {part: abs(angles.of(part, "middle", "turn")) for part in ("low_back", "mid_back", "neck")}
    return {
        "low_back_flexion": max(0.0, low), "low_back_extension": max(0.0, -low),
        "mid_back_flexion": max(0.0, mid), "mid_back_extension": max(0.0, -mid),
        "neck_flexion": max(0.0, neck), "neck_extension": max(0.0, -neck),
        "head_flexion": max(0.0, nod), "head_extension": max(0.0, -nod),
        "spine_flexion": max(0.0, low + mid), "spine_extension": max(0.0, -low - mid),
        "low_back_side": side["low_back"], "mid_back_side": side["mid_back"], "neck_side": side["neck"],
        "low_back_turn": turn["low_back"], "mid_back_turn": turn["mid_back"], "neck_turn": turn["neck"],
    }  # fmt: skip


def _largest(angles: Angles, joint: str, way: str, sign: int = 1) -> float:
    return max(0.0, *(sign * angles.of(joint, side, way) for side in SIDES))


def _of_legs(key: Placed) -> dict[Measure, float]:
    angles = key.angles
    between_ankles = key.bones["left_shank"].end - key.bones["right_shank"].end
    bent = [angles.of("hip", side, "flexion") for side in SIDES]
    return {
        "hip_flexion": _largest(angles, "hip", "flexion"), "hip_extension": _largest(angles, "hip", "flexion", -1),
        "hip_abduction": _largest(angles, "hip", "abduction"),
        "hip_adduction": _largest(angles, "hip", "abduction", -1),
        "hip_turn_in": _largest(angles, "hip", "rotation"), "hip_turn_out": _largest(angles, "hip", "rotation", -1),
        "hips_differ": abs(bent[0] - bent[1]),
        "crosses_midline": max(_thigh_across(key, side) for side in SIDES),
        "ankle_crosses_cm": max(_ankle_across_cm(key, side) for side in SIDES),
        "knee_flexion": _largest(angles, "knee", "flexion"), "ankle_flexion": _largest(angles, "ankle", "flexion"),
        "leg_nerve": max(_nerve_of_leg(angles, side) for side in SIDES),
        "feet_apart_cm": 100 * abs(float(glm.dot(between_ankles, _inwards(key, "right")))),
    }  # fmt: skip


def _inwards(key: Placed, side: Side) -> glm.dvec3:
    """The direction from a side to the middle, in the frame of the pelvis."""
    return in_room(key.bones["pelvis"].frame, _LEFT * (-1.0 if side == "left" else 1.0))


def _thigh_across(key: Placed, side: Side) -> float:
    """By how many degrees a thigh points across the middle of the pelvis."""
    thigh = key.bones[f"{side}_thigh"]
    share = float(glm.dot(glm.normalize(thigh.end - thigh.start), _inwards(key, side)))
    return max(0.0, degrees(asin(max(-1.0, min(1.0, share)))))


def _ankle_across_cm(key: Placed, side: Side) -> float:
    """How far an ankle is past the plane through the middle of the pelvis."""
    ankle, middle = key.bones[f"{side}_shank"].end, key.bones["pelvis"].start
    return max(0.0, 100 * float(glm.dot(ankle - middle, _inwards(key, side))))


def _nerve_of_leg(angles: Angles, side: Side) -> float:
    """How much the nerve at the back of a leg is drawn on.

    It is the bend of the hip less that of the knee, more with the foot drawn up, less with it loose or the leg out.
    """
    hip, knee, ankle = (angles.of(joint, side, "flexion") for joint in ("hip", "knee", "ankle"))
    return max(0.0, hip - max(0.0, knee) + ankle - max(0.0, angles.of("hip", side, "abduction")))


def _of_arms(key: Placed) -> dict[Measure, float]:
    angles, trunk, head = key.angles, key.bones["mid_back_3"], key.bones["head"]
    up = trunk.frame * _UP
    over = [float(glm.dot(key.bones[f"{side}_hand"].end - head.middle, up)) > 0 for side in SIDES]
    out = {side: _outwards(key, side) for side in SIDES}
    straight = [side for side in SIDES if angles.of("elbow", side, "flexion") <= _STRAIGHT_ARM_DEG]
    return {
        "shoulder_raise": max(_raised(key, side) for side in SIDES),
        "shoulder_extension": _largest(angles, "shoulder", "flexion", -1),
        "shoulder_rotation": max(abs(angles.of("shoulder", side, "rotation")) for side in SIDES),
        "shoulder_drop": _largest(angles, "shoulder_blade", "lift", -1),
        "arm_spread": max(0.0, *out.values()), "arm_across": max(0.0, *(-each for each in out.values())),
        "arm_spread_straight": max((max(0.0, out[side]) for side in straight), default=0.0),
        "wrist_extension": _largest(angles, "wrist", "flexion", -1), "arms_overhead": float(sum(over)),
        "hand_on_head": float(any(what in ("head", "neck") for what in angles.holds.values())),
    }  # fmt: skip


def _raised(key: Placed, side: Side) -> float:
    """How far an upper arm is raised from the trunk, whichever way."""
    arm = key.bones[f"{side}_upper_arm"]
    return angle_between(arm.end - arm.start, in_room(key.bones["mid_back_3"].frame, _DOWN))


def _outwards(key: Placed, side: Side) -> float:
    """How far a level arm points outwards from straight ahead: 90 is to the side, more is behind, minus is across."""
    if not _LEVEL_DEG[0] <= _raised(key, side) <= _LEVEL_DEG[1]:
        return 0.0
    arm = key.bones[f"{side}_upper_arm"]
    seen = in_room(glm.dquat(glm.conjugate(key.bones["mid_back_3"].frame)), arm.end - arm.start)
    return degrees(atan2(float(seen.y) * (1 if side == "left" else -1), float(seen.x)))
