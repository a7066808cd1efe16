"""The checked library as data that is read fast, named by the digest of the very bytes that are read.

It is plain JSON, one line for each kind of entry and one for the index of the graph, and nothing in it is ever
executed. Because a library's digest is that of its own bytes, a plan names the rules it was made with and no others,
whoever wrote the bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from .graph import GraphIndex
from .library import KNOWLEDGE, Library
from .reading import MODELS

KINDS = (*KNOWLEDGE, "wordings", "rules", "cases")
"""The kinds of entries of a library, in the order in which they stand in its compiled form."""
_SELDOM_READ = (
    "cases", "ledger", "languages", "sources", "wordings", "joints", "segments", "surfaces", "base_poses", "poses",
)  # fmt: skip


def digest_of_bytes(body: bytes) -> str:
    """The SHA-256 of something compiled, in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def compiled(kinds: Mapping[str, Mapping[str, Any]], index: GraphIndex, messages: str) -> bytes:
    """The entries of every kind and the index of their graph as bytes, the same for the same entries.

    `messages` is the digest of the program's messages: what people are told belongs to what the digest stands for.
    """
    lines = (_adapter(kind).dump_json(dict(kinds[kind]), by_alias=True, exclude_defaults=True) for kind in KINDS)
    return b"\n".join((messages.encode(), *lines, index.to_bytes()))


def messages_behind(body: bytes) -> str:
    """The digest of the messages that a compiled library was made with."""
    return body.partition(b"\n")[0].decode("ascii", "replace")


def library_in(body: bytes) -> Library:
    """The library in its compiled form. Raises `ValueError` when it is in another form."""
    _, *lines, _ = body.split(b"\n")
    kinds: dict[str, Any] = {kind: _read(kind, line) for kind, line in zip(KINDS, lines, strict=True)}
    return named(Library(**kinds, digest=""), body)


def named(library: Library, body: bytes) -> Library:
    """The library whose compiled form this is, with its digest and the index in it."""
    same = replace(library, digest=digest_of_bytes(body))
    same._take_index(GraphIndex.from_bytes(body.rpartition(b"\n")[2]))
    return same


def _read(kind: str, line: bytes) -> Mapping[str, Any]:
    return _Later(kind, line) if kind in _SELDOM_READ else _entries(kind, line)


def _entries(kind: str, line: bytes) -> Mapping[str, Any]:
    entries: Mapping[str, Any] = _adapter(kind).validate_json(line)
    return entries


class _Later(Mapping[str, Any]):
    """Entries that no recommendation needs, read when somebody looks at the first of them."""

    def __init__(self, kind: str, line: bytes) -> None:
        self._kind, self._line = kind, line

    @cached_property
    def _whole(self) -> Mapping[str, Any]:
        return _entries(self._kind, self._line)

    def __getitem__(self, key: str) -> Any:
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def _adapter(kind: str) -> TypeAdapter[Any]:
    entries: Any = dict[str, MODELS[kind]]  # type: ignore[valid-type]  # the model is only known when the program runs
    return TypeAdapter(entries)
