"""Doses, lengths, levels and conditions in words."""

from __future__ import annotations

from collections.abc import Callable

from loosen.model.when import All, Always, AnyOf, Test, When, describe


def condition_words(when: When, word: Callable[[Test], str] = describe) -> str:
    """A condition in words; `word` says a single test."""
    if isinstance(when, Always):
        return "always"
    if isinstance(when, (All, AnyOf)):
        parts, joint = (when.all, " and ") if isinstance(when, All) else (when.any, " or ")
        return joint.join(_grouped(part, word) for part in parts)
    return word(when)


def _grouped(part: When, word: Callable[[Test], str]) -> str:
    words = condition_words(part, word)
    return f"({words})" if isinstance(part, (All, AnyOf)) else words
