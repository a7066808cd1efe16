"""Puts views into templates: what people wrote is text there, and a name that a view does not have is a fault."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.status import HTTP_200_OK, HTTP_303_SEE_OTHER

from loosen._outputs.pages import templates_of

from .language import known_languages
from .site import site_of
from .visitor import visitor_of

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE: Final = "loosen._web"


def page(request: Request, template: str, view: Any = None, status: int = HTTP_200_OK) -> HTMLResponse:
    """A page: a template of `templates/`, which shows `view`.

    Every template has `say` (the messages in the visitor's language), `visitor`, `settings`, `languages` (all that can
    be chosen, by id) and `path` of this request. A form includes `parts/marks.html`.
    """
    visitor, site = visitor_of(request), site_of(request)
    shown = _environment().get_template(template).render(
        view=view, say=visitor.speech, visitor=visitor, language=visitor.language, settings=site.settings,
        languages=known_languages(site), path=request.url.path,
    )  # fmt: skip
    return HTMLResponse(shown, status)


def see(path: str) -> RedirectResponse:
    """What a form is answered with: the page that shows what came of it."""
    return RedirectResponse(path, HTTP_303_SEE_OTHER)


@cache
def _environment() -> Environment:
    environment = templates_of(_PACKAGE)
    environment.globals["static"] = static
    return environment


@cache
def static(path: str) -> str:
    """The address of one of our own files, which changes with what is in it, so that browsers may keep it for good."""
    content = files(_PACKAGE).joinpath("static", path).read_bytes()
    return f"/static/{path}?v={sha256(content).hexdigest()[:12]}"
