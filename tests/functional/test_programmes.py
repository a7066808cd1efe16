"""Routines asked for by name: listed, made for people at risk, and told with what was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.commands import EXAMPLES, loosen
from tests.people import EVERYBODYS, example

from loosen._model.plan import GivenPart, Recommendation
from loosen._outputs.export import export

PROGRAMMES = sorted(EVERYBODYS.library.programmes)
WITH_PARTS = [key for key in PROGRAMMES if EVERYBODYS.library.programmes[key].parts]
NEVER_FOR = {
    "desk_worker": set(),
    "osteoporosis_72": {"lumbar_flexion_end_range", "lumbar_rotation_end_range", "abdominal_curl"},
    "pregnant_24_weeks": {"supine_flat", "prone"},
    "sciatica": {"neural_tension", "lumbar_flexion_end_range", "lumbar_flexion_loaded"},
    "chair_only_84": {"floor_transfer", "kneeling"},
}


def asked(who: str, programme: str, **more: Any) -> Recommendation:
    return EVERYBODYS.recommend({**example(who), "programme": programme, **more})


def parts(recommendation: Recommendation) -> dict[str, GivenPart]:
    assert recommendation.plan
    assert recommendation.plan.programme
    return {part.part: part for part in recommendation.plan.programme.parts}


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("who", NEVER_FOR)
def test_every_programme_is_safe_for_people_at_risk(who: str, programme: str) -> None:
    recommendation = asked(who, programme)
    plan = recommendation.plan
    assert plan
    assert len(plan.items) >= 2
    assert {item.kind for item in plan.items} & {"aerobic", "strengthening"}
    assert not NEVER_FOR[who] & {demand for item in plan.items for demand in item.demands}
    text = export(recommendation, "text", width=80)
    assert EVERYBODYS.library.programmes[programme].name in text
    assert "What we changed in this routine" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("programme", WITH_PARTS)
def test_most_of_a_programme_is_left_for_people_at_risk(programme: str) -> None:
    for who in NEVER_FOR:
        filled = parts(asked(who, programme))
        empty = [part for part in filled.values() if part.given is None]
        assert len(empty) <= 2, (who, [part.say for part in empty])


def test_a_referral_stays_a_referral() -> None:
    done = loosen("plan", str(EXAMPLES / "cauda_equina_warning.yaml"), "--programme", "lie_down_breaks")
    assert done.returncode == 3
    assert "GET EMERGENCY HELP NOW" in done.stdout
    assert "lie-down" not in done.stdout.lower()


def test_bending_waits_in_the_first_hour_of_the_day() -> None:
    later = parts(asked("desk_worker", "morning_knee_to_chest"))
    assert later["One knee to the chest"].given == "single_knee_to_chest"
    early = parts(asked("desk_worker", "morning_knee_to_chest", time_of_day="first_hour"))
    assert early["One knee to the chest"].given == "heel_slide"
    assert "right after getting up" in early["One knee to the chest"].say


def test_a_warm_up_that_brings_the_pain_on_is_replaced() -> None:
    warm_up = parts(asked("desk_worker", "healthy_spine_five", worse_with=["sitting", "walking"]))["Warm-up"]
    assert warm_up.given != "walking_indoors_or_out"
    assert "walking brings your pain on" in warm_up.say


def test_from_65_a_part_too_many_is_left_out_and_said_so() -> None:
    filled = parts(asked("new_hip_2_years", "healthy_spine_five"))
    empty = [part for part in filled.values() if part.given is None]
    assert [part.say for part in empty] == ["Back of the thigh: left out, because the session has its 6 exercises."]


def test_what_is_not_at_hand_is_named() -> None:
    bike = parts(asked("desk_worker", "gym_half_hour"))["Bike or treadmill"]
    assert bike.say.endswith("in place of “Easy cycling on a stationary bike”: it needs gym.")
    with_gym = parts(asked("desk_worker", "gym_half_hour", equipment=["gym", "chair", "wall", "towel", "mat"]))
    assert with_gym["Bike or treadmill"].given == "gym_treadmill"  # for pain that walking eases and sitting stirs up
    assert with_gym["Legs"].given == "gym_leg_press"


def test_where_nothing_is_safe_the_part_says_so() -> None:
    answers = {"abilities": ["floor", "balance"], "equipment": "none"}
    filled = parts(asked("desk_worker", "television_turns", **answers))
    empty = [part for part in filled.values() if part.given is None]
    assert empty
    assert all("nothing like it is safe" in part.say for part in empty)


def test_breaks_come_several_times_a_day_within_their_doses() -> None:
    plan = asked("desk_worker", "lie_down_breaks").plan
    assert plan
    times = {item.kind: item.dose.times_per_day for item in plan.items}
    assert times == {"aerobic": 2, "relaxation": 3}


def test_the_text_tells_what_is_different_for_this_person() -> None:
    done = loosen("plan", str(EXAMPLES / "osteoporosis_72.yaml"), "--programme", "Knee to chest, for the morning")
    assert done.returncode == 0
    told = " ".join(done.stdout.split())
    assert "Your routine: Knee to chest, for the morning" in told
    assert "What is different for you" in told
    assert "in place of “One knee to the chest”: bending the back fully is not safe" in told


def test_why_tells_that_it_was_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    arguments = ("--programme", "television-turns", "--format", "json", "--out", str(out))
    assert loosen("plan", str(EXAMPLES / "desk_worker.yaml"), *arguments).returncode == 0
    given = json.loads(out.read_text("utf-8"))
    assert given["audit"]["programme"]["programme"] == "television_turns"
    chosen = loosen("why", str(out), given["plan"]["items"][1]["exercise"])
    assert "It is a part of the routine you asked for" in " ".join(chosen.stdout.split())
    replaced = loosen("why", str(out), "hip_crossover")
    assert "IT COMES LATER" in replaced.stdout


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    done = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--programme", "helthy spine five")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 2
    assert "Did you mean healthy_spine_five" in done.stderr
    assert "loosen programmes" in loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--programme", "xyzzy").stderr


def test_own_plan_by_name_takes_a_programme_back(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    answers = example("desk_worker")
    file.write_text(json.dumps({"answers": {**answers, "programme": "core_session"}}), "utf-8")
    assert "Core session" in loosen("plan", str(file)).stdout
    own = loosen("plan", str(file), "--programme", "own_plan")
    assert own.stdout == loosen("plan", str(EXAMPLES / "desk_worker.yaml")).stdout


def test_the_list_names_every_programme() -> None:
    listed = loosen("programmes").stdout
    assert all(key in listed for key in PROGRAMMES)
    assert "6 minutes, 7 days a week, 3 times a day" in listed
    told = json.loads(loosen("programmes", "--format", "json").stdout)
    assert [entry["id"] for entry in told["programmes"]] == PROGRAMMES
    assert told["library"] == EVERYBODYS.library.digest
