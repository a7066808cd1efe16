"""What every answer says to the browser: what it may load, who may show it in a frame, and what may be kept of it."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "manifest-src 'self'", "worker-src 'self'",
    )
)  # fmt: skip
"""Nothing from elsewhere, and nothing that stands in a page itself runs or paints."""
_ALWAYS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), screen-wake-lock=(self)",
    "x-robots-tag": "noindex",
}
_ON_HTTPS: Final = {"strict-transport-security": "max-age=31536000"}
_NOTHING_KEPT: Final = "no-store"
"""What tells about a person is kept by no browser and no proxy, unless a page says otherwise of what does not."""


class Headers:
    """Puts them on every answer; what a page set itself stays."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self._app = app
        self._headers = {**_ALWAYS, **(_ON_HTTPS if https else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**self._headers, "cache-control": _NOTHING_KEPT}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
