"""The judges of triage are sound: both halves have every sign, nothing stands in both, and cases can be answered."""

import pytest
from tests.judges import HALVES, Case, cases, levels, sentences
from tests.people import EVERYBODYS

from loosen._planning.recommender import recommend

CASES = [pytest.param(case, id=case.id) for half in HALVES for case in cases(half)]


def test_each_writer_tells_of_every_sign_in_both_halves() -> None:
    writers = [sentences(half) for half in HALVES]
    assert writers[0].keys() == writers[1].keys()
    for half in writers:
        assert all({told.sign for told in writer.signs} == levels().keys() for writer in half.values())


def test_no_text_and_no_case_stands_in_both_halves() -> None:
    texts = [
        text
        for half in HALVES
        for writer in sentences(half).values()
        for text in (*(told.text for told in writer.signs), *writer.harmless)
    ]
    assert len(texts) == len(set(texts)) > 800
    names = [case.id for half in HALVES for case in cases(half)]
    assert len(names) == len(set(names)) > 50


@pytest.mark.parametrize("case", CASES)
def test_a_published_case_can_be_answered(case: Case) -> None:
    assert recommend(case.answers, EVERYBODYS.library).triage.level
    assert case.should not in case.may_be_higher
    assert "." in case.source.address
