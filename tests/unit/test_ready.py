"""When a plan can be made: what is asked before, what is taken for the rest, and what the plan says of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from tests.by_day import examples
from tests.interviews import truthful
from tests.people import EVERYBODYS, completed, people

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._outputs.export import export
from loosen.errors import AnswersError

LIBRARY = EVERYBODYS.library
BACK_PAIN = completed({"age": 44, "sex": "male", "pain_areas": ["low_back"], "pain_duration": "under_6w"})
LEG_PAIN = {"age": 44, "sex": "male", "pain_areas": ["leg"], "leg_symptoms": ["pain_below_knee"]}


def until_ready(truth: dict[str, Any], questionnaire: Questionnaire | None = None) -> tuple[Questionnaire, list[Ask]]:
    """An interview with this person up to where the plan can be made, and what was asked."""
    questionnaire, asked = questionnaire or Questionnaire(LIBRARY), []
    while not questionnaire.ready:
        shown = questionnaire.next()
        assert shown is not None
        asked.append(shown)
        questionnaire.answer(truthful(shown, truth))
    return questionnaire, asked


def names(asked: list[Ask]) -> list[str]:
    return [question.id for shown in asked for question in shown.questions]


@settings(max_examples=examples(20))
@given(people(calm=True))
def test_from_when_it_is_ready_a_plan_can_be_made_and_nothing_about_safety_is_open(answers: dict[str, Any]) -> None:
    questionnaire, _ = until_ready(answers)
    assert not [name for name in questionnaire.open if LIBRARY.questions[name].safety]
    made = questionnaire.recommendation()
    assert made.triage == EVERYBODYS.recommend(questionnaire.answers).triage
    while (shown := questionnaire.next()) is not None:
        assert shown.ready or shown.conflict or LIBRARY.questions[shown.question.id].safety
        questionnaire.answer(truthful(shown, answers))
    assert questionnaire.ready


def test_before_it_is_ready_nothing_can_be_made() -> None:
    questionnaire = Questionnaire(LIBRARY)
    while not questionnaire.ready:
        with pytest.raises(AnswersError, match="is not answered"):
            questionnaire.recommendation()
        shown = questionnaire.next()
        assert shown is not None
        assert not shown.ready
        assert not shown.refines
        questionnaire.answer(truthful(shown, BACK_PAIN))


def test_a_plan_that_was_made_early_says_what_was_taken_and_a_late_one_does_not() -> None:
    questionnaire, _ = until_ready(BACK_PAIN)
    early = questionnaire.recommendation()
    taken = {record.question: record.because for record in early.audit.interview.records() if record.outcome == "taken"}
    assert taken["minutes"] == "15 minutes a session"
    assert taken["test_hamstrings"] == "no home test"
    assert "own_words" in taken
    text = " ".join(export(early, "text", width=80).split())
    assert "Not asked yet, so we took: " in text
    assert text.count("no home test") == 1
    while (shown := questionnaire.next()) is not None:
        questionnaire.answer(truthful(shown, BACK_PAIN))
    late = questionnaire.recommendation()
    assert not late.audit.interview.taken
    assert "Not asked yet" not in export(late, "text")
    assert late.plan == early.plan, "the truth of this person is what was taken"


def test_the_first_plan_is_asked_for_where_how_long_how_strong_what_is_at_hand_and_what_is_tight() -> None:
    questionnaire, asked = until_ready(BACK_PAIN)
    first = []
    while (shown := questionnaire.next()) is not None and not shown.refines:
        first.append(shown)
        questionnaire.answer(truthful(shown, BACK_PAIN))
    assert {"pain_areas", "pain_duration", "pain_usual"} <= set(names(asked))
    assert names(first) == ["place", "equipment", "minutes", "experience", "own_words", "tight_places"]
    assert shown is not None
    assert shown.ready


def test_what_decides_about_a_question_of_safety_is_asked_before() -> None:
    _, asked = until_ready(completed(LEG_PAIN))
    assert names(asked)[-1] == "training_weeks"
    _, asked = until_ready(completed({**LEG_PAIN, "training_weeks": 6, "spread_in_sessions": "no"}))
    assert names(asked)[-2:] == ["training_weeks", "spread_in_sessions"]


@pytest.mark.parametrize(
    ("told", "sex", "pregnant"),
    [
        ({"age": 30, "sex": "male"}, True, False),
        ({"age": 30, "sex": "female"}, True, True),
        ({"age": 30, "sex": "rather_not_say"}, True, True),
        ({"age": 60}, False, False),
    ],
)
def test_nobody_is_asked_about_pregnancy_who_cannot_be(told: dict[str, Any], sex: bool, pregnant: bool) -> None:
    _, asked = until_ready(completed({**told, "pain_areas": ["low_back"], "pain_duration": "under_6w"}))
    assert ("sex" in names(asked), "pregnant" in names(asked)) == (sex, pregnant)


def test_a_pregnancy_that_is_told_counts_whatever_was_said_of_sex() -> None:
    told = {
        "age": 30,
        "pregnant": "yes",
        "pregnancy_weeks": 30,
        "pain_areas": ["low_back"],
        "pain_duration": "under_6w",
    }
    expecting = completed(told)
    made = EVERYBODYS.recommend({**expecting, "sex": "male"})
    without = EVERYBODYS.recommend(expecting)
    assert {"sex", "pregnant"} <= set(made.triage.ask_again)
    found = {record.finding for record in made.audit.findings}
    assert {record.finding for record in without.audit.findings} <= found
    excluded = {one.exercise for one in made.excluded}
    assert {one.exercise for one in without.excluded} <= excluded


@pytest.mark.parametrize(
    ("age", "duration", "asked_for"), [(44, "over_12w", False), (45, "over_12w", True), (60, "under_6w", False)]
)
def test_how_old_somebody_was_is_asked_only_where_it_is_not_known(age: int, duration: str, asked_for: bool) -> None:
    told = {"age": age, "sex": "male", "pain_areas": ["low_back"], "pain_duration": duration}
    _, asked = until_ready(completed(told))
    assert ("pain_onset_age" in names(asked)) is asked_for
    assert ("spondyloarthritis_signs" in names(asked)) is ((age < 45 and duration == "over_12w") or asked_for)


def test_a_line_that_stands_for_a_question_asks_it_by_itself() -> None:
    questionnaire, _ = _at("health_other")
    shown = questionnaire.next()
    assert shown is not None
    assert [line.key for line in shown.lines if line.question == "surgery"] == ["surgery"]
    questionnaire.answer(["surgery", "glaucoma"])
    assert questionnaire.answers["other_health"] == ["glaucoma"]
    alone = questionnaire.next()
    assert alone is not None
    assert alone.id == "surgery"
    assert "surgery.spinal_fusion" in {line.key for line in alone.lines}
    questionnaire.back()
    questionnaire.answer("none")
    assert questionnaire.answers["surgery"] == "none"


def _at(screen: str) -> tuple[Questionnaire, list[Ask]]:
    questionnaire = Questionnaire(LIBRARY)
    while (shown := questionnaire.next()) is not None and shown.id != screen:
        questionnaire.answer(truthful(shown, BACK_PAIN))
    return questionnaire, []


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        ({"pain_areas": ["neck"]}, "test_neck_side"),
        ({"pain_areas": ["low_back"]}, "test_hamstrings"),
        ({"pain_areas": ["neck"], "tight_places": ["calf"]}, "test_calves"),
    ],
)
def test_home_tests_are_for_where_it_hurts_or_what_is_tight(told: dict[str, Any], offered: str) -> None:
    truth = completed({"age": 44, "sex": "male", "pain_duration": "under_6w", **told})
    questionnaire, asked = Questionnaire(LIBRARY), []
    while (shown := questionnaire.next()) is not None:
        asked.append(shown)
        questionnaire.answer(truthful(shown, truth))
    assert offered in names(asked)
    if told == {"pain_areas": ["neck"]}:
        assert not {"test_hamstrings", "test_calves"} & set(names(asked))
