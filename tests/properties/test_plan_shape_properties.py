"""Plans of all kinds of people keep the shape that rules give them, and answer what each person came with."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from tests.by_day import examples
from tests.people import EVERYBODYS, people

from loosen._model.base import WORK
from loosen._model.plan import Plan, Recommendation
from loosen._planning.plan_stages import PLAN_STAGES
from loosen._planning.state import Work

FEWER = settings(max_examples=examples(50, at_night=5_000))
"""By day the same fifty people on every run; `make nightly` tries five thousand new ones."""

UPRIGHT = EVERYBODYS.library.policy.layout.upright.is_


def decided(answers: dict[str, Any]) -> Work:
    """Everything that is decided for a person who gets a plan of their own."""
    work = Work(EVERYBODYS.library, EVERYBODYS.graph, EVERYBODYS.assessor.assess(answers))
    assume(work.triage.allows_a_plan and not work.parts)
    for stage in PLAN_STAGES:
        if stage.rules:
            work.outcomes[stage.rules] = EVERYBODYS.assessor.run(stage.rules, work.findings.facts)
        stage.decide(work)
    return work


@given(people(calm=True))
@FEWER
def test_whatever_was_named_or_tested_is_answered_or_told(answers: dict[str, Any]) -> None:
    work = decided(answers)
    told = {aim.node for aim, _ in work.chosen.unserved}
    worked_on = {
        target.muscle
        for item in work.chosen.items
        if item.exercise.kind in WORK["any"]
        for target in item.exercise.targets
        if target.share == "primary"
    }
    for aim in (*work.aims.first, *work.aims.later):
        assert aim.node in told or not worked_on.isdisjoint(one.muscle for one in aim.muscles), aim


@given(people(calm=True))
@FEWER
def test_warm_up_and_quiet_end_take_no_more_than_rules_allow(answers: dict[str, Any]) -> None:
    work = decided(answers)
    spent = Counter[str]()
    for item in work.chosen.items:
        spent[item.exercise.kind] += item.seconds
    for kind, most in work.wishes.bounds(work.seconds_wanted).items():
        assert spent[kind] <= most, kind


@given(people(calm=True))
@FEWER
def test_there_are_no_more_exercises_than_rules_allow_and_they_fit_the_time(answers: dict[str, Any]) -> None:
    work = decided(answers)
    assert len(work.chosen.items) <= work.wishes.items_at_most
    assert work.chosen.seconds <= work.seconds_wanted


@given(people(calm=True))
@FEWER
def test_a_session_goes_between_feet_and_floor_at_most_twice(answers: dict[str, Any]) -> None:
    upright = [item.exercise.position in UPRIGHT for item in decided(answers).chosen.items]
    assert sum(one != two for one, two in pairwise(upright)) <= 2


@given(people(calm=True))
@FEWER
def test_no_session_has_one_movement_twice(answers: dict[str, Any]) -> None:
    library = EVERYBODYS.library
    names = [item.exercise.id for item in decided(answers).chosen.items]
    assert all(not set(library.same_movement[name]) & set(names) - {name} for name in names)


@given(people(calm=True))
@FEWER
def test_no_muscle_is_stretched_for_longer_than_its_caps(answers: dict[str, Any]) -> None:
    work = decided(answers)
    session, week = Counter[str](), Counter[str]()
    for item in work.chosen.items:
        for muscle in item.muscles:
            session[muscle] += item.stretch_s
            week[muscle] += item.stretch_s * item.dose.days_per_week
    assert max(session.values(), default=0) <= work.dosing.cap_session_s
    assert max(week.values(), default=0) <= work.dosing.cap_week_s


@given(people(calm=True))
@FEWER
def test_nothing_is_done_where_there_is_no_room_for_it(answers: dict[str, Any]) -> None:
    for place, room in (("chair", set(UPRIGHT)), ("standing", {"walking", "standing"})):
        made: Recommendation = EVERYBODYS.recommend({**answers, "place": place})
        plan: Plan | None = made.plan
        assert plan is None or {item.position for item in plan.items} <= room
