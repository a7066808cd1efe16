"""What the accounts of the sources are held against: what the sources list, and what the library cites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loosen._model.base import Evidence, Model

FOLDER = Path(__file__).parent / "data"


def listed(file: str) -> dict[str, str]:
    """The items of a list in tests/data, each with its kind or topic."""
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


def evidence_in(value: object) -> Iterator[Evidence]:
    """Every piece of evidence that an entry, or a part of one, holds."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from evidence_in(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from evidence_in(part)
