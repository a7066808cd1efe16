"""What was answered so far, in the words of the questions, and what was heard in words of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loosen._interview import Questionnaire
from loosen._interview.shown import answer_words
from loosen._model.question import NONE, Question
from loosen._outputs.handout import told_of_words
from loosen._words.speech import Speech


class Answered(NamedTuple):
    """One answer that was given: `words` is what was answered, `heard` what we understood of words of one's own."""

    question: str
    text: str
    words: str
    heard: str | None = None


def answered(questionnaire: Questionnaire, speech: Speech, names: Iterable[str] | None = None) -> tuple[Answered, ...]:
    """The answers given so far, in the order of the questions; with `names`, those to these questions."""
    given, wanted = questionnaire.answers, None if names is None else frozenset(names)
    questions = questionnaire.library.questions_in_order
    return tuple(
        Answered(one.id, one.text, answer_words(one, given[one.id], speech), what_was_heard(questionnaire, one, speech))
        for one in questions
        if one.id in given and (wanted is None or one.id in wanted)
    )


def what_was_heard(questionnaire: Questionnaire, question: Question, speech: Speech) -> str | None:
    """What we understood of the words to one question, with the words that made it; None where nothing was written."""
    listened = questionnaire.listened
    understood = {text.question: text.understood for text in listened.written}.get(question.id)
    if understood is None:
        return None
    heard = [one for one in listened.heard if one.question == question.id]
    library = questionnaire.library
    return told_of_words(
        heard, lambda sign: library.lexicon[sign].named(library.language_id), speech, understood=understood
    )


def heard_just_now(questionnaire: Questionnaire, speech: Speech) -> Iterator[str]:
    """What was heard in the words that were written in the last step."""
    last = questionnaire.steps[-1].before if questionnaire.steps else ()
    for one in answered(questionnaire, speech, last):
        question = questionnaire.library.questions[one.question]
        if one.heard and questionnaire.answers[question.id] != NONE:
            yield one.heard
