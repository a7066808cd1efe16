"""People who are interviewed: who say on each screen what is true of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loosen.interview import Questionnaire
from loosen.interview.screens import Ask
from loosen.model.question import Question


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
