"""What safety takes out stays out: only without the very rule that did it may an exercise come back."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.by_day import drawn, examples
from tests.people import EVERYBODYS, people

from loosen._model.plan import Recommendation
from loosen._planning.recommender import Recommender

LIBRARY = EVERYBODYS.library
SELECTING = [*drawn((rule.id for rule in LIBRARY.rules_of("selection")), one_in=8)]
"""The rules of selection that are tried: a library has to be made ready without each."""


@lru_cache(maxsize=64)
def without(rule: str) -> Recommender:
    """A recommender for the same library without one rule."""
    return Recommender(replace(LIBRARY, rules={key: one for key, one in LIBRARY.rules.items() if key != rule}))


def left_out(recommendation: Recommendation) -> dict[str, set[str]]:
    """Each exercise that safety left out, and the rules that did it."""
    return {entry.exercise: set(entry.rules) for entry in recommendation.excluded}


@settings(max_examples=examples(25))
@given(people(calm=True), st.data())
def test_only_without_the_rule_that_took_it_out_does_an_exercise_come_back(
    answers: dict[str, Any], data: st.DataObject
) -> None:
    with_all = EVERYBODYS.recommend(answers)
    before = left_out(with_all)
    removers = sorted({rule for rules in before.values() for rule in rules})
    assume(with_all.plan is not None and removers)
    rule = data.draw(st.sampled_from(removers))
    after = left_out(without(rule).recommend(answers))
    came_back = before.keys() - after.keys()
    assert came_back == {exercise for exercise, rules in before.items() if rules == {rule}}
    assert {exercise: rules - {rule} for exercise, rules in before.items() if exercise not in came_back} == after


@settings(max_examples=examples(25))
@given(people(calm=True), st.sampled_from(SELECTING))
def test_no_rule_of_selection_decides_what_is_safe(answers: dict[str, Any], rule: str) -> None:
    assert left_out(without(rule).recommend(answers)) == left_out(EVERYBODYS.recommend(answers))
