"""Names and sentences put together, whatever the language."""

from __future__ import annotations

from collections.abc import Iterable

from .speech import capital


def in_words(name: str) -> str:
    """An id as words."""
    return capital(name.replace("_", " "))


def sentences(parts: Iterable[str]) -> str:
    """Parts one after the other, each once and each with a stop at its end."""
    told = dict.fromkeys(part for part in parts if part)
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in told)
