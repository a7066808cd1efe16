"""Logging in and out. A login has a new token each time, so that nobody can have prepared it."""

from __future__ import annotations

import math
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.status import HTTP_401_UNAUTHORIZED, HTTP_429_TOO_MANY_REQUESTS

from loosen._web.guard.cookies import id_of, new_token
from loosen._web.guard.forms import Form
from loosen._web.rendering import page, see
from loosen._web.site import site_of
from loosen._web.visitor import form_of

from .passwords import is_right
from .who import LOGIN, cookie_of, login_of

router = APIRouter()
_TEMPLATE: Final = "review/login.html"


@router.get(LOGIN)
def asked(request: Request) -> Response:
    """Asks for name and password."""
    return page(request, _TEMPLATE, {"fault": "", "wait": 0})


@router.post(LOGIN)
def log_in(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """Log somebody in; after wrong passwords a name has to wait, each time for longer."""
    reviewers, name = site_of(request).store.reviewers, form.get("name").strip()
    if waits := reviewers.wait_for(name):
        shown = {"fault": "wait", "wait": math.ceil(waits.total_seconds())}
        return page(request, _TEMPLATE, shown, HTTP_429_TOO_MANY_REQUESTS)
    if not is_right(form.get("password"), reviewers.password_of(name)):
        reviewers.failed(name)
        return page(request, _TEMPLATE, {"fault": "wrong", "wait": 0}, HTTP_401_UNAUTHORIZED)
    _forget(request)
    token = new_token()
    reviewers.log_in(id_of(token), name)
    request.state.cookies[cookie_of(site_of(request))] = token
    return see("/review")


@router.post("/review/logout")
def log_out(request: Request, _: Annotated[Form, Depends(form_of)]) -> RedirectResponse:
    """Log out: the token opens nothing any more, whoever has it."""
    _forget(request)
    request.state.cookies[cookie_of(site_of(request))] = ""
    return see(LOGIN)


def _forget(request: Request) -> None:
    """Have the token that the browser has until now open nothing."""
    if login := login_of(request):
        site_of(request).store.reviewers.log_out(login)
