"""A body of joints and segments, the poses that it takes, and the things that it rests on and holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from .base import Authored, Evidences, Id, Model, Sentence
from .exercise import Equipment

Degrees = Annotated[float, Field(ge=-360, le=360)]
Share = Annotated[float, Field(ge=0, le=1)]

Side = Literal["left", "right"]
SIDES: tuple[Side, ...] = ("left", "right")
SIDES_AND_MIDDLE = ("middle", *SIDES)


class Movement(Model):
    """How far a joint moves in one way, in degrees, as the widest that a picture may show."""

    least: Degrees
    most: Degrees
    say: Sentence
    evidence: Evidences

    @model_validator(mode="after")
    def _in_order(self) -> Movement:
        if not self.least <= 0 <= self.most:
            raise ValueError("a movement needs least <= 0 <= most")
        return self


class Joint(Authored):
    """A joint, or a part of the spine that moves as one."""

    id: Id
    name: Sentence
    movements: Annotated[dict[Id, Movement], Field(min_length=1)]


class Segment(Authored):
    """A part of the body between two joints.

    `length`, `breadth` and the two radii at its ends are shares of the height of the body; `mass` is its share of the
    weight (of one side, where there are two) and `centre` where its centre of mass lies, as a share of the length.
    """

    id: Id
    name: Sentence
    length: Share
    breadth: Share = 0
    radii: tuple[Share, Share]
    mass: Share
    centre: Share
    evidence: Evidences


class BodyPlace(Model):
    """A place on the body, for a picture: `on` which segment, from where to where `along` it, and what it `faces`.

    `along` are shares of the segment's length from its upper (nearer) end; `aside` is how far from the middle it is and
    `breadth` how far it reaches to each side, in metres on a body of 1.70 m; at its farther end it `narrows_to` less.
    One that goes `across` is a single shape from the left to the right, where there would be one on each side.
    """

    on: Id
    along: tuple[Annotated[float, Field(ge=-0.5, le=1.5)], Annotated[float, Field(ge=-0.5, le=1.5)]]
    faces: Literal["front", "back", "outside", "inside"]
    aside: Annotated[float, Field(ge=0, le=0.3)] = 0
    breadth: Annotated[float, Field(gt=0, le=0.1)]
    narrows_to: Annotated[float, Field(gt=0, le=0.1)] | None = None
    across: bool = False


class Surface(Authored):
    """Something that a body rests on or leans against.

    `height` is that of its top in metres; what has none stands upright (`wall`). One that is `filled` is as thick as
    the gap that it fills, up to `most`; `thick` is how thick what lies on another surface is. `needs` is the equipment.
    """

    id: Id
    name: Sentence
    form: Literal["ground", "top", "wall", "grip", "filling", "round"]
    height: Annotated[float, Field(ge=0, le=2)] = 0
    most: Annotated[float, Field(ge=0, le=2)] = 0
    needs: tuple[Equipment, ...] = ()
    evidence: Evidences


Angles = dict[Id, Degrees]
Joints = dict[Id, Angles]
Spot = Annotated[str, Field(pattern=r"^[a-z][a-z_]*( on [a-z][a-z_]*)?$")]
"""A surface, or what lies on one: `floor`, `massage_ball on wall`."""


class Lie(Model):
    """How the pelvis lies in the room, in degrees; what is left out stays as it was.

    `lean` forwards (-90 lies on the back, 90 on the front), `side` leans to the right, `turn` turns round the body's
    own long axis to the left.
    """

    lean: Degrees | None = None
    side: Degrees | None = None
    turn: Degrees | None = None


class Posture(Model):
    """What differs from the pose that this one is built on.

    `middle` holds the joints of the spine, `both` those of the two sides, `left` and `right` those of one. `rests` says
    what carries each part of the body, `holds` what a hand has hold of, or another part lies on, of the body or of the
    things there are; `none` takes one of them away.
    """

    base: Id | None = None
    body: Lie = Lie()
    middle: Joints = {}
    both: Joints = {}
    left: Joints = {}
    right: Joints = {}
    rests: dict[Id, Spot] = {}
    holds: dict[Id, Id] = {}


class BasePose(Authored, Posture):
    """A pose with a name, on which others are built."""

    id: Id
    name: Sentence


class KeyPose(Posture):
    """A pose of an exercise that a picture is made of. Without a `base` it is built on the key pose before it.

    `mirrors` names an earlier key pose whose mirror image it is.
    """

    key: Literal["start", "middle", "hold", "other", "return"]
    mirrors: Id | None = None


Way = Literal["out", "in", "up", "down", "forward", "back"]
"""Where a part presses to: away from the middle of the body or towards it, up or down in the room, before or behind."""


class View(Model):
    """Where one looks from, in degrees: `turn` round the body (0 is its right, 90 its front), `tilt` from above."""

    turn: Degrees = 0
    tilt: Annotated[float, Field(ge=-30, le=90)] = 8


ViewName = Literal["side", "front", "left", "back", "corner", "back_corner", "above", "front_above", "side_above"]
VIEWS: Mapping[ViewName, View] = {
    "side": View(turn=0), "front": View(turn=90), "left": View(turn=180), "back": View(turn=-90),
    "corner": View(turn=40, tilt=15), "back_corner": View(turn=-40, tilt=15), "above": View(turn=0, tilt=80),
    "front_above": View(turn=90, tilt=55), "side_above": View(turn=0, tilt=40),
}  # fmt: skip
"""The usual views by name."""


ANCHORS = ("ahead", "behind", "above", "below")
"""Where something that a strap or band is fixed to may be, seen from the hand or foot that it comes from."""


class Prop(Model):
    """A thing that nobody rests on: it runs `along` parts of the body, lies or is held `at` one, or is `between` two.

    What runs along is a strap or a band; one of `ANCHORS` stands for what it is fixed to.
    """

    thing: Equipment
    along: tuple[Id, ...] = ()
    at: Id | None = None
    between: tuple[Id, Id] | None = None

    @model_validator(mode="after")
    def _in_one_way(self) -> Prop:
        if [len(self.along) > 1, self.at is not None, self.between is not None].count(True) != 1:
            raise ValueError("a thing runs along two parts or more, lies at one, or is between two")
        return self


class Poses(Authored):
    """The key poses of an exercise, whose id they have.

    `close` draws the upper body or the legs alone, and larger. `wall` says on which side of the body the wall stands,
    `works` on which sides the muscles work in the picture.
    `follows` is the part that the arrow follows, where that is not the one that moves farthest; `presses` says which
    parts press where, for an arrow each: instead of the way where none is followed.
    `uneven` gives the reason why left and right differ in an exercise that moves both alike. `unshown` names demands
    that no pose can show here, each with the reason.
    """

    id: Id
    view: Annotated[
        Annotated[ViewName, Tag("name")] | Annotated[View, Tag("degrees")],
        Discriminator(lambda given: "degrees" if isinstance(given, Mapping | View) else "name"),
    ]
    close: Literal["upper", "head", "legs"] | None = None
    wall: Literal["front", "behind", "left", "right"] = "front"
    keys: Annotated[tuple[KeyPose, ...], Field(min_length=1, max_length=4)]
    follows: Id | None = None
    presses: dict[Id, Way] = {}
    props: tuple[Prop, ...] = ()
    works: Literal["left", "right", "both"] | None = None
    uneven: Sentence | None = None
    unshown: dict[Id, Sentence] = {}


Measure = Literal[
    "low_back_flexion", "low_back_extension", "low_back_side", "low_back_turn", "mid_back_flexion",
    "mid_back_extension", "mid_back_side", "mid_back_turn", "neck_flexion", "neck_extension", "neck_side", "neck_turn",
    "head_flexion", "head_extension", "spine_flexion", "spine_extension", "spine_moves", "neck_moves",
    "hip_flexion", "hip_extension", "hip_abduction", "hip_adduction", "hip_turn_in", "hip_turn_out", "hips_differ",
    "crosses_midline", "ankle_crosses_cm", "knee_flexion", "ankle_flexion", "leg_nerve", "feet_apart_cm",
    "shoulder_raise", "shoulder_extension", "shoulder_rotation", "shoulder_drop", "arm_spread", "arm_spread_straight",
    "arm_across", "arms_overhead", "wrist_extension", "hand_on_head",
    "trunk_lean", "head_below_heart_cm", "lies_prone", "lies_supine", "lies_on_side", "walking",
    "feet_standing", "feet_bearing", "feet_on_ball", "knees_bearing", "hands_bearing", "hands_bearing_flat",
    "hands_on_support", "hands_hold_leg", "head_rests", "pelvis_rests", "on_floor", "lever_arm", "one_leg_lifted",
]  # fmt: skip
"""What is measured on the key poses of an exercise: degrees, centimetres where the name says so, else a count."""


class MeasureTest(Model):
    """A measure is at least, at most, or between these values, both included."""

    measure: Measure
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _has_a_limit(self) -> MeasureTest:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a test of a measure needs at_least or at_most")
        return self


class Sign(Model):
    """Tests that all hold at one and the same key pose."""

    all: Annotated[tuple[MeasureTest, ...], Field(min_length=1)]


class ShownBy(Model):
    """How poses show a demand: by one of these signs at one key pose or more."""

    say: Sentence
    any: Annotated[tuple[Sign, ...], Field(min_length=1)]
    evidence: Evidences


class HeldBy(Model):
    """What holds a demand that no pose can show."""

    say: Sentence
