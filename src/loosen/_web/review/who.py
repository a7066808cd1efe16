"""Which reviewer asks: by the cookie of a login, or as the reverse proxy says that logged somebody in."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request
from starlette.status import HTTP_403_FORBIDDEN

from loosen._store.looking import What
from loosen._web.guard.cookies import id_of, is_token
from loosen._web.site import Site, site_of

from .passwords import is_name

LOGIN: Final = "/review/login"


class NotLoggedIn(Exception):
    """Nobody is logged in, or asked for nothing for too long."""


class Reviewer:
    """Whoever looks, and what is put down of that."""

    def __init__(self, name: str, site: Site) -> None:
        self.name, self._site = name, site

    def looks_at(self, what: What, person: str | None = None, record: str | None = None) -> None:
        """Put down a look, before anything of it is shown."""
        self._site.store.looks.add(self.name, what, person, record)


def cookie_of(site: Site) -> str:
    """What the cookie of a login is called."""
    return "__Host-loosen_review" if site.settings.https else "loosen_review"


def login_of(request: Request) -> str | None:
    """The digest of the token in the cookie of a login; None where there is none."""
    told = request.cookies.get(cookie_of(site_of(request)))
    return id_of(told) if is_token(told) else None


def reviewer_of(request: Request) -> Reviewer:
    """Who is logged in. Raises `NotLoggedIn`; where a proxy should have said who it is and did not, that is refused."""
    site = site_of(request)
    if header := site.settings.review_by_proxy:
        name = request.headers.get(header, "")
        if not is_name(name):
            raise HTTPException(HTTP_403_FORBIDDEN)
        return Reviewer(name, site)
    login = login_of(request)
    name_there = site.store.reviewers.who(login) if login else None
    if name_there is None:
        raise NotLoggedIn
    return Reviewer(name_there, site)


ByReviewer = Annotated[Reviewer, Depends(reviewer_of)]
