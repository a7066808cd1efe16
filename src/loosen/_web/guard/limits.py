"""How much one request may be, how long it may take to come in, and how many one client may make."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.status import HTTP_408_REQUEST_TIMEOUT, HTTP_413_CONTENT_TOO_LARGE, HTTP_429_TOO_MANY_REQUESTS
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loosen._web.settings import Limits

_FREE: Final = ("/static/",)
"""What many requests are made of for one page."""
_OWN_SIZES: Final = ("/api/",)
"""What says itself how large a body may be."""
_CLIENTS: Final = 10_000
"""How many clients are remembered; those are forgotten who were quiet for longest."""


class Bodies:
    """Lets no body in that is too large, or comes in too slowly."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its body bit by bit. Raises `HTTPException`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = None if scope["path"].startswith(_OWN_SIZES) else self._limits.body_bytes
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if most is not None and told.isdigit() and int(told) > most:
            raise HTTPException(HTTP_413_CONTENT_TOO_LARGE)
        await self._app(scope, self._watched(receive, most), send)

    def _watched(self, receive: Receive, most: int | None) -> Receive:
        came, until, is_whole = 0, time.monotonic() + self._limits.body_seconds, False

        async def bit() -> Message:
            nonlocal came, is_whole
            if is_whole:  # what is waited for now is that the client goes away
                return await receive()
            try:
                async with asyncio.timeout(max(until - time.monotonic(), 0)):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(HTTP_408_REQUEST_TIMEOUT) from None
            came += len(message.get("body", b""))
            if most is not None and came > most:
                raise HTTPException(HTTP_413_CONTENT_TOO_LARGE)
            is_whole = not message.get("more_body", False)
            return message

        return bit


class Rate:
    """Lets nobody make more requests than a hand can: each client has a store of them that fills up again with time."""

    def __init__(self, app: ASGIApp, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._limits, self._clock = app, limits, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on. Raises `HTTPException` with when to try again."""
        if scope["type"] == "http" and not scope["path"].startswith(_FREE) and not self._takes(_client(scope)):
            raise HTTPException(HTTP_429_TOO_MANY_REQUESTS, headers={"retry-after": "5"})
        await self._app(scope, receive, send)

    def _takes(self, client: str) -> bool:
        at = self._clock()
        left, since = self._left.pop(client, (float(self._limits.requests), at))
        left = min(left + (at - since) * self._limits.requests_per_second, float(self._limits.requests))
        self._left[client] = (left - 1 if left >= 1 else left, at)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return left >= 1


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""
