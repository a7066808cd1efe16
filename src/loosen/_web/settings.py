"""What whoever serves the pages can choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

DAYS_KEPT: Final = 30
"""For how many days an interview that came to nothing is kept after it was last used."""


@dataclass(frozen=True)
class Limits:
    """What one request may be, and how many of them one client may make."""

    body_bytes: int = 256 * 1024
    """More than any form of ours; who writes so much in a field is told."""
    body_seconds: float = 20.0
    """For how long a body may be on its way."""
    requests: int = 240
    """How many requests one client may make at once, after a pause; pictures and styles are not counted."""
    requests_per_second: float = 40.0
    """How many more it may make in every second."""


@dataclass(frozen=True)
class Settings:
    """How pages are served.

    `store` and `key` are where people are kept, as `open_store` takes them. `language` is the one of whoever has not
    chosen; where it is empty, the browser's. `emergency_number` is the local one, where it is known. With `https`
    somebody in front of us (a reverse proxy) speaks HTTPS, so cookies are for HTTPS alone. `names` are those by which
    browsers may ask for the pages, besides `localhost` and bare addresses. With `review` records are shown to reviewers
    who log in; or `review_by_proxy` names the header in which a reverse proxy on this machine says who was logged in.
    """

    store: str | None = None
    key: Path | None = None
    language: str = ""
    emergency_number: str = ""
    https: bool = False
    names: frozenset[str] = frozenset()
    review: bool = False
    review_by_proxy: str = ""
    days_kept: int = DAYS_KEPT
    limits: Limits = field(default_factory=Limits)
