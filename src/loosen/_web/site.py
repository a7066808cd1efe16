"""What all requests share: the settings, the library, and the store. Nothing of a person stays here."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import Request

from loosen._library import Library
from loosen._library.loading import bundled
from loosen._store import open_store
from loosen._store.store import Store

from .settings import Settings


class Site(NamedTuple):
    """The settings, the library in English, and the store, which is open as long as the pages are served."""

    settings: Settings
    library: Library
    store: Store


def site_for(settings: Settings) -> Site:
    """Read the library, and open the store or make it. Raises what these raise."""
    return Site(settings, bundled(), open_store(settings.store, key=settings.key))


def site_of(request: Request) -> Site:
    """What the requests of this program share."""
    found: Site = request.app.state.site
    return found
