"""Where a body touches things: each part of the body as a few pads, and how far they are from a surface."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from pyglm import glm

from .parts import kind_of, side_of
from .skeleton import Bone, Bones

Ends = Literal["start", "end", "both"]


class Pad(NamedTuple):
    """A round spot of the body: its centre in the room and its radius, in metres."""

    at: glm.dvec3
    radius: float


_OF_A_SIDE: Mapping[str, tuple[tuple[str, Ends], ...]] = {
    "foot": (("foot", "both"),), "heel": (("foot", "start"),), "toe": (("toe", "both"),),
    "instep": (("instep", "both"),), "shin": (("shank", "both"),), "knee": (("shank", "start"),),
    "thigh": (("thigh", "both"),), "hip": (("thigh", "start"),), "hand": (("hand", "both"),),
    "forearm": (("forearm", "both"),), "elbow": (("forearm", "start"),), "upper_arm": (("upper_arm", "both"),),
    "shoulder": (("upper_arm", "start"),),
}  # fmt: skip
_OF_THE_MIDDLE: Mapping[str, tuple[tuple[str, Ends], ...]] = {
    "pelvis": (("pelvis", "start"), ("left_thigh", "start"), ("right_thigh", "start")),
    "low_back": tuple((f"low_back_{number}", "both") for number in (1, 2, 3)),
    "belly": tuple((f"low_back_{number}", "both") for number in (1, 2, 3)),
    "mid_back": tuple((f"mid_back_{number}", "both") for number in (1, 2, 3)),
    "chest": tuple((f"mid_back_{number}", "both") for number in (1, 2, 3)),
    "shoulders": (("mid_back_3", "both"), ("left_upper_arm", "start"), ("right_upper_arm", "start")),
    "neck": (("neck_2", "both"),), "head": (("head", "both"),),
}  # fmt: skip
FLAT = ("foot", "forearm")
"""Parts that touch with all of their pads, where others touch with one."""


def pads_of(part: str, bones: Bones) -> list[Pad]:
    """The pads of a part."""
    side = side_of(part)
    if side is None:
        return [pad for bone, ends in _OF_THE_MIDDLE[part] for pad in _pads(bones[bone], ends)]
    spots = _OF_A_SIDE[kind_of(part)]
    return [pad for bone, ends in spots for pad in _pads(bones[f"{side}_{bone}"], ends)]


def _pads(bone: Bone, ends: Ends) -> list[Pad]:
    pads = {"start": Pad(bone.start, bone.radii[0]), "end": Pad(bone.end, bone.radii[1])}
    return list(pads.values()) if ends == "both" else [pads[ends]]


def gap(part: str, bones: Bones, distance: Callable[[glm.dvec3], float]) -> float:
    """How far a part is from a surface, in metres, given how far a point is; minus means that it has sunk in.

    A sole and a forearm lie flat: the farther end counts. Of every other part the nearest spot counts.
    """
    gaps = [distance(pad.at) - pad.radius for pad in pads_of(part, bones)]
    flat = any(part.endswith(f"_{name}") for name in FLAT)
    return max(gaps) if flat else min(gaps)


def centre_of(pads: Sequence[Pad]) -> glm.dvec3:
    """The middle of some pads, in metres."""
    return sum((pad.at for pad in pads), glm.dvec3(0)) / len(pads)


def middle_of(part: str, bones: Bones) -> Pad:
    """A part as one pad in its middle, which is where it lies on something round."""
    pads = pads_of(part, bones)
    at = centre_of(pads)
    return Pad(at, sum(pad.radius for pad in pads) / len(pads))


def lowest(part: str, bones: Bones) -> float:
    """The height of the lowest spot of a part, in metres."""
    return min(pad.at.z - pad.radius for pad in pads_of(part, bones))
