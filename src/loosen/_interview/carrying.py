"""Carries saved answers to another questionnaire, as far as what was asked then means the same now.

What a question means is told by digests: one of its words and of what kind of answer it takes, and one for each option.
They are taken from the English, so that a better translation changes nothing. Where an author knows that other words
ask the same, the question or option says so (`formerly`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from loosen._assessment.as_given import NOT_APPLICABLE
from loosen._assessment.stages.intake import faults_of
from loosen._library import Library
from loosen._model.base import Id, Model
from loosen._model.question import NONE, UNKNOWN, Option, Question
from loosen._records.canonical import digest_of

DIGITS = 8
"""Hex digits of a digest: enough to notice a change."""
Why = Literal["gone", "not_said", "other_question", "other_options", "no_answer"]
"""Why an answer is not kept: nobody asks that any more; the file does not say what was asked; the question, or what may
be answered, is another now; or the answer is none to it."""
_OPEN = (NONE, UNKNOWN, NOT_APPLICABLE)


class Meaning(Model):
    """What a question meant when it was answered: the digest of the question, and of each of its options."""

    question: str
    options: dict[Id, str] = {}


class Carried(NamedTuple):
    """The answers that are kept, what is shown where a question is asked again, and why each other one is not kept."""

    answers: Mapping[str, Any]
    earlier: Mapping[str, Any]
    asked_anew: Mapping[str, Why]


def meaning_of(question: Question) -> Meaning:
    """What an English question means now."""
    asked = (question.type, question.text, question.help, question.none_text, question.unit,
             question.minimum, question.maximum, question.yes_means)  # fmt: skip
    return Meaning(question=_digest(*asked), options={one.id: _of_option(one) for one in question.options})


def meanings_of(answers: Mapping[str, Any], library: Library) -> dict[str, Meaning]:
    """What each question that was answered means now."""
    questions = (library.english or library).questions
    return {name: meaning_of(questions[name]) for name in sorted(answers) if name in questions}


def carried(answers: Mapping[str, Any], meanings: Mapping[str, Meaning], library: Library) -> Carried:
    """What becomes of answers that were given to another questionnaire, whose questions had these `meanings`."""
    kept: dict[str, Any] = {}
    earlier: dict[str, Any] = {}
    asked_anew: dict[str, Why] = {}
    names = dict(_names_now(meanings, library))
    for name, value in answers.items():
        question = (library.english or library).questions.get(names.get(name, name))
        if question is None or name not in meanings:
            asked_anew[name] = "not_said" if question else "gone"
            continue
        one = _carry(value, meanings[name], question, formerly=name)
        if one.why:
            asked_anew[question.id] = one.why
        (earlier if one.why else kept).update({} if one.value is None else {question.id: one.value})
    return Carried(kept, earlier, asked_anew)


class _One(NamedTuple):
    """One answer carried over: its value now (None: none that can be shown), and why it is to be given anew."""

    value: Any
    why: Why | None = None


def _carry(value: Any, meant: Meaning, question: Question, *, formerly: str) -> _One:
    now = meaning_of(question)
    if meant.question != now.question and f"{formerly}:{meant.question}" not in question.formerly:
        return _One(None, "other_question")
    names = dict(_options_now(meant, question))
    said = value if isinstance(value, list) else [value]
    told = [names.get(one, one) for one in said if not meant.options or one in names or one in _OPEN]
    new = told if isinstance(value, list) else next(iter(told), None)
    if new in (None, []) or faults_of(new, question):
        return _One(None, "no_answer" if not meant.options else "other_options")
    whole = len(told) == len(said) and (not question.safety or _same_options(names, question))
    return _One(new) if whole else _One(new, "other_options")


def _same_options(names: Mapping[str, str], question: Question) -> bool:
    """Whether every option of now was there then, and none that was there then is gone: a sign may hide in any."""
    return set(names.values()) == {option.id for option in question.options}


def _options_now(meant: Meaning, question: Question) -> Iterator[tuple[str, str]]:
    """The options of then that mean the same now, by their ids then and now."""
    for option in question.options:
        for name, digest in meant.options.items():
            same = name == option.id and digest == _of_option(option)
            if same or f"{name}:{digest}" in option.formerly:
                yield name, option.id


def _names_now(meanings: Mapping[str, Meaning], library: Library) -> Iterator[tuple[str, str]]:
    """The questions of then that have another id now, by their ids then and now."""
    for question in library.questions.values():
        for former in question.formerly:
            name, _, digest = former.partition(":")
            if name in meanings and name not in library.questions and meanings[name].question == digest:
                yield name, question.id


def _of_option(option: Option) -> str:
    return _digest(option.text, option.help, option.means)


def _digest(*parts: Any) -> str:
    return digest_of(list(parts))[:DIGITS]
