"""Every case that stands beside a rule, as a test of its own, named by its sentence."""

from __future__ import annotations

import pytest

from loosen._library import load
from loosen._model.rule import Case, Rule
from loosen._proof.cases import Casebook

BOOK = Casebook(load())
CASES = [
    pytest.param(BOOK.library.rules[cases.rule], case, id=f"{cases.rule}: {case.name}")
    for cases in BOOK.library.cases.values()
    for case in cases.cases
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: Rule, case: Case) -> None:
    run = BOOK.run(rule, case)
    assert run.result == case.expect
