"""The warning signs that may be new, by what they are about: each question of them is a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._model.question import RED_FLAGS, Question
from loosen._words.speech import Speech, speech_of

from .of_checks import QUIET


class Sign(NamedTuple):
    """A warning sign that the person did not have: how an entry writes it (`question=option`), and in words."""

    id: str
    words: str


class Signs(NamedTuple):
    """The signs of one question, under a short heading."""

    heading: str
    signs: Sequence[Sign]


def signs_of(record: Recommendation, library: Library) -> list[Signs]:
    """The warning signs that a person did not have when the plan was made, of the questions that applied.

    They are in the words of the library.
    """
    speech = speech_of(library.language_id)
    had = {one.question: one.value for one in record.audit.answers if one.state != "not_applicable"}
    found = [
        Signs(
            _heading(question, speech),
            [
                Sign(f"{question.id}={option.id}", option.text)
                for option in question.options
                if option.id not in QUIET and option.id not in _options(had[question.id])
            ],
        )
        for question in library.questions_in_order
        if question.section == RED_FLAGS and question.id in had
    ]
    return [one for one in found if one.signs]


def _heading(question: Question, speech: Speech) -> str:
    """What the signs of a question are about in a few words; a question of somebody's own has only its text."""
    known = f"names.new_sign.{question.id}" in speech
    return speech.one_of("new_sign", question.id) if known else question.text


def _options(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)
