"""Safer ways of an exercise: what they replace, and which exercises safety would rather see."""

from __future__ import annotations

import re

import pytest
from tests.people import EVERYBODYS, completed

from loosen._library.checks.times import _other_time
from loosen._model.exercise import Dose, Exercise
from loosen._planning.stages.safety import apply_safety

LIBRARY = EVERYBODYS.library
CONTRADICTED_BY = {
    "overhead_arms": r"as high as you can|above your head|beside your (head|ears?)\b|arms at the ceiling",
    "kneeling": r"\b[Kk]neel (on|beside)\b|hands and knees",
    "half_kneeling": r"\b[Kk]neel on one knee",
    "supine_flat": r"^Lie on your back",
    "head_down": r"forehead sink onto the floor",
    "standing_balance": r"[Ll]ift your hands? a finger|[Ss]wing your arms|arms swing",
    "deep_knee_flexion": r"hold both shins|hold it below the knee",
    "floor_transfer": r"^Sit on the floor|^Sit tall on the floor",
}
"""What a step may not say any longer when a way takes this demand away."""
WAYS = [
    pytest.param(exercise, number, id=f"{exercise.id}.{number}")
    for exercise in LIBRARY.exercises.values()
    for number in range(len(exercise.adaptations))
]


@pytest.mark.parametrize(("exercise", "number"), WAYS)
def test_no_step_that_stays_contradicts_a_safer_way(exercise: Exercise, number: int) -> None:
    way = exercise.adaptations[number]
    steps = exercise.steps_done([way])
    assert bool(way.replaces) == (way.how in steps)
    assert len(steps) == len(exercise.steps) - max(0, len(way.replaces) - 1)
    for demand in way.removes:
        pattern = CONTRADICTED_BY.get(demand, "$^")
        assert [step for step in steps if step != way.how and re.search(pattern, step)] == []


def test_a_sore_shoulder_reads_the_safer_step_alone() -> None:
    exercise = LIBRARY.exercises["standing_y"]
    (way,) = exercise.adaptations
    done = exercise.steps_done([way])
    assert way.how in done
    assert not any("as high as you can" in step for step in done)


def test_several_ways_stand_beside_each_other() -> None:
    exercise = LIBRARY.exercises["free_squat"]
    done = exercise.steps_done(exercise.adaptations)
    assert [way.how for way in exercise.adaptations if way.how not in done] == []
    assert done[0] == exercise.steps[0]


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Stay for two or three minutes and no longer.", "two or three minutes"),
        ("Rest like this, and no longer than five minutes.", ""),
        ("Breathe on while you hold.", ""),
        ("Slow down for the last two minutes.", ""),
        ("Wait a second.", ""),
    ],
)
def test_a_time_that_the_dose_may_differ_from_is_told(sentence: str, other: str) -> None:
    dose: Dose = LIBRARY.doses["short_rest"]
    assert _other_time(sentence, dose) == other


def test_safety_would_rather_see_what_serves_the_aim_of_something_it_took_out() -> None:
    found = EVERYBODYS.assessor.assess(completed({"bone_joint": ["osteoporosis"], "pain_areas": ["low_back"]}))
    outcomes = EVERYBODYS.assessor.run("safety", found.findings.facts)
    safety = apply_safety(outcomes, ["mat", "wall", "chair"], LIBRARY.graph)
    assert safety.preferred
    assert not safety.preferred.keys() & safety.excluded
    for name, rules in safety.preferred.items():
        for rule in rules:
            gone = [one for one in safety.excluded if rule in safety.rules_that("excluded", one)]
            assert any(_aims(one) & _aims(name) for one in gone), (name, rule)


def _aims(exercise: str) -> set[str]:
    return {target.muscle for target in LIBRARY.exercises[exercise].targets if target.share == "primary"}


def test_every_exercise_in_use_is_told_in_short() -> None:
    active = [LIBRARY.exercises[key] for key in LIBRARY.active_exercises]
    assert [one.id for one in active if not one.in_short] == []
    assert [one.id for one in active if len((one.in_short or "").split()) > 32] == []
