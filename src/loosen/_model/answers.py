"""What may be answered, as a type: written by scripts/docs.py from the questions, never by hand."""

# ruff: noqa: E501
# fmt: off
from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, TypedDict


class Answers(TypedDict, total=False):
    """Answers by the ids of their questions, as `recommend` takes them.

    A question may be left out, or None, when no answer to it could change the outcome; `unknown` counts the
    careful way. Which questions there are is the same for every library that only words them otherwise.
    """

    age: int | Literal["unknown", "not_applicable"] | None
    """How old are you? 0 to 120 years."""
    sex: Literal["female", "male", "rather_not_say", "unknown", "not_applicable"] | None
    """Are you female or male?"""
    pregnant: Literal["yes", "no", "not_sure", "unknown", "not_applicable"] | bool | None
    """Are you pregnant, or could you be?"""
    pregnancy_weeks: int | Literal["unknown", "not_applicable"] | None
    """How many weeks pregnant are you? 1 to 42 weeks."""
    flags_bladder_bowel: Literal["saddle_numbness", "bladder_change", "bowel_change", "constipation_new", "sexual_change", "bladder_longstanding", "none", "unknown", "not_applicable"] | Collection[Literal["saddle_numbness", "bladder_change", "bowel_change", "constipation_new", "sexual_change", "bladder_longstanding", "none", "unknown"]] | None
    """Is any of this new or different since the pain began?"""
    flags_both_legs: Literal["no", "new_or_worse", "longstanding", "longstanding_other", "unknown", "not_applicable"] | None
    """Do you have pain, tingling, numbness or weakness in both legs?"""
    flags_leg_power: Literal["foot_drop", "one_leg_getting_weaker", "both_legs_weak", "none", "unknown", "not_applicable"] | Collection[Literal["foot_drop", "one_leg_getting_weaker", "both_legs_weak", "none", "unknown"]] | None
    """Has a leg become weaker, beyond being held back by pain?"""
    flags_injury: Literal["serious_accident", "neck_injury", "simple_fall", "sudden_without_cause", "height_loss", "severe_eased_only_lying", "none", "unknown", "not_applicable"] | Collection[Literal["serious_accident", "neck_injury", "simple_fall", "sudden_without_cause", "height_loss", "severe_eased_only_lying", "none", "unknown"]] | None
    """How did the pain start, and has your shape changed?"""
    neck_injury_signs: Literal["dangerous_mechanism", "limb_tingling", "midline_tenderness", "cannot_turn_45", "none", "unknown", "not_applicable"] | Collection[Literal["dangerous_mechanism", "limb_tingling", "midline_tenderness", "cannot_turn_45", "none", "unknown"]] | None
    """About that neck injury: is any of this true?"""
    accident_when: Literal["within_6w", "within_6w_checked", "never_checked", "checked", "unknown", "not_applicable"] | None
    """About that accident or fall: when was it, and was your spine checked?"""
    flags_illness: Literal["fever", "chills", "unwell", "weight_loss", "back_lump", "night_pain", "band_rash", "none", "unknown", "not_applicable"] | Collection[Literal["fever", "chills", "unwell", "weight_loss", "back_lump", "night_pain", "band_rash", "none", "unknown"]] | None
    """Do you have any of this now, or had it lately?"""
    flags_chest_tummy: Literal["chest_pain", "breathless", "tearing_between_blades", "sweating_sick", "sudden_severe_with_faintness", "pulsing_tummy", "loin_pain_urine", "loin_colic", "calf_swollen", "band_pain", "tummy_with_back_pain", "sick_again", "coughing_blood", "heart_racing", "dark_urine", "none", "unknown", "not_applicable"] | Collection[Literal["chest_pain", "breathless", "tearing_between_blades", "sweating_sick", "sudden_severe_with_faintness", "pulsing_tummy", "loin_pain_urine", "loin_colic", "calf_swollen", "band_pain", "tummy_with_back_pain", "sick_again", "coughing_blood", "heart_racing", "dark_urine", "none", "unknown"]] | None
    """Do you have any of this now, or with this pain?"""
    flags_head_neck: Literal["worst_or_unlike_any", "nerve_signs_head", "stiff_neck_fever", "hands_or_walk_new", "arm_weak_new", "arms_weak_both", "hands_or_walk_old", "numb_both_or_trunk", "jaw_scalp_sight", "dizzy_turning_head", "girdle_stiffness", "none", "unknown", "not_applicable"] | Collection[Literal["worst_or_unlike_any", "nerve_signs_head", "stiff_neck_fever", "hands_or_walk_new", "arm_weak_new", "arms_weak_both", "hands_or_walk_old", "numb_both_or_trunk", "jaw_scalp_sight", "dizzy_turning_head", "girdle_stiffness", "none", "unknown"]] | None
    """Do you have any of this?"""
    flags_mood: Literal["hopeless", "self_harm", "none", "unknown", "not_applicable"] | Collection[Literal["hopeless", "self_harm", "none", "unknown"]] | None
    """Has your mood been very low lately?"""
    flags_maybe_pregnant: Literal["strong_pain_or_faint", "bleeding", "none", "unknown", "not_applicable"] | Collection[Literal["strong_pain_or_faint", "bleeding", "none", "unknown"]] | None
    """You may be pregnant. Do you have any of this now?"""
    flags_pregnancy: Literal["bleeding", "fluid_leak", "tightenings", "fewer_movements", "severe_headache_vision", "calf_swelling", "new_severe_pain", "none", "unknown", "not_applicable"] | Collection[Literal["bleeding", "fluid_leak", "tightenings", "fewer_movements", "severe_headache_vision", "calf_swelling", "new_severe_pain", "none", "unknown"]] | None
    """In this pregnancy, do you have any of this now?"""
    pregnancy_complication: Literal["yes", "no", "unknown", "not_applicable"] | bool | None
    """Has your midwife or doctor told you of a problem (complication) in this pregnancy?"""
    pain_areas: Literal["low_back", "hip_buttock", "leg", "mid_back", "neck", "shoulder_arm", "none", "unknown", "not_applicable"] | Collection[Literal["low_back", "hip_buttock", "leg", "mid_back", "neck", "shoulder_arm", "none", "unknown"]] | None
    """Where is the pain or discomfort now?"""
    pain_usual: int | Literal["unknown", "not_applicable"] | None
    """How strong is the pain usually, from 0 to 10? 0 to 10 points."""
    pain_constancy: Literal["comes_and_goes", "constant_eased", "constant_nothing_eases", "unknown", "not_applicable"] | None
    """Is the pain there all the time?"""
    pain_duration: Literal["under_72h", "under_6w", "from_6_to_12w", "over_12w", "unknown", "not_applicable"] | None
    """How long have you had it this time?"""
    pain_course: Literal["improving", "steady", "worsening", "unknown", "not_applicable"] | None
    """Over the last weeks, how has the pain changed?"""
    pain_changes_with: Literal["movement", "body_rhythms", "nothing_clear", "unknown", "not_applicable"] | None
    """What changes the pain most?"""
    seen_clinician: Literal["yes", "no", "unknown", "not_applicable"] | bool | None
    """Has a doctor or physiotherapist looked at it since it began or last changed?"""
    selfcare_result: Literal["not_tried", "helping", "too_early", "no_better_6w", "worse_2w", "unknown", "not_applicable"] | None
    """What have you done for it yourself, and did it help?"""
    pain_onset_age: int | Literal["unknown", "not_applicable"] | None
    """How old were you when it first began? 0 to 120 years."""
    spondyloarthritis_signs: Literal["onset_before_35", "wakes_second_half", "buttock_pain", "better_moving", "better_antiinflammatory", "relative", "arthritis", "enthesitis", "psoriasis", "eye_or_bowel", "morning_stiffness", "none", "unknown", "not_applicable"] | Collection[Literal["onset_before_35", "wakes_second_half", "buttock_pain", "better_moving", "better_antiinflammatory", "relative", "arthritis", "enthesitis", "psoriasis", "eye_or_bowel", "morning_stiffness", "none", "unknown"]] | None
    """Is any of this true for you?"""
    pain_side: Literal["left", "right", "both", "middle", "unknown", "not_applicable"] | None
    """Which side hurts more?"""
    leg_symptoms: Literal["leg_ache_above_knee", "pain_below_knee", "tingling_numbness", "other_sign", "none", "unknown", "not_applicable"] | Collection[Literal["leg_ache_above_knee", "pain_below_knee", "tingling_numbness", "other_sign", "none", "unknown"]] | None
    """Any of this in a leg?"""
    leg_signs: Literal["walking_cramp", "cold_foot", "hot_vein", "sore_calf", "no_weight", "limp", "bone_spot", "none", "unknown", "not_applicable"] | Collection[Literal["walking_cramp", "cold_foot", "hot_vein", "sore_calf", "no_weight", "limp", "bone_spot", "none", "unknown"]] | None
    """Which of these do you have in a leg or hip?"""
    arm_symptoms: Literal["arm_pain", "arm_tingling", "arm_swollen", "none", "unknown", "not_applicable"] | Collection[Literal["arm_pain", "arm_tingling", "arm_swollen", "none", "unknown"]] | None
    """Any of this in an arm?"""
    worse_with: Literal["sitting", "bending", "rising", "standing", "walking", "arching", "turning", "cough_sneeze", "first_hour", "none", "unknown", "not_applicable"] | Collection[Literal["sitting", "bending", "rising", "standing", "walking", "arching", "turning", "cough_sneeze", "first_hour", "none", "unknown"]] | None
    """What makes the pain worse?"""
    spreads_with: Literal["bending", "arching", "turning", "neck_moving", "none", "unknown", "not_applicable"] | Collection[Literal["bending", "arching", "turning", "neck_moving", "none", "unknown"]] | None
    """Does any of these make the pain, tingling or numbness move further down the arm or leg?"""
    draws_back_with: Literal["bending", "arching", "none", "unknown", "not_applicable"] | Collection[Literal["bending", "arching", "none", "unknown"]] | None
    """Does any of these draw the pain, tingling or numbness back up towards the spine?"""
    eased_by: Literal["sitting", "bending", "standing", "walking", "lying_front", "lying_back", "none", "unknown", "not_applicable"] | Collection[Literal["sitting", "bending", "standing", "walking", "lying_front", "lying_back", "none", "unknown"]] | None
    """What eases the pain?"""
    settles_in: Literal["under_1h", "same_day", "next_day", "unknown", "not_applicable"] | None
    """When a movement makes it worse, how long until it settles?"""
    own_words: str | None
    """In your own words, is there anything else you would like to tell us?"""
    bone_joint: Literal["osteoporosis", "vertebral_fracture", "fragility_fracture", "bone_loss_risk", "spinal_stenosis", "spondylolysis", "axial_spa", "rheumatoid_arthritis", "hypermobility", "down_syndrome", "bone_metastases", "knee_problem", "shoulder_problem", "wrist_problem", "hip_replacement", "knee_replacement", "muscle_tear", "inflammatory_flare", "pelvic_girdle_pain", "none", "unknown", "not_applicable"] | Collection[Literal["osteoporosis", "vertebral_fracture", "fragility_fracture", "bone_loss_risk", "spinal_stenosis", "spondylolysis", "axial_spa", "rheumatoid_arthritis", "hypermobility", "down_syndrome", "bone_metastases", "knee_problem", "shoulder_problem", "wrist_problem", "hip_replacement", "knee_replacement", "muscle_tear", "inflammatory_flare", "pelvic_girdle_pain", "none", "unknown"]] | None
    """Bones, joints, muscles: any of these, now or in the past?"""
    heart_blood: Literal["heart_condition", "chest_pain_exertion", "blackouts", "supervised_only", "high_bp_controlled", "high_bp_uncontrolled", "stroke_tia", "recent_stroke", "aneurysm", "anticoagulants", "recent_clot", "past_clot", "lately_still", "smoking", "varicose_veins", "none", "unknown", "not_applicable"] | Collection[Literal["heart_condition", "chest_pain_exertion", "blackouts", "supervised_only", "high_bp_controlled", "high_bp_uncontrolled", "stroke_tia", "recent_stroke", "aneurysm", "anticoagulants", "recent_clot", "past_clot", "lately_still", "smoking", "varicose_veins", "none", "unknown"]] | None
    """Heart and blood: any of these, now or in the past?"""
    other_health: Literal["cancer_history", "cancer_treatment", "skin_cancer_cured", "lymphoedema_or_port", "long_term_steroids", "immune_suppressed", "injected_drugs", "recent_infection", "diabetes", "neuropathy", "glaucoma", "retinopathy_or_eye_surgery", "hernia", "diastasis", "reflux_or_breathless_lying", "vertigo", "open_wound_or_bone_infection", "none", "unknown", "not_applicable"] | Collection[Literal["cancer_history", "cancer_treatment", "skin_cancer_cured", "lymphoedema_or_port", "long_term_steroids", "immune_suppressed", "injected_drugs", "recent_infection", "diabetes", "neuropathy", "glaucoma", "retinopathy_or_eye_surgery", "hernia", "diastasis", "reflux_or_breathless_lying", "vertigo", "open_wound_or_bone_infection", "none", "unknown"]] | None
    """Does any of this apply to you?"""
    surgery: Literal["spine_operation", "spinal_fusion", "abdominal_operation", "shoulder_operation", "shoulder_replacement", "wound_problem", "none", "unknown", "not_applicable"] | Collection[Literal["spine_operation", "spinal_fusion", "abdominal_operation", "shoulder_operation", "shoulder_replacement", "wound_problem", "none", "unknown"]] | None
    """Have you ever had any of these operations?"""
    spine_surgery_weeks: int | Literal["unknown", "not_applicable"] | None
    """How many weeks ago was the operation on your back or neck? 0 to 5200 weeks."""
    abdominal_surgery_weeks: int | Literal["unknown", "not_applicable"] | None
    """How many weeks ago was the operation on your tummy? 0 to 5200 weeks."""
    shoulder_surgery_weeks: int | Literal["unknown", "not_applicable"] | None
    """How many weeks ago was the operation on your shoulder? 0 to 5200 weeks."""
    joint_replacement_weeks: int | Literal["unknown", "not_applicable"] | None
    """How many weeks ago was your artificial hip or knee put in? 0 to 5200 weeks."""
    hip_approach: Literal["posterior", "lateral", "anterior", "unknown", "not_applicable"] | None
    """From which side was your artificial hip put in?"""
    hip_limits: Literal["lifted", "in_force", "unknown", "not_applicable"] | None
    """Has your surgeon lifted all limits on moving the new hip?"""
    abilities: Literal["floor", "falls", "balance", "frail", "lie_flat", "lie_front", "kneel", "turn_neck", "none", "unknown", "not_applicable"] | Collection[Literal["floor", "falls", "balance", "frail", "lie_flat", "lie_front", "kneel", "turn_neck", "none", "unknown"]] | None
    """Is any of this hard or impossible for you?"""
    cleared: Literal["yes", "no", "unknown", "not_applicable"] | bool | None
    """Has a doctor or nurse who knows your case said that gentle stretching and strength work are safe for you?"""
    tight_places: Literal["back_of_thigh", "front_of_hip", "front_of_thigh", "buttock", "deep_buttock", "inner_thigh", "outer_hip", "calf", "low_back_one_side", "low_back_stiff", "weak_core", "neck_shoulder", "neck_angle", "side_of_neck", "neck_tired", "front_of_shoulder", "round_shoulders", "mid_back_stiff", "side_of_trunk", "none", "unknown", "not_applicable"] | Collection[Literal["back_of_thigh", "front_of_hip", "front_of_thigh", "buttock", "deep_buttock", "inner_thigh", "outer_hip", "calf", "low_back_one_side", "low_back_stiff", "weak_core", "neck_shoulder", "neck_angle", "side_of_neck", "neck_tired", "front_of_shoulder", "round_shoulders", "mid_back_stiff", "side_of_trunk", "none", "unknown"]] | None
    """Where do you feel tight, stiff or weak?"""
    movement_trouble: Literal["bending_forward", "rising_from_chair", "standing_long", "walking_fatigue", "stairs_squat", "side_bend", "turning_head", "looking_down", "reaching_up", "desk_headache", "none", "unknown", "not_applicable"] | Collection[Literal["bending_forward", "rising_from_chair", "standing_long", "walking_fatigue", "stairs_squat", "side_bend", "turning_head", "looking_down", "reaching_up", "desk_headache", "none", "unknown"]] | None
    """Which of these bring on an ache or feel limited?"""
    test_hamstrings: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Lie on your back, hold one thigh upright and straighten that knee. Is it tight?"""
    test_hip_flexors: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Lie at the edge of a bed, hug one knee and let the other leg hang. Is the hanging thigh tight?"""
    test_quadriceps: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Lie on your side and draw the heel of the upper leg towards the buttock. Is it tight?"""
    test_hip_rotation: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Lie on your back with one ankle on the other knee. Does the bent knee stay high?"""
    test_adductors: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Sit with the soles of your feet together. Do your knees stay high?"""
    test_calves: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Stand facing a wall and bend the front knee to touch it with the heel down. Is the calf tight?"""
    test_side_bend: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Stand and slide one hand down the side of your thigh. Is bending sideways tight?"""
    test_core: Literal["not_done", "normal", "tight_both", "unknown", "not_applicable"] | None
    """Lie on your back with hips and knees bent and your feet in the air. Can you keep your back still for 10 seconds?"""
    test_overhead: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Lie on your back and let your arms sink back beside your ears. Do they stay off the floor?"""
    test_wall_angel: Literal["not_done", "normal", "tight_both", "unknown", "not_applicable"] | None
    """Stand with your back at a wall and slide your bent arms up. Do you lose the wall?"""
    test_mid_back_turn: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Sit with your arms crossed and turn your chest. Is the turn less than halfway to the side?"""
    test_neck_forward: Literal["not_done", "normal", "tight_both", "unknown", "not_applicable"] | None
    """Sit tall and let your chin sink to your chest. Do more than two fingers fit between them?"""
    test_neck_side: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Sit tall and tip your ear towards your shoulder. Is it less than halfway?"""
    test_neck_turn: Literal["not_done", "normal", "tight_left", "tight_right", "tight_both", "unknown", "not_applicable"] | None
    """Sit tall and turn your head. Does your chin stop well short of your shoulder?"""
    test_neck_strength: Literal["not_done", "normal", "tight_both", "unknown", "not_applicable"] | None
    """Lie on your back, nod slightly and lift your head 2 cm. Can you hold it for 20 seconds?"""
    habits: Literal["sitting_6h", "looking_down_long", "standing_long", "lifting", "driving", "stress", "inactive", "fear_of_movement", "poor_sleep", "none", "unknown", "not_applicable"] | Collection[Literal["sitting_6h", "looking_down_long", "standing_long", "lifting", "driving", "stress", "inactive", "fear_of_movement", "poor_sleep", "none", "unknown"]] | None
    """Which of these are part of most of your days?"""
    minutes: int | Literal["unknown", "not_applicable"] | None
    """How many minutes would you like one session to last? 5 to 60 minutes."""
    days_per_week: int | Literal["unknown", "not_applicable"] | None
    """On how many days a week can you do it? 2 to 7 days."""
    place: Literal["floor", "bed", "chair", "standing", "gym", "unknown", "not_applicable"] | None
    """Where will you exercise?"""
    equipment: Literal["bed", "chair", "cushion", "foam_roller", "gym", "massage_ball", "mat", "rail", "resistance_band", "step", "strap", "table", "towel", "wall", "worktop", "none", "unknown", "not_applicable"] | Collection[Literal["bed", "chair", "cushion", "foam_roller", "gym", "massage_ball", "mat", "rail", "resistance_band", "step", "strap", "table", "towel", "wall", "worktop", "none", "unknown"]] | None
    """Which of these do you have at hand?"""
    experience: Literal["new", "some", "regular", "unknown", "not_applicable"] | None
    """How used are you to exercises like these?"""
    training_weeks: int | Literal["unknown", "not_applicable"] | None
    """For how many weeks have you done exercises like these regularly until now? 0 to 520 weeks."""
    goal: Literal["less_pain", "move_freely", "get_stronger", "relax", "prevent", "unknown", "not_applicable"] | None
    """What matters most to you?"""
    time_of_day: Literal["first_hour", "later", "unknown", "not_applicable"] | None
    """When will you usually do your session?"""
    programme: Literal["own_plan", "ten_minutes_daily", "fifteen_minutes_four_days", "healthy_spine_five", "basic_warm_up", "basic_warm_up_advance", "morning_knee_to_chest", "lie_down_breaks", "television_turns", "office_neck", "neck_care", "four_minute_strength", "core_session", "gym_half_hour", "unknown", "not_applicable"] | None
    """Would you like a routine with a name, or a plan made for you?"""
    spread_in_sessions: Literal["no", "once", "again", "unknown", "not_applicable"] | None
    """In your last sessions, did pain, tingling or numbness move further down an arm or leg?"""
    not_these: str | Collection[str] | Mapping[str, str | Mapping[str, str] | None] | None
    """Exercises that are ruled out, or each with why, or with `because` and `instead`."""
    library: str
    """The digest of the library that the answers were given to."""
