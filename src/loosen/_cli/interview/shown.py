"""What both faces in a terminal show alike: how far it is, and the keys that do the same everywhere."""

from __future__ import annotations

from loosen._interview.screens import Ask
from loosen._words.speech import Speech

from . import keys
from .hold import Back, PlanNow, Stop


def bar(done: float, speech: Speech) -> str:
    """How much of the interview is done."""
    return speech("interview.done", percent=round(100 * done))


def keys_of(shown: Ask, speech: Speech) -> str:
    """The keys that do the same everywhere; one more of them once the plan can be made."""
    return speech("interview.keys_when_ready" if shown.ready else "interview.keys")


def asks_for_help(line: str, shown: Ask, speech: Speech) -> bool:
    """Whether a written line asks for help. Raises `Back`, `Stop` and `PlanNow` for one that wants that."""
    match _command_in(line, shown, speech):
        case keys.BACK:
            raise Back
        case keys.STOP:
            raise Stop
        case keys.PLAN:
            raise PlanNow
        case found:
            return found is not None


def _command_in(line: str, shown: Ask, speech: Speech) -> str | None:
    """The key that a line is, or that it calls by the word which the prompt has for it.

    Among words of one's own such a word may be all that somebody has to say, so there the key alone counts.
    """
    folded = line.strip().casefold()
    for told in keys_of(shown, speech).casefold().split(", "):
        key, _, word = told.partition(" ")
        if folded == key or (not shown.question.takes.own_words and folded in (word, word.partition(" ")[0])):
            return key
    return None
