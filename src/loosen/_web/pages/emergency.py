"""What to do now: for whoever named a sign that cannot wait, and for whoever asks before answering anything."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from loosen._model.plan import Recommendation
from loosen._web.rendering import page
from loosen._web.site import site_of
from loosen._web.views.referral import emergency_in_general, referral_of
from loosen._web.visitor import Visitor, visitor_of

from .planned import record_of

router = APIRouter()


@router.get("/emergency")
def emergency(request: Request, visitor: Annotated[Visitor, Depends(visitor_of)]) -> HTMLResponse:
    """What to do now, and the answers that led here; without any, what holds for everybody.

    What came of an emergency is kept at once, so that no earlier plan goes on.
    """
    number = site_of(request).settings.emergency_number
    made = _came_to_it(visitor)
    view = referral_of(made, number) if made else emergency_in_general(visitor.library, number)
    return page(request, "emergency/emergency.html", view)


def _came_to_it(visitor: Visitor) -> Recommendation | None:
    """What says that it is an emergency: the interview, or what was noted later; None where nothing does."""
    if visitor.has_begun and (visitor.is_planned or visitor.questionnaire.is_emergency):
        made = record_of(visitor)
        return made if made.triage.level == "emergency_now" else None
    return None
