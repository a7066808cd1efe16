"""Remembers a checked library between runs, so that a command need not read and check hundreds of files again.

It is plain JSON, named by the digest of the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from . import kept
from .library import KNOWLEDGE, Library
from .reading import MODELS

_KINDS = (*KNOWLEDGE, "wordings", "rules", "cases")
_SELDOM_READ = ("cases", "ledger", "languages", "sources", "wordings")


def recall(digest: str) -> Library | None:
    """The library remembered for this digest, or None when there is none or it is damaged."""
    body = kept.recall("library", digest)
    if body is None:
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
    """Keep a library for later runs."""
    parts = (
        _adapter(kind).dump_json(dict(getattr(library, kind)), by_alias=True, exclude_defaults=True) for kind in _KINDS
    )
    kept.remember("library", library.digest, b"\n".join(parts))


def _adapter(kind: str) -> TypeAdapter[Any]:
    entries: Any = dict[str, MODELS[kind]]  # type: ignore[valid-type]  # the model is only known when the program runs
    return TypeAdapter(entries)
