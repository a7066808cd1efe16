"""The figure of a body: its parts as outlines, the far ones first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pyglm import glm

from loosen._body.skeleton import Bone
from loosen._model.body import SIDES

from .camera import Camera
from .outline import Circle, outline

_LEFT, _UP, _FORWARDS = glm.dvec3(0, 1, 0), glm.dvec3(0, 0, 1), glm.dvec3(1, 0, 0)


class Shape(NamedTuple):
    """Something drawn: its class in the style, its path, and how near to the eye it is."""

    style: str
    path: str
    near: float


class Ball(NamedTuple):
    """A ball in the room: its centre and radius, in metres."""

    at: glm.dvec3
    radius: float


Bones = Mapping[str, Bone]

_LIMBS = (("thigh",), ("shank",), ("foot", "instep", "toe"), ("upper_arm",), ("forearm",), ("hand",))
_WAIST = (("low_back_1", 0.055, 0.085), ("low_back_3", 0.05, 0.08), ("mid_back_2", 0.075, 0.088))
"""The bones of the trunk with rings, and of each half its breadth and half its depth, in metres."""
_FRONT = 0.04
"""How much nearer than the trunk a limb must be, in metres, to be drawn as one of the near side."""


def figure(bones: Bones, camera: Camera, only: Collection[str] | None = None) -> list[Shape]:
    """The shapes of a body as it is seen, the far ones first; `only` those with one of these bones."""
    wanted = bones if only is None else only
    middle = float(glm.dot(bones["mid_back_1"].start, camera.towards))
    shapes = [_trunk(bones, camera)] if "mid_back_2" in wanted else []
    shapes += _head(bones, camera) if "head" in wanted else ()
    for side in SIDES:
        limbs = (names for names in _LIMBS if f"{side}_{names[0]}" in wanted)
        shapes += [_limb(bones, side, names, camera, middle) for names in limbs]
    return sorted(shapes, key=lambda shape: shape.near)


def _limb(bones: Bones, side: str, names: Sequence[str], camera: Camera, middle: float) -> Shape:
    parts = [bones[f"{side}_{name}"] for name in names]
    path = "".join(seen([Ball(bone.start, bone.radii[0]), Ball(bone.end, bone.radii[1])], camera) for bone in parts)
    root = bones[f"{side}_upper_arm" if "arm" in names[0] or names == ("hand",) else f"{side}_thigh"]
    near = float(glm.dot(parts[0].middle, camera.towards))
    beside = float(glm.dot(root.start, camera.towards)) - middle
    return Shape("near" if beside > _FRONT else "far" if beside < -_FRONT else "mid", path, near)


def _trunk(bones: Bones, camera: Camera) -> Shape:
    neck, top = bones["neck_1"], bones["neck_3"]
    path = "".join(seen([*one, *other], camera) for one, other in pairwise(_rings(bones)))
    path += seen([Ball(neck.start, neck.radii[0]), Ball(top.end, top.radii[1])], camera)
    return Shape("trunk", path, float(glm.dot(bones["low_back_3"].end, camera.towards)))


def _rings(bones: Bones) -> Iterator[list[Ball]]:
    """The trunk as rings of balls from the hips up: broad at the hips, slim at the waist, broad at the shoulders."""
    hips = bones["pelvis"].radii[0] * 0.92
    yield [Ball(bones[f"{side}_thigh"].start, hips) for side in SIDES]
    for name, half_breadth, radius in _WAIST:
        yield _pair(bones[name], half_breadth, radius)
    arms = [bones[f"{side}_upper_arm"] for side in SIDES]
    yield [*(Ball(arm.start, arm.radii[0] * 0.95) for arm in arms), *_pair(bones["mid_back_3"], 0.09, 0.07)]


def _pair(bone: Bone, half_breadth: float, radius: float) -> list[Ball]:
    across = bone.frame * _LEFT * half_breadth
    return [Ball(bone.middle + across, radius), Ball(bone.middle - across, radius)]


def _head(bones: Bones, camera: Camera) -> Iterator[Shape]:
    head = bones["head"]
    near = float(glm.dot(head.middle, camera.towards))
    forwards, up = head.frame * _FORWARDS, head.frame * _UP
    faces = float(glm.dot(forwards, camera.towards))
    radius = head.radii[1]
    top = head.end - up * 0.01
    skull = seen([Ball(top, radius), Ball(head.start + forwards * 0.035, radius * 0.62)], camera)
    nose = Ball(head.middle + forwards * (radius + 0.005), 0.012)
    face = skull + seen([nose, Ball(head.middle + forwards * radius * 0.7 + up * 0.03, 0.02)], camera)
    hair = seen(
        [Ball(top - forwards * 0.012 + up * 0.012, radius * 1.02), Ball(head.middle - forwards * 0.03, radius * 0.8)],
        camera,
    )
    yield Shape("face", face, near)
    yield Shape("hair", hair, near + (0.001 if faces < -0.3 else -0.001))
    for side in (1, -1):
        out = head.frame * glm.dvec3(0.86, 0.36 * side, 0.18)
        if float(glm.dot(out, camera.towards)) > 0.15:
            yield Shape("eye", seen([Ball(head.middle + up * 0.02 + out * radius * 0.92, 0.011)], camera), near + 0.02)


def seen(balls: Sequence[Ball], camera: Camera) -> str:
    """The outline round balls as the camera sees them."""
    points = [(camera.point(ball.at), ball.radius * camera.scale) for ball in balls]
    return outline([Circle(point.x, point.y, radius) for point, radius in points])
