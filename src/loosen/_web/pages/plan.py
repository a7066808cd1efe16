"""The plan: what it is, to print, and to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from starlette.status import HTTP_501_NOT_IMPLEMENTED

from loosen._outputs.export import hand_out
from loosen._outputs.illustrated.model import Private
from loosen._outputs.pages import policy_of
from loosen._records.sealing import to_json
from loosen._web.rendering import page, see
from loosen._web.site import site_of
from loosen._web.supposing import Supposing
from loosen._web.views.body import muscles_in_focus
from loosen._web.views.plan import plan_view
from loosen._web.views.referral import referral_of
from loosen._web.visitor import Visitor, visitor_of
from loosen.errors import FaultCode, LoosenError

from .planned import PlanLibrary, Record, StopNow

router = APIRouter()
WithAnswers = Annotated[bool, Query(alias="answers")]
_EMERGENCY: Final = "emergency_now"


@router.get("/plan")
def plan(
    request: Request,
    record: Record,
    library: PlanLibrary,
    stop: StopNow,
    visitor: Annotated[Visitor, Depends(visitor_of)],
) -> Response:
    """Today's routine, or whom to see first; where the diary stands against any exercise, that before all else."""
    if record.triage.level == _EMERGENCY:
        return see("/emergency")
    if record.plan is None:
        number = site_of(request).settings.emergency_number
        return page(request, "plan/referral.html", referral_of(record, number))
    view = plan_view(record, record.plan, library)
    body = replace(muscles_in_focus(view.muscles, library), names=(view.muscles_told,)) if view.muscles else None
    quick = tuple(Supposing(record.audit, library).quick(visitor.speech))
    return page(request, "plan/plan.html", {"plan": view, "body": body, "quick": quick, "stop": stop})


@router.get("/plan/print")
def to_print(record: Record, library: PlanLibrary, answers: WithAnswers = False) -> Response:
    """The illustrated hand-out, which stands by itself; what was answered is on it only if somebody asks for it."""
    made = hand_out(record, library, "html", private=Private(answers=answers))
    return Response(made, media_type="text/html", headers={"content-security-policy": policy_of(made.decode())})


@router.get("/plan/plan.pdf")
def as_pdf(request: Request, record: Record, library: PlanLibrary, answers: WithAnswers = False) -> Response:
    """The same as PDF; where what makes it is not installed, a page says how to print it otherwise."""
    try:
        made = hand_out(record, library, "pdf", private=Private(answers=answers))
    except LoosenError as error:
        if all(fault.code is not FaultCode.NOT_INSTALLED for fault in error.faults):
            raise
        return page(request, "plan/no_pdf.html", status=HTTP_501_NOT_IMPLEMENTED)
    return Response(made, media_type="application/pdf", headers={"content-disposition": 'inline; filename="plan.pdf"'})


@router.get("/plan/record.json")
def sealed(record: Record) -> Response:
    """The whole record with its seal, for another program, or for somebody who checks it."""
    headers = {"content-disposition": 'attachment; filename="plan.json"'}
    return Response(to_json(record), media_type="application/json", headers=headers)
