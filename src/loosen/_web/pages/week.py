"""The weekly check: signs that are new, how it is all in all, sleep, and the person's own activities."""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.status import HTTP_422_UNPROCESSABLE_CONTENT

from loosen._diary.keeping import new_id
from loosen._diary.noting import note_check
from loosen._diary.signs import signs_of
from loosen._diary.weekly import activities_of, check_of
from loosen._web.guard.forms import Form
from loosen._web.noted_session import fields_of
from loosen._web.rendering import page, see
from loosen._web.stopping import stop_of
from loosen._web.views.week import week_form
from loosen._web.visitor import form_of
from loosen._web.week_form import week_told
from loosen.errors import FileError

from .diarist import Diarist

router = APIRouter(prefix="/diary/week")
_FIRST: Final = "new"
"""The field at which stands what is wrong with all of it."""
_ID: Final = re.compile(r"[0-9a-f]{32}")


@router.get("")
def week(request: Request, of: Diarist) -> HTMLResponse:
    """The questions of the week."""
    return page(request, "diary/week.html", week_form(of, of.case.diary(), stop_of(of), new_id()))


@router.post("")
def told(request: Request, of: Diarist, form: Annotated[Form, Depends(form_of)]) -> Response:
    """What was said of the week. Whatever is wrong is shown beside its field, and nothing is lost of what was told."""
    diary = of.case.diary()
    entry = form.get("entry") if _ID.fullmatch(form.get("entry")) else new_id()
    if any(check.id == entry for check in diary.checks):
        return see("/diary/noted")
    said = week_told(form, activities_of(diary), signs_of(of.record, of.library), of.speech)
    faults = dict(said.faults)
    check = check_of({**said.said, "id": entry} if said.said else {}, of.seal, of.now)
    if not faults and not check and not said.other:
        faults = {_FIRST: of.speech("diary.nothing_said")}
    if not faults and check:
        try:
            note_check(of, check)
        except FileError as error:
            faults = {_FIRST: " ".join(f"{fault.where} {fault.what}" for fault in error.faults)}
    if faults:
        shown = week_form(of, diary, stop_of(of), entry).filled(fields_of(form), faults)
        return page(request, "diary/week.html", shown, HTTP_422_UNPROCESSABLE_CONTENT)
    return see("/diary/noted?other=1" if said.other else "/diary/noted")
