"""Words of one's own beside the ticked answers: asked about once more, told in the plan, and never passed over."""

from __future__ import annotations

from typing import Any

import pytest
from tests.interviews import interviewed
from tests.people import EVERYBODYS, completed

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._outputs.document import to_markdown
from loosen._outputs.handout import handout

DRAGS = "My right foot drags since Monday."
POLISH = "Bardzo bolą mnie plecy od wczoraj wieczorem"


def person(**told: Any) -> dict[str, Any]:
    return dict(completed({"age": 44, "pain_areas": ["low_back"], "pain_duration": "under_6w", **told}))


def conflicts(truth: dict[str, Any]) -> list[Ask]:
    return [ask for ask in interviewed(truth, Questionnaire(EVERYBODYS.library)) if ask.conflict]


def page(**told: Any) -> str:
    return to_markdown(handout(EVERYBODYS.recommend(person(**told))))


def test_a_sign_in_words_that_its_box_denies_is_asked_about_once_with_the_words() -> None:
    (asked,) = conflicts(person(own_words=DRAGS))
    assert asked.conflict is not None
    assert "You wrote “foot drags”" in asked.conflict
    assert [question.id for question in asked.questions] == ["own_words", "flags_leg_power"]


def test_left_so_the_words_count_and_a_changed_answer_is_taken() -> None:
    questionnaire = Questionnaire(EVERYBODYS.library)
    interviewed(person(own_words=DRAGS), questionnaire)
    assert questionnaire.recommendation().triage.level == "urgent_same_day"
    questionnaire.change("own_words", "none")
    assert not questionnaire.conflicts


def test_a_sign_that_is_ticked_too_is_not_asked_about() -> None:
    told = person(own_words="I have had a fever since Monday.", flags_illness=["fever"])
    assert not conflicts(told)


def test_a_text_that_is_not_understood_is_said_to_be_so() -> None:
    (asked,) = conflicts(person(own_words=POLISH))
    assert [question.id for question in asked.questions] == ["own_words"]
    assert asked.conflict is not None
    assert "We did not understand" in asked.conflict


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (POLISH, "We did not understand what you wrote"),
        ("Just stiff from the garden.", "we heard no warning sign"),
        ("I smoke.", "What we heard in your own words: “smoke” (Diabetes or smoking)."),
        (DRAGS, "What we heard in your own words: “foot drags”"),
    ],
)
def test_a_page_says_what_became_of_the_words(text: str, said: str) -> None:
    assert said in page(own_words=text)


def test_a_page_says_nothing_of_words_where_there_are_none() -> None:
    assert "own words" not in page()


def test_the_record_says_what_was_written_and_understood() -> None:
    understood = {text: EVERYBODYS.recommend(person(own_words=text)).audit.written for text in (DRAGS, POLISH)}
    assert [(one.question, one.understood) for (one,) in understood.values()] == [
        ("own_words", True), ("own_words", False),
    ]  # fmt: skip
