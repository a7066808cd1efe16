"""Conditions and their tests in words."""

from __future__ import annotations

from collections.abc import Callable

from loosen.model.when import All, Always, AnyOf, FindingTest, QuestionTest, Test, When

from .speech import Speech


def describe(test: Test) -> str:
    """A test as a short phrase, such as "worse_with is sitting" or "age at least 65"."""
    if isinstance(test, FindingTest):
        return f"{test.finding} is {test.is_}"
    if isinstance(test, QuestionTest):
        if test.is_ is not None:
            return f"{test.question} is {test.is_}"
        if test.is_not is not None:
            return f"{test.question} is not {test.is_not}"
        if test.any_of is not None:
            return f"{test.question} is any of {', '.join(test.any_of)}"
    name = test.question if isinstance(test, QuestionTest) else test.tally
    return f"{name} {bounds_words(test.at_least, test.at_most)}"


def bounds_words(least: int | None, most: int | None) -> str:
    """Bounds in words, such as "at least 2 and at most 5"."""
    bounds = {"at least": least, "at most": most}
    return " and ".join(f"{word} {bound}" for word, bound in bounds.items() if bound is not None)


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
