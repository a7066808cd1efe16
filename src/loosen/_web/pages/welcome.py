"""The first page: what this is, what it is not, how long it takes; and the choice of a language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from loosen._diary.case import last_plan
from loosen._web.guard.cookies import LANGUAGE
from loosen._web.guard.forms import Form
from loosen._web.language import known_languages
from loosen._web.rendering import page, see
from loosen._web.site import site_of
from loosen._web.views.home import home_of
from loosen._web.views.welcome import welcome_of
from loosen._web.visitor import Visitor, form_of, visitor_of

from .diarist import of_visitor

router = APIRouter()


@router.get("/")
def welcome(request: Request, visitor: Annotated[Visitor, Depends(visitor_of)]) -> HTMLResponse:
    """The first page; whoever has begun, or has a plan, can go on from it."""
    if visitor.person and last_plan(visitor.case).plan is not None:
        return page(request, "home/home.html", home_of(of_visitor(request, visitor)))
    return page(
        request,
        "welcome/welcome.html",
        welcome_of(visitor.library, has_plan=visitor.person is not None, has_begun=visitor.has_begun),
    )


@router.post("/language")
def choose_language(request: Request, form: Annotated[Form, Depends(form_of)]) -> RedirectResponse:
    """Speak another language from now on."""
    chosen = form.get("language")
    if chosen in known_languages(site_of(request)):
        request.state.cookies[LANGUAGE] = chosen
    return see("/")
