"""Asks short questions, each answered with a line; an empty one says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeVar, get_args

from loosen._characters import as_typed
from loosen._diary.questions import MOST
from loosen._words.speech import Speech

from .lines import NO_TEXT, Lines, folded

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,4}")
_MINUS: Final = str.maketrans("\u2212\u2013", "--")
"""Signs that keyboards and phones write for a minus."""
Option = TypeVar("Option")
Answer = Literal["yes", "no"]
YES_NO: Final[tuple[Answer, ...]] = get_args(Answer)


class Asking:
    """Asks somebody in one language. Every question may be left unanswered; `Enough` is raised where they stop."""

    def __init__(self, lines: Lines, speech: Speech) -> None:
        self._lines, self.speech = lines, speech

    def out_of_ten(self, question: str) -> int | None:
        """A whole number from 0 to 10; None where nothing is said."""
        return self.number(question, 0, MOST)

    def number(self, question: str, least: int, most: int) -> int | None:
        """A whole number; None where nothing is said."""
        while typed := self._answer(question):
            word = typed.translate(_MINUS)
            if _NUMBER.fullmatch(word) and least <= int(word) <= most:
                return int(word)
            self._not_among(least, most)
        return None

    def one_of(self, question: str, options: Sequence[Option]) -> Option | None:
        """One of the options, which the question numbers from 1; None where nothing is said."""
        number = self.number(question, 1, len(options))
        return None if number is None else options[number - 1]

    def some_of(self, question: str, options: Sequence[Option]) -> tuple[Option, ...]:
        """Any number of the options, in their order."""
        while typed := self._answer(question).replace(",", " ").split():
            if all(_NUMBER.fullmatch(word) and 1 <= int(word) <= len(options) for word in typed):
                chosen = {int(word) for word in typed}
                return tuple(option for number, option in enumerate(options, start=1) if number in chosen)
            self._not_among(1, len(options))
        return ()

    def words(self, question: str, most: int) -> str:
        """Words of one's own, of so many characters at most; empty where nothing is said."""
        while typed := self._answer(question, words=True):
            said = " ".join(as_typed(typed).split())
            if said and said != NO_TEXT and len(said) <= most:
                return said
            self.tell(self.speech("diary.at_most", count=most))
        return ""

    def numbered(self, names: Iterable[str]) -> None:
        """List what can be chosen, numbered from 1."""
        self._lines.tell("\n".join(folded(name, f"{number:>3} ") for number, name in enumerate(names, start=1)))

    def tell(self, text: str) -> None:
        """Show a text that is no question."""
        self._lines.tell(folded(text))

    def _answer(self, question: str, *, words: bool = False) -> str:
        self.tell(question)
        return self._lines.read(words=words)

    def _not_among(self, least: int, most: int) -> None:
        self.tell(self.speech("diary.a_number", least=least, most=most))


def in_a_line(words: Iterable[str]) -> str:
    """Options in one line, numbered from 1."""
    return ", ".join(f"{number} {one}" for number, one in enumerate(words, start=1))


def yes_or_no(asking: Asking, question: str) -> Answer | None:
    """Ask for yes or no; None where nothing is said. Raises `Enough`."""
    options = in_a_line(asking.speech.one_of("yes_no", one) for one in YES_NO)
    return asking.one_of(f"{question} {options}", YES_NO)
