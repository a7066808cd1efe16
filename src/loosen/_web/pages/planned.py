"""The record that a visitor's pages about the plan are made from."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.status import HTTP_303_SEE_OTHER, HTTP_404_NOT_FOUND

from loosen._diary.of import Of
from loosen._library import Library
from loosen._model.plan import Plan, Recommendation
from loosen._web.clock import now_of
from loosen._web.stopping import Stop, stop_of
from loosen._web.visitor import Visitor, visitor_of
from loosen.errors import LanguageUnknown


def record_of(visitor: Annotated[Visitor, Depends(visitor_of)]) -> Recommendation:
    """The plan or referral that counts now; it is made and kept where the interview has come to an end.

    Whoever has not answered so far, or has changed an answer and is asked for more, is sent to the questions: a plan
    made from other answers does not count any more.
    """
    if not visitor.is_planned:
        if not visitor.has_begun or not visitor.questionnaire.ready:
            raise HTTPException(HTTP_303_SEE_OTHER, headers={"location": "/interview"})
        visitor.keep(visitor.questionnaire.recommendation())
    return visitor.case.record


def plan_of(record: Annotated[Recommendation, Depends(record_of)]) -> Plan:
    """The plan of it. A referral holds none, and no page about it (404)."""
    if record.plan is None:
        raise HTTPException(HTTP_404_NOT_FOUND)
    return record.plan


def library_of(
    record: Annotated[Recommendation, Depends(record_of)], visitor: Annotated[Visitor, Depends(visitor_of)]
) -> Library:
    """The library in the language of the plan, as far as it has that."""
    try:
        return visitor.library.in_language(record.audit.language)
    except LanguageUnknown:
        return visitor.library


def stop_now(
    request: Request,
    record: Annotated[Recommendation, Depends(record_of)],
    visitor: Annotated[Visitor, Depends(visitor_of)],
) -> Stop | None:
    """What stands against any exercise by the diary; None where nothing does, or where the record is a referral."""
    if record.plan is None:
        return None
    return stop_of(Of.this(visitor.case, visitor.library, visitor.language, now_of(request)))


Record = Annotated[Recommendation, Depends(record_of)]
PlanInForce = Annotated[Plan, Depends(plan_of)]
PlanLibrary = Annotated[Library, Depends(library_of)]
StopNow = Annotated[Stop | None, Depends(stop_now)]
