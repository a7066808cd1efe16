"""What a command is given to read: files, and `-` for standard input."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loosen._library.files import MAX_BYTES, honest, read_bytes

from .streams import DASH, NAMES, put_beside

if TYPE_CHECKING:
    from loosen._model.plan import Recommendation

STANDARD_INPUT = NAMES[0]
"""What messages call it."""


def is_piped(path: Path) -> bool:
    """Whether standard input is meant."""
    return path == DASH


def called(path: Path) -> str:
    """What messages call a file that a command is given."""
    return STANDARD_INPUT if is_piped(path) else str(path)


def bytes_of(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file of honest size (`most` bytes), or those of standard input. Raises `FileError`."""
    return _piped(most) if is_piped(path) else read_bytes(path, most)


def answers_of(path: Path) -> dict[str, Any]:
    """The answers in a file, or on standard input as YAML or JSON. Raises `FileError` and `AnswersError`."""
    from loosen._assessment.answers_file import answers_told, read_answers

    return answers_told(bytes_of(path), STANDARD_INPUT) if is_piped(path) else read_answers(path)


def record_of(path: Path) -> Recommendation:
    """The record in a file, or on standard input. Raises `FileError`."""
    from loosen._records.reading import record_in

    return record_in(bytes_of(path), called(path))


def key_given(path: Path, *, make: bool = False) -> bytes:
    """The key in a file, or on standard input. With `make` a new file gets a new key. Raises `FileError`."""
    from loosen._records.keys import key_in, key_of

    return key_of(bytes_of(path), STANDARD_INPUT) if is_piped(path) else key_in(path, make=make)


@lru_cache(maxsize=1)
def _piped(most: int) -> bytes:
    """Standard input to its end, which it has once: `loosen diff - -` compares it with itself."""
    if sys.stdin.isatty():
        from loosen._model.language import ENGLISH
        from loosen._words.speech import speech_of

        speech, keys = speech_of(ENGLISH), "Ctrl-Z, Enter" if sys.platform == "win32" else "Ctrl-D"
        put_beside(f"{speech('commands.keyboard', keys=keys)}\n")
    raw = sys.stdin.buffer.read(most + 1)  # a pipe may never end
    return honest(raw, 0, STANDARD_INPUT, most)
