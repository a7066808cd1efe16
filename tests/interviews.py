"""People who are interviewed: who say on each screen what is true of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._model.plan import Recommendation
from loosen._model.question import Question
from tests.people import EVERYBODYS, completed
from tests.personas import Persona, load_personas


def truth_about(question: Question, truth: Mapping[str, Any]) -> Any:
    """What a person says to one question: the truth, or else the default, as an answers file would leave it out."""
    if question.id in truth:
        return truth[question.id]
    return list(question.default) or "none" if isinstance(question.default, tuple) else question.default


def truthful(shown: Ask, truth: Mapping[str, Any]) -> dict[str, Any]:
    """A person's whole answer to what is shown."""
    return {question.id: truth_about(question, truth) for question in shown.questions}


def interviewed(truth: Mapping[str, Any], questionnaire: Questionnaire) -> list[Ask]:
    """What this person is asked until the interview is over."""
    asked = []
    while (shown := questionnaire.next()) is not None:
        asked.append(shown)
        questionnaire.answer(truthful(shown, truth))
    return asked


def outcome(made: Recommendation) -> object:
    """What a person gets: of a referral its level and what is safe meanwhile, of a plan everything.

    Only which questions are worth asking again may differ: that lists every "not sure".
    """
    if made.plan is None:
        return made.triage.level, made.interim
    return made.triage.level, made.triage.reasons, made.plan, made.interim, made.excluded, made.advice


def possible_answers(question: Question) -> list[Any]:
    """Answers that between them make every test on a question hold and fail."""
    if question.takes.number:
        low, high = question.minimum or 0, question.maximum or 0
        return [low, (low + high) // 2, high, "unknown"]
    if question.takes.own_words:
        return ["none"]
    if question.takes.several:
        return ["none", list(question.option_ids), *([option] for option in question.option_ids)]
    return [*question.option_ids, "unknown"]


class Held(NamedTuple):
    """A persona's interview, held to its end: the whole truth, what was asked, what is settled, and what came of it.

    `answers` are those that were asked for.
    """

    persona: Persona
    truth: Mapping[str, Any]
    asked: list[Ask]
    answers: Mapping[str, Any]
    settled: Mapping[str, str]
    made: Recommendation


@cache
def held() -> tuple[Held, ...]:
    """Every persona, interviewed; shared, because it takes a quarter of a minute."""
    return tuple(map(_hold, load_personas()))


def _hold(persona: Persona) -> Held:
    truth, questionnaire = completed(persona.told, drop_unasked=True), Questionnaire(EVERYBODYS.library)
    asked = interviewed(truth, questionnaire)
    return Held(persona, truth, asked, questionnaire.answers, questionnaire.settled, questionnaire.recommendation())
