"""The interview step by step: what it asks, how it takes answers, goes back, changes, stops and goes on."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from tests.interviews import interviewed, truthful
from tests.people import EVERYBODYS, completed

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen.errors import AnswersError, FileError

LIBRARY = EVERYBODYS.library
BACK_PAIN = completed({"age": 44, "pain_areas": ["low_back"], "pain_duration": "under_6w"})
WARNINGS = ["warning_legs", "warning_body", "warning_head"]


def begin() -> Questionnaire:
    return Questionnaire(LIBRARY)


def shown(questionnaire: Questionnaire) -> Ask:
    ask = questionnaire.next()
    assert ask is not None
    return ask


def at(screen: str, truth: dict[str, Any] = BACK_PAIN) -> Questionnaire:
    """An interview that has come to this screen."""
    questionnaire = begin()
    while shown(questionnaire).id != screen:
        questionnaire.answer(truthful(shown(questionnaire), truth))
    return questionnaire


def test_warning_signs_come_first_on_few_screens() -> None:
    asked = interviewed(BACK_PAIN, begin())
    assert [ask.id for ask in asked[:3]] == WARNINGS
    assert {ask.id for ask in asked if ask.question.section == "red_flags"} == set(WARNINGS)


def test_a_list_names_every_sign_with_none_of_these_and_not_sure() -> None:
    ask = shown(begin())
    signs = {f"{q.id}.{option}" for q in ask.questions for option in q.option_ids} - {"flags_both_legs.no"}
    assert {line.key for line in ask.lines} == signs | {"none", "unknown"}
    assert ask.why.startswith("We ask this to find out whether you should see somebody")


def test_options_that_no_rule_tells_from_none_of_these_are_not_listed() -> None:
    keys = {line.key for line in shown(at("pain_story")).lines}
    assert "pain_constancy.constant_nothing_eases" in keys
    assert "pain_constancy.constant_eased" not in keys
    assert not LIBRARY.tells("pain_constancy", "constant_eased", "comes_and_goes")
    assert LIBRARY.tells("pain_constancy", "constant_nothing_eases", "comes_and_goes")


def test_none_of_these_answers_every_question_of_a_list() -> None:
    questionnaire = begin()
    questionnaire.answer("none")
    expected = {"flags_bladder_bowel": "none", "flags_both_legs": "no", "flags_leg_power": "none"}
    assert questionnaire.answers == expected


def test_lines_can_be_ticked_by_their_key_or_option_in_any_order() -> None:
    one, other = at("pain_feel"), at("pain_feel")
    one.answer(["worse_with.sitting", "leg_symptoms.leg_ache_above_knee", "walking"])
    other.answer({"worse_with": ["sitting", "walking"], "leg_symptoms": ["leg_ache_above_knee"]})
    for name in ("worse_with", "leg_symptoms"):
        assert one.answers[name] == other.answers[name]


def test_not_sure_about_a_list_asks_its_questions_one_by_one() -> None:
    questionnaire = begin()
    questionnaire.answer("unknown")
    assert questionnaire.answers == {}
    asked = []
    while shown(questionnaire).id in ("flags_bladder_bowel", "flags_both_legs", "flags_leg_power"):
        asked.append(shown(questionnaire).id)
        questionnaire.answer("no" if asked[-1] == "flags_both_legs" else "none")
    assert asked == ["flags_bladder_bowel", "flags_both_legs", "flags_leg_power"]
    assert shown(questionnaire).id == "warning_body"


def test_not_sure_beside_a_sign_keeps_the_sign_and_asks_the_rest() -> None:
    questionnaire = begin()
    questionnaire.answer(["flags_both_legs.longstanding", "unknown"])
    assert questionnaire.answers == {"flags_both_legs": "longstanding"}
    assert shown(questionnaire).id == "flags_bladder_bowel"


def test_an_emergency_ends_it_at_once_with_what_to_do() -> None:
    questionnaire = begin()
    questionnaire.answer("none")
    questionnaire.answer(["chest_pain"])
    assert questionnaire.next() is None
    assert questionnaire.progress == 1
    made = questionnaire.recommendation()
    assert made.triage.level == "emergency_now"
    assert made.advice
    records = {record.question: record for record in made.audit.interview.records()}
    assert records["age"].outcome == "skipped"
    assert records["flags_chest_tummy"].rules
    assert [record.state for record in made.audit.answers if record.question == "age"] == ["skipped"]


def test_after_a_referral_only_what_is_graver_is_asked() -> None:
    questionnaire = begin()
    asked = interviewed({**BACK_PAIN, "flags_leg_power": ["one_leg_getting_weaker"]}, questionnaire)
    names = {question.id for ask in asked for question in ask.questions}
    assert questionnaire.recommendation().triage.level == "urgent_same_day"
    assert {"flags_chest_tummy", "own_words"} <= names
    assert not names & {"minutes", "tight_places", "habits", "test_hamstrings"}


@pytest.mark.parametrize(
    ("screen", "value", "what"),
    [
        ("warning_legs", ["chest_pain"], "has no line"),
        ("warning_legs", 3, "takes lines to tick"),
        ("warning_legs", {"age": 3}, "does not ask for age"),
        ("warning_legs", ["flags_both_legs.new_or_worse", "flags_both_legs.longstanding"], "takes one answer"),
        ("pain_areas", ["elbow"], "is not an option"),
        ("age", "forty-four", "not a whole number"),
        ("age", "44,5", "not a whole number"),
        ("age", 400, "out of range"),
        ("pain_duration", ["under_6w", "over_12w"], "takes one answer"),
        ("at_hand", 44, "takes an answer for each question"),
        ("at_hand", {"minutes": "ten"}, "not a whole number"),
    ],
)
def test_a_bad_answer_is_refused_in_plain_words_and_nothing_is_lost(screen: str, value: Any, what: str) -> None:
    questionnaire = at(screen)
    before = copy.deepcopy(questionnaire.as_data())
    with pytest.raises(AnswersError) as error:
        questionnaire.answer(value)
    assert what in str(error.value)
    assert questionnaire.as_data() == before
    assert shown(questionnaire).id == screen


@pytest.mark.parametrize("age", [44, "44", " 44 ", "44,0", "44.0", 44.0])
def test_a_number_may_come_as_people_write_it(age: Any) -> None:
    questionnaire = at("age")
    questionnaire.answer(age)
    assert questionnaire.answers["age"] == 44


def test_back_takes_the_last_answer_away_and_shows_it_again() -> None:
    questionnaire = at("pain_areas")
    questionnaire.answer(["neck"])
    questionnaire.back()
    assert shown(questionnaire).id == "pain_areas"
    assert shown(questionnaire).before["pain_areas"] == ["neck"]
    for _ in ("pregnant", "sex", "age", *WARNINGS):
        questionnaire.back()
    assert questionnaire.answers == {}
    with pytest.raises(AnswersError):
        questionnaire.back()


def test_what_depended_on_a_changed_answer_is_asked_again() -> None:
    questionnaire = at("bone_joint")
    questionnaire.change("pain_areas", ["neck"])
    assert "pain_usual" not in questionnaire.answers
    assert questionnaire.answers["age"] == 44
    assert shown(questionnaire).id == "pain_usual"
    assert shown(questionnaire).before["pain_usual"] == BACK_PAIN["pain_usual"]
    questionnaire.back()
    assert questionnaire.answers["pain_areas"] == ["low_back"]
    assert shown(questionnaire).id == "bone_joint"


def test_a_change_that_decides_nothing_asks_nothing_again() -> None:
    questionnaire = at("bone_joint")
    questionnaire.change("worse_with", ["sitting"])
    assert shown(questionnaire).id == "bone_joint"


def test_only_what_was_answered_can_be_changed() -> None:
    for name in ("age", "nonsense"):
        with pytest.raises(AnswersError):
            begin().change(name, 44)


def pregnant_with_tightenings() -> Questionnaire:
    told = {"age": 30, "pregnant": "yes", "pregnancy_weeks": 20, "pain_areas": ["low_back"]}
    questionnaire = at("flags_pregnancy", completed(told))
    questionnaire.answer(["tightenings"])
    return questionnaire


def test_answers_that_contradict_each_other_are_shown_and_asked_again_once() -> None:
    questionnaire = at("warning_body")
    questionnaire.answer(["flags_illness.weight_loss", "none"])
    ask = shown(questionnaire)
    assert ask.conflict is not None
    assert [question.id for question in ask.questions] == ["flags_chest_tummy"] or ask.id == "flags_illness"
    questionnaire.answer(["weight_loss", "none"])
    assert shown(questionnaire).conflict is None
    assert questionnaire.conflicts
    again = at("warning_body")
    again.answer(["flags_illness.weight_loss", "none"])
    again.answer("none")
    assert not again.conflicts


def test_a_sign_that_can_no_longer_be_is_not_dropped_but_shown() -> None:
    questionnaire = pregnant_with_tightenings()
    questionnaire.change("pregnant", "no")
    ask = shown(questionnaire)
    assert ask.conflict is not None
    assert [question.id for question in ask.questions] == ["pregnant", "flags_pregnancy"]
    assert ask.before == {"pregnant": "no", "flags_pregnancy": ["tightenings"]}
    questionnaire.answer({})
    assert questionnaire.conflicts
    assert not questionnaire.next() or not shown(questionnaire).conflict
    questionnaire.back()
    questionnaire.answer({"flags_pregnancy": "none"})
    assert not questionnaire.conflicts


def test_it_goes_on_where_it_was_stopped() -> None:
    questionnaire = at("bone_joint")
    again = Questionnaire.from_data(questionnaire.as_data(), LIBRARY)
    assert again.next() == questionnaire.next()
    assert again.progress == questionnaire.progress
    again.back()
    assert shown(again).id == "pain_feel"


SAVED = at("bone_joint").as_data()


def damaged(**changes: Any) -> dict[str, Any]:
    data = copy.deepcopy(SAVED)
    data["interview"] |= changes.pop("interview", {})
    return data | changes


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (None, "not a whole interview"),
        ([], "not a whole interview"),
        ({"answers": 3}, "not a whole interview"),
        (damaged(interview={"schema_version": 3}), "another version"),
        (damaged(interview={"trail": 3}), "not a whole interview"),
        (damaged(questionnaire={"age": 3}), "not a whole interview"),
        (damaged(answers={"age": 400}), "answers that cannot be"),
        (damaged(answers={"colour": "red"}), "answers that cannot be"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_left_as_it_is(data: Any, what: str) -> None:
    with pytest.raises(FileError) as error:
        Questionnaire.from_data(data, LIBRARY, where="interview.json")
    assert what in str(error.value)
    assert "interview.json" in str(error.value)
    assert "left as it is" in str(error.value)


def test_what_is_noted_of_a_page_is_there_when_it_goes_on() -> None:
    questionnaire = at("at_hand")
    questionnaire.note({"minutes": 25})
    assert shown(questionnaire).before["minutes"] == 25
    again = Questionnaire.from_data(questionnaire.as_data(), LIBRARY)
    assert shown(again).before == shown(questionnaire).before
    assert "minutes" not in again.answers
    again.answer({})
    assert again.answers["minutes"] == 25
    with pytest.raises(AnswersError):
        questionnaire.note({"minutes": 400})


def test_only_fields_are_filled_in_by_us() -> None:
    assert LIBRARY.questions["tight_places"].default == ()
    assert shown(at("tight_places")).before == {}
    assert shown(at("at_hand")).before["minutes"] == 15


def test_nothing_comes_of_it_before_it_is_over() -> None:
    with pytest.raises(AnswersError):
        begin().recommendation()
    questionnaire = begin()
    interviewed(BACK_PAIN, questionnaire)
    with pytest.raises(AnswersError):
        questionnaire.answer("none")


def test_every_question_is_settled_in_the_end_and_none_at_the_beginning() -> None:
    questionnaire = begin()
    assert set(questionnaire.settled) | set(questionnaire.open) == set(LIBRARY.questions)
    assert "flags_bladder_bowel" in questionnaire.open
    interviewed(BACK_PAIN, questionnaire)
    assert questionnaire.open == ()
    assert questionnaire.settled["pregnancy_weeks"] == "not_applicable"
