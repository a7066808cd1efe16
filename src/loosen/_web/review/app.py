"""Puts the reviewer's side beside the pages, where that is asked for."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.responses import Response

from loosen._web.rendering import see

from . import login, records
from .who import LOGIN, NotLoggedIn


def add_review(app: FastAPI, *, with_login: bool) -> None:
    """Have an application show records to reviewers; without a login of ours a proxy says who they are."""
    if with_login:
        app.include_router(login.router)
    app.include_router(records.router)
    app.add_exception_handler(NotLoggedIn, _to_the_login)


async def _to_the_login(_: Request, __: Exception) -> Response:
    return see(LOGIN)
