"""What all requests share: the settings, the library, and the store.

Of people nothing stays here but what was worked out of their last answers, for minutes; nothing depends on it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from fastapi import Request

from loosen._interview.standings import Standings
from loosen._library import Library
from loosen._library.loading import bundled
from loosen._store import open_store
from loosen._store.store import Store

from .settings import Settings

_STANDINGS: Final = 500
"""Enough for all points of the interviews of twenty people; each is some 25 kB."""


class Site(NamedTuple):
    """The settings, the library in English, the store, which is open as long as the pages are served, and standings."""

    settings: Settings
    library: Library
    store: Store
    standings: Standings


def site_for(settings: Settings) -> Site:
    """Read the library, and open the store or make it. Raises what these raise."""
    return Site(settings, bundled(), open_store(settings.store, key=settings.key), Standings(_STANDINGS))


def site_of(request: Request) -> Site:
    """What the requests of this program share."""
    found: Site = request.app.state.site
    return found
