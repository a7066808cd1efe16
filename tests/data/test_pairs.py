"""Whatever two conditions come together: a whole plan, or a referral with a reason."""

from __future__ import annotations

import pytest
from scripts.pairs import PAGE, Conditions, Tried, page, tried
from tests.people import EVERYBODYS, completed

from loosen.model.reserved import FOUND_BY_CODE


@pytest.fixture(scope="module")
def results() -> list[Tried]:
    return list(tried(EVERYBODYS, completed))


def test_there_are_answers_for_every_condition(results: list[Tried]) -> None:
    library = EVERYBODYS.library
    assert set(library.conditions) - set(Conditions(library).told) == FOUND_BY_CODE
    alone = {entry.conditions[0] for entry in results if len(entry.conditions) == 1 and not entry.unseen}
    assert alone == set(library.conditions) - FOUND_BY_CODE


def test_every_referral_has_a_reason(results: list[Tried]) -> None:
    assert [entry.conditions for entry in results if entry.referral and not entry.reasons] == []


def test_the_page_names_every_plan_that_lacks_something(results: list[Tried]) -> None:
    assert PAGE.read_text("utf-8") == page(results, EVERYBODYS.library), "run: make pairs"
