"""Deletes interviews that came to nothing, every now and then while the pages are served."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from loosen.errors import LoosenError

from .site import Site

_LOG: Final = logging.getLogger("loosen.web")
_EVERY_S: Final = 3600.0


def tidy(site: Site, at: datetime) -> int:
    """Delete the interviews without a plan that nobody used for the days that were set; how many is what comes back.

    Raises `FileError` where that cannot be done now.
    """
    before = at - timedelta(days=site.settings.days_kept)
    return site.store.interviews.clear(before.astimezone(UTC).isoformat(timespec="microseconds"))


@asynccontextmanager
async def tidying(site: Site) -> AsyncIterator[None]:
    """Tidy at once and then every hour, beside whatever else is done."""
    task = asyncio.create_task(_again_and_again(site))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _again_and_again(site: Site) -> None:
    while True:
        try:
            await asyncio.to_thread(tidy, site, datetime.now(UTC))
        except LoosenError as error:
            _LOG.error("Not tidied: %s", type(error).__name__)
        await asyncio.sleep(_EVERY_S)
