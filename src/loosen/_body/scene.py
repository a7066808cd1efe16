"""A body put into its room: every key pose set down on what carries it, and the surfaces where they then are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pyglm import glm

from loosen._model.body import Poses, Surface

from .contact import centre_of, gap, lowest, middle_of, pads_of
from .posture import Angles
from .skeleton import Bone, Skeleton

WallSide = Literal["front", "behind", "left", "right"]
_NORMALS: Mapping[WallSide, glm.dvec3] = {
    "front": glm.dvec3(-1, 0, 0), "behind": glm.dvec3(1, 0, 0),
    "left": glm.dvec3(0, -1, 0), "right": glm.dvec3(0, 1, 0),
}  # fmt: skip
_ON = " on "


@dataclass(frozen=True)
class Spot:
    """What a part rests on: the surface, and what lies between (a cushion, a ball)."""

    surface: Surface
    between: Surface | None = None

    @property
    def upright(self) -> bool:
        """Whether it is leant against, and does not carry from below."""
        return self.surface.form == "wall"

    @property
    def height(self) -> float:
        """How high the top is, in metres, without a filling, which is as thick as it must be."""
        return self.surface.height + (self.between.height if self.between else 0.0)

    @property
    def is_round(self) -> bool:
        """Whether it lies on a roller or a ball."""
        return self.between is not None and self.between.form == "round"

    @property
    def gives(self) -> bool:
        """Whether it fills the gap that it finds."""
        return self.between is not None and self.between.form == "filling"


def spot_of(said: str, surfaces: Mapping[str, Surface]) -> Spot:
    """What `rests` says of a part. Raises `KeyError` for a surface that is not there."""
    first, _, under = said.partition(_ON)
    if surfaces[first].form in ("filling", "round"):
        return Spot(surfaces[under or "floor"], surfaces[first])
    return Spot(surfaces[first])


@dataclass(frozen=True)
class Wall:
    """An upright plane: its normal points at the body, and it stands `away` from the origin along it, in metres."""

    normal: glm.dvec3
    away: float

    def distance(self, point: glm.dvec3) -> float:
        """How far a point is in front of it."""
        return float(glm.dot(self.normal, point)) - self.away


@dataclass(frozen=True)
class Placed:
    """A key pose in the room."""

    angles: Angles
    bones: Mapping[str, Bone]
    spots: Mapping[str, Spot]
    walls: Mapping[str, Wall]

    def gap(self, part: str) -> float:
        """How far a part that rests on something is from it, in metres; minus means that it has sunk in.

        What gives, such as a cushion, is as thick as the gap: then only what is more than it can fill is left.
        """
        spot = self.spots[part]
        if spot.upright:
            wall, thick = self.walls[spot.surface.id], spot.between.height if spot.between else 0.0
            return gap(part, self.bones, lambda point: wall.distance(point) - thick)
        if spot.is_round:
            pad = middle_of(part, self.bones)
            return float(pad.at.z) - pad.radius - spot.height
        found = gap(part, self.bones, lambda point: point.z - spot.height)
        return max(0.0, found - spot.between.most) if spot.gives and spot.between and found > 0 else found


def placed(poses: Poses, keys: Sequence[Angles], surfaces: Mapping[str, Surface], skeleton: Skeleton) -> list[Placed]:
    """Every key pose where it is in the room."""
    done: list[Placed] = []
    for angles in keys:
        done.append(place(poses, angles, surfaces, skeleton, done))
    return done


def place(
    poses: Poses, angles: Angles, surfaces: Mapping[str, Surface], skeleton: Skeleton, before: Sequence[Placed]
) -> Placed:
    """A key pose in the room, after those `before` it.

    The first is set down with its first carried part over the origin; the others keep the first part that rests on
    something in the first pose too where it was. Walls stand where the first pose that leans on one touches it.
    """
    spots = {part: spot_of(said, surfaces) for part, said in angles.rests.items()}
    bones = _set_down(skeleton.pose(angles), spots, before)
    walls = dict(before[-1].walls) if before else {}
    for part, spot in spots.items():
        if spot.upright and spot.surface.id not in walls:
            walls[spot.surface.id] = _touched(spot, part, spots, bones, poses.wall)
    return Placed(angles, bones, spots, walls)


def _set_down(bones: Mapping[str, Bone], spots: Mapping[str, Spot], before: Sequence[Placed]) -> dict[str, Bone]:
    carried = {part: spot for part, spot in spots.items() if not spot.upright and not spot.gives}
    from_below = {part: spot for part, spot in carried.items() if spot.surface.form != "grip"} or carried
    up = max((_lift(part, spot, bones) for part, spot in from_below.items()), default=_as_before(bones, spots, before))
    across = _anchor(bones, from_below or {part: spot for part, spot in spots.items() if spot.gives}, before)
    by = glm.dvec3(across.x, across.y, up)
    return {name: bone.moved(by) for name, bone in bones.items()}


def _lift(part: str, spot: Spot, bones: Mapping[str, Bone]) -> float:
    """How far to lift the body so that a part touches what it rests on."""
    if spot.is_round:
        pad = middle_of(part, bones)
        return spot.height - float(pad.at.z) + pad.radius
    return spot.height - lowest(part, bones)


def _as_before(bones: Mapping[str, Bone], spots: Mapping[str, Spot], before: Sequence[Placed]) -> float:
    """How far to lift a body that only cushions carry: these stay as thick as they were."""
    same = (part for part in spots for earlier in before[:1] if part in earlier.spots and spots[part].gives)
    return max((lowest(part, before[0].bones) - lowest(part, bones) for part in same), default=0.0)


def _anchor(bones: Mapping[str, Bone], carried: Mapping[str, Spot], before: Sequence[Placed]) -> glm.dvec3:
    """How far to move the body in the plane, so that what carries it stays where it was."""
    for part in carried:
        for earlier in before[:1]:
            if part in earlier.spots:
                return _centre(part, earlier.bones) - _centre(part, bones)
    return -_centre(next(iter(carried)), bones) if carried else glm.dvec3(0)


def _centre(part: str, bones: Mapping[str, Bone]) -> glm.dvec3:
    pads = pads_of(part, bones)
    return centre_of(pads)


def _touched(spot: Spot, part: str, spots: Mapping[str, Spot], bones: Mapping[str, Bone], side: WallSide) -> Wall:
    """The wall where the part that reaches farthest touches it; a backrest is always behind."""
    normal = _NORMALS["behind" if spot.surface.id == "chair_back" else side]
    thick = spot.between.height if spot.between else 0.0
    on_it = [one for one, other in spots.items() if other.surface.id == spot.surface.id] or [part]
    reach = [float(glm.dot(normal, pad.at)) - pad.radius for one in on_it for pad in pads_of(one, bones)]
    return Wall(normal, min(reach) - thick)
