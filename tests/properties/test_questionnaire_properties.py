"""What must hold of every interview: it ends, asks nothing in vain or twice, and skips nothing that could matter."""

from __future__ import annotations

import contextlib
import json
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.interviews import interviewed, outcome, possible_answers, truth_about, truthful
from tests.people import EVERYBODYS, answers_to, people

from loosen._interview import Questionnaire
from loosen._model.question import Question
from loosen.errors import AnswersError

LIBRARY = EVERYBODYS.library
MOST_STEPS = 200
FEWER = settings(max_examples=examples(25))
"""A whole interview is a hundred times the work of a recommendation."""


def begin() -> Questionnaire:
    return Questionnaire(LIBRARY)


@FEWER
@given(people())
def test_the_interview_gives_what_a_file_with_every_answer_gives(answers: dict[str, Any]) -> None:
    questionnaire = begin()
    asked = interviewed(answers, questionnaire)
    names = [question.id for shown in asked for question in shown.questions]
    assert len(set(names)) == len(names)
    made = questionnaire.recommendation()
    assert outcome(made) == outcome(EVERYBODYS.recommend(answers))
    assert outcome(made) == outcome(EVERYBODYS.recommend(questionnaire.answers))


@FEWER
@given(people(calm=True))
def test_a_calm_person_gets_the_same_plan_from_the_interview(answers: dict[str, Any]) -> None:
    questionnaire = begin()
    interviewed(answers, questionnaire)
    assert outcome(questionnaire.recommendation()) == outcome(EVERYBODYS.recommend(answers))


@FEWER
@given(people(), st.randoms(use_true_random=False))
def test_no_answer_to_a_skipped_question_changes_the_outcome(answers: dict[str, Any], chance: random.Random) -> None:
    questionnaire = begin()
    interviewed(answers, questionnaire)
    expected = outcome(questionnaire.recommendation())
    skipped = [name for name, state in questionnaire.settled.items() if state == "skipped"]
    for name in chance.sample(skipped, min(4, len(skipped))):
        question = LIBRARY.questions[name]
        told = {**questionnaire.answers, name: chance.choice(possible_answers(question))}
        assert outcome(EVERYBODYS.recommend(told)) == expected, (name, told[name])


@FEWER
@given(people())
def test_what_applies_and_is_about_safety_is_asked_or_could_change_nothing(answers: dict[str, Any]) -> None:
    questionnaire = begin()
    asked = {question.id for shown in interviewed(answers, questionnaire) for question in shown.questions}
    records = {record.question: record for record in questionnaire.recommendation().audit.interview.records()}
    assert set(records) == set(LIBRARY.questions)
    assert {name for name, record in records.items() if record.outcome == "asked"} == asked
    full = {record.question: record.state for record in EVERYBODYS.recommend(answers).audit.answers}
    for name, record in records.items():
        if record.outcome == "not_applicable":
            assert full[name] == "not_applicable"
        assert record.because


STEPS = st.lists(st.sampled_from(["answer"] * 6 + ["back", "change", "not sure"]), min_size=5, max_size=40)


@FEWER
@given(people(), STEPS, st.data())
def test_any_sequence_of_answers_backs_and_changes_ends(
    answers: dict[str, Any], steps: list[str], data: st.DataObject
) -> None:
    questionnaire, truth, progress = begin(), dict(answers), 0.0
    for step in steps:
        _take(step, questionnaire, truth, data)
        assert 0 <= progress <= questionnaire.progress <= 1
        progress = questionnaire.progress
        again = Questionnaire.from_data(json.loads(json.dumps(questionnaire.as_data())), LIBRARY)
        assert again.as_data() == questionnaire.as_data()
        assert again.next() == questionnaire.next()
    for _ in range(MOST_STEPS):
        shown = questionnaire.next()
        if shown is None:
            break
        known = questionnaire.answers if shown.conflict else {}
        assert shown.conflict or not questionnaire.answers.keys() & {question.id for question in shown.questions}
        questionnaire.answer({**_any(shown.questions, truth), **known} if not shown.conflict else _of(shown, known))
    assert questionnaire.next() is None
    assert outcome(questionnaire.recommendation()) == outcome(EVERYBODYS.recommend(questionnaire.answers))


def _of(shown: Any, known: dict[str, Any]) -> dict[str, Any]:
    return {question.id: known[question.id] for question in shown.questions}


def _any(questions: tuple[Question, ...], truth: dict[str, Any]) -> dict[str, Any]:
    """The truth, or where there is none (the question applies only since an answer was changed) any answer."""
    return {q.id: truth_about(q, truth) if q.id in truth or q.default is not None else "unknown" for q in questions}


def _take(step: str, questionnaire: Questionnaire, truth: dict[str, Any], data: st.DataObject) -> None:
    shown, given_ = questionnaire.next(), questionnaire.answers
    if step == "back" and given_:
        questionnaire.back()
    elif step == "change" and given_:
        name = data.draw(st.sampled_from(sorted(given_)))
        truth[name] = data.draw(answers_to(LIBRARY.questions[name]))
        questionnaire.change(name, truth[name])
    elif step == "not sure" and shown and shown.form == "list" and not shown.conflict:
        questionnaire.answer("unknown")
    elif shown and shown.conflict:
        questionnaire.answer(_of(shown, given_))
    elif shown:
        questionnaire.answer(_any(shown.questions, truth))


@FEWER
@given(people())
def test_back_to_the_beginning_and_on_again_comes_out_the_same(answers: dict[str, Any]) -> None:
    questionnaire = begin()
    first = interviewed(answers, questionnaire)
    expected = outcome(questionnaire.recommendation())
    while questionnaire.answers:
        questionnaire.back()
    second = interviewed(answers, questionnaire)
    assert [shown.id for shown in first] == [shown.id for shown in second]
    assert outcome(questionnaire.recommendation()) == expected


@FEWER
@given(people(calm=True), st.data())
def test_an_emergency_ends_the_interview_at_once(answers: dict[str, Any], data: st.DataObject) -> None:
    questionnaire = begin()
    for _ in range(data.draw(st.integers(0, 4))):
        if shown := questionnaire.next():
            questionnaire.answer(truthful(shown, answers))
    if "flags_bladder_bowel" in questionnaire.answers:
        questionnaire.change("flags_bladder_bowel", ["saddle_numbness", "bladder_change"])
    else:
        questionnaire.answer({"flags_bladder_bowel": ["saddle_numbness", "bladder_change"]})
    assert questionnaire.next() is None
    assert questionnaire.recommendation().triage.level == "emergency_now"


@FEWER
@given(people(), st.text(max_size=20) | st.integers() | st.none() | st.lists(st.integers(), max_size=2))
def test_a_useless_answer_is_refused_and_nothing_is_lost(answers: dict[str, Any], useless: Any) -> None:
    questionnaire = begin()
    for _ in range(3):
        if shown := questionnaire.next():
            questionnaire.answer(truthful(shown, answers))
    before, shown = questionnaire.as_data(), questionnaire.next()
    with contextlib.suppress(AnswersError):
        questionnaire.answer(useless)
        return  # some of these are answers
    assert questionnaire.as_data() == before
    assert questionnaire.next() == shown
