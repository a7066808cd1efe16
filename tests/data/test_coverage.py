"""What the library must cover: every warning sign, every contraindication, every muscle class, every kind of work."""

from __future__ import annotations

import pytest

from loosen._library.checks.references import MUSCLE_CLASSES
from loosen._library.loading import bundled
from loosen._model.base import KINDS

LIBRARY = bundled()
FACTS = {entry.fact for rule in LIBRARY.rules.values() for entry in rule.evidence if entry.fact}

RED_FLAGS = [
    "RF-00",
    "RF-01",
    "RF-02",
    "RF-CES-1",
    "RF-CES-2",
    "RF-CES-3",
    "RF-CES-4",
    "RF-NEU-1",
    "RF-NEU-2",
    "RF-FX-1",
    "RF-FX-2",
    "RF-FX-3",
    "RF-FX-4",
    "RF-CA-1",
    "RF-CA-2",
    "RF-CA-3",
    "RF-CA-4",
    "RF-CA-5",
    "RF-INF-1",
    "RF-INF-2",
    "RF-INF-3",
    "RF-SPA-1",
    "RF-SPA-2",
    "RF-AAA-1",
    "RF-AAA-2",
    "RF-AAA-3",
    "RF-TH-1",
    "RF-TH-2",
    "RF-VIS-1",
    "RF-VIS-2",
    "RF-MYE-1",
    "RF-CAD-1",
    "RF-CAD-2",
    "RF-CAD-3",
    "RF-GCA",
    "RF-PREG",
    "RF-PREG-C",
    "RF-DVT",
    "RF-CHILD",
    "RF-SEV",
    "RF-COUGH",
    "RF-6W",
    "RF-POSTOP",
    "RF-CARD",
    "RF-PSY",
    "RF-BP",
]
CARRIED_OUT_BY_THE_PROGRAM = {"RF-01"}  # the highest level wins: stages/triage.py
LOW_BACK_HIPS_AND_LEGS = (
    "hamstrings", "hip_flexors", "quadriceps", "glutes", "hip_rotators", "adductors", "tfl", "calves",
    "quadratus_lumborum", "erector_spinae", "abdominals_core", "back_extensors",
)  # fmt: skip


@pytest.mark.parametrize("fact", sorted(set(RED_FLAGS) - CARRIED_OUT_BY_THE_PROGRAM))
def test_every_warning_sign_has_a_rule(fact: str) -> None:
    assert fact in FACTS


@pytest.mark.parametrize("number", range(1, 56))
def test_every_contraindication_has_a_rule(number: int) -> None:
    assert f"CI-{number:02}" in FACTS


def test_there_are_exercises_of_every_kind() -> None:
    kinds = [exercise.kind for exercise in LIBRARY.active_exercises.values()]
    assert len(kinds) >= 45
    assert all(kinds.count(kind) >= 3 for kind in KINDS)


@pytest.mark.parametrize("muscle_class", LOW_BACK_HIPS_AND_LEGS)
@pytest.mark.parametrize("without", ["floor_transfer", "kneeling", "supine_flat", "lumbar_flexion_end_range"])
def test_every_muscle_class_has_a_choice_without(muscle_class: str, without: str) -> None:
    assert muscle_class in MUSCLE_CLASSES
    choices = [
        exercise.id
        for exercise in LIBRARY.active_exercises.values()
        if without not in LIBRARY.demands_of[exercise.id]
        and any(LIBRARY.muscles[target.muscle].muscle_class == muscle_class for target in exercise.targets)
    ]
    assert choices


def test_withdrawn_exercises_are_kept_with_their_reason() -> None:
    never = {key for key, exercise in LIBRARY.exercises.items() if exercise.status == "never"}
    assert {"neck_circles", "standing_toe_hang_locked_knees", "full_sit_up_feet_held", "ballistic_bouncing"} <= never


def test_only_general_safety_questions_lack_a_way_out() -> None:
    for question in LIBRARY.questions.values():
        assert question.safety or question.default is not None


def test_every_symptom_and_self_test_leads_to_an_exercise() -> None:
    worked = {target.muscle for exercise in LIBRARY.active_exercises.values() for target in exercise.targets
              if target.share == "primary"}  # fmt: skip
    for entry in (*LIBRARY.symptoms.values(), *LIBRARY.self_tests.values()):
        assert worked & {link.muscle for link in entry.muscles}, entry.id
