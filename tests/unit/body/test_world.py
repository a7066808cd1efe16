"""A body obeys the world: each thing that no body can do is told, and what just can be done is not."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from tests.bodies import FIGURES, LIBRARY, posed, poses_of

from loosen._body.balance import centre_of_mass
from loosen._body.scene import WallSide
from loosen._library.checks.misfits import told as in_words
from loosen._model.body import Poses


def told(poses: Poses) -> str:
    """All that is wrong with some poses."""
    return "\n".join(in_words(misfit).what for misfit in FIGURES.misfits(poses))


def test_every_base_pose_obeys_the_world() -> None:
    """On which side of it a wall is, is said by the poses that are built on it."""
    walls = get_args(WallSide)
    wrong = {
        name: what
        for name in FIGURES.base_poses
        if all(what := told(poses_of({"base": name}, wall=wall)) for wall in walls)
    }
    assert wrong == {}


IMPOSSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("standing", {"right": {"knee": {"flexion": 175}}, "rests": {"right_foot": "none"}}, "is beyond the joint"),
    ("standing", {"middle": {"neck": {"turn": 120}}}, "neck turn of 120 degrees is beyond the joint"),
    ("standing", {"rests": {"left_hand": "floor"}}, "left_hand is 6"),
    ("standing", {"left": {"hip": {"flexion": 40}}}, "left_foot is"),
    ("standing", {"body": {"lean": 40}, "both": {"hip": {"flexion": 0}, "ankle": {"flexion": 40}}}, "centre of mass"),
    ("standing", {"holds": {"right_hand": "left_foot"}}, "right_hand is"),
    ("standing", {"rests": {"feet": "none", "head": "floor"}}, "inside the floor"),
    ("standing_at_wall_facing", {"rests": {"hands": "none", "head": "wall"}}, "inside the wall"),
    ("sitting_tall", {"right": {"hip": {"flexion": 60}}, "rests": {"feet": "none"}}, "inside the floor"),
]


@pytest.mark.parametrize(("base", "said", "expected"), IMPOSSIBLE)
def test_what_no_body_does_is_told(base: str, said: dict[str, Any], expected: str) -> None:
    assert expected in told(poses_of({"base": base, **said}))


@pytest.mark.parametrize("over", [0.0, 0.5])
def test_a_joint_may_go_just_as_far_as_it_goes(over: float) -> None:
    most = LIBRARY.joints["neck"].movements["turn"].most
    assert ("beyond" in told(poses_of({"base": "standing", "middle": {"neck": {"turn": most + over}}}))) == (over > 0)


def test_the_weight_of_a_body_that_stands_is_in_the_pelvis_over_the_feet() -> None:
    """Sources put it at 0.55 to 0.57 of the height of somebody who stands."""
    centre = centre_of_mass(posed().bones, LIBRARY.segments)
    assert 0.53 < centre.z / FIGURES.skeleton.height_m < 0.6
    assert abs(centre.y - posed().bones["pelvis"].start.y) < 0.001


def test_a_cushion_fills_the_gap_and_a_body_that_moves_on_stays_where_it_was() -> None:
    lying = posed("supine_flat", middle={"neck": {"flexion": 20}}, rests={"head": "cushion"})
    assert lying.gap("head") == 0
    first, second = FIGURES.placed(poses_of({"base": "standing"}, {"both": {"hip": {"flexion": 30}}}))
    assert first.bones["left_foot"].start.x == pytest.approx(second.bones["left_foot"].start.x, abs=0.02)
