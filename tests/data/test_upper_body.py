"""The neck, the shoulder girdle and the upper back: a choice for everybody, and care where the neck needs it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from tests.people import EVERYBODYS, completed

from loosen._assessment.stages.intake import take_in
from loosen._model.exercise import Exercise

LIBRARY = EVERYBODYS.library
UPPER_BODY = (
    "upper_trapezius", "levator_scapulae", "neck_side_flexors", "neck_extensors", "deep_neck_flexors",
    "scapular_stabilisers", "shoulder_muscles", "pectorals", "latissimus_dorsi", "thoracic_extensors",
    "thoracic_rotators",
)  # fmt: skip
POSITIONS = {
    "on the back": {"supine", "semi_reclined"},
    "sitting": {"sitting"},
    "standing": {"standing"},
    "on the side or on hands and knees": {"side_lying", "hands_and_knees"},
}
NECK_TESTS = ("test_neck_forward", "test_neck_side", "test_neck_turn", "test_neck_strength")
SIGNS: tuple[dict[str, Any], ...] = (
    *({"flags_head_neck": [sign]} for sign in ("nerve_signs_head", "worst_or_unlike_any", "dizzy_turning_head",
                                               "hands_or_walk_new", "hands_or_walk_old", "stiff_neck_fever")),
    {"flags_injury": ["neck_injury"], "neck_injury_signs": "none"},
    {"arm_symptoms": ["arm_tingling"]},
    {"other_health": ["vertigo"]},
    {"bone_joint": ["rheumatoid_arthritis"]},
    {"bone_joint": ["hypermobility"]},
    {"surgery": ["spine_operation"], "spine_surgery_weeks": 80},
)  # fmt: skip
NECK_PAIN = {"pain_areas": ["neck"], "pain_usual": 3, "habits": ["sitting_6h", "stress"]}


def _for(muscle: str) -> list[Exercise]:
    return [
        exercise
        for exercise in LIBRARY.active_exercises.values()
        if any(target.muscle == muscle and target.share == "primary" for target in exercise.targets)
    ]


def _state(question: str, answers: dict[str, Any]) -> str:
    return take_in(completed(answers), LIBRARY, EVERYBODYS.assessor.applies).records[question].state


@pytest.mark.parametrize("muscle", UPPER_BODY)
@pytest.mark.parametrize("where", POSITIONS)
def test_each_muscle_has_a_choice_in_each_position(muscle: str, where: str) -> None:
    assert any(exercise.position in POSITIONS[where] for exercise in _for(muscle))


@pytest.mark.parametrize("muscle", UPPER_BODY)
def test_each_muscle_has_a_choice_without_equipment_or_floor(muscle: str) -> None:
    assert any(
        not exercise.equipment and "floor_transfer" not in LIBRARY.demands_of[exercise.id] for exercise in _for(muscle)
    )


@pytest.mark.parametrize("muscle", UPPER_BODY)
def test_each_muscle_has_a_ladder_from_easy_to_hard(muscle: str) -> None:
    mine = {exercise.id: exercise.level for exercise in _for(muscle)}
    levels: Iterable[set[int]] = (
        {mine[step] for step in ladder.steps if step in mine} for ladder in LIBRARY.ladders.values()
    )
    assert any({1, 2, 3} <= found for found in levels)


@pytest.mark.parametrize(
    "demand",
    ["neck_movement", "neck_load", "neck_rotation_end_range", "neck_extension_end_range", "neck_overpressure_hand",
     "sustained_neck_flexion", "arm_nerve_tension"],
)  # fmt: skip
def test_each_limit_of_the_neck_has_something_to_limit(demand: str) -> None:
    assert any(demand in LIBRARY.demands_of[exercise] for exercise in LIBRARY.active_exercises)


def test_no_exercise_tips_the_head_back_and_turns_it_fully() -> None:
    both = {"neck_extension_end_range", "neck_rotation_end_range"}
    assert not [exercise for exercise in LIBRARY.active_exercises if both <= LIBRARY.demands_of[exercise]]
    assert LIBRARY.exercises["neck_tip_back_and_turn"].status == "never"


def test_neck_tests_are_offered_to_a_sore_neck_without_warning_signs() -> None:
    assert all(_state(test, NECK_PAIN) != "not_applicable" for test in NECK_TESTS)


@pytest.mark.parametrize("sign", SIGNS, ids=str)
@pytest.mark.parametrize("test", NECK_TESTS)
def test_neck_tests_are_not_offered_with_a_warning_sign(test: str, sign: dict[str, Any]) -> None:
    assert _state(test, {**NECK_PAIN, **sign}) == "not_applicable"


def test_nerve_signs_in_the_arm_leave_no_pull_on_its_nerves() -> None:
    result = EVERYBODYS.recommend(completed({**NECK_PAIN, "arm_symptoms": ["arm_tingling"]}))
    assert result.plan
    for item in result.plan.items:
        forms = (form for form in LIBRARY.exercises[item.exercise].adaptations if form.how in item.adaptations)
        removed = {demand for form in forms for demand in form.removes}
        assert "arm_nerve_tension" not in LIBRARY.demands_of[item.exercise] - removed


def test_a_sore_neck_gets_movement_and_a_nod_for_the_neck() -> None:
    result = EVERYBODYS.recommend(completed(NECK_PAIN))
    assert result.plan
    chosen = [LIBRARY.exercises[item.exercise] for item in result.plan.items]
    nods = [one for one in chosen if one.kind == "strengthening" and one in _for("deep_neck_flexors")]
    moves = [one for one in chosen if one.kind == "mobilisation" and "neck_movement" in LIBRARY.demands_of[one.id]]
    assert nods
    assert moves
