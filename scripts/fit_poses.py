"""Fit poses to the world: `python scripts/fit_poses.py bridge cat_cow` turns joints until all that rests touches.

What a key pose says itself is kept as well as it can be; what it takes over from its base or from the pose before it
may move more. The spine is left as it is. The file is written anew, in the order and form of all pose files.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import yaml
from pyglm import glm
from scipy.optimize import least_squares
from scripts.figures import KNOWLEDGE, figures_and_poses

from loosen._body.balance import outside
from loosen._body.contact import FLAT, pads_of
from loosen._body.figures import Figures
from loosen._body.parts import PARTS
from loosen._body.posture import Angles
from loosen._body.scene import Placed, Spot, place
from loosen._body.world import reach
from loosen._library.checks.misfits import told
from loosen._model.body import KeyPose, Poses, Posture

SAID_DEG, TAKEN_OVER_DEG = 3.0, 18.0
"""How far an angle moves as easily as a part moves `NEAR_M`: one that the pose says itself, one that it takes over."""
NEAR_M, SLIPS_M = 0.0015, 0.004

_FREE = (
    ("hip", "flexion"), ("hip", "abduction"), ("hip", "rotation"), ("knee", "flexion"), ("ankle", "flexion"),
    ("shoulder", "flexion"), ("shoulder", "abduction"), ("shoulder", "rotation"), ("elbow", "flexion"),
    ("wrist", "flexion"),
)  # fmt: skip


class Free(NamedTuple):
    """An angle that may move: of a joint on these sides, or of how the body lies."""

    joint: str
    way: str
    sides: tuple[str, ...]
    stiff: float


def fitted(poses: Poses, figures: Figures) -> Poses:
    """The same poses with the angles that fit."""
    done: list[Placed] = []
    keys = list(poses.keys)
    for number in range(len(keys)):
        angles = figures.angles(poses.model_copy(update={"keys": tuple(keys)}))[number]
        if keys[number].mirrors:
            done.append(place(poses, angles, figures.surfaces, figures.skeleton, done))
            continue
        free = list(_free(keys[number], angles, figures))
        found = _solved(poses, angles, free, done, figures)
        keys[number] = _written(keys[number], angles, found, free)
        again = figures.angles(poses.model_copy(update={"keys": tuple(keys)}))[number]
        done.append(place(poses, again, figures.surfaces, figures.skeleton, done))
    return poses.model_copy(update={"keys": tuple(keys)})


def _free(key: Any, angles: Angles, figures: Figures) -> Iterator[Free]:
    yield Free("body", "lean", (), SAID_DEG if key.body.lean is not None else TAKEN_OVER_DEG)
    for joint, way in _FREE:
        apart = (
            joint in key.left or joint in key.right or angles.of(joint, "left", way) != angles.of(joint, "right", way)
        )
        for sides in (("left",), ("right",)) if apart else (("left", "right"),):
            said = any(way in part.get(joint, {}) for part in (key.both, *(getattr(key, side) for side in sides)))
            stiff = SAID_DEG if said else TAKEN_OVER_DEG
            yield Free(joint, way, sides, stiff / 3 if way in ("rotation", "abduction") else stiff)
    said = "flexion" in key.middle.get("neck", {})
    yield Free("neck", "flexion", ("middle",), SAID_DEG if said else TAKEN_OVER_DEG)


def _get(angles: Angles, one: Free) -> float:
    return angles.lying[0] if one.joint == "body" else angles.of(one.joint, one.sides[0], one.way)


def _with(angles: Angles, free: Sequence[Free], values: Sequence[float]) -> Angles:
    joints = {at: dict(ways) for at, ways in angles.joints.items()}
    lean, side, turn = angles.lying
    for one, value in zip(free, values, strict=True):
        if one.joint == "body":
            lean = float(value)
        for at in one.sides:
            joints.setdefault((one.joint, at), {})[one.way] = float(value)
    return replace(angles, lying=(lean, side, turn), joints=joints)


def _solved(
    poses: Poses, angles: Angles, free: Sequence[Free], done: Sequence[Placed], figures: Figures
) -> Sequence[float]:
    start = np.array([_get(angles, one) for one in free])
    stiff = np.array([one.stiff for one in free])
    bounds = np.array([_bounds(one, figures) for one in free]).T

    def off(values: np.ndarray) -> np.ndarray:
        """What is wrong; the last value lifts the body (in cm), so that nothing jumps when another part is lowest."""
        now = place(poses, _with(angles, free, values[:-1]), figures.surfaces, figures.skeleton, done)
        up = glm.dvec3(0, 0, values[-1] / 100)
        lifted = replace(now, bones={name: bone.moved(up) for name, bone in now.bones.items()})
        return np.array([*((values[:-1] - start) / stiff), *_faults(lifted, done, figures)])

    inside = np.append(np.clip(start, bounds[0] + 0.01, bounds[1] - 0.01), 0.0)
    limits = np.append(bounds[0], -30.0), np.append(bounds[1], 30.0)
    best = least_squares(off, inside, bounds=limits, diff_step=1e-3, x_scale=5.0, max_nfev=200)
    return [float(np.floor(value * 2 + 0.5) / 2) for value in best.x[:-1]]


def _bounds(one: Free, figures: Figures) -> tuple[float, float]:
    if one.joint == "body":
        return -185.0, 185.0
    movement = figures.joints[one.joint].movements[one.way]
    return movement.least, movement.most


def _faults(now: Placed, done: Sequence[Placed], figures: Figures) -> Iterator[float]:
    for part, spot in now.spots.items():
        yield from (gap / NEAR_M for gap in _gaps(part, spot, now))
        if done and done[-1].spots.get(part) == spot:
            yield from _slipped(part, now, done[-1])
    for bone in now.bones.values():
        for at, radius in ((bone.start, bone.radii[0]), (bone.end, bone.radii[1])):
            yield max(0.0, radius - at.z) / NEAR_M
            yield (
                sum(max(0.0, radius - wall.distance(at)) for name, wall in now.walls.items() if name != "chair_back")
                / NEAR_M
            )
    for hand, what in now.angles.holds.items():
        yield max(0.0, reach(now, hand, what) - 0.03) / NEAR_M if what in PARTS else 0.0
    yield outside(now, figures.segments) / NEAR_M


def _gaps(part: str, spot: Spot, now: Placed) -> list[float]:
    """How far a part is from what it rests on; of a flat one each end, which changes more smoothly than the farther."""
    if spot.surface.form == "grip":
        return [0.0]
    if spot.upright or spot.gives or part.partition("_")[2] not in FLAT:
        return [now.gap(part)]
    return [pad.at.z - pad.radius - spot.height for pad in pads_of(part, now.bones)]


def _slipped(part: str, now: Placed, before: Placed) -> Iterator[float]:
    for one, other in zip(pads_of(part, now.bones), pads_of(part, before.bones), strict=True):
        yield float(one.at.x - other.at.x) / SLIPS_M
        yield float(one.at.y - other.at.y) / SLIPS_M


def _written(key: Any, angles: Angles, found: Sequence[float], free: Sequence[Free]) -> Any:
    said = {
        name: {joint: dict(ways) for joint, ways in getattr(key, name).items()}
        for name in ("middle", "both", "left", "right")
    }
    lean = key.body.lean
    for one, value in zip(free, found, strict=True):
        if abs(value - _get(angles, one)) < (1.5 if one.way in ("rotation", "abduction") else 0.75):
            continue
        if one.joint == "body":
            lean = value
            continue
        where = "both" if len(one.sides) == 2 else one.sides[0]
        said[where].setdefault(one.joint, {})[one.way] = value
    return key.model_copy(update={**said, "body": key.body.model_copy(update={"lean": lean})})


def dumped(poses: Poses) -> str:
    """The file of an exercise's poses."""
    data = poses.model_dump(exclude_defaults=True, mode="json")
    keys = data.pop("keys")
    after = {name: data.pop(name) for name in ("props", "uneven", "unshown", "overrides") if name in data}
    keys = [{"key": key.pop("key"), **key} for key in keys]
    return yaml.dump({**data, "keys": keys, **after}, Dumper=_Dumper, sort_keys=False, width=118, allow_unicode=True)


class _Dumper(yaml.SafeDumper):
    """Mappings that hold nothing but plain values stand on one line, and lists are set in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _mapping(dumper: _Dumper, data: Mapping[str, Any]) -> yaml.Node:
    plain = not any(isinstance(value, dict | list) for value in data.values())
    return dumper.represent_mapping(
        "tag:yaml.org,2002:map", data, flow_style=plain and not data.keys() & {"key", "id", "at"}
    )


def _sequence(dumper: _Dumper, data: Sequence[Any]) -> yaml.Node:
    plain = not any(isinstance(value, dict) for value in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


def _number(dumper: _Dumper, value: float) -> yaml.Node:
    return dumper.represent_int(int(value)) if value == int(value) else yaml.SafeDumper.represent_float(dumper, value)


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _sequence)
_Dumper.add_representer(float, _number)


def _fit(name: str, figures: Figures, poses: Mapping[str, Poses]) -> Iterator[str]:
    """Fit what has this name, an exercise's poses or a base pose, write it, and say what still does not fit."""
    if name in poses:
        better = fitted(poses[name], figures)
        (KNOWLEDGE / "poses" / f"{name}.yaml").write_text(dumped(better), encoding="utf-8")
    else:
        base = figures.base_poses[name]
        said = {field: getattr(base, field) for field in Posture.model_fields}
        better = fitted(Poses(id=name, view="side", keys=(KeyPose(key="start", **said),)), figures)
        data = base.model_copy(update={field: getattr(better.keys[0], field) for field in Posture.model_fields})
        plain = data.model_dump(exclude_defaults=True)
        plain = {"id": plain.pop("id"), "name": plain.pop("name"), **plain}
        text = yaml.dump(plain, Dumper=_Dumper, sort_keys=False, width=118)
        (KNOWLEDGE / "base_poses" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for misfit in figures.misfits(better):
        yield f"{name}, {better.keys[misfit.key].key}: {' '.join(told(misfit))}"


def main() -> int:
    """Fit the poses that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="exercises or base poses")
    parser.add_argument("--all", action="store_true", help="every exercise that has poses")
    asked = parser.parse_args()
    figures, poses = figures_and_poses()
    for name in [*asked.names, *(sorted(poses) if asked.all else ())]:
        print("\n".join(_fit(name, figures, poses)) or f"{name} fits.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
