"""Whether an exercise is like that: its fields, and the words of its name and steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from loosen._library.library import Library
from loosen._model.demanded import Traits
from loosen._model.exercise import Exercise

_DENIED = re.compile(r"\b(not|no|never|nor|without|instead of|rather than)\W+(\w+\W+){0,3}$")
"""What stands before words that a sentence denies: they, or one of the three words before them."""


def is_like(exercise: Exercise, traits: Traits, library: Library) -> bool:
    """Whether everything that the traits name is true of the exercise."""
    return _fields_are(exercise, traits, library) and _words_are(exercise, traits)


def says(sentences: Iterable[str], phrases: Iterable[str]) -> str:
    """The first of the phrases that a sentence says and does not deny, in its words there; empty where none does."""
    looked_for = tuple(phrases)
    for sentence in sentences:
        for found in _occurrences(sentence, looked_for):
            return found
    return ""


def _fields_are(exercise: Exercise, traits: Traits, library: Library) -> bool:
    mains: set[str] = {target.muscle for target in exercise.targets if target.share == "primary"}
    mains |= {library.muscles[key].muscle_class for key in mains & library.muscles.keys()}
    needed = set(exercise.equipment)
    return (
        (not traits.position or exercise.position in traits.position)
        and (not traits.kind or exercise.kind in traits.kind)
        and (not traits.dose or exercise.dose in traits.dose)
        and (not traits.muscle or not mains.isdisjoint(traits.muscle))
        and (not traits.equipment or not needed.isdisjoint(traits.equipment))
        and needed.isdisjoint(traits.without)
    )


def _words_are(exercise: Exercise, traits: Traits) -> bool:
    if traits.named and not says([exercise.name], traits.named):
        return False
    return not traits.told or bool(says([exercise.name, *exercise.steps], traits.told))


def _occurrences(sentence: str, phrases: tuple[str, ...]) -> Iterator[str]:
    small = sentence.casefold()
    for found in _pattern(phrases).finditer(small):
        clause = re.split(r"[.;:]", small[: found.start()])[-1]
        if not _DENIED.search(clause):
            yield sentence[found.start() : found.end()]


@lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """All phrases as whole words; a hyphen stands for a space too, and `*` for the rest of a word."""
    forms = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"[ -]") for phrase in phrases)
    return re.compile(rf"(?<![\w-])({'|'.join(forms)})(?![\w])")
