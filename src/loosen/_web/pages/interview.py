"""The interview on pages: one page for each thing that is asked, until there is a plan or a referral."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request, Response
from starlette.status import HTTP_200_OK, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_CONTENT

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._interview.shown import asked_anew_words
from loosen._web.guard.forms import Form
from loosen._web.interview_form import Unusable, is_as_kept, typed_nothing, value_in
from loosen._web.rendering import page, see
from loosen._web.views.answers import Answered, answered, heard_just_now
from loosen._web.views.body import BodyToTap, body_to_tap
from loosen._web.views.interview import Asked, Typed, asked
from loosen._web.visitor import AnsweredElsewhere, Visitor, form_of, visitor_of
from loosen.errors import AnswersError

router = APIRouter()
Asking = Annotated[Visitor, Depends(visitor_of)]
Sent = Annotated[Form, Depends(form_of)]
PLAN = "plan"
"""What the button says that asks for the plan."""


class Place(NamedTuple):
    """Where in the interview a page is: its number, and how much is done, in percent."""

    number: int
    percent: int


class Question(NamedTuple):
    """A page that asks; `said` is what is told first, and `changes` whether an answer is given anew.

    A question about places on the body has that body, to tap.
    """

    asked: Asked
    place: Place
    said: tuple[str, ...] = ()
    changes: bool = False
    body: BodyToTap | None = None


class Before(NamedTuple):
    """A page that was answered already, with what was answered there."""

    place: Place
    answers: tuple[Answered, ...]
    is_late: bool


def place_of(questionnaire: Questionnaire) -> Place:
    """Where an interview is now."""
    return Place(len(questionnaire.steps) + 1, round(100 * questionnaire.progress))


def where(questionnaire: Questionnaire, *, more: bool = False) -> str:
    """The page where an interview goes on; with `more`, nobody is asked whether this is enough."""
    if questionnaire.is_emergency:
        return "/emergency"
    if questionnaire.next() is None:
        return "/plan"
    return f"/interview/{place_of(questionnaire).number}{'?more=1' if more else ''}"


@router.get("/interview")
def go_on(visitor: Asking, more: bool = False) -> Response:
    """The page where this visitor's interview goes on."""
    return see(where(visitor.questionnaire, more=more))


@router.get("/interview/{number:int}")
def ask(request: Request, visitor: Asking, number: int, more: bool = False) -> Response:
    """What is asked now; at an earlier number, what was answered there."""
    questionnaire = visitor.questionnaire
    place, shown = place_of(questionnaire), questionnaire.next()
    if 0 < number < place.number:
        return _before(request, visitor, number)
    if shown is None or number != place.number:
        return see(where(questionnaire, more=more))
    if shown.refines and not more and not _is_refining(questionnaire):
        return page(request, "interview/enough.html", Question(asked(shown, visitor.speech), place, _said(visitor)))
    return question_page(request, visitor, shown)


@router.post("/interview/{number:int}")
def answer(request: Request, visitor: Asking, form: Sent, number: int) -> Response:
    """Take an answer, and go on to the page where the interview is then."""
    questionnaire, typed = visitor.questionnaire, typed_in(form)
    shown = questionnaire.next()
    if form.step != visitor.step or shown is None:
        return _late(request, visitor, number, typed)
    wants_plan = form.get("do") == PLAN and shown.ready
    try:
        if not (wants_plan and typed_nothing(shown, typed)):
            value = value_in(shown, typed, visitor.speech)
            with visitor.answering(form):
                questionnaire.answer(value)
    except Unusable as error:
        return question_page(request, visitor, shown, typed, error.faults)
    except AnswersError as error:
        return question_page(request, visitor, shown, typed, _not_here(error, visitor))
    except AnsweredElsewhere:
        return _late(request, Visitor(request), number, typed)
    return see("/plan" if wants_plan and questionnaire.ready and not questionnaire.is_emergency
               else where(questionnaire))  # fmt: skip


@router.get("/interview/anew")
def ask_anew(request: Request) -> Response:
    """Ask whether everything answered so far shall be deleted."""
    return page(request, "interview/anew.html")


@router.post("/interview/anew")
def begin_anew(visitor: Asking, _form: Sent) -> Response:
    """Delete what was answered so far, and begin anew."""
    visitor.start_anew()
    return see("/interview")


def typed_in(form: Form) -> Typed:
    """What is in the fields of a form, by name."""
    return {name: form.all(name) for name in form.fields}


def _not_here(error: AnswersError, visitor: Visitor) -> dict[str, str]:
    return {fault.where: visitor.speech("interview_pages.not_here") for fault in error.faults}


def _is_refining(questionnaire: Questionnaire) -> bool:
    """Whether the person went on answering after there was enough for a first plan."""
    refining = {screen.id for screen in questionnaire.library.screens_in_order if screen.refines}
    return any(step.screen in refining for step in questionnaire.steps)


def _said(visitor: Visitor) -> tuple[str, ...]:
    """What is told before a question: what was heard in the last words, and what an older questionnaire asked."""
    questionnaire, speech = visitor.questionnaire, visitor.speech
    older = asked_anew_words(questionnaire, speech) if questionnaire.asked_anew else ()
    return (*heard_just_now(questionnaire, speech), *older)


def question_page(
    request: Request,
    visitor: Visitor,
    shown: Ask,
    typed: Typed | None = None,
    faults: dict[str, str] | None = None,
    *,
    changes: bool = False,
) -> Response:
    """The page of a question, or of several; with faults beside their fields where it `typed` what cannot be used.

    It `changes` an answer that was given, or else asks for the next.
    """
    view: Any = asked(shown, visitor.speech, typed)
    said = () if faults or changes else _said(visitor)
    body = body_for(visitor, shown, view)
    question = Question(
        view.with_faults(faults) if faults else view, place_of(visitor.questionnaire), said, changes, body
    )
    return page(request, "interview/question.html", question, HTTP_422_UNPROCESSABLE_CONTENT if faults else HTTP_200_OK)


def body_for(visitor: Visitor, shown: Ask, view: Asked) -> BodyToTap | None:
    """The body to tap, with what is chosen; None where not one question alone is asked, about places on it."""
    if len(shown.questions) > 1:
        return None
    chosen = {choice.value for group in view.groups for choice in group.choices if choice.chosen}
    return body_to_tap(shown.question, chosen, visitor.library)


def _late(request: Request, visitor: Visitor, number: int, typed: Typed) -> Response:
    """What is shown where a form was sent in that was answered already: nothing, where it says what is kept."""
    questionnaire = visitor.questionnaire
    if 0 < number <= len(questionnaire.steps) and not is_as_kept(questionnaire, number, typed):
        return _before(request, visitor, number, is_late=True)
    return see(where(questionnaire))


def _before(request: Request, visitor: Visitor, number: int, *, is_late: bool = False) -> Response:
    """What was answered at an earlier number."""
    questionnaire = visitor.questionnaire
    given = answered(questionnaire, visitor.speech, questionnaire.steps[number - 1].before)
    place = Place(number, place_of(questionnaire).percent)
    return page(request, "interview/before.html", Before(place, given, is_late), HTTP_409_CONFLICT if is_late else 200)
