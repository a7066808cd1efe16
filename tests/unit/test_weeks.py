"""The weeks ahead: one change a week, inside every limit."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from tests.people import EVERYBODYS, example, people

from loosen._model.plan import Plan


def plan_of(answers: dict[str, Any]) -> Plan | None:
    return EVERYBODYS.recommend(answers).plan


@given(people(calm=True))
def test_one_small_change_a_week_and_two_reviews(answers: dict[str, Any]) -> None:
    plan = plan_of(answers)
    if plan is None:
        return
    assert [week.week for week in plan.outline] == list(range(1, 13))
    assert [week.week for week in plan.outline if week.focus == "review"] == [6, 12]
    assert plan.outline[0].focus == "start"
    changes = [week for week in plan.outline if week.focus not in ("start", "review", "steady")]
    assert all("Change nothing else." in week.say for week in changes)


@given(people(calm=True))
def test_what_safety_keeps_in_the_middle_of_its_range_never_goes_further(answers: dict[str, Any]) -> None:
    recommendation = EVERYBODYS.recommend(answers)
    if recommendation.plan is None:
        return
    limits = {
        effect.rule: effect
        for record in recommendation.audit.exercises
        if record.verdict == "chosen"
        for effect in recommendation.audit.effects_on(record.exercise)
        if effect.effect == "limited"
    }
    for week in recommendation.plan.outline:
        for item in recommendation.plan.items:
            limited = {effect.rule for effect in _effects(recommendation, item.exercise)} & set(limits)
            mid = any(_mid_range(rule, item.exercise) for rule in limited)
            if week.focus == "range" and mid:
                assert f"“{item.name}”" not in week.say


def test_nothing_grows_for_somebody_whom_no_gate_lets_move_on() -> None:
    answers = {**example("desk_worker"), "pain_usual": 9, "pain_constancy": "constant_eased"}
    plan = plan_of(answers)
    assert plan is not None
    assert {week.focus for week in plan.outline} == {"start", "steady", "review"}


def _effects(recommendation: Any, exercise: str) -> Any:
    return recommendation.audit.effects_on(exercise)


def _mid_range(rule: str, exercise: str) -> bool:
    for effect in EVERYBODYS.library.rules[rule].then:
        if getattr(effect, "range", None) == "mid" and exercise in EVERYBODYS.graph.select(effect.limit):  # type: ignore[union-attr]
            return True
    return False
