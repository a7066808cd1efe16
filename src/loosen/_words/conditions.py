"""Conditions and their tests in words."""

from __future__ import annotations

from collections.abc import Callable

from loosen._model.when import All, Always, AnyOf, FindingTest, QuestionTest, Test, When

from .speech import Speech


def describe(test: Test, speech: Speech) -> str:
    """A test as a short phrase with the ids in it, such as "worse_with is sitting" or "age at least 65"."""
    if isinstance(test, FindingTest):
        return speech("conditions.is", name=test.finding, value=speech.one_of("finding_is", test.is_))
    if isinstance(test, QuestionTest):
        if test.is_ is not None:
            return speech("conditions.is", name=test.question, value=test.is_)
        if test.is_not is not None:
            return speech("conditions.is_not", name=test.question, value=test.is_not)
        if test.any_of is not None:
            return speech("conditions.any_of", name=test.question, values=", ".join(test.any_of))
    name = test.question if isinstance(test, QuestionTest) else test.tally
    return f"{name} {bounds_words(test.at_least, test.at_most, speech)}"


def bounds_words(least: int | None, most: int | None, speech: Speech) -> str:
    """Bounds in words, such as "at least 2 and at most 5"."""
    parts = [speech("conditions.at_least", bound=least)] if least is not None else []
    return speech.both([*parts, speech("conditions.at_most", bound=most)] if most is not None else parts)


def condition_words(when: When, speech: Speech, word: Callable[[Test], str] | None = None) -> str:
    """A condition in words; `word` says a single test, in place of `describe`."""
    if isinstance(when, Always):
        return speech("record.always")
    if isinstance(when, All):
        return speech.both(_grouped(part, speech, word) for part in when.all)
    if isinstance(when, AnyOf):
        return speech.either(_grouped(part, speech, word) for part in when.any)
    return word(when) if word else describe(when, speech)


def _grouped(part: When, speech: Speech, word: Callable[[Test], str] | None) -> str:
    words = condition_words(part, speech, word)
    return f"({words})" if isinstance(part, (All, AnyOf)) else words
