"""Remembers a checked library between runs, so that a command need not read and check hundreds of files again.

The entry is named by the data's digest and the program's version, and carries a checksum of itself: changed data, a new
version or a damaged file all lead to a fresh load. It is plain JSON; nothing in it is ever executed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from pydantic import TypeAdapter, ValidationError

from loosen._version import __version__

from .library import KNOWLEDGE, Library
from .reading import MODELS


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
        parts = json.loads(body)
        return Library(**{kind: _adapter(kind).validate_python(parts[kind]) for kind in _KINDS}, digest=digest)
    except (ValueError, KeyError, ValidationError):
        return None


def remember(library: Library) -> None:
    """Keep a library for later runs; a place that cannot be written to only means that nothing is kept."""
    parts = {
        kind: _adapter(kind).dump_python(
            dict(getattr(library, kind)), mode="json", by_alias=True, exclude_defaults=True
        )
        for kind in _KINDS
    }
    body = json.dumps(parts, separators=(",", ":")).encode()
    target = _entry(library.digest)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(temporary).replace(target)
    except OSError:
        return


_KINDS = (*KNOWLEDGE, "rules", "cases")


def _adapter(kind: str) -> TypeAdapter[Any]:
    entries: Any = dict[str, MODELS[kind]]  # type: ignore[valid-type]  # the model is only known when the program runs
    return TypeAdapter(entries)
