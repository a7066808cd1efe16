"""Cases that stand beside rules, each a test of its own, named by its sentence; `loosen check` runs all of them."""

from __future__ import annotations

import pytest
from tests.by_day import drawn

from loosen._library.loading import bundled
from loosen._model.rule import Case, Rule
from loosen._proof.cases import Casebook

BOOK = Casebook(bundled())
CASES = [
    pytest.param(BOOK.library.rules[cases.rule], case, id=f"{cases.rule}: {case.name}")
    for cases in drawn(BOOK.library.cases.values(), one_in=8)
    for case in cases.cases
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: Rule, case: Case) -> None:
    run = BOOK.run(rule, case)
    assert run.result == case.expect
