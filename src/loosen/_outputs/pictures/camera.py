"""From the room to the page: a parallel projection, so that lengths stay what they are wherever a body stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import NamedTuple

from pyglm import glm

from loosen._model.body import View


class Point(NamedTuple):
    """A place on the page, and how near to the eye it is (more is nearer)."""

    x: float
    y: float
    near: float


@dataclass(frozen=True)
class Camera:
    """Looks from one side; `scale` is units of the page for a metre, `left` and `top` shift what it sees."""

    right: glm.dvec3
    up: glm.dvec3
    towards: glm.dvec3
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def point(self, at: glm.dvec3) -> Point:
        """Where a place in the room is on the page."""
        return Point(
            self.left + float(glm.dot(at, self.right)) * self.scale,
            self.top - float(glm.dot(at, self.up)) * self.scale,
            float(glm.dot(at, self.towards)),
        )

    def shifted(self, by: float) -> Camera:
        """The same view, farther to the right on the page."""
        return replace(self, left=self.left + by)

    def fitted(self, seen: Iterable[glm.dvec3], size: float, margin: float, most: float) -> Camera:
        """The same view with all of `seen` inside a square page of `size`, with at most `most` units for a metre."""
        flat = replace(self, scale=1.0, left=0.0, top=0.0)
        points = [flat.point(at) for at in seen]
        left, right = min(p.x for p in points), max(p.x for p in points)
        top, bottom = min(p.y for p in points), max(p.y for p in points)
        room = size - 2 * margin
        scale = min(room / max(right - left, 0.01), room / max(bottom - top, 0.01), most)
        return replace(
            self, scale=scale, left=size / 2 - (left + right) / 2 * scale, top=size / 2 - (top + bottom) / 2 * scale
        )


def camera(view: View) -> Camera:
    """A camera for a view: from the body's right at a turn of 0, from its front at 90, from above at a tilt of 90."""
    turn, tilt = radians(view.turn), radians(view.tilt)
    outwards = glm.dvec3(sin(turn), -cos(turn), 0)
    right = glm.dvec3(cos(turn), sin(turn), 0)
    towards = outwards * cos(tilt) + glm.dvec3(0, 0, 1) * sin(tilt)
    up = glm.dvec3(0, 0, 1) * cos(tilt) - outwards * sin(tilt)
    return Camera(right, up, towards)
