"""What nobody foresaw: it is told in the log by a number, a kind and a place, and never what was in it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OURS: Final = 500
_LINES: Final = 4
_LOG: Final = logging.getLogger("loosen.web")
Shown = Callable[[Request, int, str], Response]
"""Makes the page that tells of a fault: its status of HTTP, and what the log calls it."""


class Unforeseen:
    """Answers with a page where a guard refused something, or something went wrong; where that was, is put down."""

    def __init__(self, app: ASGIApp, shown: Shown) -> None:
        self._app, self._shown = app, shown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer it where nobody else did."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = False

        async def noticed(message: Message) -> None:
            nonlocal began
            began = began or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except HTTPException as error:  # from outside the application, which answers its own
            answer = self._shown(Request(scope), error.status_code, "")
            answer.headers.update(error.headers or {})
            await answer(scope, receive, send)
        except Exception as error:
            number = secrets.token_hex(4)
            _LOG.error("Fault %s: %s at %s", number, type(error).__name__, _place(error))  # no trace
            if not began:
                await self._shown(Request(scope), _OURS, number)(scope, receive, send)


def _place(error: Exception) -> str:
    """The last lines of code that it went through, without any value."""
    return " < ".join(
        f"{Path(one.filename).name}:{one.lineno}" for one in reversed(extract_tb(error.__traceback__)[-4:])
    )
