"""How a body moves from one key pose to another: the poses on the way, and the arrow that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pyglm import glm

from loosen._body.contact import middle_of
from loosen._body.figures import Figures
from loosen._body.parts import side_of
from loosen._body.posture import between
from loosen._body.scene import Placed, place
from loosen._body.skeleton import Bone, in_room
from loosen._model.body import Poses, Way

from .camera import Camera
from .outline import number

_ENDS = ("left_hand", "right_hand", "left_toe", "right_toe", "left_shank", "right_shank", "low_back_3")
_STARTS = ("left_upper_arm", "right_upper_arm", "left_shank", "right_shank", "left_thigh", "right_thigh")
"""The bones whose ends, or whose starts, an arrow can follow; the tip of the nose is another."""
_LEAST = 18.0
"""A way that is shorter than this, in units of the page, has no arrow."""
_HEAD = 22.0
"""How long the head of an arrow is at most, in units of the page."""


class Arrow(NamedTuple):
    """The line of an arrow, and its head, as path data."""

    line: str
    head: str


def on_the_way(figures: Figures, poses: Poses, one: Placed, other: Placed, steps: int) -> list[Placed]:
    """`steps` poses between two key poses, evenly apart."""
    shares = (number_ / (steps + 1) for number_ in range(1, steps + 1))
    return [
        place(poses, between(one.angles, other.angles, share), figures.surfaces, figures.skeleton, [one])
        for share in shares
    ]


def arrow(path: Sequence[Placed], camera: Camera, follows: str | None) -> Arrow | None:
    """The arrow along the way of a part, or of what moves farthest on the page; none where nothing moves to be seen."""
    if follows:
        way = [_on_page(_followed(follows, key.bones), camera) for key in path]
        return _arrow(way) if _length(way) >= _LEAST / 2 else None
    steps = [_watched(key.bones) for key in path]
    ways = [[_on_page(step[number], camera) for step in steps] for number in range(len(steps[0]))]
    longest = max(ways, key=_length)
    return _arrow(longest) if _length(longest) >= _LEAST else None


def _followed(part: str, bones: Mapping[str, Bone]) -> glm.dvec3:
    """Where a part is; of the pelvis a place before it, for it turns more than it goes anywhere."""
    if part != "pelvis":
        return middle_of(part, bones).at
    pelvis = bones["pelvis"]
    return pelvis.start + in_room(pelvis.frame, glm.dvec3(0.22, 0, 0.06))


_Way = list[glm.dvec2]


def _watched(bones: Mapping[str, Bone]) -> list[glm.dvec3]:
    """The places that an arrow can follow."""
    head = bones["head"]
    nose = head.middle + in_room(head.frame, glm.dvec3(head.radii[1] + 0.03, 0, 0))
    return [nose, *(bones[name].end for name in _ENDS), *(bones[name].start for name in _STARTS)]


def _on_page(at: glm.dvec3, camera: Camera) -> glm.dvec2:
    point = camera.point(at)
    return glm.dvec2(point.x, point.y)


def _length(way: _Way) -> float:
    return sum(float(glm.length(b - a)) for a, b in pairwise(way))


def _arrow(way: _Way) -> Arrow:
    """A line with a head that looks where the last step goes, so small that some of the line is left."""
    size = min(_HEAD, max(12.0, _length(way) * 0.5))
    tip, along = way[-1], glm.normalize(way[-1] - way[-2])
    across = glm.dvec2(-along.y, along.x) * size * 0.6
    neck = tip - along * size * 0.7
    kept = [point for point in way[:-1] if float(glm.length(point - tip)) > size * 0.7] or way[:1]
    head = [tip + along * size * 0.3, neck + across, neck - across]
    return Arrow("M" + "L".join(map(_at, (*kept, neck))), "M" + "L".join(map(_at, head)) + "z")


def presses(poses: Poses, key: Placed, camera: Camera) -> list[Arrow]:
    """A short arrow for every part that presses against something while it stays where it is."""
    return [_press(part, way, key, camera) for part, way in poses.presses.items()]


_PRESS_M = 0.16
"""How long the arrow of a press is, in metres."""


def _press(part: str, way: Way, key: Placed, camera: Camera) -> Arrow:
    """An arrow that leaves the skin where the part presses, or that comes towards it where it is drawn in."""
    pad = middle_of(part, key.bones)
    direction = _direction(part, way, key)
    inwards = way == "in"
    skin = pad.at + direction * (pad.radius * (-1.0 if inwards else 1.0))
    start, end = (skin - direction * _PRESS_M, skin) if inwards else (skin, skin + direction * _PRESS_M)
    return _arrow([_on_page(start + (end - start) * share, camera) for share in (0.0, 0.5, 1.0)])


def _direction(part: str, way: Way, key: Placed) -> glm.dvec3:
    if way in ("up", "down"):
        return glm.dvec3(0, 0, 1 if way == "up" else -1)
    frame = key.bones["pelvis"].frame
    if way in ("forward", "back") or side_of(part) is None:
        return in_room(frame, glm.dvec3(-1 if way in ("back", "in") else 1, 0, 0))
    outwards = 1 if part.startswith("left") else -1
    return in_room(frame, glm.dvec3(0, outwards if way == "out" else -outwards, 0))


def _at(point: glm.dvec2) -> str:
    return f"{number(point.x)} {number(point.y)}"
