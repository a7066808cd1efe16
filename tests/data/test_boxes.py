"""Every sign of the sources has a box: what ticking it brings a plain person, alone and together with other answers.

The persons of published cases are told here in boxes alone; a risk without a sign stops nobody.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.interviews import interviewed
from tests.people import EVERYBODYS, completed

from loosen._interview import Questionnaire
from loosen._model.base import LEVELS

PLAIN = {"age": 45, "sex": "female", "pain_usual": 4, "pain_duration": "under_6w", "pain_areas": ["low_back", "leg"]}
OLD = {"pain_duration": "over_12w", "pain_course": "steady"}
"""Old pain that does not change; who is completed here has had it looked at."""
UNSEEN = {"seen_clinician": "no"}


def leg(*signs: str) -> dict[str, Any]:
    return {"leg_symptoms": ["other_sign"], "leg_signs": list(signs)}


ALONE = [
    ({"flags_bladder_bowel": ["constipation_new"]}, "clinician_before_exercise"),
    ({"flags_both_legs": "longstanding_other", **OLD, **UNSEEN}, "clinician_before_exercise"),
    ({"flags_both_legs": "longstanding_other", **OLD}, "proceed_with_caution"),
    ({"flags_both_legs": "longstanding_other"}, "urgent_same_day"),
    ({"flags_illness": ["band_rash"]}, "urgent_same_day"),
    ({"flags_illness": ["night_pain"]}, "clinician_before_exercise"),
    ({"flags_chest_tummy": ["coughing_blood"]}, "urgent_same_day"),
    ({"flags_chest_tummy": ["heart_racing"]}, "clinician_before_exercise"),
    ({"flags_chest_tummy": ["dark_urine"]}, "urgent_same_day"),
    ({"flags_chest_tummy": ["sick_again"]}, "urgent_same_day"),
    ({"flags_head_neck": ["numb_both_or_trunk"]}, "urgent_same_day"),
    ({"flags_injury": ["simple_fall"]}, "proceed"),
    ({"pain_areas": ["shoulder_arm"], "arm_symptoms": ["arm_swollen"]}, "urgent_same_day"),
    (leg("walking_cramp"), "clinician_before_exercise"),
    (leg("walking_cramp") | OLD, "proceed_with_caution"),
    (leg("cold_foot"), "clinician_before_exercise"),
    (leg("hot_vein"), "clinician_before_exercise"),
    (leg("sore_calf"), "proceed_with_caution"),
    (leg("no_weight"), "urgent_same_day"),
    (leg("limp") | UNSEEN, "clinician_before_exercise"),
    (leg("limp") | OLD | UNSEEN, "proceed"),
    (leg("bone_spot"), "clinician_before_exercise"),
    ({"bone_joint": ["bone_loss_risk"]}, "proceed_with_caution"),
    ({"age": 30, **OLD, **UNSEEN, "spondyloarthritis_signs": ["eye_or_bowel"]}, "clinician_before_exercise"),
    ({"age": 30, **OLD, "spondyloarthritis_signs": ["morning_stiffness"]}, "proceed_with_caution"),
    ({"other_health": ["recent_infection"], **OLD, "pain_course": "worsening"}, "clinician_before_exercise"),
]
RISKS = [
    {"heart_blood": ["past_clot"]},
    {"heart_blood": ["lately_still"]},
    {"heart_blood": ["smoking"]},
    {"other_health": ["diabetes"]},
]
TOGETHER = [
    (leg("sore_calf") | {"heart_blood": ["lately_still"]}, "urgent_same_day"),
    (leg("hot_vein") | {"heart_blood": ["past_clot"]}, "urgent_same_day"),
    (leg("cold_foot") | {"pain_duration": "under_72h"}, "urgent_same_day"),
    (leg("limp") | {"age": 72, "flags_injury": ["simple_fall"]}, "urgent_same_day"),
    ({"age": 55, "flags_injury": ["simple_fall"]}, "proceed_with_caution"),
    ({"age": 70, "flags_injury": ["simple_fall"], **UNSEEN}, "clinician_before_exercise"),
    ({"age": 70, "flags_injury": ["simple_fall"]}, "proceed_with_caution"),
    ({"flags_injury": ["simple_fall"], "bone_joint": ["osteoporosis"], **UNSEEN}, "clinician_before_exercise"),
    ({"flags_injury": ["sudden_without_cause"], "bone_joint": ["bone_loss_risk"]}, "clinician_before_exercise"),
    ({"flags_chest_tummy": ["coughing_blood"], "heart_blood": ["lately_still"]}, "emergency_now"),
    ({"flags_head_neck": ["numb_both_or_trunk"], "flags_leg_power": ["one_leg_getting_weaker"]}, "emergency_now"),
    ({"flags_illness": ["fever"], "flags_head_neck": ["numb_both_or_trunk"]}, "emergency_now"),
    ({"worse_with": ["walking"], "eased_by": ["standing"], "heart_blood": ["smoking"]}, "clinician_before_exercise"),
    ({"other_health": ["diabetes"], "leg_symptoms": ["tingling_numbness"]}, "proceed_with_caution"),
]


def level(**told: Any) -> str:
    return EVERYBODYS.recommend(completed({**PLAIN, **told}, drop_unasked=True)).triage.level


@pytest.mark.parametrize(("told", "expected"), [*ALONE, *TOGETHER])
def test_a_ticked_sign_leads_to_its_level(told: dict[str, Any], expected: str) -> None:
    assert level(**told) == expected


@pytest.mark.parametrize("told", RISKS)
def test_a_risk_alone_leaves_the_plan_as_it_is(told: dict[str, Any]) -> None:
    with_it, without = (EVERYBODYS.recommend(completed({**PLAIN, **more})) for more in (told, {}))
    assert with_it.triage.level == without.triage.level == "proceed"
    assert with_it.plan == without.plan


def test_standing_still_eases_many_who_have_no_risk() -> None:
    assert level(worse_with=["walking"], eased_by=["standing"]) == "proceed"


@pytest.mark.parametrize(
    ("told", "least"),
    [
        (
            {"age": 68, "pain_areas": ["leg"], **OLD, **UNSEEN, "worse_with": ["walking"], "eased_by": ["standing"],
             **leg("walking_cramp", "cold_foot"), "heart_blood": ["smoking"], "other_health": ["diabetes"]},
            "clinician_before_exercise",
        ),
        ({"age": 41, **OLD, "flags_both_legs": "longstanding_other", "pain_side": "both"}, "proceed_with_caution"),
        ({"age": 60, "pain_areas": ["mid_back"], "flags_illness": ["band_rash"]}, "urgent_same_day"),
        ({"age": 58, "pain_areas": ["mid_back"], "flags_head_neck": ["numb_both_or_trunk"]}, "urgent_same_day"),
        ({"pain_areas": ["mid_back"], "flags_chest_tummy": ["heart_racing"]}, "clinician_before_exercise"),
        (
            {"age": 26, **OLD, **UNSEEN, "spondyloarthritis_signs": ["better_moving", "morning_stiffness"]},
            "clinician_before_exercise",
        ),
    ],
)  # fmt: skip
def test_people_of_published_cases_are_sent_where_they_should(told: dict[str, Any], least: str) -> None:
    assert LEVELS.index(level(**told)) >= LEVELS.index(least)


def test_signs_of_a_leg_are_asked_only_of_those_who_name_one() -> None:
    for ticked, asked in ((["other_sign"], True), (["pain_below_knee"], False), (["none"], False)):
        shown = interviewed(completed({**PLAIN, "leg_symptoms": ticked}), Questionnaire(EVERYBODYS.library))
        names = {question.id for screen in shown for question in screen.questions}
        assert ("leg_signs" in names) == asked


def test_answers_from_before_leg_signs_were_asked_are_still_whole() -> None:
    before = completed(PLAIN)
    assert "leg_signs" not in before
    sure, unsure = (EVERYBODYS.recommend({**before, "leg_symptoms": told}) for told in ("none", "unknown"))
    assert (sure.triage.level, unsure.triage.level) == ("proceed", "proceed_with_caution")
