"""Whether a body obeys the world in a pose: what rests touches, nothing sinks in, it does not fall, hands reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pyglm import glm

from loosen._model.body import Joint, Segment

from .balance import outside
from .contact import centre_of, pads_of
from .parts import PARTS
from .posture import Angles
from .scene import Placed
from .things import Box, boxes

TOUCHES_M = 0.02
"""How far a part may be from what it rests on, and how deep it may sink in, in metres."""
REACHES_M = 0.08
"""How far the middle of a hand may be from the skin of what it holds, in metres: the breadth of a palm."""
OVER_M = 0.02
"""How far the centre of mass may lie outside of what carries the body, in metres."""


Code = Literal["beyond", "apart", "inside", "sunk", "out_of_reach", "falls"]
"""What kind of thing no body does; `_library/checks/misfits.py` puts it into words."""


class Misfit(NamedTuple):
    """Something that no body does: at which key pose (by number), under which field, what kind of thing.

    `of` is the part or joint, `to` what it should touch or hold, or how far the joint goes; `by` is how far off it is,
    in metres, or the angle in degrees.
    """

    key: int
    field: str
    code: Code
    of: str = ""
    to: str = ""
    by: float = 0.0


def misfits(keys: Sequence[Placed], joints: Mapping[str, Joint], segments: Mapping[str, Segment]) -> Iterator[Misfit]:
    """Everything that is wrong with the key poses of an exercise."""
    things = boxes(keys)
    for number, key in enumerate(keys):
        yield from _beyond_joints(number, key.angles, joints)
        yield from _not_touching(number, key)
        yield from _sunk(number, key, things)
        yield from _out_of_reach(number, key)
        if (far := outside(key, segments)) > OVER_M:
            yield Misfit(number, "rests", "falls", by=far)


def _beyond_joints(number: int, angles: Angles, joints: Mapping[str, Joint]) -> Iterator[Misfit]:
    for (joint, at), ways in angles.joints.items():
        for way, angle in ways.items():
            movement = joints[joint].movements[way]
            if not movement.least <= angle <= movement.most:
                goes = f"{movement.least:g} to {movement.most:g}"
                yield Misfit(number, at, "beyond", f"{at} {joint} {way}", goes, angle)


def _not_touching(number: int, key: Placed) -> Iterator[Misfit]:
    for part, spot in key.spots.items():
        if spot.surface.form != "grip" and abs(gap := key.gap(part)) > TOUCHES_M:
            yield Misfit(number, "rests", "apart" if gap > 0 else "inside", part, spot.surface.id, abs(gap))


def _sunk(number: int, key: Placed, things: Sequence[Box]) -> Iterator[Misfit]:
    for name, bone in key.bones.items():
        for at, radius in ((bone.start, bone.radii[0]), (bone.end, bone.radii[1])):
            depths = {"floor": radius - at.z}
            depths |= {wall: radius - of.distance(at) for wall, of in key.walls.items() if wall != "chair_back"}
            depths |= {box.thing: box.depth(at, radius) for box in things if box.solid}
            for thing, depth in depths.items():
                if depth > TOUCHES_M:
                    yield Misfit(number, "rests", "sunk", name, thing, depth)


def _out_of_reach(number: int, key: Placed) -> Iterator[Misfit]:
    for part, what in key.angles.holds.items():
        if what in PARTS and (far := reach(key, part, what)) > REACHES_M:
            yield Misfit(number, "holds", "out_of_reach", part, what, far)


def reach(key: Placed, holder: str, part: str) -> float:
    """How far the middle of what holds (a hand, a foot that lies on a thigh) is from the skin of a part, in metres."""
    own, pads = pads_of(holder, key.bones), pads_of(part, key.bones)
    middle = centre_of(own)
    gaps = [float(glm.length(middle - pad.at)) - pad.radius for pad in pads]
    for one, other in pairwise(pads):
        along = other.at - one.at
        length = float(glm.dot(along, along))
        share = min(1.0, max(0.0, float(glm.dot(middle - one.at, along)) / length)) if length else 0.0
        radius = one.radius + (other.radius - one.radius) * share
        gaps.append(float(glm.length(middle - one.at - along * share)) - radius)
    return min(gaps)
