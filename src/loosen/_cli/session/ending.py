"""The few questions after a session; each answer is in the diary as soon as it is given."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple, get_args

from rich.console import Console

from loosen._cli.console import width
from loosen._cli.streams import shown
from loosen._model.diary import Moved, SkipReason
from loosen._outputs.session import Today
from loosen._words.speech import Speech

from .asking import Asking
from .keys import Keys
from .notes import Notes

REASONS: tuple[SkipReason, ...] = get_args(SkipReason)
MOVED: tuple[Moved, ...] = get_args(Moved)


class Sign(NamedTuple):
    """An option of a warning question (`question=option`) that may be new, and its words."""

    id: str
    words: str


def reasons(speech: Speech) -> str:
    """The reasons to leave an exercise out, numbered from 1."""
    return ", ".join(f"{number} {speech.one_of('left_because', one)}" for number, one in enumerate(REASONS, start=1))


def ask_before(day: Today, console: Console, keys: Keys, notes: Notes) -> None:
    """Ask for the pain before the start. Raises `Enough`."""
    notes.put(pain_before=Asking(console, keys, day.speech).out_of_ten(day.speech("session.ask_pain_before")))


def why_stopped(day: Today, console: Console, keys: Keys) -> SkipReason | None:
    """Ask why a session was ended early. Raises `Enough`."""
    question = day.speech("session.ask_why_stopped", reasons=reasons(day.speech))
    return Asking(console, keys, day.speech).one_of(question, REASONS)


def ask_after(day: Today, console: Console, keys: Keys, notes: Notes, signs: Sequence[Sign]) -> bool:
    """Ask how the session went; whether something is new that has to be looked at first. Raises `Enough`."""
    speech = day.speech
    asking = Asking(console, keys, speech)
    notes.put(pain_worst=asking.out_of_ten(speech("session.ask_pain_worst")))
    notes.put(pain_after=asking.out_of_ten(speech("session.ask_pain_after")))
    notes.put(effort=asking.out_of_ten(speech("session.ask_effort")))
    notes.put(moved=asking.one_of(speech("session.ask_moved"), MOVED))
    match asking.one_of(speech("session.ask_new"), ("yes", "no")):
        case "yes":
            notes.put(new_signs=_which(asking, console, speech, signs) or None)  # some other thing is not none
            return True
        case "no":
            notes.put(new_signs=())
    return False


def _which(asking: Asking, console: Console, speech: Speech, signs: Sequence[Sign]) -> tuple[str, ...]:
    for number, sign in enumerate(signs, start=1):
        told = textwrap.fill(shown(sign.words), width(), initial_indent=f"{number:>3} ", subsequent_indent=" " * 4)
        console.out(told, highlight=False)
    return tuple(sign.id for sign in asking.some_of(speech("session.ask_which_new"), signs))
