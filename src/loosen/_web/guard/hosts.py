"""By which names these pages may be asked for.

A page of somebody else can have its own name lead to this machine, and a browser then takes it for one of ours. Such a
name is never a bare address, so these are let in, and `localhost`, and the names that were set.
"""

from __future__ import annotations

from ipaddress import ip_address

from starlette.exceptions import HTTPException
from starlette.status import HTTP_400_BAD_REQUEST
from starlette.types import ASGIApp, Receive, Scope, Send


class Hosts:
    """Refuses a request for a name that is not ours."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = {"localhost", *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on. Raises `HTTPException`."""
        if scope["type"] == "http":
            told = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            if len(told) != 1 or not self._is_ours(_without_port(told[0].strip().lower())):
                raise HTTPException(HTTP_400_BAD_REQUEST)
        await self._app(scope, receive, send)

    def _is_ours(self, name: str) -> bool:
        if name in self._names:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


def _without_port(host: str) -> str:
    if host.startswith("["):
        inside, closed, _ = host[1:].partition("]")
        return inside if closed else ""
    return host.partition(":")[0]
