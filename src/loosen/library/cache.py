"""Remembers a checked library between runs, so that a command need not read and check hundreds of files again.

The entry is named by the data's digest and the program's version, and carries a checksum of itself: changed data, a new
version or a damaged file all lead to a fresh load. It is plain JSON; nothing in it is ever executed.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from pydantic import TypeAdapter

from loosen._version import __version__

from .files import write_whole
from .library import KNOWLEDGE, Library
from .reading import MODELS

MOST_KEPT = 8
"""Libraries remembered at once: those of a few overlays and versions; older ones are forgotten."""


def _entry(digest: str) -> Path:
    return user_cache_path("loosen") / f"library-{__version__}-{digest}.json"


def recall(digest: str) -> Library | None:
    """The library remembered for this digest, or None when there is none or it is damaged."""
    try:
        raw = _entry(digest).read_bytes()
    except OSError:
        return None
    checksum, _, body = raw.partition(b"\n")
    if checksum.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return None
    try:
        parts = zip(_KINDS, body.split(b"\n"), strict=True)
        kinds: dict[str, Any] = {kind: _read(kind, part) for kind, part in parts}
        return Library(**kinds, digest=digest)
    except ValueError:
        return None


def _read(kind: str, part: bytes) -> Mapping[str, Any]:
    return _Later(kind, part) if kind in _SELDOM_READ else _entries(kind, part)


def _entries(kind: str, part: bytes) -> Mapping[str, Any]:
    entries: Mapping[str, Any] = _adapter(kind).validate_json(part)
    return entries


class _Later(Mapping[str, Any]):
    """Entries that no recommendation needs, read when somebody looks at the first of them."""

    def __init__(self, kind: str, part: bytes) -> None:
        self._kind, self._part = kind, part

    @cached_property
    def _whole(self) -> Mapping[str, Any]:
        return _entries(self._kind, self._part)

    def __getitem__(self, key: str) -> Any:
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def remember(library: Library) -> None:
    """Keep a library for later runs; a place that cannot be written to only means that nothing is kept."""
    parts = (
        _adapter(kind).dump_json(dict(getattr(library, kind)), by_alias=True, exclude_defaults=True) for kind in _KINDS
    )
    body = b"\n".join(parts)
    target = _entry(library.digest)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, hashlib.sha256(body).hexdigest().encode() + b"\n" + body, lasting=False)
        _forget_old(target.parent)


def _forget_old(folder: Path) -> None:
    entries = sorted(folder.glob("library-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[MOST_KEPT:]:
        path.unlink(missing_ok=True)


_KINDS = (*KNOWLEDGE, "rules", "cases")
_SELDOM_READ = ("cases", "ledger", "languages")


def _adapter(kind: str) -> TypeAdapter[Any]:
    entries: Any = dict[str, MODELS[kind]]  # type: ignore[valid-type]  # the model is only known when the program runs
    return TypeAdapter(entries)
