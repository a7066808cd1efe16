"""The next plan: what a review comes to by what is noted, why, and keeping it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.status import HTTP_409_CONFLICT

from loosen._diary.next_record import keep_next, next_record
from loosen._diary.of import Of
from loosen._model.plan import Recommendation
from loosen._records.sealing import digest_of_record
from loosen._web.guard.forms import Form
from loosen._web.rendering import page, see
from loosen._web.site import site_of
from loosen._web.stopping import stop_of
from loosen._web.views.next_plan import next_view, not_yet_view
from loosen._web.visitor import form_of
from loosen.errors import LoosenError

from .diarist import Diarist

router = APIRouter(prefix="/next")
Swap = Annotated[str, Query(max_length=100)]


@router.get("")
def show(request: Request, of: Diarist, swap: Swap = "", instead: Swap = "") -> HTMLResponse:
    """What a review comes to now. Nothing is kept by looking."""
    try:
        made = _made(of, swap, instead)
    except LoosenError as error:
        return page(request, "next/not_yet.html", not_yet_view(error, of, stop_of(of)))
    return _shown(request, of, made, (swap, instead))


@router.post("")
def keep(request: Request, of: Diarist, form: Annotated[Form, Depends(form_of)]) -> Response:
    """Keep what was shown as the plan from now on. Where something else comes of it by now, that is shown first."""
    swap, instead = form.get("swap")[:100], form.get("instead")[:100]
    try:
        made = _made(of, swap, instead)
    except LoosenError as error:
        return page(request, "next/not_yet.html", not_yet_view(error, of, stop_of(of)), HTTP_409_CONFLICT)
    if digest_of_record(made) != form.get("seal"):
        return _shown(request, of, made, (swap, instead), overtaken=True)
    keep_next(of.case, made, of.now)
    return see("/plan")


def _made(of: Of, swap: str, instead: str) -> Recommendation:
    return next_record(of.case, of.library, of.now, {swap: instead or None} if swap else None)


def _shown(
    request: Request, of: Of, made: Recommendation, swap: tuple[str, str], *, overtaken: bool = False
) -> HTMLResponse:
    number = site_of(request).settings.emergency_number
    view = next_view(of, made, swap, number, overtaken=overtaken)
    return page(request, "next/next.html", view, HTTP_409_CONFLICT if overtaken else 200)
