"""The diary: what is noted, a session told afterwards, and how the morning after was."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.status import HTTP_422_UNPROCESSABLE_CONTENT

from loosen._diary.checking import SKEW
from loosen._diary.entering import just_before
from loosen._diary.keeping import new_id
from loosen._diary.noting import note_more, note_session
from loosen._diary.of import Of
from loosen._diary.signs import signs_of
from loosen._model.diary import Diary
from loosen._web.clock import OFFSETS, ZONE, at_local_time, offset_of
from loosen._web.guard.forms import Form
from loosen._web.noted_session import entry_told, fields_of, morning_told
from loosen._web.rendering import page, see
from loosen._web.session_form import FormTold, told_in
from loosen._web.site import site_of
from loosen._web.stopping import stop_of
from loosen._web.views.diary import SessionForm, about_session, diary_page, moment_fields, morning_asked
from loosen._web.views.noted import noted_view
from loosen._web.views.session_questions import questions_about
from loosen._web.visitor import form_of
from loosen.errors import FaultCode, FileError

from .diarist import Diarist

router = APIRouter(prefix="/diary")
Sent = Annotated[Form, Depends(form_of)]
NOTED: Final = "/diary/noted"
_BEGAN: Final = "began_day"
"""The field at which stands what is wrong with the time of a session."""
_ID: Final = re.compile(r"[0-9a-f]{32}")


@router.get("")
def diary(request: Request, of: Diarist, first: Annotated[int, Query(ge=0, le=100_000)] = 0) -> HTMLResponse:
    """What is noted, the newest first."""
    return page(request, "diary/diary.html", diary_page(of, of.case.diary(), stop_of(of), first))


@router.get("/session")
def session_form(request: Request, of: Diarist) -> HTMLResponse:
    """The form for a session that is over."""
    noted = of.case.diary()
    day, at = moment_fields(just_before(of.plan, of.seal, noted, of.now))
    return page(request, "diary/session.html", _form(of, noted, new_id(), day, at))


@router.post("/session")
def session_told(request: Request, of: Diarist, form: Sent) -> Response:
    """A session told afterwards. Whatever is wrong is shown beside its field, and nothing is lost of what was told."""
    noted = of.case.diary()
    began = _began(request, form)
    then = of.at(noted, began) if began else of
    entry = form.get("entry") if _ID.fullmatch(form.get("entry")) else new_id()
    shown = _form(then, noted, entry, form.get("began_day"), form.get("began_time"))
    if began and then.seal != form.get("plan"):
        return _again(request, shown, form, {}, of.speech("diary_page.other_plan"))
    said = told_in(form, len(then.plan.items), signs_of(then.record, then.library), of.speech)
    faults = {**({} if began else {_BEGAN: about_session("no_moment", of.speech)}), **said.faults}
    if faults or began is None:
        return _again(request, shown, form, faults)
    try:
        note_session(of, entry_told(then, said, began, entry), morning_told(of, said))
    except FileError as error:
        return _again(request, shown, form, {_BEGAN: _why(error, began, of)})
    return see(noted_at(said))


@router.post("/morning")
def morning(request: Request, of: Diarist, form: Sent) -> Response:
    """How the morning after the last session was."""
    said = told_in(form, 0, (), of.speech)
    if said.faults:
        noted = of.case.diary()
        shown = diary_page(of, noted, stop_of(of))
        asked = morning_asked(of, noted)
        again = replace(shown, morning=asked and replace(asked, faults=said.faults))
        return page(request, "diary/diary.html", again, HTTP_422_UNPROCESSABLE_CONTENT)
    if entry := morning_told(of, said):
        note_more(of, entry)
    return see("/diary")


@router.get("/noted")
def noted(request: Request, of: Diarist, other: int = 0) -> HTMLResponse:
    """What comes of what was noted last: whom to see first, where that has to be."""
    number = site_of(request).settings.emergency_number
    return page(request, "diary/noted.html", noted_view(stop_of(of), other=bool(other), emergency_number=number))


@router.get("/clock")
def clock(request: Request, of: Diarist) -> HTMLResponse:
    """Where the person's clock is, for browsers that do not tell."""
    return page(request, "diary/clock.html", {"now": f"{of.now:%H:%M}", "is": offset_of(of.now), "can_be": OFFSETS})


@router.post("/clock")
def set_clock(request: Request, form: Sent) -> RedirectResponse:
    """Go by the clock that was chosen."""
    if form.get("zone") in OFFSETS:
        request.state.cookies[ZONE] = form.get("zone")
    return see("/diary")


def noted_at(said: FormTold) -> str:
    """Where it is shown what comes of it."""
    return f"{NOTED}?other=1" if said.other else NOTED


def _form(of: Of, diary: Diary, entry: str, day: str, at: str) -> SessionForm:
    asked = questions_about(of.plan, of.record, diary, of.library, of.speech, of.now)
    today, _ = moment_fields(of.now)
    return SessionForm(asked, entry, of.seal, day, at, offset_of(of.now), today)


def _again(request: Request, shown: SessionForm, form: Form, faults: dict[str, str], notice: str = "") -> HTMLResponse:
    """The form as it was filled in; of another plan than it was for, without what was done of its exercises."""
    told = {name: said for name, said in fields_of(form).items() if not notice or not name.startswith("did-")}
    again = replace(shown, questions=replace(shown.questions, told=told, faults=faults), notice=notice)
    return page(request, "diary/session.html", again, HTTP_422_UNPROCESSABLE_CONTENT)


def _began(request: Request, form: Form) -> datetime | None:
    """When a session began, by the person's clock; None where that is no time."""
    try:
        day, at = date.fromisoformat(form.get("began_day")), time.fromisoformat(form.get("began_time"))
        return at_local_time(request, datetime.combine(day, at.replace(tzinfo=None)))
    except (ValueError, OverflowError):
        return None


def _why(error: FileError, began: datetime, of: Of) -> str:
    """Why a session cannot be, for whoever told it."""
    codes = {fault.code for fault in error.faults}
    if began > of.now + SKEW:
        return about_session("future", of.speech)
    if FaultCode.TWICE in codes:
        return about_session("twice", of.speech)
    if codes <= {FaultCode.OUT_OF_RANGE, FaultCode.BAD_OPTION}:
        return about_session("early", of.speech)
    return about_session(" ".join(f"{fault.where} {fault.what}" for fault in error.faults), of.speech)
