"""The independent evaluator: certain, possible, the facts that speak for a rule, and why it stayed silent."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from loosen._engine import Fact, Outcome, compile_condition
from loosen._engine.evaluator import Evaluator
from loosen._model.reason import Failed
from loosen._model.when import QuestionTest, When

YES, NO, OPEN = (1, 1), (0, 0), (0, 1)


def _facts(**intervals: tuple[int, int]) -> dict[str, Fact]:
    return {key: Fact(key, *interval) for key, interval in intervals.items()}


def _judge(make_rule: Any, when: dict[str, Any], facts: dict[str, Fact], rule: str = "SAF-001", **more: Any) -> Outcome:
    made = make_rule(rule, when, **more)
    return Evaluator([made], {rule}).run(facts)[0]


@pytest.mark.parametrize(
    ("age", "certain", "possible"),
    [((65, 65), True, True), ((64, 64), False, False), ((0, 120), False, True), ((66, 120), True, True)],
)
def test_a_bound_is_certain_for_the_whole_interval_and_possible_for_some(
    age: tuple[int, int], certain: bool, possible: bool
) -> None:
    condition = compile_condition(QuestionTest(question="age", at_least=65))
    assert (condition.certain(_facts(age=age)), condition.possible(_facts(age=age))) == (certain, possible)


@pytest.mark.parametrize(
    "test",
    [
        {"question": "q", "is": "a"},
        {"question": "q", "is_not": "a"},
        {"finding": "f", "is": "absent"},
        {"tally": "t", "at_most": 9},
    ],
)
def test_every_test_on_what_does_not_apply_fails(test: dict[str, Any]) -> None:
    condition = compile_condition(TypeAdapter(When).validate_python(test))
    assert not condition.certain({})
    assert not condition.possible({})


def test_always_holds_without_any_fact() -> None:
    condition = compile_condition(TypeAdapter(When).validate_python({"always": True}))
    assert condition.certain({})
    assert condition.possible({})


WHEN = {
    "any": [
        {"all": [{"question": "a", "at_least": 1}, {"question": "b", "at_least": 1}]},
        {"question": "c", "at_least": 1},
    ]
}


@pytest.mark.parametrize(
    ("intervals", "outcome"),
    [
        ({"a": YES, "b": YES, "c": YES}, Outcome("SAF-001", "fired", ("a", "b", "c"), None)),
        ({"a": YES, "b": NO, "c": YES}, Outcome("SAF-001", "fired", ("c",), None)),
        ({"a": YES, "b": YES, "c": OPEN}, Outcome("SAF-001", "fired", ("a", "b"), None)),
        ({"a": YES, "b": OPEN, "c": NO}, Outcome("SAF-001", "unknown", ("a", "b"), Failed("b>=1"))),
        ({"a": OPEN, "b": NO, "c": OPEN}, Outcome("SAF-001", "unknown", ("c",), Failed("a>=1"))),
        ({"a": YES, "b": NO}, Outcome("SAF-001", "silent", (), Failed("b>=1"))),
    ],
)
def test_a_rule_names_the_facts_that_speak_for_it_and_the_first_test_that_failed(
    make_rule: Any, intervals: dict[str, tuple[int, int]], outcome: Outcome
) -> None:
    assert _judge(make_rule, WHEN, _facts(**intervals)) == outcome
