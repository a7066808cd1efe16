"""What is told of a session: by a player, as often as it likes, or by a form; and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError
from starlette.status import HTTP_422_UNPROCESSABLE_ENTITY

from loosen._diary.entering import just_before, with_morning
from loosen._diary.keeping import new_id
from loosen._diary.noting import note_session, note_state
from loosen._diary.of import Of
from loosen._diary.signs import signs_of
from loosen._diary.stopping import why_stop
from loosen._model.diary import Done, SessionEntry
from loosen._outputs.session import today
from loosen._outputs.session.deed import Deed
from loosen._outputs.session.words import closing
from loosen._web.guard.forms import Form
from loosen._web.rendering import page, see
from loosen._web.session_form import FormTold, told_in
from loosen._web.visitor import form_of
from loosen.errors import FileError

from .session import Asking, asked, planned, session_of

router = APIRouter(prefix="/session")
Sent = Annotated[Form, Depends(form_of)]
NOTED: Final = "/session/noted"


@router.post("/deed")
def deed(visitor: Asking, form: Sent) -> Response:
    """A state of a session that a player ran. Sent once more it changes nothing."""
    of, speech = planned(visitor), visitor.speech
    try:
        told = Deed.model_validate_json(form.get("deed"))
    except ValidationError:
        return _refused(speech("session_page.not_understood"))
    record = visitor.case.records.get(told.plan) if of else None
    if of is None or record is None or record.plan is None:
        return _refused(speech("session_page.unknown_plan"))
    of = of._replace(record=record, plan=record.plan, seal=told.plan)
    said = told_in(form, len(told.day(of.plan).items), signs_of(record, of.library), speech)
    if said.faults:
        return _refused(" ".join(dict.fromkeys(said.faults.values())))
    try:
        entry = told.entry(of.plan, said.said, of.now)
        note_state(of, entry, _morning(of, said))
    except ValidationError:
        return _refused(speech("session_page.not_understood"))
    except FileError as error:
        return _refused(str(error))
    day = today(record, shorter=told.shorter)
    how_far = closing(day, told.player(of.plan), told.reasons(of.plan))
    return JSONResponse({"closing": [line for block in how_far for line in block.lines], "next": _noted(said)})


@router.post("/done")
def done(request: Request, visitor: Asking, form: Sent) -> Response:
    """A session that a form tells, which was over just now."""
    of = planned(visitor)
    if of is None:
        return see("/plan")
    said = told_in(form, len(of.plan.items), signs_of(of.record, of.library), of.speech)
    questions = replace(asked(of), told=_fields(form), faults=said.faults)
    if said.faults:
        return session_of(request, of, questions, HTTP_422_UNPROCESSABLE_ENTITY)
    try:
        note_session(of, _entry(of, said), _morning(of, said))
    except FileError as error:
        again = replace(questions, faults={"note": str(error)})
        return session_of(request, of, again, HTTP_422_UNPROCESSABLE_ENTITY)
    return see(_noted(said))


@router.get("/noted")
def noted(request: Request, visitor: Asking, other: int = 0) -> Response:
    """What comes of a session that is in the diary: whom to see first, where that has to be."""
    of = planned(visitor)
    if of is None:
        return see("/plan")
    why = why_stop(of.case.diary(), of.record, of.library, of.now)
    if why or other:
        return page(request, "session/stop.html", {"why": why, "other": bool(other), "noted": True})
    return page(request, "session/noted.html")


def _refused(why: str) -> JSONResponse:
    return JSONResponse({"why": why}, HTTP_422_UNPROCESSABLE_ENTITY)


def _noted(said: FormTold) -> str:
    return f"{NOTED}?other=1" if said.other else NOTED


def _fields(form: Form) -> Mapping[str, tuple[str, ...]]:
    return {name: form.all(name) for name in form.fields}


def _entry(of: Of, said: FormTold) -> SessionEntry:
    began = just_before(of.plan, of.seal, of.case.diary(), of.now)
    items = enumerate(of.plan.items)
    entry = SessionEntry(
        id=new_id(),
        plan=of.seal,
        started=began,
        done=tuple(Done(exercise=item.exercise, skipped=said.left_out.get(place)) for place, item in items),
        entered="log",
        entered_at=of.now,
    )
    return said.said.put_into(entry)


def _morning(of: Of, said: FormTold) -> SessionEntry | None:
    """The session before, with the pain of its next morning, where that was told and nobody has told it yet."""
    if said.morning is None:
        return None
    before = next((one for one in of.case.diary().sessions if one.id == said.morning_of), None)
    if before is None or before.pain_next_morning is not None or of.now - before.started < timedelta(hours=1):
        return None
    return with_morning(before, said.morning, of.now)
