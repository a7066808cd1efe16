"""An interview, step by step: each request brings all of it along, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from loosen._api.asked import Again, AnswerGiven, Begin, Changed, Interview
from loosen._api.library import TheLibrary
from loosen._api.problems import Refused
from loosen._api.reading import Strict
from loosen._api.told import AskTold, InterviewTold, sealed, written
from loosen._interview import Questionnaire
from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen.errors import Fault, FaultCode

router = APIRouter(prefix="/interview", tags=["interview"], route_class=Strict)


@router.post("", response_model=InterviewTold)
def begin(body: Begin, library: TheLibrary) -> Response:
    """Begin an interview, with answers that are known already if there are any."""
    return _standing(_resumed({"answers": body.answers}, body.language, library))


@router.post("/state", response_model=InterviewTold)
def state(body: Interview, library: TheLibrary) -> Response:
    """Where an interview stands: what to ask now, and whether a plan can be made."""
    return _standing(_under_way(body, library))


@router.post("/answer", response_model=InterviewTold)
def answer(body: AnswerGiven, library: TheLibrary) -> Response:
    """Answer what is asked now."""
    questionnaire = _under_way(body, library)
    questionnaire.answer(body.value)
    return _standing(questionnaire)


@router.post("/answered", response_model=AskTold)
def answered(body: Again, library: TheLibrary) -> Response:
    """A question that was answered, to be shown again by itself, with its answer under `before`."""
    questionnaire = _under_way(body, library)
    return written(AskTold.of(questionnaire.answered(body.question), questionnaire.library))


@router.post("/change", response_model=InterviewTold)
def change(body: Changed, library: TheLibrary) -> Response:
    """Change an answer that was given. What takes back a warning sign is refused until the person confirmed it."""
    questionnaire = _under_way(body, library)
    signs = questionnaire.taken_back(body.question, body.value)
    if signs and not body.confirmed:
        remedy = "Ask the person whether this is so, and send it again with `confirmed`."
        faults = [Fault(FaultCode.NOTE, sign.id, sign.words, remedy) for sign in signs]
        raise Refused("confirm", "Until the person confirms it, the sign counts.", faults)
    questionnaire.change(body.question, body.value)
    return _standing(questionnaire)


@router.post("/back", response_model=InterviewTold)
def back(body: Interview, library: TheLibrary) -> Response:
    """Take back the last thing that was answered or changed."""
    questionnaire = _under_way(body, library)
    questionnaire.back()
    return _standing(questionnaire)


@router.post("/recommendation", response_model=Recommendation)
def recommendation(body: Interview, library: TheLibrary) -> Response:
    """The plan or referral, from when the interview is `ready`. A referral is no problem: it comes as a plan does."""
    return sealed(_under_way(body, library).recommendation())


def _under_way(body: Interview, library: Library) -> Questionnaire:
    return _resumed(body.interview, body.language, library)


def _resumed(data: Mapping[str, Any], language: str, library: Library) -> Questionnaire:
    return Questionnaire.from_data(dict(data), library.in_language(language), where="the interview")


def _standing(questionnaire: Questionnaire) -> Response:
    return written(InterviewTold.of(questionnaire))
