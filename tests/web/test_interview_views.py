"""What a page of the interview shows is what the terminal asks, and what it sends in is what the terminal takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.people import EVERYBODYS, completed
from tests.personas import load_personas

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask, alone
from loosen._model.question import LONGEST_TEXT
from loosen._web.interview_form import Unusable, typed_nothing, value_in
from loosen._web.views.interview import LINE, Asked, asked
from loosen._words.speech import speech_of

from .filling import filled, value_typed

SPEECH = speech_of("en")
SAMPLE = ("no_pain_desk_worker", "neck_with_tingling_arm", "many_conditions_at_78", "not_sure_of_the_bladder",
          "new_hip_6_weeks_ago", "an_hour_and_a_gym")  # fmt: skip


def screens_of(name: str) -> Iterator[tuple[Ask, dict[str, list[str]]]]:
    """What one persona is asked, with what they have in the fields of each page."""
    persona = next(one for one in load_personas() if one.id == name)
    truth, questionnaire = completed(persona.told, drop_unasked=True), Questionnaire(EVERYBODYS.library)
    while (shown := questionnaire.next()) is not None:
        typed = filled(shown, truth)
        yield shown, typed
        questionnaire.answer(value_typed(shown, typed))


def shows_typed(view: Asked) -> dict[str, list[str]]:
    """What is in the fields of a page as it is shown, by name."""
    typed: dict[str, list[str]] = {}
    for group in view.groups:
        if group.kind in ("number", "words"):
            typed.setdefault(group.id, []).append(group.typed)
        for choice in group.choices:
            if choice.chosen:
                typed.setdefault(choice.name, []).append(choice.value)
    return typed


def shown_of(screen: str) -> Ask:
    """A screen of an interview in which nothing was answered."""
    for name in SAMPLE:
        for shown, _ in screens_of(name):
            if shown.id == screen:
                return shown
    raise AssertionError(f"nobody is asked {screen}")


@pytest.mark.parametrize("name", SAMPLE)
def test_every_line_stands_on_the_page_in_the_words_of_the_terminal(name: str) -> None:
    for shown, _ in screens_of(name):
        view = asked(shown, SPEECH)
        ids = [choice.id for group in view.groups for choice in group.choices]
        ids += [group.id for group in view.groups if group.kind in ("number", "words")]
        lines = [choice for group in view.groups if group.kind in ("ticks", "choice") for choice in group.choices]
        assert len(set(ids)) == len(ids), shown.id
        if shown.form == "fields":
            expected = [line for one in shown.questions for line in alone(one, "", SPEECH).lines]
            assert [group.heading for group in view.groups] == [one.text for one in shown.questions]
        else:
            expected = list(shown.lines)
        assert [(choice.text, choice.help) for choice in lines] == [(line.text, line.help) for line in expected]


@pytest.mark.parametrize("name", SAMPLE)
def test_a_page_sends_in_what_the_terminal_takes(name: str) -> None:
    for shown, typed in screens_of(name):
        page = value_in(shown, typed, SPEECH)
        if shown.form == "list":
            assert set(page) == set(value_typed(shown, typed))
        elif shown.form == "fields":
            assert page == value_typed(shown, typed)
        else:
            assert {shown.question.id: page} == value_typed(shown, typed)


@pytest.mark.parametrize("name", SAMPLE)
def test_what_was_typed_is_there_when_it_is_shown_again(name: str) -> None:
    for shown, typed in screens_of(name):
        again = {key: sorted(values) for key, values in shows_typed(asked(shown, SPEECH, typed)).items()}
        assert again == {key: sorted(values) for key, values in typed.items()}


def test_nothing_ticked_is_no_answer_to_a_list() -> None:
    shown = Questionnaire(EVERYBODYS.library).next()
    assert shown is not None
    with pytest.raises(Unusable) as refused:
        value_in(shown, {}, SPEECH)
    assert refused.value.faults == {LINE: "Tick what fits. If nothing does, tick “None of these”."}
    (group,) = asked(shown, SPEECH, {}).with_faults(refused.value.faults).faults
    assert group.anchor == "flags_bladder_bowel-saddle_numbness"


def test_two_lines_of_a_question_with_one_answer_are_told_by_their_words() -> None:
    shown = shown_of("pain_story")
    options = [line.option for line in shown.lines if line.question == "pain_course"][:2]
    with pytest.raises(Unusable) as refused:
        value_in(shown, {"pain_course": options}, SPEECH)
    (fault,) = refused.value.faults.values()
    for line in shown.lines:
        assert (f"“{line.text}”" in fault) == (line.question == "pain_course" and line.option in options)
    assert asked(shown, SPEECH, {"pain_course": options}).with_faults(refused.value.faults).faults


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ([""], "Write a whole number from 0 to 120 in digits, or tick “Not sure”."),
        ([], "Write a whole number from 0 to 120 in digits, or tick “Not sure”."),
        (["old"], "Write a whole number from 0 to 120 in digits, or tick “Not sure”."),
        (["121"], "Write a whole number from 0 to 120 in digits, or tick “Not sure”."),
        (["-1"], "Write a whole number from 0 to 120 in digits, or tick “Not sure”."),
        (["9" * 5000], "Write a whole number from 0 to 120 in digits, or tick “Not sure”."),
        (["45", "unknown"], "Write a number or tick “Not sure”, and not both."),
        (["45", "46"], "Write a whole number from 0 to 120 in digits, or tick “Not sure”."),
    ],
)
def test_a_number_that_cannot_be_used_is_told_beside_its_field(typed: list[str], told: str) -> None:
    shown = shown_of("age")
    with pytest.raises(Unusable) as refused:
        value_in(shown, {"age": typed}, SPEECH)
    assert refused.value.faults == {"age": told}


@pytest.mark.parametrize("typed", [["45"], [" 45 "], ["45", ""], ["\uff14\uff15"], ["unknown", ""]])
def test_a_number_is_taken_as_it_is_meant(typed: list[str]) -> None:
    assert value_in(shown_of("age"), {"age": typed}, SPEECH)


def test_all_faults_of_fields_are_told_at_once() -> None:
    shown = shown_of("at_hand")
    typed = {"place": ["moon"], "minutes": ["4"], "experience": ["new"], "own_words": ["x" * (LONGEST_TEXT + 1)]}
    with pytest.raises(Unusable) as refused:
        value_in(shown, typed, SPEECH)
    assert refused.value.faults.keys() == {"place", "equipment", "minutes", "own_words"}
    assert "2,001 characters" in refused.value.faults["own_words"]


def test_a_page_left_as_it_was_shown_says_nothing() -> None:
    for screen in ("at_hand", "preferences", "home_tests"):
        shown = shown_of(screen)
        as_shown = shows_typed(asked(shown, SPEECH))
        assert typed_nothing(shown, as_shown)
        name = next(one.id for one in shown.questions if one.takes.number or one.option_ids)
        assert not typed_nothing(shown, {**as_shown, name: ["7"]})
    first = Questionnaire(EVERYBODYS.library).next()
    assert first is not None
    assert typed_nothing(first, {})
    assert not typed_nothing(first, {LINE: ["none"]})
