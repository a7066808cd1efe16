"""What is still to be filled in: a draft begins with a note in the place of everything that must be thought about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loosen.errors import Fault, FaultCode

from .yaml_text import Path, Text

FILL_IN = "Fill in: "
"""How such a note begins; what should stand there follows."""


def unfilled(text: Text) -> Iterator[Fault]:
    """Every note that still stands in a text, with what should take its place."""
    for path, note in _notes(text.value, ()):
        yield Fault(
            FaultCode.WRONG_FORM,
            text.at(path),
            f"{'.'.join(map(str, path))}: fill this in:",
            note.removeprefix(FILL_IN),
        )


def _notes(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _notes(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _notes(item, (*path, number))
    elif isinstance(value, str) and value.startswith(FILL_IN):
        yield path, value
