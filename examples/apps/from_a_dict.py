"""A plan from answers as a form or a database holds them."""

from __future__ import annotations

import sys

import loosen

ANSWERS: loosen.Answers = {
    "age": 44,
    "pregnant": "no",
    "flags_bladder_bowel": "none",
    "flags_both_legs": "no",
    "flags_leg_power": "none",
    "flags_injury": "none",
    "flags_illness": "none",
    "flags_chest_tummy": "none",
    "flags_head_neck": "none",
    "flags_mood": "none",
    "pain_areas": {"low_back"},
    "pain_usual": 3,
    "pain_constancy": "comes_and_goes",
    "pain_duration": "over_12w",
    "pain_course": "steady",
    "pain_changes_with": "movement",
    "pain_onset_age": 41,
    "spondyloarthritis_signs": "none",
    "seen_clinician": True,
    "selfcare_result": "not_tried",
    "leg_symptoms": "none",
    "worse_with": {"sitting"},
    "settles_in": "under_1h",
    "bone_joint": "none",
    "heart_blood": "none",
    "other_health": "none",
    "surgery": "none",
    "abilities": "none",
    "minutes": 15,
}


def main() -> int:
    """Print the plan; 0 for a plan, 3 for a referral, 2 for answers that cannot be used."""
    try:
        made = loosen.recommend(ANSWERS)
    except loosen.AnswersError as error:
        for fault in error.faults:
            print(fault.code, fault.where, fault.what, fault.remedy, sep=" | ")
        return 2
    print(made.triage.level)
    if made.plan is None:
        for reason in made.triage.reasons:
            print(reason.say)
        return 3
    for item in made.plan.items:
        print(f"{item.name}: {item.dose.sets} x {item.dose.repetitions} x {item.dose.hold_s} s")
        print("  ", item.reasons[0].say)
    return 0


if __name__ == "__main__":
    sys.exit(main())
