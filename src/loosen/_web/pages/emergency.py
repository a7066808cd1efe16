"""What to do now: for whoever named a sign that cannot wait, and for whoever asks before answering anything."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from loosen._web.rendering import page
from loosen._web.site import site_of
from loosen._web.views.referral import emergency_in_general, referral_of
from loosen._web.visitor import Visitor, visitor_of

router = APIRouter()


@router.get("/emergency")
def emergency(request: Request, visitor: Annotated[Visitor, Depends(visitor_of)]) -> HTMLResponse:
    """What to do now, and the answers that led here; without any, what holds for everybody.

    What came of an emergency is kept at once, so that no earlier plan goes on.
    """
    number = site_of(request).settings.emergency_number
    if not (visitor.has_begun and visitor.questionnaire.is_emergency):
        return page(request, "emergency/emergency.html", emergency_in_general(visitor.library, number))
    made = visitor.questionnaire.recommendation()
    if not visitor.is_planned:
        visitor.keep(made)
    return page(request, "emergency/emergency.html", referral_of(made, number))
