"""The two cookies: a secret token that says who is asking, and the language that was chosen.

The store knows only the digest of a token, so that who steals the database opens nobody's pages with it.
"""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from http.cookies import SimpleCookie
from typing import Any, Final, TypeGuard

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN: Final = "loosen"  # noqa: S105  # what a cookie is called
LANGUAGE: Final = "loosen_language"
A_YEAR: Final = 365 * 24 * 3600
_TOKEN_BYTES: Final = 32
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def id_of(token: str) -> str:
    """What the store knows of a token."""
    return sha256(token.encode()).hexdigest()


def is_token(told: str | None) -> TypeGuard[str]:
    """Whether a cookie holds what could be a token of ours."""
    return told is not None and _TOKEN.fullmatch(told) is not None


def name_of_token(https: bool) -> str:
    """What the cookie is called; with HTTPS a browser lets no other host set one of this name."""
    return f"__Host-{TOKEN}" if https else TOKEN


class Cookies:
    """Sets the cookies that a page asked for: `scope["state"]["cookies"]` holds what is to be told, by name.

    An empty value takes a cookie away.
    """

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self._app, self._https = app, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with cookies."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        to_set: dict[str, str] = scope.setdefault("state", {}).setdefault("cookies", {})

        async def with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in to_set.items():
                    headers.append("set-cookie", self._line(name, value))
            await send(message)

        await self._app(scope, receive, with_cookies)

    def _line(self, name: str, value: str) -> str:
        cookie: SimpleCookie = SimpleCookie({name: value})
        told: dict[str, Any] = {"path": "/", "httponly": True, "samesite": "Lax", "max-age": A_YEAR if value else 0}
        cookie[name].update({**told, "secure": True} if self._https else told)
        return cookie[name].OutputString()
