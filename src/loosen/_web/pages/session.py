"""Today's session: the page that guides through it, what it plays, and the worker that has it without a connection."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from loosen._diary.of import Of
from loosen._web.clock import now_of
from loosen._web.pages.planned import Record
from loosen._web.rendering import page, see
from loosen._web.site import site_of
from loosen._web.stopping import stop_of
from loosen._web.views.noted import noted_view
from loosen._web.views.session import PAGE, days_of, session_page
from loosen._web.views.session_questions import Questions, questions_about
from loosen._web.visitor import Visitor, visitor_of

router = APIRouter(prefix="/session")
Asking = Annotated[Visitor, Depends(visitor_of)]


def of_now(request: Request, visitor: Visitor) -> Of | None:
    """The plan that a visitor has kept, now; None where there is none, or a referral."""
    if visitor.person is None or visitor.case.record.plan is None:
        return None
    return Of.this(visitor.case, visitor.library, visitor.language, now_of(request))


def asked(of: Of) -> Questions:
    """What is asked about a session of this plan."""
    return questions_about(of.plan, of.record, of.case.diary(), of.library, of.speech, of.now)


@router.get("")
def session(request: Request, visitor: Asking, record: Record) -> Response:
    """Today's session; where something has to be looked at first, that, and no session.

    It is opened as a page of its own, and never put in the place of another.
    """
    if request.headers.get("hx-request") == "true":
        return Response(headers={"hx-redirect": PAGE})
    of = of_now(request, visitor) if record.plan else None
    return see("/plan") if of is None else session_of(request, of, asked(of))


def session_of(request: Request, of: Of, questions: Questions, status: int = 200) -> Response:
    """The page of a session, with these questions about it."""
    number = site_of(request).settings.emergency_number
    if stop := stop_of(of):
        return page(request, "diary/noted.html", noted_view(stop, other=False, emergency_number=number))
    return page(request, "session/session.html", session_page(of, of.case.diary(), questions, number), status)


@router.get("/steps.json")
def steps(request: Request, visitor: Asking) -> Response:
    """What a player plays."""
    of = of_now(request, visitor)
    return Response(status_code=404) if of is None else JSONResponse(days_of(of))


@router.get("/worker.js")
def worker() -> Response:
    """The worker that has a session at hand without a connection; it may serve `/session` and what lies below."""
    script = files("loosen._web").joinpath("static", "session", "worker.js").read_bytes()
    headers = {"service-worker-allowed": "/session", "cache-control": "no-cache"}
    return Response(script, media_type="text/javascript", headers=headers)
