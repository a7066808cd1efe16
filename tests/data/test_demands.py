"""Every exercise in use says what it asks of the body and what it is done with, and this fits what it is like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from tests.people import example

from loosen._library.checks.demand_classes import goes_without_saying, of_demands
from loosen._library.checks.equipment import of_things
from loosen._library.checks.traits import says
from loosen._library.loading import bundled, look_over
from loosen._library.reading import Entry, Shelf
from loosen._library.yaml_text import Text
from loosen._model.base import KINDS, Position
from loosen._model.exercise import Exercise
from loosen._planning.recommender import recommender_of
from loosen.errors import Fault, FaultCode

LIBRARY = bundled()


def told(exercise: Exercise, **changed: Any) -> Iterator[Fault]:
    """What the checks find in an exercise with these fields changed."""
    entry = Entry("exercises", exercise.id, exercise.model_copy(update=changed), Text(exercise.id))
    for check in (of_demands, of_things):
        yield from check(entry, LIBRARY, Shelf())


def test_taking_any_demand_of_a_class_out_of_an_exercise_in_use_is_noticed() -> None:
    classes = {key: demand.belongs_to for key, demand in LIBRARY.demands.items()}
    for exercise in LIBRARY.active_exercises.values():
        for gone in exercise.demands:
            left = tuple(demand for demand in exercise.demands if demand != gone)
            if classes[gone] not in {classes[demand] for demand in left}:
                codes = {fault.code for fault in told(exercise, demands=left)}
                assert FaultCode.UNSAID in codes, (exercise.id, gone)


def test_taking_any_reason_or_thing_that_is_named_out_of_an_exercise_in_use_is_noticed() -> None:
    for exercise in LIBRARY.active_exercises.values():
        for gone in exercise.no_demands:
            left = {key: why for key, why in exercise.no_demands.items() if key != gone}
            without_saying = goes_without_saying(exercise, LIBRARY.demand_classes[gone], LIBRARY)
            assert without_saying or any(told(exercise, no_demands=left)), (exercise.id, gone)
        if "worktop" in " ".join(exercise.steps):
            assert any(told(exercise, equipment=(), aids=())), exercise.id


def test_nowhere_does_everything_go_without_saying() -> None:
    arm_circles = LIBRARY.exercises["arm_circles_small"]
    for position, kind in product(get_args(Position), KINDS):
        silent = arm_circles.model_copy(update={"position": position, "kind": kind})
        spoken_of = [one for one in LIBRARY.demand_classes.values() if not goes_without_saying(silent, one, LIBRARY)]
        assert len(spoken_of) >= 10, (position, kind)


SOUND: Mapping[str, Any] = {
    "name": "Small arm swings that are none",
    "status": "active",
    "kind": "mobilisation",
    "level": 1,
    "targets": [
        {
            "muscle": "pectorals",
            "share": "primary",
            "evidence": [{"source": "MEM", "supports": "by anatomy", "certainty": "expert"}],
        }
    ],
    "demands": [],
    "no_demands": {
        "bearing": "feet_or_seat", "balance": "two_feet", "bending": "upright", "arching": "upright",
        "turning": "still", "neck": "in_line", "shoulders": "low", "legs": "still", "hips": "still",
        "range": "no_stretch", "nerves": "slack", "strain": "light",
        "speed": "The arms are lifted and lowered slowly.",
    },
    "position": "standing",
    "sides": "both",
    "steps": ["Stand tall.", "Lift your arms a little and lower them; do not swing."],
    "feel": "Easy work in the arms.",
    "stop_signs": ["Stop if it hurts."],
    "dose": "dynamic_mobility",
    "evidence": [{"source": "MEM", "supports": "general practice", "certainty": "expert"}],
}  # fmt: skip
"""An exercise of somebody's own that says everything."""

_REASONS: Mapping[str, str] = SOUND["no_demands"]

MISSING: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "nothing_said": ({"no_demands": {}}, "says nothing about the demands of: arching, balance, bearing"),
    "one_class": ({"no_demands": {**_REASONS, "neck": None}}, "says nothing about the demands of: neck."),
    "unknown_class": ({"no_demands": {**_REASONS, "nek": "in_line"}}, "'nek' is not among the classes of demands."),
    "unknown_reason": ({"no_demands": {**_REASONS, "neck": "in_lime"}}, "neck has no reason 'in_lime'. Did you mean"),
    "word_for_a_reason": ({"no_demands": {**_REASONS, "neck": "None at all"}}, "a sentence of at least four words"),
    "reason_of_others": ({"no_demands": {**_REASONS, "balance": "seated"}}, "gives the reason 'seated' of balance"),
    "held_by_nothing": ({"no_demands": {**_REASONS, "balance": "held"}}, "gives the reason 'held' of balance"),
    "both": ({"demands": ["neck_movement"]}, "lists neck_movement, and says that it makes no demand of neck."),
    "on_the_front": ({"position": "prone"}, "does not ask for prone: it is done lying on the front."),
    "on_the_back": ({"position": "supine"}, "does not ask for supine_flat"),
    "on_the_floor": ({"position": "side_lying"}, "does not ask for floor_transfer"),
    "on_all_fours": ({"position": "hands_and_knees"}, "does not ask for kneeling"),
    "on_the_hands": ({"steps": ["Come down.", "Put your hands under your shoulders."]}, "does not ask for wrist_load"),
    "on_one_knee": ({"position": "half_kneeling"}, "does not ask for half_kneeling"),
    "walking": ({"position": "walking"}, "does not ask for standing_balance"),
    "on_one_leg": ({"name": "Single-leg arms"}, "does not ask for single_leg_asymmetric"),
    "lifts_a_foot": ({"steps": ["Stand tall.", "Lift one foot and wait."]}, "does not ask for standing_balance"),
    "twist": ({"name": "Standing twist"}, "does not ask for lumbar_rotation_end_range or mid_back_rotation_end_range"),
    "toe_touch": ({"name": "Standing toe touches"}, "does not ask for lumbar_flexion_end_range or"),
    "bends": ({"steps": ["Stand tall.", "Bend at the waist and reach down."]}, "its steps bend the back forwards."),
    "jumps": ({"name": "Jumping jacks", "no_demands": {**_REASONS, "speed": "slow"}}, "does not ask for ballistic"),
    "head_turn": ({"steps": ["Stand tall.", "Turn your head to the left."]}, "its steps move the head."),
    "arms_up": ({"steps": ["Stand tall.", "Lift both arms above your head."]}, "does not ask for overhead_arms"),
    "stretch": ({"kind": "stretch"}, "does not ask for end_range_stretch_any"),
    "release": ({"kind": "release"}, "does not ask for deep_pressure_release"),
    "machine": ({"kind": "strengthening", "equipment": ["gym"]}, "does not ask for breath_hold_risk"),
    "worktop": ({"steps": ["Stand at a firm worktop.", "Lift your arms."]}, "says “worktop”, yet lists no worktop."),
    "table": ({"in_short": "At a table, lift your arms a little, then stop."}, "says “table”, yet lists no table."),
    "needed_or_not": ({"equipment": ["wall"], "aids": ["wall"]}, "is both needed and an aid: wall."),
}  # fmt: skip
"""What is changed in it, by id, and what is then told."""


def written(folder: Path, key: str, changed: Mapping[str, Any]) -> None:
    exercise = {"id": key, **SOUND, "no_poses": "What it says of itself is what is tried here.", **changed}
    exercise["no_demands"] = {name: why for name, why in exercise["no_demands"].items() if why}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{key}.yaml").write_text(yaml.safe_dump(exercise, sort_keys=False, allow_unicode=True), "utf-8")


def test_an_exercise_of_ones_own_that_leaves_something_unsaid_is_a_fault_with_file_line_and_remedy(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "knowledge/exercises"
    written(folder, "sound", {})
    written(folder, "a_draft", {"status": "draft", "no_demands": {}})
    for key, (changed, _) in MISSING.items():
        written(folder, key, changed)
    faults: dict[str, list[Fault]] = {}
    for fault in look_over(overlay=tmp_path).faults:
        file, _, line = fault.where.partition(":")
        if "ladder" not in fault.what:
            assert line.isdecimal(), fault
            faults.setdefault(Path(file).stem, []).append(fault)
    assert faults.keys() == MISSING.keys()
    for key, (_, what) in MISSING.items():
        found = [fault for fault in faults[key] if what in str(fault)]
        assert found, (key, *map(str, faults[key]))
        assert found[0].remedy, key


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Swing your arms.", "Swing"),
        ("Lower them, and do not swing.", ""),
        ("Change sides, slowly and without a swing.", ""),
        ("Do not rest; swing your arms.", "swing"),
        ("Keep swinging.", ""),
    ],
)
def test_what_a_step_denies_does_not_count(sentence: str, said: str) -> None:
    assert says([sentence], ["swing"]) == said


@pytest.mark.parametrize("who", ["chair_only_84", "osteoporosis_72", "sciatica", "new_hip_2_years"])
def test_somebody_with_nothing_at_hand_gets_a_plan_that_needs_nothing_and_does_something(who: str) -> None:
    plan = recommender_of(LIBRARY).recommend({**example(who), "equipment": "none", "minutes": 20}).plan
    assert plan is not None
    assert {item.kind for item in plan.items} & {"strengthening", "mobilisation", "stretch"}
    for item in plan.items:
        assert not item.equipment, item.exercise
        assert not says(item.steps, LIBRARY.equipment["worktop"].words), item.exercise
    assert any(item.kind == "strengthening" for item in plan.items)
