"""Conditions while answers are missing: they are decided exactly when no missing answer can change them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loosen._assessment.relevance.prospects import known, prospect, unanswered
from loosen._engine.conditions import compile_condition
from loosen._engine.facts import Fact
from loosen._model.when import All, AnyOf, FindingTest, QuestionTest

KEYS = ("a=yes", "b=yes", "finding:c", "n")


def question(**test: Any) -> QuestionTest:
    return QuestionTest.model_validate(test)


TESTS = st.sampled_from(
    [
        question(question="a", **{"is": "yes"}),
        question(question="a", is_not="yes"),
        question(question="b", any_of=["yes"]),
        question(question="n", at_least=2),
        question(question="n", at_most=1),
        question(question="n", at_least=1, at_most=2),
        FindingTest.model_validate({"finding": "c", "is": "present"}),
        FindingTest.model_validate({"finding": "c", "is": "absent"}),
    ]
)
WHENS = st.recursive(
    TESTS,
    lambda parts: st.lists(parts, min_size=1, max_size=3).flatmap(
        lambda some: st.sampled_from([All(all=tuple(some)), AnyOf(any=tuple(some))])
    ),
    max_leaves=6,
)
INTERVALS = {key: [(0, 0), (0, 1), (1, 1)] for key in KEYS[:3]} | {"n": [(0, 0), (1, 1), (2, 2), (3, 3), (0, 3)]}


@given(WHENS, st.dictionaries(st.sampled_from(KEYS), st.integers(0, 4)))
def test_the_range_holds_every_reading_that_an_answer_can_bring(when: Any, answered: dict[str, int]) -> None:
    """`answered` are the keys that are known, with which interval; the others take every value, or do not apply."""
    facts = {key: INTERVALS[key][which % len(INTERVALS[key])] for key, which in answered.items()}
    spans = {key: unanswered(0, 3 if key == "n" else 1) for key in KEYS}
    spans |= {key: known(Fact(key, *interval)) for key, interval in facts.items()}
    condition, missing = compile_condition(when), [key for key in KEYS if key not in facts]
    readings = set()
    for values in product(*([*INTERVALS[key], None] for key in missing)):
        chosen = {**facts, **dict(zip(missing, values, strict=True))}
        readings.add(condition.truth({key: Fact(key, *value) for key, value in chosen.items() if value}))
    found = prospect(when).range(spans)
    assert found.least <= min(readings)
    assert max(readings) <= found.most
    waits = set(prospect(when).waits_for(spans))
    assert bool(waits) == found.open
    assert waits <= set(missing)


def test_a_question_that_does_not_apply_fails_every_test() -> None:
    for when in (question(question="a", is_not="yes"), question(question="n", at_least=0)):
        assert not prospect(when).range({}).open


@pytest.mark.parametrize("bound", [0, 3])
def test_an_open_number_decides_nothing_since_it_may_not_apply(bound: int) -> None:
    when = question(question="n", at_least=bound)
    assert prospect(when).range({"n": unanswered(0, 3)}).open
