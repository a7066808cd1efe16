"""Whatever two conditions come together: a whole plan, or a referral with a reason."""

from __future__ import annotations

import pytest
from scripts.pairs import PAGE, Conditions, Tried, beginning, page, row, sets, tried
from tests.by_day import AT_NIGHT, drawn
from tests.people import EVERYBODYS, completed

from loosen._model.reserved import FOUND_BY_CODE

LIBRARY = EVERYBODYS.library


@pytest.fixture(scope="module")
def results() -> list[Tried]:
    """Every condition alone, and the pairs; by day one pair in sixteen."""
    which = [*sets(LIBRARY, 1), *drawn(sets(LIBRARY, 2), one_in=16)]
    return list(tried(EVERYBODYS, completed, which))


def test_there_are_answers_for_every_condition(results: list[Tried]) -> None:
    assert set(LIBRARY.conditions) - set(Conditions(LIBRARY).told) == FOUND_BY_CODE
    alone = {entry.conditions[0] for entry in results if len(entry.conditions) == 1 and not entry.unseen}
    assert alone == set(LIBRARY.conditions) - FOUND_BY_CODE
    assert len(results) > 2 * len(alone)


def test_every_referral_has_a_reason(results: list[Tried]) -> None:
    assert [entry.conditions for entry in results if entry.referral and not entry.reasons] == []


def test_the_page_names_every_plan_that_lacks_something(results: list[Tried]) -> None:
    text = PAGE.read_text("utf-8")
    if AT_NIGHT:
        assert text == page(results, LIBRARY), "run: make pairs"
        return
    for entry in results:
        found = [line for line in text.splitlines() if line.startswith(beginning(entry, LIBRARY))]
        assert found == ([row(entry, LIBRARY)] if entry.missing else []), "run: make pairs"
