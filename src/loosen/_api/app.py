"""The application: the addresses of this version of the API, to be served by itself or mounted in another."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException as HttpError

from loosen._library import Library
from loosen._library.loading import bundled

from .openapi import described
from .problems import of_http
from .routes import about, diary, examples, interview, pictures, plans

VERSION: Final = "1"
"""Of the API. Within a version fields and addresses are only ever added."""
_SUBJECTS: Final = (about, interview, plans, diary, pictures, examples)


def make_api(library: Library | None = None) -> FastAPI:
    """An application that answers about a library (None: the one that comes with the package).

    It keeps nothing, sets no cookie and shares nothing that changes, so any number of threads and workers may serve it.
    Mount it at `/api/v1`; its description is at `openapi.json` there.
    """
    api = FastAPI(title="loosen", version=VERSION, docs_url=None, redoc_url=None, redirect_slashes=False)
    api.state.library = library or bundled()
    for subject in _SUBJECTS:
        api.include_router(subject.router)
    api.add_exception_handler(HttpError, _refused)
    described(api)
    return api


async def _refused(_: Request, error: Exception) -> Response:
    """What is told where no address takes a request."""
    assert isinstance(error, HttpError)  # noqa: S101  # it handles nothing else
    return of_http(error)
