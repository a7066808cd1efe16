"""What is told of a session: by a player, as often as it likes, or by a form; and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError
from starlette.status import HTTP_422_UNPROCESSABLE_CONTENT

from loosen._diary.entering import just_before
from loosen._diary.keeping import new_id
from loosen._diary.noting import note_session, note_state
from loosen._diary.signs import signs_of
from loosen._outputs.document import Block
from loosen._outputs.session import today
from loosen._outputs.session.deed import Deed
from loosen._outputs.session.words import closing
from loosen._web.guard.forms import Form
from loosen._web.noted_session import entry_told, fields_of, morning_told
from loosen._web.rendering import see
from loosen._web.session_form import told_in
from loosen._web.visitor import form_of
from loosen.errors import FileError

from .diary import noted_at
from .session import Asking, asked, of_now, session_of

router = APIRouter(prefix="/session")
Sent = Annotated[Form, Depends(form_of)]


@router.post("/deed")
def deed(request: Request, visitor: Asking, form: Sent) -> Response:
    """A state of a session that a player ran. Sent once more it changes nothing."""
    of, speech = of_now(request, visitor), visitor.speech
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
        note_state(of, entry, morning_told(of, said))
    except ValidationError:
        return _refused(speech("session_page.not_understood"))
    except FileError as error:
        return _refused(str(error))
    day = today(record, shorter=told.shorter)
    how_far, *parts = takewhile(_is_of_today, closing(day, told.player(of.plan), told.reasons(of.plan)))
    listed = [line for block in parts for line in block.lines]
    return JSONResponse({"closing": how_far.lines[0], "parts": listed, "next": noted_at(said)})


@router.post("/done")
def done(request: Request, visitor: Asking, form: Sent) -> Response:
    """A session that a form tells, which was over just now."""
    of = of_now(request, visitor)
    if of is None:
        return see("/plan")
    said = told_in(form, len(of.plan.items), signs_of(of.record, of.library), of.speech)
    questions = replace(asked(of), told=fields_of(form), faults=said.faults)
    if said.faults:
        return session_of(request, of, questions, HTTP_422_UNPROCESSABLE_CONTENT)
    try:
        began = just_before(of.plan, of.seal, of.case.diary(), of.now)
        note_session(of, entry_told(of, said, began, new_id()), morning_told(of, said))
    except FileError as error:
        again = replace(questions, faults={"note": str(error)})
        return session_of(request, of, again, HTTP_422_UNPROCESSABLE_CONTENT)
    return see(noted_at(said))


def _is_of_today(block: Block) -> bool:
    """Whether a part of the last words is about what was done; what to watch out for comes after that."""
    return block.form != "heading"


def _refused(why: str) -> JSONResponse:
    return JSONResponse({"why": why}, HTTP_422_UNPROCESSABLE_CONTENT)
