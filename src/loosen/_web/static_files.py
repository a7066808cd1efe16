"""Our own files, which a browser may keep for good: their address changes with what is in them."""

from __future__ import annotations

from typing import Final

from starlette import staticfiles
from starlette.responses import Response
from starlette.types import Scope

_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_A_WHILE: Final = "public, max-age=3600"


class StaticFiles(staticfiles.StaticFiles):
    """Files with how long they may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file; one that is asked for without what its address ends in may change."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = _FOR_GOOD if scope["query_string"].startswith(b"v=") else _A_WHILE
        return response
