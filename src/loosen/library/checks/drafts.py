"""Drafts: what is still to be filled in, and that nothing of it may be in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loosen.errors import Fault
from loosen.library.library import Library
from loosen.library.reading import Entry, Shelf
from loosen.library.yaml_text import Path

FILL_IN = "Fill in:"
"""How a sentence of a new draft begins; no entry in use may hold one."""


def unfilled(entry: Entry, library: Library, _: Shelf) -> Iterator[Fault]:
    """The sentences of an entry in use, or of its cases, that nobody has filled in yet."""
    model = library.rules.get(entry.key) if entry.kind == "cases" else entry.model
    if getattr(model, "status", "draft") != "draft":
        for path in _places(entry.text.value, ()):
            yield Fault(entry.text.at(path), "is not filled in.", "Fill it in, or leave the status at draft.")


def _places(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _places(item, (*path, number))
    elif isinstance(value, str) and value.startswith(FILL_IN):
        yield path
