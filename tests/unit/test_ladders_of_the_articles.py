"""The progressions that the articles ask for are ladders: who stays well comes up to their caps, and not further."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from tests.lives import well

from loosen._model.plan import Plan


class Form(NamedTuple):
    """An exercise in some week, and how much of it."""

    exercise: str
    hold_s: int
    repetitions: int
    sets: int


def forms(plans: list[Plan], *exercises: str) -> list[Form]:
    """What becomes of these exercises, each change once."""
    found = [
        Form(item.exercise, item.dose.hold_s, item.dose.repetitions, item.dose.sets)
        for plan in plans
        for item in plan.items
        if item.exercise in exercises
    ]
    return list(dict.fromkeys(found))


def test_ten_seconds_to_a_minute_face_down() -> None:
    """Seed 000: from 10 seconds to a minute of ups and downs. Here small lifts of 5 s, three to five (C-06)."""
    plans = list(
        well(
            15, training_weeks=20, minutes=20, goal="relax", tight_places=["back_of_thigh", "front_of_hip"],
            equipment=["mat", "cushion", "wall", "step"], movement_trouble=["bending_forward"],
        )
    )  # fmt: skip
    found = forms(plans, "prone_leg_lift", "superman")
    assert [one.exercise for one in found[:1]] == ["prone_leg_lift"]
    assert [one for one in found if one.exercise == "superman"] == [
        Form("superman", 5, times, 1) for times in (3, 4, 5)
    ]
    assert found[-1] == Form("superman", 5, 5, 1), "the top, and never a long hold"


def test_a_minute_a_side_is_come_up_to_and_is_the_most() -> None:
    """Seed 000: from one minute a side to five. Here to a minute a side, in holds of half a minute at most (C-03)."""
    places = ["mid_back_stiff", "low_back_one_side"]
    kept = ["mat", "cushion", "wall", "step"]
    plans = list(well(12, training_weeks=4, minutes=35, tight_places=places, equipment=kept))
    assert forms(plans, "hip_crossover") == [Form("hip_crossover", hold_s, 2, 1) for hold_s in (25, 30)]
    routine = list(well(3, programme="television_turns", training_weeks=4))
    assert all(one.hold_s * one.repetitions <= 60 for one in forms(routine, "hip_crossover"))


def test_twenty_repetitions_and_then_forty() -> None:
    """Seed 000: 20 sit-ups, then 40. Curl-ups come up to two rounds of 12 (C-04), press-ups to three of 15."""
    curl_ups = list(well(9, training_weeks=4))
    found = forms(curl_ups, "curl_up_hands_under_back", "partial_curl_up")
    assert found[0].repetitions * found[0].sets < 20
    assert max(one.repetitions * one.sets for one in found) in range(20, 25)
    assert found[-1].exercise == "partial_curl_up", "then comes a harder form, and no longer row"
    press_ups = list(
        well(
            26, training_weeks=8, minutes=60, goal="get_stronger", tight_places=["weak_core"],
            equipment=["chair", "wall"],
        )
    )  # fmt: skip
    found = forms(press_ups, "knee_press_up")
    assert found[0].repetitions * found[0].sets <= 20
    assert found[-1].repetitions * found[-1].sets in range(40, 46)


def test_the_heel_on_a_low_step_and_then_on_a_higher_one() -> None:
    """Seed 003: the heel on the third or fourth step. Here on one step first, and on the second later (C-08)."""
    answers: dict[str, Any] = {
        "training_weeks": 20, "experience": "some", "minutes": 35, "goal": "relax", "tight_places": ["side_of_trunk"],
        "equipment": ["mat", "cushion", "wall", "step"], "movement_trouble": ["looking_down"],
    }  # fmt: skip
    plans = list(well(12, **answers))
    ladder = ("hamstring_heel_dig", "hamstring_low_step", "hamstring_second_step")
    assert tuple(dict.fromkeys(one.exercise for one in forms(plans, *ladder))) == ladder


@pytest.mark.parametrize("pain", [1, 2])
def test_nobody_with_pain_in_the_plan_is_led_to_the_hardest_step(pain: int) -> None:
    told = {"pain_worst": pain, "pain_after": pain}
    plans = list(well(6, "desk_worker", told=told, pain_usual=pain))
    assert not forms(plans, "superman", "crunch_with_knee_lift", "full_plank")


def test_variety_is_offered_once_in_a_while_and_keeps_the_muscles() -> None:
    plans = list(well(6, "desk_worker", told={"pain_worst": 1, "pain_after": 1, "pain_next_morning": 1}))
    offered = [(plan, offer) for plan in plans if plan.since for offer in plan.since.offers]
    assert offered
    weeks = [(plan.since.week, offer.exercise) for plan, offer in offered if plan.since]
    assert len({name for _, name in weeks}) == len(weeks), "no exercise is offered twice within four weeks"
    for plan, offer in offered:
        item = next(one for one in plan.items if one.exercise == offer.exercise)
        assert item.name in offer.say
        assert not {other.exercise for other in plan.items} & {*offer.instead}
