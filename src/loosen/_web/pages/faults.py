"""Pages for when something cannot be shown: plain words and a way on, and never what went on inside."""

from __future__ import annotations

import logging
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from loosen._web.guard.forms import NotFromHere
from loosen._web.rendering import page
from loosen._web.views.fault import Fault, answered_elsewhere, fault_of, not_from_here
from loosen._web.visitor import AnsweredElsewhere, visitor_of
from loosen.errors import EnginesDisagree, LoosenError

_LOG: Final = logging.getLogger("loosen.web")
_BUSY, _OURS = 503, 500


def shown(request: Request, status: int, number: str = "") -> HTMLResponse:
    """The page that tells of a fault with this status of HTTP; `number` is what the log calls it."""
    return _page(request, fault_of(status, visitor_of(request).speech, number))


def add_faults(app: FastAPI) -> None:
    """Have every fault of a request end in such a page."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(NotFromHere, _not_from_here)
    app.add_exception_handler(AnsweredElsewhere, _elsewhere)
    app.add_exception_handler(LoosenError, _of_ours)


def _page(request: Request, fault: Fault) -> HTMLResponse:
    return page(request, "fault.html", fault, fault.status)


def _refused(request: Request, error: Exception) -> Response:
    told = error if isinstance(error, HTTPException) else HTTPException(_OURS)
    answer = shown(request, told.status_code)
    answer.headers.update(told.headers or {})
    return answer


def _not_valid(request: Request, _: Exception) -> Response:
    return shown(request, 400)


def _not_from_here(request: Request, _: Exception) -> Response:
    return _page(request, not_from_here(visitor_of(request).speech))


def _elsewhere(request: Request, _: Exception) -> Response:
    return _page(request, answered_elsewhere(visitor_of(request).speech))


def _of_ours(request: Request, error: Exception) -> Response:
    """What a page did not say itself: the store is not to be had, or the engines differ. The person is told no path."""
    _LOG.error("%s: %s", request.scope["route"].path if "route" in request.scope else "-", type(error).__name__)
    return shown(request, _OURS if isinstance(error, EnginesDisagree) else _BUSY)
