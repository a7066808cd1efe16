"""Sessions of all kinds of people: the seconds are the plan's, both sides get the same, and the player ends."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.people import EVERYBODYS, people

from loosen._model.plan import Item, Plan
from loosen._outputs.session import Player, SessionStep, shorter_day, steps_of

FEWER = settings(max_examples=examples(50, at_night=5_000))
"""By day the same fifty people on every run; `make nightly` tries five thousand new ones."""

Steps = list[SessionStep]


def plan_for(answers: dict[str, Any]) -> Plan:
    plan = EVERYBODYS.recommend(answers).plan
    assume(plan is not None)
    assert plan is not None
    return plan


def by_item(plan: Plan) -> list[tuple[Item, Steps]]:
    steps = {place: list(group) for place, group in groupby(steps_of(plan), key=lambda step: step.item)}
    return [(item, steps[place]) for place, item in enumerate(plan.items)]


@given(people(calm=True))
@FEWER
def test_the_steps_take_exactly_the_seconds_of_the_plan(answers: dict[str, Any]) -> None:
    plan = plan_for(answers)
    for item, steps in by_item(plan):
        assert sum(step.seconds for step in steps) == item.seconds
    assert sum(step.seconds for step in steps_of(plan)) == plan.seconds
    shorter = shorter_day(plan)
    assert sum(step.seconds for step in steps_of(shorter)) == shorter.seconds <= plan.seconds


@given(people(calm=True))
@FEWER
def test_both_sides_get_the_same_but_for_what_a_tighter_side_gets_more(answers: dict[str, Any]) -> None:
    for item, steps in by_item(plan_for(answers)):
        held = Counter({step.side: 0 for step in steps if step.side})
        done = Counter(held)
        for step in steps:
            if step.phase == "hold" or (step.phase == "move" and item.dose.hold_s < 3):
                held[step.side] += step.seconds
                done[step.side] += 1
        if item.extra and item.dose.sides == 2:
            other = "right" if item.extra.side == "left" else "left"
            assert done[item.extra.side] - done[other] == item.extra.repetitions
        elif "left" in held:
            assert held["left"] == held["right"] > 0
        if item.dose.sides == 2:
            assert set(held) == {"left", "right"}
            assert sum(done.values()) == 2 * item.dose.sets * item.dose.repetitions + (
                item.extra.repetitions if item.extra else 0
            )


@given(people(calm=True))
@FEWER
def test_the_order_is_that_of_the_plan_and_each_exercise_begins_by_getting_ready(answers: dict[str, Any]) -> None:
    plan = plan_for(answers)
    places = [place for place, _ in groupby(steps_of(plan), key=lambda step: step.item)]
    assert places == list(range(len(plan.items)))
    for item, steps in by_item(plan):
        phases = [step.phase for step in steps]
        assert phases.index("get_ready") == 0
        assert phases.count("get_ready") == 1
        assert phases.count("change_sides") == (item.side == "each")
        assert phases[-1] in ("move", "hold")
        for one, two in pairwise(steps):
            if {one.side, two.side} == {"left", "right"} and item.side == "each":
                assert "change_sides" in (one.phase, two.phase)


@given(people(calm=True), st.data())
@FEWER
def test_however_the_time_passes_the_session_takes_the_seconds_of_the_plan(
    answers: dict[str, Any], data: st.DataObject
) -> None:
    plan = plan_for(answers)
    player = Player(steps_of(plan))
    player.start()
    passed = 0
    while player.state != "done":
        assert player.seconds_to_go == plan.seconds - passed
        seconds = data.draw(st.integers(20, 500))
        player.tick(seconds)
        passed += seconds
    assert passed - seconds < plan.seconds <= passed
    assert player.seconds_done == plan.seconds
    assert player.finished == set(range(len(plan.items)))


DEEDS = st.one_of(
    st.sampled_from(["start", "pause", "skip", "back"]), st.floats(0, 400, allow_nan=False, allow_infinity=False)
)


@given(people(calm=True), st.lists(DEEDS, max_size=40))
@FEWER
def test_no_order_of_keys_breaks_the_player(answers: dict[str, Any], deeds: list[str | float]) -> None:
    plan = plan_for(answers)
    player = Player(steps_of(plan))
    for deed in deeds:
        before = (player.at, player.seconds_done)
        running = player.state == "running"
        if isinstance(deed, str):
            getattr(player, deed)()
            assert player.seconds_done == before[1]
        else:
            player.tick(deed)
            assert running or (player.at, player.seconds_done) == before
        assert (player.state == "done") == (player.at == len(player.steps))
        assert 0 <= player.seconds_left <= player.step.seconds
        assert player.finished <= set(range(len(plan.items)))
    player.start()
    player.tick(plan.seconds + 1)
    assert player.state == "done"
