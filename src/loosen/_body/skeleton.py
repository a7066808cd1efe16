"""Forward kinematics: from the angles of a posture to where every part of the body is.

The room has x forwards, y to the left and z up for a body that stands; lengths are metres. A joint turns by flexion,
then to the side, then round the axis of what it moves, each in the frame that the one before has turned (intrinsic
rotations about y, x and z). A part of the spine bends in three equal parts, so that it is a curve and no hinge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import radians

from pyglm import glm

from loosen._model.body import SIDES, Segment, Side

from .posture import Angles

HEIGHT_M = 1.70
"""The height of the body that is drawn."""
BENDS = 3
"""In how many equal parts a part of the spine bends."""
HEEL_BEHIND = 0.27
"""How much of the foot lies behind the ankle."""

_FORWARDS, _LEFT, _UP = glm.dvec3(1, 0, 0), glm.dvec3(0, 1, 0), glm.dvec3(0, 0, 1)
_DOWN = glm.dvec3(0, 0, -1)


def in_room(frame: glm.dquat, direction: glm.dvec3) -> glm.dvec3:
    """A direction of a frame as it is in the room."""
    return glm.dvec3(frame * direction)


@dataclass(frozen=True)
class Bone:
    """A stretch of the body with rounded ends: from, to, the radius at each end, and the frame that it moves with."""

    name: str
    segment: str
    start: glm.dvec3
    end: glm.dvec3
    radii: tuple[float, float]
    frame: glm.dquat

    def moved(self, by: glm.dvec3) -> Bone:
        """The same, shifted in the room."""
        return Bone(self.name, self.segment, self.start + by, self.end + by, self.radii, self.frame)

    @property
    def middle(self) -> glm.dvec3:
        """Half way between its ends."""
        return (self.start + self.end) * 0.5


Bones = Mapping[str, Bone]


class Skeleton:
    """A body of some segments; `pose` puts it into a posture with the middle of the hips at the origin."""

    def __init__(self, segments: Mapping[str, Segment], height_m: float = HEIGHT_M) -> None:
        self._segments, self.height_m = segments, height_m

    def pose(self, angles: Angles) -> dict[str, Bone]:
        """Every bone by name, `left_thigh`, `mid_back_2`, `head`."""
        return _Posing(self._segments, self.height_m, angles).bones


class _Posing:
    def __init__(self, segments: Mapping[str, Segment], height_m: float, angles: Angles) -> None:
        self._segments, self._height, self._angles = segments, height_m, angles
        self.bones: dict[str, Bone] = {}
        lean, side, turn = angles.lying
        pelvis = _turned(lean, side, turn)
        self._trunk(pelvis)
        for one in SIDES:
            self._leg(one, pelvis)
            self._arm(one)

    def _length(self, segment: str) -> float:
        return self._segments[segment].length * self._height

    def _half_breadth(self, segment: str) -> float:
        return self._segments[segment].breadth * self._height / 2

    def _bone(self, name: str, segment: str, start: glm.dvec3, along: glm.dvec3, frame: glm.dquat) -> glm.dvec3:
        first, last = self._segments[segment].radii
        end = start + frame * along
        self.bones[name] = Bone(name, segment, start, end, (first * self._height, last * self._height), frame)
        return end

    def _trunk(self, pelvis: glm.dquat) -> None:
        top = self._bone("pelvis", "pelvis", glm.dvec3(0), _UP * self._length("pelvis"), pelvis)
        frame = pelvis
        for part in ("low_back", "mid_back", "neck"):
            for number in range(1, BENDS + 1):
                frame = frame * self._bend(part)
                top = self._bone(f"{part}_{number}", part, top, _UP * self._length(part) / BENDS, frame)
            if part == "mid_back":
                self._chest, self._shoulder_line = frame, top
        nod = frame * glm.angleAxis(radians(self._angles.of("head", "middle", "flexion")), _LEFT)
        self._bone("head", "head", top, _UP * self._length("head"), nod)

    def _bend(self, part: str) -> glm.dquat:
        flexion, side, turn = (self._angles.of(part, "middle", way) / BENDS for way in ("flexion", "side", "turn"))
        return _turned(flexion, side, turn)

    def _leg(self, side: Side, pelvis: glm.dquat) -> None:
        hip = in_room(pelvis, glm.dvec3(0, _outwards(side) * self._half_breadth("pelvis"), 0))
        thigh = pelvis * self._ball_joint("hip", side)
        knee = self._bone(f"{side}_thigh", "thigh", hip, _DOWN * self._length("thigh"), thigh)
        shank = thigh * glm.angleAxis(radians(self._angles.of("knee", side, "flexion")), _LEFT)
        ankle = self._bone(f"{side}_shank", "shank", knee, _DOWN * self._length("shank"), shank)
        foot = shank * glm.angleAxis(-radians(self._angles.of("ankle", side, "flexion")), _LEFT)
        self._foot(side, ankle, foot)

    def _foot(self, side: Side, ankle: glm.dvec3, frame: glm.dquat) -> None:
        """A foot is a triangle of heel, ankle and ball, with the toes before it."""
        length, sole = self._length("foot"), _DOWN * self._length("instep")
        heel_radius, ball_radius = (share * self._height for share in self._segments["foot"].radii)
        heel_at = sole + _UP * heel_radius - _FORWARDS * (length * HEEL_BEHIND - heel_radius)
        ball_at = sole + _UP * ball_radius + _FORWARDS * (length * (1 - HEEL_BEHIND) - self._length("toe"))
        heel = ankle + frame * heel_at
        ball = self._bone(f"{side}_foot", "foot", heel, ball_at - heel_at, frame)
        self._bone(f"{side}_instep", "instep", ankle, ball_at, frame)
        toes = frame * glm.angleAxis(-radians(self._angles.of("toes", side, "flexion")), _LEFT)
        self._bone(f"{side}_toe", "toe", ball, _FORWARDS * self._length("toe"), toes)

    def _arm(self, side: Side) -> None:
        out = _outwards(side)
        lift, forward = (radians(self._angles.of("shoulder_blade", side, way)) for way in ("lift", "forward"))
        girdle = self._chest * glm.angleAxis(-out * forward, _UP) * glm.angleAxis(out * lift, _FORWARDS)
        inner = self._shoulder_line - self._chest * _UP * self._length("shoulder") * 0.2
        at = self._bone(f"{side}_shoulder", "shoulder", inner, _LEFT * out * self._half_breadth("shoulder"), girdle)
        upper = self._chest * self._ball_joint("shoulder", side)
        elbow = self._bone(f"{side}_upper_arm", "upper_arm", at, _DOWN * self._length("upper_arm"), upper)
        lower = upper * glm.angleAxis(-radians(self._angles.of("elbow", side, "flexion")), _LEFT)
        wrist = self._bone(f"{side}_forearm", "forearm", elbow, _DOWN * self._length("forearm"), lower)
        hand = lower * glm.angleAxis(-out * radians(self._angles.of("forearm", side, "turn")), _UP)
        hand = hand * glm.angleAxis(-out * radians(self._angles.of("wrist", side, "flexion")), _FORWARDS)
        self._bone(f"{side}_hand", "hand", wrist, _DOWN * self._length("hand"), hand)

    def _ball_joint(self, joint: str, side: Side) -> glm.dquat:
        out = _outwards(side)
        flexion, abduction, rotation = (
            self._angles.of(joint, side, way) for way in ("flexion", "abduction", "rotation")
        )
        return _turned(-flexion, out * abduction, -out * rotation)


def _turned(about_left: float, about_forwards: float, about_up: float) -> glm.dquat:
    """Three turns in degrees, each in the frame that the one before has turned."""
    to_the_left, forwards, up = (
        glm.dquat(glm.angleAxis(radians(angle), axis))
        for angle, axis in ((about_left, _LEFT), (about_forwards, _FORWARDS), (about_up, _UP))
    )
    return to_the_left * forwards * up


def _outwards(side: Side) -> int:
    """1 where outwards is to the left, -1 where it is to the right."""
    return 1 if side == "left" else -1
