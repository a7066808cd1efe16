"""People who differ by little get plans that differ by little: a point of pain, a year, a week of training."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean, median
from typing import Any

import pytest
from tests.people import EVERYBODYS, completed
from tests.personas import load_personas

from loosen._model.base import WORK
from loosen._model.plan import Plan

EASILY_STIRRED = 7
"""From this usual pain on a person counts as easily stirred: one round only (DOS-006), a cliff that is meant."""


def work_s(plan: Plan) -> int:
    return sum(item.seconds for item in plan.items if item.kind in WORK["any"])


def pairs(question: str, *, until: int) -> Iterator[tuple[Plan, Plan]]:
    """The plans of every persona, with the answer as it is and with one more; only where both get one."""
    for persona in load_personas():
        told: dict[str, Any] = completed(persona.told)
        number = told.get(question)
        if isinstance(number, int) and number < until:
            plans = [EVERYBODYS.recommend({**told, question: value}).plan for value in (number, number + 1)]
            if plans[0] and plans[1]:
                yield plans[0], plans[1]


NUMBERS = [("pain_usual", EASILY_STIRRED - 1), ("age", 95), ("training_weeks", 60)]


@pytest.mark.parametrize(("question", "until"), NUMBERS)
def test_one_more_changes_little(question: str, until: int) -> None:
    shared, work = [], []
    for one, other in pairs(question, until=until):
        first, second = ({item.exercise for item in plan.items} for plan in (one, other))
        shared.append(len(first & second) / len(first | second))
        work.append(work_s(other) / max(1, work_s(one)))
    assert len(shared) > 10
    assert mean(shared) > 0.75
    assert median(work) > 0.9
    assert min(work) > 0.5
