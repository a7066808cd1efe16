"""The matrix of warning signs has no holes: each has a box, words in every language, rules for both, and a source."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from pages.signs import Row, level_by, matrix

from loosen._library.loading import bundled
from loosen._model.base import LEVELS
from loosen._model.question import NONE

LIBRARY = bundled()
LANGUAGES = {"en", *LIBRARY.languages}
NO_SIGN = {
    "flags_both_legs": {"no", "longstanding", "longstanding_other"},
    "flags_head_neck": {"hands_or_walk_old", "girdle_stiffness"},
    "flags_chest_tummy": {"tummy_with_back_pain"},
    "flags_maybe_pregnant": {"strong_pain_or_faint"},
}
"""What is asked so that somebody can say that it is old or has another cause, or what only the ticked answer tells."""
RISKS = {"diabetes_smoking"}
"""What only counts together with a sign."""


@cache
def rows() -> tuple[Row, ...]:
    return matrix(LIBRARY)


@pytest.mark.parametrize("sign", sorted(LIBRARY.lexicon))
def test_a_sign_has_boxes_words_in_every_language_rules_for_both_and_sources(sign: str) -> None:
    (row,) = (row for row in rows() if row.sign.id == sign)
    assert row.sign.words.keys() == LANGUAGES
    assert all(words.name for language, words in row.sign.words.items() if language != "en")
    assert row.by_box
    assert row.by_words
    assert row.sign.evidence


def test_no_sign_is_met_with_a_plan_in_words_and_with_a_referral_in_its_box() -> None:
    for row in (row for row in rows() if row.sign.id not in RISKS):
        by_box, by_words = (LEVELS.index(level_by(rules)) for rules in (row.by_box, row.by_words))
        assert by_words >= min(by_box, LEVELS.index("proceed_with_caution")), row.sign.id


def test_every_box_about_warning_signs_has_words() -> None:
    told = {(name, option) for row in rows() for name, options in row.sign.boxes.items() for option in options}
    asked = {
        (question.id, option)
        for question in LIBRARY.questions.values()
        if question.id.startswith("flags_")
        for option in question.option_ids
        if option not in (NONE, "unknown") and option not in NO_SIGN.get(question.id, ())
    }
    assert asked <= told, asked - told
