"""The times that an exercise's steps name must be those of its dose, or a person reads two that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loosen._library.library import Library
from loosen._library.reading import Entry
from loosen._model.exercise import Dose, Exercise
from loosen.errors import Fault, FaultCode

_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twenty": 20, "thirty": 30,
}  # fmt: skip
_NUMBER = rf"(\d+|{'|'.join(_WORDS)})"
_TIME = re.compile(
    rf"\b(up to |no longer than |at most )?(?:{_NUMBER} (?:to|or) )?{_NUMBER} (second|minute)s?\b", re.IGNORECASE
)
_PART = re.compile(r"\b(last|first|begin|after)\b", re.IGNORECASE)
"""A sentence with one of these is about a part of a longer bout."""


def of_times(entry: Entry, library: Library) -> Iterator[Fault]:
    """Every step, and every way to do one more safely, with a time that the dose may differ from."""
    exercise = entry.model
    if not isinstance(exercise, Exercise) or exercise.dose not in library.doses:
        return
    dose = library.doses[exercise.dose]
    told = [(("steps", number), step) for number, step in enumerate(exercise.steps)]
    told += [(("adaptations", number), way.how) for number, way in enumerate(exercise.adaptations)]
    for where, sentence in told:
        if time := _other_time(sentence, dose):
            hold = dose.hold_s
            yield Fault(
                FaultCode.UNSOUND,
                entry.text.at(where),
                f"says “{time}”, yet its dose {dose.id} holds for {hold.least} to {hold.most} seconds.",
                "Leave the time to the dose, or name all of its range.",
            )


def _other_time(sentence: str, dose: Dose) -> str:
    """The first time in a sentence that is not the dose's; empty where there is none.

    A time that is no longer than moving in and out takes, or that is about a part of the bout, is none of the dose's.
    """
    for found in _TIME.finditer(sentence):
        most = _seconds(found[3], found[4])
        least = 0 if found[1] else _seconds(found[2] or found[3], found[4])
        is_part = most <= dose.settle_s or (_PART.search(sentence) and most <= dose.hold_s.least)
        if not is_part and not (least <= dose.hold_s.least and dose.hold_s.most <= most):
            return found[0]
    return ""


def _seconds(number: str, unit: str) -> int:
    value = int(number) if number.isdigit() else _WORDS[number.lower()]
    return value * (60 if unit.lower() == "minute" else 1)
