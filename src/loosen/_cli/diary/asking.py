"""The few questions about a session, as plain lines: one answer a line, and an empty one where nothing is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, get_args

from loosen._characters import is_whole, narrow
from loosen._cli.interview.hold import Stop
from loosen._cli.interview.plain import next_line
from loosen._cli.streams import put, settled
from loosen._model.diary import Moved, SkipReason
from loosen._model.plan import Plan
from loosen._words.speech import Speech

QUIT: Final = "q"
MOST_PAIN: Final = 10
REASONS: Final[tuple[SkipReason, ...]] = get_args(SkipReason)
WAYS: Final[tuple[Moved, ...]] = get_args(Moved)


class Sign(NamedTuple):
    """A warning sign that the person did not have: how an entry writes it, and in words."""

    key: str
    text: str


class Asking:
    """Asks in one language. Every question may be left unanswered; `Stop` is raised where the person stops."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def morning(self, day: str) -> int | None:
        """How the morning after the session before was."""
        return self._number(self._speech("diary.morning", day=day), 0, MOST_PAIN)

    def session(self, plan: Plan, signs: Sequence[Sign], *, usual: bool) -> dict[str, Any]:
        """What happened, by the fields of a session; what was not said is not among them."""
        speech = self._speech
        names = [item.name for item in plan.items]
        left = self._several(speech("diary.left_out"), names)
        why = {place: self._number(speech("diary.why", exercise=names[place]), 1, len(REASONS)) for place in left}
        told: dict[str, Any] = {
            "pain_before": self._number(speech("diary.before"), 0, MOST_PAIN),
            "pain_worst": self._number(speech("diary.worst"), 0, MOST_PAIN),
            "pain_after": self._number(speech("diary.after"), 0, MOST_PAIN),
            "pain_usual": self._number(speech("diary.usual"), 0, MOST_PAIN) if usual else None,
            "effort": self._number(speech("diary.effort"), 0, MOST_PAIN),
        }
        moved = self._number(speech("diary.moved"), 1, len(WAYS))
        told["moved"] = WAYS[moved - 1] if moved else None
        down = self._place(speech("diary.during_which"), names) if told["moved"] == "down" else None
        told["new_signs"] = self._signs(signs)
        told["done"] = list(_done(plan, why, down))
        return {field: value for field, value in told.items() if value is not None}

    def _signs(self, signs: Sequence[Sign]) -> tuple[str, ...] | None:
        """The new signs; None where something is new and it is none of those that are known, or nothing was said."""
        new = self._number(self._speech("diary.new"), 1, 2)
        if new != 1:
            return () if new else None
        chosen = self._several(self._speech("diary.which_new"), [sign.text for sign in signs])
        return tuple(signs[place].key for place in chosen) or None

    def _place(self, question: str, names: Sequence[str]) -> int | None:
        put("".join(_numbered(names)))
        number = self._number(question, 1, len(names))
        return None if number is None else number - 1

    def _several(self, question: str, names: Sequence[str]) -> list[int]:
        """The places of those chosen among names, in order."""
        put("".join(_numbered(names)))
        while True:
            words = self._line(question).replace(",", " ").split()
            numbers = [int(word) for word in words if _is_number(word)]
            if len(numbers) == len(words) and all(1 <= number <= len(names) for number in numbers):
                return sorted({number - 1 for number in numbers})
            put(f"{self._speech('diary.a_number', least=1, most=len(names))}\n")

    def _number(self, question: str, least: int, most: int) -> int | None:
        while True:
            word = self._line(question)
            if not word:
                return None
            if _is_number(word) and least <= int(word) <= most:
                return int(word)
            put(f"{self._speech('diary.a_number', least=least, most=most)}\n")

    def _line(self, question: str) -> str:
        put(f"{question}\n> ")
        settled()
        line = next_line()
        words = narrow(line).strip() if is_whole(line) else "?"
        if words.casefold() == QUIT:
            raise Stop
        return words


def _done(plan: Plan, why: dict[int, int | None], down: int | None) -> Iterator[dict[str, str]]:
    """Every exercise of the plan: done, or left out with the reason, if one was given."""
    for place, item in enumerate(plan.items):
        done = {"exercise": item.exercise}
        if place in why:
            done["skipped"] = REASONS[(why[place] or len(REASONS)) - 1]
        if place == down:
            done["moved"] = "down"
        yield done


def _numbered(names: Sequence[str]) -> Iterator[str]:
    return (f"{number:>4} {name}\n" for number, name in enumerate(names, start=1))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= 4
