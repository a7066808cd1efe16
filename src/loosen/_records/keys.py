"""The key that hides answers: made once, kept in a file, known by its fingerprint."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Any

from loosen._characters import decoded
from loosen._library.files import refusing
from loosen._library.writing import write_whole
from loosen.errors import Fault, FaultCode, FileError

from .canonical import canonical

KEY_BYTES = 32
MOST_BYTES = 4 * (2 * KEY_BYTES + 4)
"""What a key with its line break takes in the widest encoding, and one character more."""
FINGERPRINT = 16
"""Hex digits by which a key is known again."""


def key_in(path: str | Path, *, make: bool = False) -> bytes:
    """The key in a file. With `make` a new one is put there when there is no such file; only its owner can read it.

    Raises `FileError` when there is none, or the file holds something else.
    """
    file = Path(path)
    with refusing("There is no key.", path, "Check the name and place."):
        if make:
            with contextlib.suppress(FileExistsError):
                write_whole(file, f"{secrets.token_hex(KEY_BYTES)}\n".encode(), new=True)
        with file.open("rb") as opened:
            text = opened.read(MOST_BYTES)
    return key_of(text, str(path))


def key_of(text: bytes, where: str) -> bytes:
    """The key that stands in a file, `where` in messages. Raises `FileError` when it holds something else."""
    key = b""
    with contextlib.suppress(ValueError):
        key = bytes.fromhex(decoded(text[:MOST_BYTES]))
    if len(key) != KEY_BYTES:
        what = f"holds no key: {2 * KEY_BYTES} hex digits and nothing else."
        raise FileError(
            "There is no key.",
            [Fault(FaultCode.NO_KEY, where, what, "Name a file that is not there yet for a new key.")],
        )
    return key


def fingerprint_of(key: bytes) -> str:
    """What a key is known by; it tells nothing about the key."""
    return keyed_hash(key, "key", "")[:FINGERPRINT]


def keyed_hash(key: bytes, kind: str, *what: Any) -> str:
    """A keyed hash; `kind` keeps what is hashed for one purpose apart from all others."""
    return hmac.new(key, canonical([kind, *what]).encode(), hashlib.sha256).hexdigest()
