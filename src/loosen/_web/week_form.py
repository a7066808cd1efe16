"""Reads what a form tells of a week. Whatever could be a sign counts as one; what nobody told stays unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loosen._characters import as_typed
from loosen._diary.questions import MOST
from loosen._diary.signs import Signs
from loosen._diary.weekly import ACTIVITIES, BETTER, LONGEST_NAME
from loosen._model.diary import Activity
from loosen._model.reserved import LOOKED_AT
from loosen._words.speech import Speech

from .session_form import Fields, new_in


@dataclass(frozen=True)
class WeekTold:
    """What a form tells of a week, by the fields of a weekly check.

    `other` says that something is new that is none of the signs. `faults` says what is wrong, by field; then nothing of
    it may be kept.
    """

    said: Mapping[str, Any]
    other: bool
    faults: Mapping[str, str]


def week_told(form: Fields, activities: Sequence[str], signs: Sequence[Signs], speech: Speech) -> WeekTold:
    """What a form tells; `activities` are those that were named before, none where they are named now."""
    reader = _Reader(form, speech)
    new, other = new_in(form, {sign.id for group in signs for sign in group.signs})
    seen = form.get("seen")
    said = {
        "answers": {LOOKED_AT: seen} if seen in ("yes", "no") else None,
        "new_signs": new,
        "change": reader.number("change", -BETTER, BETTER),
        "sleep": reader.number("sleep", 0, MOST),
        "activities": tuple(reader.activities(activities)) or None,
    }
    return WeekTold({name: told for name, told in said.items() if told is not None}, other, reader.faults)


class _Reader:
    """Reads fields, and notes what is wrong with them."""

    def __init__(self, form: Fields, speech: Speech) -> None:
        self._form, self._speech = form, speech
        self.faults: dict[str, str] = {}

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number; None where nothing is said."""
        told = self._form.get(name).strip()
        if told in (str(one) for one in range(least, most + 1)):
            return int(told)
        if told:
            self.faults[name] = self._speech("diary.a_number", least=least, most=most)
        return None

    def activities(self, known: Sequence[str]) -> Iterator[Activity]:
        """The activities that were rated, those named before or the ones named now."""
        names = known or [self._name(place) for place in range(ACTIVITIES)]
        for place, name in enumerate(names):
            rating = self.number(f"rating-{place}", 0, MOST)
            if name and rating is not None:
                yield Activity(name=name, rating=rating)
            elif not known and bool(name) != (rating is not None):
                field = f"rating-{place}" if name else f"name-{place}"
                self.faults.setdefault(field, self._speech("diary_page.name_and_rate"))

    def _name(self, place: int) -> str:
        field = f"name-{place}"
        name = " ".join(as_typed(self._form.get(field)).split())
        if len(name) <= LONGEST_NAME:
            return name
        self.faults[field] = self._speech("diary.at_most", count=LONGEST_NAME)
        return ""
