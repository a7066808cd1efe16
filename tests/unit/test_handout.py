"""What a recommendation says to the person."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import get_args

import pytest
from tests.people import EVERYBODYS, completed

from loosen._model.knowledge import MuscleClass
from loosen._model.language import ENGLISH
from loosen._outputs.export import export
from loosen._words.amounts import about
from loosen._words.speech import speech_of

LEAKAGE = {"flags_bladder_bowel": ["bladder_longstanding"]}


def test_what_calls_for_care_alone_is_not_said_beside_an_emergency() -> None:
    calm = EVERYBODYS.recommend(completed(LEAKAGE))
    comfort = [reason.say for reason in calm.triage.reasons if reason.level == "proceed_with_caution"]
    assert comfort
    assert all(say in export(calm, "text", width=1000) for say in comfort)
    both = EVERYBODYS.recommend(completed({"flags_bladder_bowel": ["bladder_longstanding", "saddle_numbness"]}))
    assert both.triage.level == "emergency_now"
    assert not any(say in export(both, "text", width=1000) for say in comfort)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (60, "1 minute"), (80, "a minute and a half"), (100, "a minute and a half"), (118, "2 minutes"),
        (193, "3 minutes"), (200, "3 and a half minutes"), (1800, "30 minutes"),
    ],
)  # fmt: skip
def test_long_times_are_said_to_the_half_minute(seconds: int, said: str) -> None:
    assert about(seconds, speech_of(ENGLISH)) == said


def test_names_of_what_was_left_out_are_told_apart_and_said_once_a_reason() -> None:
    text = export(
        EVERYBODYS.recommend(completed({"bone_joint": ["osteoporosis"], "age": 50, "minutes": 60})),
        "text",
        width=10_000,
    )
    lines = text.partition("Left out for your safety")[2].partition("Watch out for")[0].split("\n  - ")[1:]
    assert lines
    for line in lines:
        names = re.findall("“[^”]+”", line)
        assert names
        assert len(set(names)) == len(names)


def test_weeks_of_which_the_same_is_said_share_a_line() -> None:
    text = export(EVERYBODYS.recommend(completed({"programme": "lie_down_breaks"})), "text", width=10_000)
    weeks = [line.strip(" -") for line in text.splitlines() if line.startswith(("  - Week ", "  - Weeks "))]
    says = [week.partition(": ")[2] for week in weeks]
    assert any(week.startswith("Weeks ") for week in weeks)
    assert all(first != second for first, second in pairwise(says))


def test_every_class_of_muscles_has_words_of_its_own_or_a_muscles_name() -> None:
    speech = speech_of(ENGLISH)
    classes, muscles = {*get_args(MuscleClass)}, {*EVERYBODYS.library.muscles}
    assert {name for name in classes if f"names.muscle_class.{name}" in speech} == classes - muscles


def test_a_bout_for_each_side_says_how_it_is_shared() -> None:
    rolling = {"programme": "own_plan", "equipment": ["foam_roller", "massage_ball", "wall", "chair"], "minutes": 40}
    found = EVERYBODYS.recommend(completed({"tight_places": ["buttock", "calf"], "goal": "relax", **rolling}))
    assert found.plan
    bouts = [item for item in found.plan.items if item.side == "each" and item.dose.sides == 1]
    assert bouts
    assert export(found, "text", width=1000).count("half of it on each side") == len(bouts)
