"""Forward kinematics: lengths stay, directions are those that the words mean, left and right are mirror images."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyglm import glm
from tests.bodies import FIGURES, LIBRARY, posed

from loosen._body.posture import Angles
from loosen._body.skeleton import BENDS, HEIGHT_M
from loosen._model.body import SIDES

JOINTS = LIBRARY.joints
SPINE = ("low_back", "mid_back", "neck", "head")


@st.composite
def anybody(draw: st.DrawFn) -> Angles:
    """A body with every joint somewhere in its range, lying in any way."""
    joints: dict[tuple[str, str], dict[str, float]] = {}
    for name, joint in JOINTS.items():
        for at in ("middle",) if name in SPINE else ("left", "right"):
            ways = {way: st.floats(of.least, of.most) for way, of in joint.movements.items()}
            joints[name, at] = draw(st.fixed_dictionaries(ways))
    turn = st.floats(-180, 180)
    return Angles((draw(turn), draw(turn), draw(turn)), joints)


@given(anybody())
def test_no_bone_changes_its_length_and_none_comes_off(angles: Angles) -> None:
    bones = FIGURES.skeleton.pose(angles)
    for bone in bones.values():
        if bone.segment in ("thigh", "shank", "upper_arm", "forearm", "hand", "pelvis"):
            assert glm.length(bone.end - bone.start) == pytest.approx(LIBRARY.segments[bone.segment].length * HEIGHT_M)
    limbs = (("thigh", "shank"), ("upper_arm", "forearm"), ("forearm", "hand"), ("foot", "toe"))
    for (upper, lower), side in product(limbs, SIDES):
        apart = bones[f"{side}_{upper}"].end - bones[f"{side}_{lower}"].start
        assert glm.length(apart) == pytest.approx(0, abs=1e-9)
    spine = ["pelvis", *(f"{part}_{bend}" for part in SPINE[:3] for bend in range(1, BENDS + 1)), "head"]
    for lower, upper in pairwise(spine):
        assert glm.length(bones[lower].end - bones[upper].start) == pytest.approx(0, abs=1e-9)


@given(anybody())
def test_a_mirrored_posture_is_the_mirror_image(angles: Angles) -> None:
    bones, mirrored = FIGURES.skeleton.pose(angles), FIGURES.skeleton.pose(angles.mirrored())
    for name, bone in bones.items():
        side, _, rest = name.partition("_")
        other = mirrored[{"left": f"right_{rest}", "right": f"left_{rest}"}.get(side, name)]
        for one, seen in ((bone.start, other.start), (bone.end, other.end)):
            assert glm.length(glm.dvec3(one.x, -one.y, one.z) - seen) == pytest.approx(0, abs=1e-9)


def test_a_body_that_stands_is_as_tall_as_it_says() -> None:
    head = posed().bones["head"]
    assert head.end.z + head.radii[1] == pytest.approx(HEIGHT_M, abs=0.01)


WHERE: list[tuple[dict[str, Any], str, str, int]] = [
    ({"right": {"hip": {"flexion": 60}}}, "right_shank", "x", 1),
    ({"right": {"hip": {"flexion": -20}}}, "right_shank", "x", -1),
    ({"right": {"hip": {"abduction": 30}}}, "right_shank", "y", -1),
    ({"left": {"hip": {"abduction": 30}}}, "left_shank", "y", 1),
    ({"left": {"hip": {"rotation": 40}}}, "left_toe", "y", -1),
    ({"right": {"hip": {"rotation": 40}}}, "right_toe", "y", 1),
    ({"both": {"knee": {"flexion": 90}}}, "left_foot", "x", -1),
    ({"both": {"ankle": {"flexion": 20}}}, "left_toe", "z", 1),
    ({"both": {"toes": {"flexion": 40}}}, "left_toe", "z", 1),
    ({"both": {"shoulder": {"flexion": 90}}}, "left_hand", "x", 1),
    ({"both": {"shoulder": {"abduction": 90}}}, "left_hand", "y", 1),
    ({"both": {"shoulder": {"flexion": 175}}}, "right_hand", "z", 1),
    ({"both": {"elbow": {"flexion": 90}}}, "right_hand", "x", 1),
    ({"both": {"shoulder_blade": {"lift": 20}}}, "right_upper_arm", "z", 1),
    ({"both": {"shoulder_blade": {"forward": 20}}}, "right_upper_arm", "x", 1),
    ({"middle": {"low_back": {"flexion": 30}}}, "head", "x", 1),
    ({"middle": {"mid_back": {"side": 20}}}, "head", "y", -1),
    ({"middle": {"neck": {"side": 20}}}, "head", "y", -1),
    ({"body": {"lean": 30}}, "head", "x", 1),
    ({"body": {"side": 30}}, "head", "y", -1),
]


@pytest.mark.parametrize(("said", "bone", "axis", "sign"), WHERE)
def test_every_movement_goes_the_way_that_its_words_mean(said: dict[str, Any], bone: str, axis: str, sign: int) -> None:
    """x is forwards, y to the left, z up; seen from the hips, for what carries a body differs."""
    straight, moved = posed(rests={"feet": "none"}), posed(rests={"feet": "none"}, **said)
    was, is_now = (pose.bones[bone].end - pose.bones["pelvis"].start for pose in (straight, moved))
    assert (getattr(is_now, axis) - getattr(was, axis)) * sign > 0.01


def test_a_turned_neck_looks_to_the_left_and_a_turned_body_too() -> None:
    for said in ({"middle": {"neck": {"turn": 60}}}, {"body": {"turn": 60}}):
        assert (posed(**said).bones["head"].frame * glm.dvec3(1, 0, 0)).y > 0.8


def test_somebody_on_the_back_looks_up_and_on_the_right_side_towards_the_eye() -> None:
    forwards = glm.dvec3(1, 0, 0)
    assert (posed("supine_flat").bones["mid_back_2"].frame * forwards).z > 0.9
    assert (posed("prone").bones["mid_back_2"].frame * forwards).z < -0.9
    assert (posed("side_lying").bones["mid_back_2"].frame * forwards).y < -0.9
