"""Reads what a form tells of a session. Whatever could be a sign counts as one; what nobody told stays unsaid."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, get_args

from loosen._characters import as_typed
from loosen._diary.questions import MOST, REASONS
from loosen._diary.signs import Signs
from loosen._model.diary import Moved, SkipReason
from loosen._outputs.session.deed import Said
from loosen._words.speech import Speech

LONGEST_NOTE: Final = 2000
SCALES: Final = ("pain_before", "pain_worst", "pain_after", "pain_usual", "effort")


class Fields(Protocol):
    """The fields of a form that was sent."""

    def get(self, name: str, default: str = "", /) -> str:
        """What is in a field."""

    def all(self, name: str, /) -> tuple[str, ...]:
        """What is in all fields of one name."""


@dataclass(frozen=True)
class FormTold:
    """What a form tells: of the session, of the morning after the one before, and what was left out, by place.

    `other` says that something is new that is none of the signs. `faults` says what is wrong, by field; then nothing of
    it may be kept.
    """

    said: Said
    other: bool
    morning: int | None
    morning_of: str
    left_out: Mapping[int, SkipReason]
    faults: Mapping[str, str]


def told_in(form: Fields, items: int, signs: Sequence[Signs], speech: Speech) -> FormTold:
    """What a form tells of a session with so many exercises, where these signs may be new."""
    reader = _Reader(form, speech)
    new, other = new_in(form, {sign.id for group in signs for sign in group.signs})
    said = {name: reader.scale(name) for name in SCALES}
    return FormTold(
        said=Said(
            **said,
            moved=_moved(form.get("moved")),
            moved_in=_place(form.get("moved_in"), items),
            new_signs=new,
            note=reader.note() or None,
        ),
        other=other,
        morning=reader.scale("morning"),
        morning_of=form.get("morning_of"),
        left_out=dict(_left_out(form, items)),
        faults=reader.faults,
    )


class _Reader:
    """Reads fields, and notes what is wrong with them."""

    def __init__(self, form: Fields, speech: Speech) -> None:
        self._form, self._speech = form, speech
        self.faults: dict[str, str] = {}

    def scale(self, name: str) -> int | None:
        """A whole number from 0 to 10; None where nothing is said."""
        told = self._form.get(name).strip()
        if told.isascii() and told.isdecimal() and len(told) <= len(str(MOST)) and int(told) <= MOST:
            return int(told)
        if told:
            self.faults[name] = self._speech("diary.a_number", least=0, most=MOST)
        return None

    def note(self) -> str:
        """What else there is to say, in a person's own words."""
        said = " ".join(as_typed(self._form.get("note")).split())
        if len(said) <= LONGEST_NOTE:
            return said
        self.faults["note"] = self._speech("diary.at_most", count=LONGEST_NOTE)
        return ""


def new_in(form: Fields, known: Collection[str]) -> tuple[tuple[str, ...] | None, bool]:
    """The signs that are new, None where nobody said; and whether something is that is none of these."""
    chosen = tuple(dict.fromkeys(form.all("sign")))
    signs = tuple(sign for sign in chosen if sign in known)
    if chosen:
        return signs or None, len(signs) < len(chosen)
    match form.get("new"):
        case "yes":
            return None, True
        case "no":
            return (), False
    return None, False


def _moved(told: str) -> Moved | None:
    return next((one for one in get_args(Moved) if one == told), None)


def _place(told: str, items: int) -> int | None:
    return next((place for place in range(items) if str(place) == told), None)


def _left_out(form: Fields, items: int) -> Iterator[tuple[int, SkipReason]]:
    for place in range(items):
        told = form.get(f"did-{place}")
        if told:
            yield place, next((one for one in REASONS if one == told), "other")
