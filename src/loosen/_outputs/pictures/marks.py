"""The muscles that should feel an exercise, marked on the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyglm import glm

from loosen._body.skeleton import Bone
from loosen._model.body import SIDES, BodyPlace, Side
from loosen._model.knowledge import Muscle

from .camera import Camera
from .figure import Ball, Bones, Shape, seen

_FACES: Mapping[str, glm.dvec3] = {
    "front": glm.dvec3(1, 0, 0), "back": glm.dvec3(-1, 0, 0),
    "outside": glm.dvec3(0, 1, 0), "inside": glm.dvec3(0, -1, 0),
}  # fmt: skip
_HIDDEN = -0.35
"""A mark that faces away from the eye more than this is drawn as a dashed line."""
_TRUNK_M = 0.09
"""Half the depth of the trunk, in metres."""


def marks(muscles: Sequence[Muscle], sides: Sequence[Side], bones: Bones, camera: Camera) -> Iterator[Shape]:
    """The marks of muscles on these sides; one that lies on the far side of the body is a dashed outline."""
    for muscle in muscles:
        yield from places(muscle.lies, sides if muscle.paired else SIDES[:1], bones, camera)


def places(where: Sequence[BodyPlace], sides: Sequence[Side], bones: Bones, camera: Camera) -> Iterator[Shape]:
    """Places on these sides of the body: one on its far side is of the style `behind`."""
    for place in where:
        for parts in (SIDES,) if place.across else ((side,) for side in sides):
            yield _mark(place, parts, bones, camera)


def _mark(place: BodyPlace, sides: Sequence[Side], bones: Bones, camera: Camera) -> Shape:
    facings = {side: _facing(place, side, bones) for side in sides}
    ends = tuple(zip(place.along, (place.breadth, place.narrows_to or place.breadth), strict=True))
    balls = [
        Ball(_at(place, share, side, bones) + facing * _depth(place, side, bones) * 0.6, radius)
        for side, facing in facings.items() for share, radius in ends
    ]  # fmt: skip
    towards = float(glm.dot(facings[sides[0]], camera.towards))
    near = float(glm.dot(balls[0].at, camera.towards))
    return Shape("mark" if towards > _HIDDEN else "behind", seen(balls, camera), near)


def _facing(place: BodyPlace, side: Side, bones: Bones) -> glm.dvec3:
    face, out = _FACES[place.faces], 1 if side == "left" else -1
    return glm.dvec3(_spot(place, place.along[0], side, bones).frame * glm.dvec3(face.x, face.y * out, 0))


def _depth(place: BodyPlace, side: Side, bones: Bones) -> float:
    return bones[f"{side}_{place.on}"].radii[0] if f"{side}_{place.on}" in bones else _TRUNK_M


def _spot(place: BodyPlace, share: float, side: Side, bones: Bones) -> Bone:
    if f"{side}_{place.on}" in bones:
        return bones[f"{side}_{place.on}"]
    parts = [bone for bone in bones.values() if bone.segment == place.on]
    return parts[min(int(share * len(parts)), len(parts) - 1)]


def _at(place: BodyPlace, share: float, side: Side, bones: Bones) -> glm.dvec3:
    out = 1 if side == "left" else -1
    bone = _spot(place, share, side, bones)
    parts = [one for one in bones.values() if one.segment == place.on] if f"{side}_{place.on}" not in bones else [bone]
    start, end = parts[0].start, parts[-1].end
    if len(parts) > 1:
        whole = share * len(parts)
        start, end = bone.start, bone.end
        share = whole - min(int(whole), len(parts) - 1)
    return start + (end - start) * share + bone.frame * glm.dvec3(0, out * place.aside, 0)
