"""Questions about the plan: why this exercise, why not another, what if."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from starlette.status import HTTP_200_OK, HTTP_404_NOT_FOUND, HTTP_422_UNPROCESSABLE_CONTENT

from loosen._explain.compare.what_if import what_if
from loosen._explain.why.chain import why
from loosen._explain.why_not.why_not import why_not
from loosen._library import Library
from loosen._web.rendering import page
from loosen._web.site import site_of
from loosen._web.supposing import Supposing
from loosen._web.views.asking import SupposingView, choice_view, faults_in_words, supposed_view, why_not_view, why_view
from loosen._web.views.pictures import address_of, drawn
from loosen._words.speech import speech_of
from loosen.errors import AnswersError, FileError, UnknownEntry

from .planned import PlanInForce, PlanLibrary, Record

router = APIRouter()
LONGEST_NAME: Final = 120
Sought = Annotated[str, Query(alias="exercise", max_length=LONGEST_NAME)]


@router.get("/plan/why/{exercise}")
def why_this(request: Request, exercise: str, record: Record, _: PlanInForce, library: PlanLibrary) -> HTMLResponse:
    """The chain behind an exercise, in plain words and, for a reviewer, all of it."""
    try:
        told, deep = why(record, exercise), why(record, exercise, deep=True)
    except UnknownEntry:
        raise HTTPException(HTTP_404_NOT_FOUND) from None
    view = why_view(told, deep, speech_of(record.audit.language), _picture(library, told.exercise))
    return page(request, "plan/why.html", view)


@router.get("/plan/why-not")
def why_not_that(request: Request, record: Record, library: PlanLibrary, exercise: Sought = "") -> HTMLResponse:
    """What keeps an exercise out of the plan; where none is called so, those that are like it, and all to choose."""
    speech = speech_of(record.audit.language)
    if exercise.strip():
        with suppress(UnknownEntry):
            told = why_not(record, exercise, library=site_of(request).library)
            return page(request, "plan/why_not.html", why_not_view(told, speech, _picture(library, told.exercise)))
    view = choice_view(record.audit, library, speech, exercise.strip())
    return page(request, "plan/choice.html", view, HTTP_404_NOT_FOUND if view.is_lost else HTTP_200_OK)


@router.get("/plan/what-if")
def suppose(request: Request, record: Record, _: PlanInForce, library: PlanLibrary) -> HTMLResponse:
    """What other answers would bring, of those that a person decides by themselves; nothing is changed by asking."""
    speech, supposing = speech_of(record.audit.language), Supposing(record.audit, library)
    changes = supposing.changes(request.query_params)
    supposed, faults = None, tuple[str, ...]()
    if changes:
        try:
            supposed = supposed_view(what_if(record, changes, site_of(request).library), speech)
        except (AnswersError, FileError) as error:
            faults = faults_in_words(error, library, speech)
    view = SupposingView(
        language=speech.language, quick=tuple(supposing.quick(speech)), asked=supposing.asked(request.query_params),
        supposed=supposed, faults=faults,
    )  # fmt: skip
    return page(request, "plan/what_if.html", view, HTTP_422_UNPROCESSABLE_CONTENT if faults else HTTP_200_OK)


def _picture(library: Library, exercise: str) -> str:
    """Where the picture of an exercise is; empty where there is none."""
    return f"{address_of(library)}/still/{exercise}.svg" if drawn(library, exercise) else ""
