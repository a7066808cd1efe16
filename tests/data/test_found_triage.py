"""People for whom triage or a page without a plan was once wrong, each with the kind of fault that they showed.

The first table names the level that is right exactly; further on stands what a page or a plan has to say or leave out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.people import EVERYBODYS, completed

from loosen._model.base import LEVELS, WITH_A_PLAN
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


WROTE: Mapping[str, tuple[str, str]] = {
    "My head is splitting, I've a temp of 39, daylight is torture and I can't get my chin to my chest.": (
        "meningitis_signs", "emergency_now",
    ),
    "A sore upper back since Monday and I have twice coughed up some blood.": ("cough_blood", "urgent_same_day"),
    "After a brutal spinning class my thighs are swollen and weak and my pee is the colour of cola.": (
        "dark_urine", "urgent_same_day",
    ),
    "A band of little blisters has come up on one side of my back and it burns like fire.": (
        "shingles", "clinician_before_exercise",
    ),
    "Upper back ache for three weeks, and my pulse races and skips beats.": (
        "palpitations", "clinician_before_exercise",
    ),
    "Some nights I think about ending it; I have saved up my tablets.": ("suicidal", "urgent_same_day"),
    "I cannot feel the paper when I wipe, and I messed my underwear without noticing.": (
        "saddle_or_bladder_lost", "emergency_now",
    ),
    "My right leg has had no power for a week and the toes do not come up.": ("leg_weakness", "urgent_same_day"),
    "The varicose vein on my lower leg is hard, hot and red since Tuesday.": (
        "swollen_calf", "clinician_before_exercise",
    ),
    "For a week my upper back hurts and both hands and forearms are numb.": ("both_arms", "urgent_same_day"),
    "It wakes me before dawn, mornings I am stiff till ten, sport makes it good again, and I have psoriasis.": (
        "morning_stiff", "clinician_before_exercise",
    ),
    "Since Monday my right foot has been dragging and I keep catching my toes on the rug.": (
        "leg_weakness", "urgent_same_day",
    ),
    "The loo roll feels strange against my skin and I stand there ages before any wee comes.": (
        "bladder_bowel_change", "urgent_same_day",
    ),
    "My temperature is 39.1 and I cannot stop shaking with cold in the evenings.": ("fever_or_ill", "urgent_same_day"),
}  # fmt: skip
"""What somebody without a ticked sign wrote, the sign that was not heard in it, and the lowest level that is right."""


@pytest.mark.parametrize("text", WROTE)
def test_a_sign_told_in_everyday_words_is_heard(text: str) -> None:
    sign, level = WROTE[text]
    made = EVERYBODYS.recommend(completed({**SOMEBODY, "own_words": text}))
    assert sign in {heard.lexicon for heard in made.audit.heard}
    assert LEVELS.index(made.triage.level) >= LEVELS.index(level)


def test_bleeding_is_read_together_with_the_answer_that_somebody_is_pregnant() -> None:
    text = {"own_words": "Since lunch I have noticed some bleeding and my back aches."}
    pregnant = {"pregnant": "yes", "pregnancy_weeks": 30, "flags_pregnancy": "none", "pregnancy_complication": "no"}
    told = EVERYBODYS.recommend(completed({**SOMEBODY, **text, **pregnant}))
    assert told.triage.level == "emergency_now"
    assert EVERYBODYS.recommend(completed({**SOMEBODY, **text})).plan


def test_an_accident_long_ago_that_healed_is_no_sign() -> None:
    text = "I was in a car crash in 1998 and healed well. Now I am a bit stiff from gardening."
    assert not EVERYBODYS.recommend(completed({**SOMEBODY, "own_words": text})).audit.heard
