"""What is kept of a visitor: told, handed out, deleted."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from loosen._web.guard.forms import Form
from loosen._web.rendering import page, see
from loosen._web.site import site_of
from loosen._web.views.privacy import everything, kept_of
from loosen._web.visitor import Visitor, form_of, visitor_of

router = APIRouter(prefix="/privacy")
_BROWSER_TOO: Final = {"clear-site-data": '"cache", "storage"'}
"""Has the browser forget what it keeps of these pages for when there is no connection."""
Asking = Annotated[Visitor, Depends(visitor_of)]


@router.get("")
def privacy(request: Request, visitor: Asking) -> HTMLResponse:
    """What is kept where, and what can be done about it."""
    return page(request, "privacy/privacy.html", kept_of(visitor, site_of(request).settings))


@router.get("/everything.json")
def download(visitor: Asking) -> Response:
    """All that is kept of this visitor, as a file."""
    headers = {"content-disposition": 'attachment; filename="loosen.json"'}
    return Response(everything(visitor), media_type="application/json", headers=headers)


@router.get("/delete")
def ask_whether(request: Request, visitor: Asking) -> HTMLResponse:
    """Ask whether everything is to be deleted; nothing is done yet."""
    return page(request, "privacy/delete.html", kept_of(visitor, site_of(request).settings))


@router.post("/delete")
def delete(visitor: Asking, _: Annotated[Form, Depends(form_of)]) -> RedirectResponse:
    """Delete everything of this visitor, and have the browser forget it too."""
    visitor.forget()
    answer = see("/privacy/deleted")
    answer.headers.update(_BROWSER_TOO)
    return answer


@router.get("/deleted")
def deleted(request: Request) -> HTMLResponse:
    """Say that it is done."""
    return page(request, "privacy/deleted.html")
