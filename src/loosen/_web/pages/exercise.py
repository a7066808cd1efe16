"""One exercise of the plan."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from starlette.status import HTTP_404_NOT_FOUND

from loosen._web.rendering import page
from loosen._web.views.exercise import exercise_view

from .planned import PlanInForce, PlanLibrary, Record, StopNow

router = APIRouter()


@router.get("/plan/exercise/{exercise}")
def exercise(
    request: Request, exercise: str, record: Record, plan: PlanInForce, library: PlanLibrary, stop: StopNow
) -> HTMLResponse:
    """How it is done. What the plan does not have is not shown: it may be left out for this person's safety (404)."""
    view = exercise_view(record, plan, exercise, library)
    if view is None:
        raise HTTPException(HTTP_404_NOT_FOUND)
    return page(request, "plan/exercise.html", {"exercise": view, "stop": stop})
