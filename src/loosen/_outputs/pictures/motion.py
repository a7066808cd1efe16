"""How a body moves from one key pose to another: the poses on the way, and the arrow that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pyglm import glm

from loosen._body.figures import Figures
from loosen._body.posture import between
from loosen._body.scene import Placed, place
from loosen._model.body import Poses

from .camera import Camera
from .outline import number

_WATCHED = ("left_hand", "right_hand", "left_toe", "right_toe", "left_shank", "right_shank", "head", "low_back_3")
"""The bones whose ends an arrow can follow."""
_LEAST_M = 0.05
"""A movement that is smaller than this, in metres, has no arrow."""
_HEAD = 11.0
"""How long the head of an arrow is, in units of the page."""
_STEPS = 6


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


def arrow(path: Sequence[Placed], camera: Camera) -> Arrow | None:
    """The arrow along the way of what moves farthest on the page; none where nothing moves much."""
    first, last = path[0].bones, path[-1].bones
    ways = {name: _way(name, path, camera) for name in _WATCHED}
    moved = {name: float(glm.length(last[name].end - first[name].end)) for name in _WATCHED}
    name = max(_WATCHED, key=lambda each: _length(ways[each]))
    if moved[name] < _LEAST_M or _length(ways[name]) < 1.5 * _HEAD:
        return None
    return _arrow(ways[name])


_Way = list[glm.dvec2]


def _way(name: str, path: Sequence[Placed], camera: Camera) -> _Way:
    points = [camera.point(key.bones[name].end) for key in path]
    return [glm.dvec2(point.x, point.y) for point in points]


def _length(way: _Way) -> float:
    return sum(float(glm.length(b - a)) for a, b in pairwise(way))


def _arrow(way: _Way) -> Arrow:
    tip, before = way[-1], way[-2]
    along = glm.normalize(tip - before)
    across = glm.dvec2(-along.y, along.x)
    neck = tip - along * _HEAD
    head = [tip + along * 2, neck + across * _HEAD * 0.6, neck - across * _HEAD * 0.6]
    return Arrow("M" + "L".join(_at(point) for point in (*way[:-1], neck)), "M" + "L".join(map(_at, head)) + "z")


def _at(point: glm.dvec2) -> str:
    return f"{number(point.x)} {number(point.y)}"
