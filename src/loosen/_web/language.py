"""In which language somebody is spoken to: the one chosen, the one set for all, or one that the browser asks for."""

from __future__ import annotations

from typing import Final

from fastapi import Request

from loosen._model.language import ENGLISH

from .guard.cookies import LANGUAGE
from .site import Site

_MOST_ASKED_FOR: Final = 20


def known_languages(site: Site) -> dict[str, str]:
    """The languages there are, each with its own name."""
    return {ENGLISH: "English", **{key: one.name for key, one in site.library.languages.items()}}


def language_for(request: Request, site: Site) -> str:
    """The language for whoever makes this request."""
    known = known_languages(site)
    asked = request.headers.get("accept-language", "").split(",")[:_MOST_ASKED_FOR]
    wanted = (request.cookies.get(LANGUAGE, ""), site.settings.language, *(one.strip()[:2].lower() for one in asked))
    return next((one for one in wanted if one in known), ENGLISH)
