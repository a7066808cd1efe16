"""How it went over the weeks, and the plans there were."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from starlette.status import HTTP_404_NOT_FOUND

from loosen._web.rendering import page
from loosen._web.site import site_of
from loosen._web.views.progress import progress_page
from loosen._web.views.record import record_view

from .diarist import Diarist

router = APIRouter(prefix="/progress")


@router.get("")
def progress(request: Request, of: Diarist) -> HTMLResponse:
    """Pictures of the weeks with the same in words, minutes for each muscle, the ladders, and the plans."""
    return page(request, "progress/progress.html", progress_page(of))


@router.get("/plans/{number}")
def plan(request: Request, of: Diarist, number: int) -> HTMLResponse:
    """One of the person's plans or referrals, as it was."""
    records = list(of.case.records.values())
    if not 1 <= number <= len(records):
        raise HTTPException(HTTP_404_NOT_FOUND)
    view = record_view(of, records[number - 1], number, len(records), site_of(request).settings.emergency_number)
    return page(request, "progress/plan.html", view)
