"""Where the weight of a body is, and whether it lies over what carries it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyglm import glm

from loosen._model.body import Segment

from .contact import Pad, pads_of
from .hull import convex_hull, turn
from .scene import Placed
from .skeleton import Bone

_Flat = tuple[float, float]


def centre_of_mass(bones: Mapping[str, Bone], segments: Mapping[str, Segment]) -> glm.dvec3:
    """The centre of mass of a body, in metres: the mean of its segments', each with its share of the weight."""
    shares: dict[str, int] = {}
    for name, bone in bones.items():
        side = name.partition("_")[0]
        shares[f"{side} {bone.segment}"] = shares.get(f"{side} {bone.segment}", 0) + 1
    total, middle = 0.0, glm.dvec3(0)
    for name, bone in bones.items():
        segment = segments[bone.segment]
        mass = segment.mass / shares[f"{name.partition('_')[0]} {bone.segment}"]
        middle += (bone.start + (bone.end - bone.start) * segment.centre) * mass
        total += mass
    return middle / total


def outside(placed: Placed, segments: Mapping[str, Segment]) -> float:
    """How far the centre of mass lies outside of what carries the body, seen from above, in metres; 0 inside."""
    centre = centre_of_mass(placed.bones, segments)
    carried = {(pad.at.x + dx * pad.radius, pad.at.y + dy * pad.radius) for pad, dx, dy in _touching(placed)}
    corners = convex_hull(carried)
    if not corners:
        return 0.0
    at = (float(centre.x), float(centre.y))
    return 0.0 if _within(at, corners) else min(_from_edge(at, *edge) for edge in _edges(corners))


def _touching(placed: Placed) -> Iterable[tuple[Pad, int, int]]:
    for part in placed.spots:
        for pad in pads_of(part, placed.bones):
            for dx, dy in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
                yield pad, dx, dy


def _edges(corners: list[_Flat]) -> Iterable[tuple[_Flat, _Flat]]:
    return zip(corners, [*corners[1:], corners[0]], strict=True)


def _within(at: _Flat, corners: list[_Flat]) -> bool:
    return len(corners) > 2 and all(turn(*edge, at) >= 0 for edge in _edges(corners))


def _from_edge(at: _Flat, a: _Flat, b: _Flat) -> float:
    p, start, along = glm.dvec2(at), glm.dvec2(a), glm.dvec2(b) - glm.dvec2(a)
    length = float(glm.dot(along, along))
    share = min(1.0, max(0.0, float(glm.dot(p - start, along)) / length)) if length else 0.0
    return float(glm.length(p - start - along * share))
