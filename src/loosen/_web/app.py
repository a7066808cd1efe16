"""Puts the pages together: what guards them, where they are, and what they all share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Final

from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from loosen._api.app import make_api
from loosen._api.problems import of_status

from .guard.cookies import Cookies
from .guard.headers import Headers
from .guard.hosts import Hosts
from .guard.limits import Bodies, Rate
from .guard.unforeseen import Unforeseen
from .pages import (
    answers,
    answers_in_a_file,
    asking,
    diary,
    emergency,
    exercise,
    faults,
    interview,
    next_plan,
    pictures,
    plan,
    privacy,
    progress,
    session,
    session_told,
    week,
    welcome,
)
from .review.app import add_review
from .settings import Settings
from .site import Site, site_for
from .static_files import StaticFiles
from .tidying import tidying

API: Final = "/api/v1"
_PAGES: Final = (
    welcome, interview, answers, answers_in_a_file, emergency, privacy, plan, exercise, asking, pictures, session,
    session_told, diary, week, next_plan, progress,
)  # fmt: skip
"""The modules of pages; each has a `router`."""


def make_app(settings: Settings | None = None) -> FastAPI:
    """The pages as an application of ASGI, with the store open as long as it runs.

    Raises `LoosenError` where the store cannot be opened or the engine cannot be used.
    """
    site = site_for(settings or Settings())
    app = FastAPI(
        openapi_url=None, docs_url=None, redoc_url=None, middleware=_guard(site), lifespan=_lifespan,
        redirect_slashes=False,
    )  # fmt: skip
    app.state.site = site
    app.mount("/static", StaticFiles(directory=str(files("loosen._web") / "static")))
    app.mount(API, make_api(site.library))
    for module in _PAGES:
        app.include_router(module.router)
    if site.settings.review:
        add_review(app, with_login=not site.settings.review_by_proxy)
    faults.add_faults(app)
    return app


def _guard(site: Site) -> list[Middleware]:
    """What a request goes through, from outside in."""
    settings = site.settings
    return [
        Middleware(Headers, https=settings.https),
        Middleware(GZipMiddleware, minimum_size=500, compresslevel=5),
        Middleware(Cookies, https=settings.https),
        Middleware(Unforeseen, shown=_shown),
        Middleware(Hosts, names=settings.names),
        Middleware(Rate, limits=settings.limits),
        Middleware(Bodies, limits=settings.limits),
    ]


def _shown(request: Request, status: int, number: str) -> Response:
    """A page; of the API a problem in its own form, because programs read no pages."""
    if request.url.path.startswith(f"{API}/"):
        return of_status(status)
    return faults.shown(request, status, number)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    site: Site = app.state.site
    try:
        async with tidying(site):
            yield
    finally:
        site.store.close()
