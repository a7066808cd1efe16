"""The answers given so far, and the way to change one: a sign is taken back only by who says that it was a mistake."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from loosen._interview.screens import Ask, checked
from loosen._interview.taken_back import Sign
from loosen._web.guard.forms import MARK, STEP
from loosen._web.interview_form import Unusable, value_in
from loosen._web.rendering import page, see
from loosen._web.views.answers import answered
from loosen._web.views.interview import Typed
from loosen._web.visitor import AnsweredElsewhere, Visitor
from loosen.errors import AnswersError

from .interview import Asking, Sent, question_page, typed_in, where

router = APIRouter()
ANSWERS = "/interview/answers"
MISTAKE = "mistake"
"""The name of the buttons that say whether a sign was told by mistake."""


class Mistake(NamedTuple):
    """A page that asks whether signs were told by mistake; `typed` is what was sent in instead, to be sent again."""

    signs: tuple[Sign, ...]
    typed: Typed


@router.get(ANSWERS)
def overview(request: Request, visitor: Asking) -> Response:
    """Everything that was answered so far."""
    return page(request, "interview/answers.html", answered(visitor.questionnaire, visitor.speech))


@router.get(ANSWERS + "/{name}")
def ask_again(request: Request, visitor: Asking, name: str) -> Response:
    """One question that was answered, to be answered otherwise."""
    shown = _answered(visitor, name)
    return see(ANSWERS) if shown is None else question_page(request, visitor, shown, changes=True)


@router.post(ANSWERS + "/{name}")
def change(request: Request, visitor: Asking, form: Sent, name: str) -> Response:
    """Change one answer; where that takes back a sign, ask first whether it was a mistake."""
    shown, typed = _answered(visitor, name), typed_in(form)
    if shown is None or form.get(MISTAKE) == "no":
        return see(ANSWERS)
    questionnaire = visitor.questionnaire
    try:
        value = checked(shown, value_in(shown, typed, visitor.speech))[name]
        if value == questionnaire.answers[name]:
            return see(ANSWERS)
        signs = questionnaire.taken_back(name, value)
        if signs and form.get(MISTAKE) != "yes":
            return page(request, "interview/mistake.html", Mistake(signs, _sent_again(typed)))
        with visitor.answering(form):
            questionnaire.change(name, value)
    except Unusable as error:
        return question_page(request, visitor, shown, typed, error.faults, changes=True)
    except AnswersError:
        not_here = {name: visitor.speech("interview_pages.not_here")}
        return question_page(request, visitor, shown, typed, not_here, changes=True)
    except AnsweredElsewhere:  # it is shown as it is now, to be changed from there
        return see(request.url.path)
    return see(where(questionnaire))


def _answered(visitor: Visitor, name: str) -> Ask | None:
    """A question that was answered; None where it was not."""
    questionnaire = visitor.questionnaire
    if name not in questionnaire.answers:
        return None
    return replace(questionnaire.answered(name), why=visitor.speech("interview.your_answer_before"))


def _sent_again(typed: Typed) -> Typed:
    return {name: values for name, values in typed.items() if name not in (MARK, STEP, MISTAKE)}
