"""Every type of question is known wherever answers are: read, listed, asked and typed; a forgotten one is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from loosen._assessment.answer import READERS, read_answer
from loosen._assessment.stages.intake import open_facts
from loosen._interview.screens import alone, checked
from loosen._library.loading import bundled
from loosen._model.language import ENGLISH
from loosen._model.question import ANSWER_TYPES, NONE, UNKNOWN, AnswerType, Question, TypeName
from loosen._outputs.questions import as_data
from loosen._words.speech import speech_of

LIBRARY, SPEECH = bundled(), speech_of(ENGLISH)


def lacking(types: Mapping[str, AnswerType]) -> Iterator[str]:
    """What each type of question lacks, as "<type>: <what>"."""
    for name, takes in types.items():
        if name not in get_args(TypeName):
            yield f"{name}: cannot be written in a file of questions"
        if name not in READERS:
            yield f"{name}: has no reader of its answers"
        if not (takes.number or takes.own_words or _has_a_name(name)):
            yield f"{name}: has no name in the list of questions"
        if not (takes.options or "options" in takes.fields or takes.number or takes.own_words):
            yield f"{name}: has nothing to choose from, and no face of the interview knows how to write it"
        strange = takes.fields - set(Question.model_fields)
        yield from (f"{name}: takes '{field}', which no question has" for field in sorted(strange))
        if takes.quiet and takes.quiet not in (*takes.options, NONE):
            yield f"{name}: its quiet answer is not among its options"


def _has_a_name(name: str) -> bool:
    try:
        return bool(SPEECH.one_of("options", name))
    except LookupError:
        return False


def test_every_type_is_known_everywhere() -> None:
    assert list(lacking(ANSWER_TYPES)) == []
    assert set(ANSWER_TYPES) == set(get_args(TypeName)) == set(READERS)
    assert {question.type for question in LIBRARY.questions.values()} == set(ANSWER_TYPES), (
        "each is put to the test here"
    )


def test_a_forgotten_type_is_named_with_what_it_lacks() -> None:
    assert list(lacking({"day": AnswerType(frozenset({"earliest"}), quiet="never")})) == [
        "day: cannot be written in a file of questions",
        "day: has no reader of its answers",
        "day: has no name in the list of questions",
        "day: has nothing to choose from, and no face of the interview knows how to write it",
        "day: takes 'earliest', which no question has",
        "day: its quiet answer is not among its options",
    ]


def possible(question: Question) -> tuple[str, ...]:
    """Answers to a question as they are typed."""
    if question.span is not None:
        return tuple(map(str, question.span))
    return question.option_ids or ("My calf is tight.",)


@pytest.mark.parametrize("question", LIBRARY.questions_in_order, ids=lambda question: question.id)
def test_an_answer_that_is_typed_is_read_alike_everywhere(question: Question) -> None:
    """What `--set` makes of a text, what the interview makes of it, and what a file holds come to the same."""
    for text in (*possible(question), UNKNOWN):
        given, faults = read_answer({question.id: question.takes.typed(text)}, question)
        assert given is not None
        assert not faults
        asked = checked(alone(question, "", SPEECH), text)
        assert read_answer(asked, question) == (given, [])


@pytest.mark.parametrize("question", LIBRARY.questions_in_order, ids=lambda question: question.id)
def test_a_question_offers_what_its_type_says(question: Question) -> None:
    offered = [option["id"] for option in as_data(question, LIBRARY.answer_words, SPEECH)["options"]]
    assert [line.option for line in alone(question, "", SPEECH).lines] == offered
    assert question.is_written == (not offered)
    assert (NONE in offered) == question.takes.several
    assert bool(open_facts(question)) != question.takes.own_words


GIVEN: Mapping[str, Any] = {
    "minimum": {"minimum": 0, "maximum": 9, "unit": "cups"},
    "options": {"options": [{"id": "tea", "text": "Tea."}]},
    "none_text": {"none_text": "None of these"},
    "yes_means": {"yes_means": "tight_calf"},
}
STRANGE = [(name, field) for name, takes in ANSWER_TYPES.items() for field in GIVEN if field not in takes.fields]


@pytest.mark.parametrize(("name", "field"), STRANGE)
def test_a_question_is_refused_with_a_field_of_another_type(name: TypeName, field: str) -> None:
    question = next(one for one in LIBRARY.questions_in_order if one.type == name)
    with pytest.raises(ValidationError, match="only"):
        Question.model_validate({**question.model_dump(by_alias=True, exclude_none=True), **GIVEN[field]})
