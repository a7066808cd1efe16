"""Serves the pages: takes an address first, says what it means, and ends cleanly."""

from __future__ import annotations

import contextlib
import errno
import socket
from ipaddress import ip_address
from typing import Final

import uvicorn
from fastapi import FastAPI

from loosen.errors import Fault, FaultCode, LoosenError

from .app import make_app as make_app
from .settings import Settings

_HEADLINE: Final = "The pages are not served."
_WAITING: Final = 128
"""Connections that may wait to be taken."""
_HEAD_BYTES: Final = 32 * 1024
"""How long the head of a request may be."""
_AT_ONCE: Final = 400
"""Connections and requests at once; who comes then is told to come again."""


def bound(host: str, port: int) -> socket.socket:
    """A socket at an address, which nobody else has. Raises `LoosenError` where it cannot be had."""
    where = f"{host}:{port}"
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        taken = socket.socket(family, socket.SOCK_STREAM)
        try:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind((host, port))
            taken.listen(_WAITING)
        except BaseException:
            taken.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        raise LoosenError(_HEADLINE, [_refused(where, error)]) from None
    return taken


def _refused(where: str, error: Exception) -> Fault:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return Fault(
            FaultCode.IN_USE, where, "is in use by another program.", "Choose another one: --port 0 takes any."
        )
    if number in (errno.EACCES, errno.EPERM):
        return Fault(FaultCode.NO_ACCESS, where, "is not for this user.", "Choose a port of 1024 or more.")
    return Fault(FaultCode.BAD_OPTION, where, "is no address of this machine.", "Check --host and --port.")


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(taken: socket.socket, host: str) -> str:
    """What to type into a browser of this machine."""
    port = taken.getsockname()[1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  # it is compared, not taken
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def server_for(app: FastAPI) -> uvicorn.Server:
    """What serves the pages, with nothing put down of who asks for what."""
    settings: Settings = app.state.site.settings
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, lifespan="on", ws="none",
        proxy_headers=settings.https, forwarded_allow_ips="127.0.0.1,::1", timeout_keep_alive=10,
        timeout_graceful_shutdown=5, limit_concurrency=_AT_ONCE, h11_max_incomplete_event_size=_HEAD_BYTES,
    )  # fmt: skip
    return uvicorn.Server(config)


def serve(app: FastAPI, taken: socket.socket) -> None:
    """Serve until somebody stops it."""
    with contextlib.suppress(KeyboardInterrupt):  # everything is closed by then
        server_for(app).run(sockets=[taken])
