"""Asks an application in this process, as a client does that waits for each answer."""

from __future__ import annotations

import asyncio

import httpx
from fastapi import FastAPI


class InProcess(httpx.BaseTransport):
    """Brings requests to an application; what it does not catch comes out here."""

    def __init__(self, app: FastAPI) -> None:
        self._app = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to one request, whole."""
        return asyncio.run(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = await self._app.handle_async_request(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())


def client_of(app: FastAPI) -> httpx.Client:
    """A client of an application."""
    return httpx.Client(transport=InProcess(app), base_url="http://testserver", timeout=60)
