"""Conditions in words."""

from __future__ import annotations

from collections.abc import Callable

from loosen.model.when import All, Always, AnyOf, Test, When, describe

from .speech import Speech


def condition_words(when: When, speech: Speech, word: Callable[[Test], str] = describe) -> str:
    """A condition in words; `word` says a single test."""
    if isinstance(when, Always):
        return speech("record.always")
    if isinstance(when, All):
        return speech.both(_grouped(part, speech, word) for part in when.all)
    if isinstance(when, AnyOf):
        return speech.either(_grouped(part, speech, word) for part in when.any)
    return word(when)


def _grouped(part: When, speech: Speech, word: Callable[[Test], str]) -> str:
    words = condition_words(part, speech, word)
    return f"({words})" if isinstance(part, (All, AnyOf)) else words
