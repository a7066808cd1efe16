"""What stands and lies round a body: floor, chairs, walls, cushions, straps, as shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from pyglm import glm

from loosen._body.contact import centre_of, middle_of, pads_of
from loosen._body.parts import PARTS
from loosen._body.scene import Placed, Spot
from loosen._body.skeleton import in_room
from loosen._body.things import Box, boxes
from loosen._model.body import ANCHORS, Prop

from .camera import Camera
from .figure import Ball, Shape, seen
from .outline import Circle, number, outline

_BEYOND_M = 0.12
"""How far the floor is seen beyond whatever is on it, in metres."""
_EDGE = 2.4
"""How round the corners of a box are, in units of the page."""


def room(keys: Sequence[Placed], camera: Camera) -> list[Shape]:
    """The floor and every box that stands on it, the far ones first."""
    things = boxes(keys)
    shapes = [_shape(box, camera) for box in things]
    return [_floor(keys, things, camera), *sorted(shapes, key=lambda shape: shape.near)]


def corners(keys: Sequence[Placed]) -> list[glm.dvec3]:
    """The corners of all that stands in the room, and of the cushions that parts rest on."""
    cushions = (
        _at(part, key) + glm.dvec3(x, y, 0)
        for key in keys for part, spot in key.spots.items() if spot.between for x in (-0.2, 0.2) for y in (-0.2, 0.2)
    )  # fmt: skip
    return [*(corner for box in boxes(keys) for corner in _corners(box)), *cushions]


def _floor(keys: Sequence[Placed], things: Sequence[Box], camera: Camera) -> Shape:
    spots = [at for key in keys for bone in key.bones.values() for at in (bone.start, bone.end)]
    spots += [corner for box in things for corner in (box.least, box.most) if box.thing != "wall"]
    x, y = [float(at.x) for at in spots], [float(at.y) for at in spots]
    mat = any(spot.surface.id == "mat" for key in keys for spot in key.spots.values())
    least = glm.dvec3(min(x) - _BEYOND_M, min(y) - _BEYOND_M, -0.02)
    most = glm.dvec3(max(x) + _BEYOND_M, max(y) + _BEYOND_M, 0)
    return Shape("mat" if mat else "floor", _shape(Box("floor", least, most), camera).path, 0.0)


def _shape(box: Box, camera: Camera) -> Shape:
    points = [camera.point(corner) for corner in _corners(box)]
    middle = (box.least + box.most) * 0.5
    style = "wall" if box.thing == "wall" else "thing"
    return Shape(style, outline([Circle(p.x, p.y, _EDGE) for p in points]), float(glm.dot(middle, camera.towards)))


def _corners(box: Box) -> list[glm.dvec3]:
    ends = zip(box.least, box.most, strict=True)
    return [glm.dvec3(*corner) for corner in product(*ends)]


def between(key: Placed, camera: Camera) -> Iterator[Shape]:
    """What lies between a part and what it rests on: a cushion as thick as the gap, a roller, a ball."""
    lengthways, piled = _rollers_along(key), _parts_on("cushions", key)
    if len(lengthways) > 1:
        balls = [Ball(glm.dvec3(at.x, at.y, 0.075), 0.075) for at in (_at(part, key) for part in lengthways)]
        yield Shape("soft", seen(balls, camera), float(glm.dot(balls[0].at, camera.towards)) - 0.3)
    if piled:
        yield _pile(piled, key, camera)
    for part, spot in key.spots.items():
        if spot.between is not None and part not in (*lengthways, *piled):
            yield _under(part, spot, key, camera)


def _under(part: str, spot: Spot, key: Placed, camera: Camera) -> Shape:
    pads = pads_of(part, key.bones)
    at = centre_of(pads)
    if spot.upright and spot.between:
        wall = key.walls[spot.surface.id]
        gap = wall.distance(at) - max(pad.radius for pad in pads)
        radius = spot.between.height / 2 or max(0.03, gap / 2)  # what gives has no height of its own
        on = at - wall.normal * (wall.distance(at) - radius)
        return Shape("soft", seen([Ball(on, radius)], camera), float(glm.dot(on, camera.towards)) - 0.2)
    low = min(pad.at.z - pad.radius for pad in pads)
    if spot.is_round:
        middle = middle_of(part, key.bones)
        low = middle.at.z - middle.radius
    return _lying(at, low, spot.surface.height, spot.between.id if spot.between else "", camera)


def _pile(parts: Sequence[str], key: Placed, camera: Camera) -> Shape:
    """Cushions in a pile, from the floor up to the parts that lean on them."""
    ground = key.spots[parts[0]].surface.height
    lows = [min(pads_of(part, key.bones), key=lambda pad: pad.at.z - pad.radius) for part in parts]
    tops = [pad.at - glm.dvec3(0, 0, pad.radius + 0.03) for pad in lows]
    balls = [
        Ball(glm.dvec3(at.x, at.y + y, z), 0.03) for at in tops for z in (at.z, ground + 0.03) for y in (-0.2, 0.2)
    ]
    return Shape("soft", seen(balls, camera), float(glm.dot(tops[0], camera.towards)) - 0.3)


def left_behind(first: Placed, key: Placed, camera: Camera) -> Iterator[Shape]:
    """The cushions of the first pose that nothing rests on any more: they stay where they were."""
    for part, spot in first.spots.items():
        if spot.gives and part not in key.spots:
            yield _under(part, spot, first, camera)


def _parts_on(thing: str, key: Placed) -> list[str]:
    return [part for part, spot in key.spots.items() if spot.between and spot.between.id == thing]


def _rollers_along(key: Placed) -> list[str]:
    """The parts of the trunk that rest on one roller together, which then lies along it."""
    found = _parts_on("foam_roller", key)
    return found if {"pelvis", "head"} <= set(found) else []


def _lying(at: glm.dvec3, low: float, ground: float, thing: str, camera: Camera) -> Shape:
    if thing == "footplate":
        balls = [Ball(glm.dvec3(at.x + x, at.y, low - 0.02), 0.02) for x in (-0.13, 0.13)]
    elif thing == "massage_ball":
        balls = [Ball(glm.dvec3(at.x, at.y, ground + 0.035), 0.035)]
    elif thing == "cushion":
        thick = max(0.03, (low - ground) / 2)
        balls = [
            Ball(glm.dvec3(at.x + x, at.y + y, ground + thick), thick) for x, y in product((-0.12, 0.12), (-0.18, 0.18))
        ]
    else:
        radius = max(0.03, (low - ground) / 2)
        balls = [Ball(glm.dvec3(at.x, at.y + y, ground + radius), radius) for y in (-0.22, 0.22)]
    return Shape("soft", seen(balls, camera), float(glm.dot(at, camera.towards)) - 0.3)


def held(props: Sequence[Prop], key: Placed, first: Placed, camera: Camera) -> Iterator[Shape]:
    """What runs along parts of the body (a strap, a band) or lies at one (a ball, a cushion).

    What a band is fixed to is where it was in the `first` key pose.
    """
    for prop in props:
        if prop.at is not None:
            yield _at_a_part(prop.thing, prop.at, key, camera)
        elif prop.between is not None:
            one, other = (_at(part, key) for part in prop.between)
            yield _pressed(one, other, camera)
        else:
            points = [camera.point(at) for at in _along(prop.along, key, first)]
            path = "M" + "L".join(f"{number(point.x)} {number(point.y)}" for point in points)
            yield Shape("strap", path, max(point.near for point in points) + 0.1)


def _at_a_part(thing: str, part: str, key: Placed, camera: Camera) -> Shape:
    """A ball or cushion that lies at a part; one that is held lies in the palm."""
    radius = 0.035 if thing == "massage_ball" else 0.09
    at = _at(part, key)
    if part.endswith("_hand"):
        inwards = glm.dvec3(0, -1 if part.startswith("left") else 1, 0)
        at += in_room(key.bones[part].frame, inwards) * (radius + 0.02)
    elif part in _BACKS:
        at += in_room(key.bones[_BACKS[part]].frame, glm.dvec3(-1, 0, 0)) * (radius + 0.08)
    return Shape("soft", seen([Ball(at, radius)], camera), float(glm.dot(at, camera.towards)) - 0.02)


_BACKS = {"low_back": "low_back_2", "mid_back": "mid_back_2", "shoulders": "mid_back_3", "neck": "neck_2"}
"""Parts on whose back a thing lies, and the bone that says where that is."""


def _pressed(one: glm.dvec3, other: glm.dvec3, camera: Camera) -> Shape:
    """A cushion between two parts, as thick as what is between them."""
    at, thick = (one + other) * 0.5, max(0.03, float(glm.length(one - other)) / 2 - 0.045)
    balls = [Ball(at + glm.dvec3(x, 0, 0), thick) for x in (-0.1, 0.1)]
    return Shape("soft", seen(balls, camera), float(glm.dot(at, camera.towards)))


_FIXED: Mapping[str, glm.dvec3] = {
    "ahead": glm.dvec3(0.6, 0, 0), "behind": glm.dvec3(-0.6, 0, 0),
    "above": glm.dvec3(0, 0, 0.6), "below": glm.dvec3(0, 0, -0.6),
}  # fmt: skip
"""How far from the part that it comes from a strap is fixed, in metres."""


def _along(parts: Sequence[str], key: Placed, first: Placed) -> Iterator[glm.dvec3]:
    """The places that a strap runs along; where it is fixed is seen from the first part of the body on it."""
    begins = _at(next(part for part in parts if part not in ANCHORS), first)
    for part in parts:
        yield begins + _FIXED[part] if part in ANCHORS else _at(part, key)


def _at(part: str, key: Placed) -> glm.dvec3:
    if part in PARTS:
        pads = pads_of(part, key.bones)
        return centre_of(pads)
    return key.bones[part].middle
