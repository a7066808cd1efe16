"""What is remembered between runs: pieces of plain text in the user's cache folder, each with a checksum of itself.

The name of a piece carries the digest of what it was made from and the program's version: changed data, a new version
or a damaged file all lead to its being made anew. Nothing in it is ever executed.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from loosen._version import __version__

from .files import write_whole

MOST_KEPT = 8
"""Pieces of one kind remembered at once, for a few overlays, languages and versions; those not used for longest go."""


def _file(kind: str, digest: str) -> Path:
    return user_cache_path("loosen") / f"{kind}-{__version__}-{digest}.json"


def recall(kind: str, digest: str) -> bytes | None:
    """What is remembered of this kind for this digest, or None when there is nothing or it is damaged."""
    file = _file(kind, digest)
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # a folder that cannot be written to is good enough to read from
        os.utime(file)
    checksum, _, body = raw.partition(b"\n")
    return body if checksum.decode("ascii", "replace") == hashlib.sha256(body).hexdigest() else None


def remember(kind: str, digest: str, body: bytes) -> None:
    """Keep something for later runs; a place that cannot be written to only means that nothing is kept."""
    target = _file(kind, digest)
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, hashlib.sha256(body).hexdigest().encode() + b"\n" + body, lasting=False)
        _forget_old(target.parent, kind)


def _forget_old(folder: Path, kind: str) -> None:
    entries = sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[MOST_KEPT:]:
        path.unlink(missing_ok=True)
