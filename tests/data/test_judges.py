"""The judges of triage are sound: both halves have every sign, nothing stands in both, and cases can be answered."""

import sys
from functools import cache
from pathlib import Path

import pytest
from tests.judges import HALVES, Case, cases, levels, sentences
from tests.people import EVERYBODYS

from loosen._assessment.assessor import listener_of
from loosen._assessment.lexicon import Reading
from loosen._model.base import LEVELS
from loosen._planning.recommender import recommend

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from pages.signs import level_by, matrix

LISTENER = listener_of(EVERYBODYS.library)
REACHED = {"en": (0.95, 0.03), "de": (0.92, 0.05)}
"""The share of signs heard, and of harmless texts that alarm, which the held-out half has reached: it may get better.

A text with several signs counts by the gravest one, and a harmless one alarms when it would change the level.
"""
CASES = [pytest.param(case, id=case.id) for half in HALVES for case in cases(half)]


def test_each_writer_tells_of_every_sign_in_both_halves() -> None:
    writers = [sentences(half) for half in HALVES]
    assert writers[0].keys() >= writers[1].keys()
    for half in writers:
        assert all({told.sign for told in writer.signs} == levels().keys() for writer in half.values())


def test_no_text_and_no_case_stands_in_both_halves() -> None:
    texts = [
        text
        for half in HALVES
        for writer in sentences(half).values()
        for text in (*(told.text for told in writer.signs), *writer.harmless)
    ]
    assert len(texts) == len(set(texts)) > 3000
    names = [case.id for half in HALVES for case in cases(half)]
    assert len(names) == len(set(names)) > 150


@pytest.mark.parametrize("case", CASES)
def test_a_published_case_can_be_answered(case: Case) -> None:
    assert recommend(case.answers, EVERYBODYS.library).triage.level
    assert case.should not in case.may_be_higher
    assert "." in case.source.address


@pytest.mark.parametrize("language", REACHED)
def test_what_the_held_out_half_has_reached_is_kept(language: str) -> None:
    least, most = REACHED[language]
    writers = [writer for writer in sentences("held_out").values() if writer.language == language]
    heard = [_level(told.text) >= LEVELS.index(levels()[told.sign]) for writer in writers for told in writer.signs]
    alarms = [_level(text) > 0 for writer in writers for text in writer.harmless]
    assert sum(heard) >= least * len(heard)
    assert sum(alarms) <= most * len(alarms)


@cache
def _level_of() -> dict[str, int]:
    """The level that a sign leads to; bleeding leads to none in somebody who is not pregnant."""
    rows = matrix(EVERYBODYS.library)
    return {row.sign.id: LEVELS.index(level_by(row.by_words)) for row in rows if row.sign.id != "bleeding"}


def _level(text: str) -> int:
    """The level that the signs heard for sure in a text lead to; -1 where none is heard."""
    sure = (found.lexicon for found in LISTENER.read(text) if found.reading is Reading.SURE)
    return max((_level_of().get(sign, -1) for sign in sure), default=-1)
