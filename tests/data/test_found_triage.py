"""People for whom triage or a page without a plan was once wrong, each with the kind of fault that they showed.

The first table names the level that is right exactly; further on stands what a page or a plan has to say or leave out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.people import EVERYBODYS, completed

from loosen._model.base import WITH_A_PLAN
from loosen._model.plan import Recommendation
from loosen._outputs.export import export

SOMEBODY: Mapping[str, Any] = {
    "age": 45, "sex": "female", "pregnant": "no", "pain_areas": ["low_back"], "pain_usual": 4, "pain_course": "steady",
    "pain_constancy": "comes_and_goes", "pain_duration": "under_6w", "pain_changes_with": "movement",
    "seen_clinician": "no", "selfcare_result": "not_tried", "settles_in": "same_day", "bone_joint": "none",
}  # fmt: skip
"""Plain back pain without a sign."""
OLDER = {"sex": None, "pregnant": None}
"""Who is not asked for a pregnancy."""

FOUND: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "fragile bones were read for the back only": (
        "urgent_same_day",
        {**OLDER, "age": 81, "pain_areas": ["hip_buttock"], "pain_usual": 6, "pain_duration": "under_72h",
         "pain_side": "right", "worse_with": ["standing", "walking"], "eased_by": ["sitting"],
         "bone_joint": ["osteoporosis", "fragility_fracture"], "abilities": ["falls"]},
    ),
    "long steroid use was read for the back only": (
        "clinician_before_exercise",
        {"age": 33, "pain_areas": ["hip_buttock"], "pain_usual": 7, "pain_duration": "from_6_to_12w",
         "pain_course": "worsening", "worse_with": ["walking", "standing"], "other_health": ["long_term_steroids"]},
    ),
    "growing groin pain of a runner": (
        "clinician_before_exercise",
        {"age": 37, "pain_areas": ["hip_buttock"], "pain_usual": 7, "pain_course": "worsening",
         "worse_with": ["walking"], "tight_places": ["front_of_hip"]},
    ),
    "one visit silenced a shoulder that grew worse": (
        "clinician_before_exercise",
        {**OLDER, "age": 63, "pain_areas": ["shoulder_arm"], "pain_usual": 8, "pain_duration": "over_12w",
         "pain_course": "worsening", "seen_clinician": "yes", "selfcare_result": "no_better_6w", "pain_onset_age": 62},
    ),
    "sudden back pain two years before a line at 70": (
        "clinician_before_exercise",
        {**OLDER, "age": 68, "flags_injury": ["sudden_without_cause"], "pain_usual": 7, "pain_course": "worsening",
         "worse_with": ["standing", "rising"], "eased_by": ["lying_back"]},
    ),
    "calf pain on walking that stops on standing": (
        "clinician_before_exercise",
        {**OLDER, "age": 68, "pain_areas": ["leg"], "pain_usual": 5, "pain_duration": "over_12w",
         "worse_with": ["walking"], "eased_by": ["standing"], "pain_onset_age": 68},
    ),
    "grave signs with tummy pain were not added up": (
        "urgent_same_day",
        {**OLDER, "age": 58, "flags_chest_tummy": ["tummy_with_back_pain"], "pain_usual": 8,
         "pain_constancy": "constant_nothing_eases", "pain_duration": "under_72h", "pain_course": "worsening",
         "pain_changes_with": "nothing_clear"},
    ),
    "a gymnast a year past a line at 18": (
        "clinician_before_exercise",
        {"age": 19, "pain_usual": 5, "pain_course": "worsening", "selfcare_result": "too_early",
         "worse_with": ["arching"], "pain_side": "left"},
    ),
    "mild first back pain at 60 was refused": (
        "proceed_with_caution",
        {**OLDER, "age": 60, "pain_usual": 3, "pain_duration": "from_6_to_12w", "heart_blood": ["anticoagulants"]},
    ),
    "mild growing pain is met with care": ("proceed_with_caution", {"pain_usual": 3, "pain_course": "worsening"}),
    "seen, strong and easing keeps a plan": (
        "proceed_with_caution",
        {"pain_usual": 8, "pain_course": "improving", "seen_clinician": "yes", "pain_duration": "over_12w"},
    ),
    "a frozen shoulder keeps a plan": (
        "proceed_with_caution",
        {"age": 50, "pain_areas": ["shoulder_arm"], "pain_usual": 6, "pain_duration": "over_12w",
         "seen_clinician": "yes", "bone_joint": ["shoulder_problem"], "movement_trouble": ["reaching_up"],
         "pain_onset_age": 50},
    ),
    "fear of movement and bad sleep refuse nothing": ("proceed", {"habits": ["fear_of_movement", "poor_sleep"]}),
}  # fmt: skip


def made(told: Mapping[str, Any]) -> Recommendation:
    """What somebody gets who is like `SOMEBODY` apart from what is told."""
    whole = {key: value for key, value in {**SOMEBODY, **told}.items() if value is not None}
    return EVERYBODYS.recommend(completed(whole))


def advice_of(recommendation: Recommendation) -> set[str]:
    """The ids of all advice that somebody gets."""
    return {given.id for given in recommendation.advice}


@pytest.mark.parametrize("kind", FOUND)
def test_the_level_is_right(kind: str) -> None:
    level, told = FOUND[kind]
    assert made(told).triage.level == level


def test_fear_and_bad_sleep_take_nothing_out_and_are_answered() -> None:
    plain, told = made({}), made({"habits": ["fear_of_movement", "poor_sleep"]})
    assert {one.exercise for one in told.excluded} == {one.exercise for one in plain.excluded}
    assert {"expectation_moving_is_safe", "habit_back_to_bending", "habit_sleep", "signpost_mind"} <= advice_of(told)


@pytest.mark.parametrize("bone_joint", ["none", ["shoulder_problem"]])
def test_a_sore_shoulder_carries_no_weight(bone_joint: Any) -> None:
    told = {**OLDER, "age": 56, "pain_areas": ["neck", "shoulder_arm"], "pain_usual": 3, "seen_clinician": "yes",
            "bone_joint": bone_joint, "minutes": 60}  # fmt: skip
    plan = made(told).plan
    assert plan
    assert [item.exercise for item in plan.items if "wrist_load" in EVERYBODYS.library.demands_of[item.exercise]] == []


def test_a_stiff_shoulder_gets_easy_turning_and_what_to_expect() -> None:
    recommendation = made(FOUND["a frozen shoulder keeps a plan"][1])
    assert recommendation.plan
    muscles = {
        target.muscle
        for item in recommendation.plan.items
        for target in EVERYBODYS.library.exercises[item.exercise].targets
    }
    assert "shoulder_muscles" in muscles
    assert "expectation_stiff_shoulder" in advice_of(recommendation)


@pytest.mark.parametrize(
    ("health", "barred"),
    [({"heart_blood": ["anticoagulants"]}, "SAF-033"), ({"other_health": ["glaucoma"]}, "SAF-016")],
)
@pytest.mark.parametrize("pain", [3, 7])
def test_what_is_barred_is_barred_with_a_plan_and_without(health: Mapping[str, Any], barred: str, pain: int) -> None:
    told = {**OLDER, **health, "age": 60, "pain_usual": pain, "pain_duration": "from_6_to_12w"}
    recommendation = made({**told, "equipment": ["mat", "foam_roller"]})
    assert (recommendation.triage.level in WITH_A_PLAN) == (pain == 3)
    stages = {
        record.rule for stage in recommendation.audit.stages for record in stage.spoke if record.result == "fired"
    }
    assert barred in stages


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"flags_bladder_bowel": "unknown"}, "urgent_check_feeling"),
        ({"flags_chest_tummy": ["pulsing_tummy"]}, "safety_net_aneurysm"),
        ({"surgery": ["spine_operation"], "spine_surgery_weeks": 4}, "safety_net_wound"),
        ({"flags_bladder_bowel": ["bladder_longstanding"], "other_health": ["diastasis"]}, "signpost_pelvic_floor"),
        ({"bone_joint": ["spinal_stenosis"]}, "habit_sit_or_lean"),
        ({"bone_joint": ["pelvic_girdle_pain"], "pain_areas": ["hip_buttock"]}, "habit_pelvic_girdle"),
        ({"pain_areas": ["leg"], "age": 56, "worse_with": ["walking"], "eased_by": ["standing"], **OLDER},
         "safety_net_circulation"),
        ({"pain_course": "worsening"}, "safety_net_growing"),
    ],
)  # fmt: skip
def test_a_sign_brings_its_own_advice(told: Mapping[str, Any], says: str) -> None:
    assert says in advice_of(made(told))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"bone_joint": ["spinal_stenosis"], "seen_clinician": "yes"}, "habit_sit_or_lean"),
        ({"bone_joint": ["pelvic_girdle_pain"], "pain_areas": ["hip_buttock"]}, "habit_pelvic_girdle"),
    ],
)
def test_what_is_about_this_person_has_room_on_the_page(told: Mapping[str, Any], says: str) -> None:
    recommendation = made(told)
    page = " ".join(export(recommendation, "text").split())
    assert EVERYBODYS.library.advice[says].say in page
