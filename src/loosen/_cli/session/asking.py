"""Asks a few short questions in the terminal, each answered with a number and Enter; Enter alone says nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TypeVar

from rich.console import Console

from loosen._cli.console import width
from loosen._cli.streams import shown
from loosen._words.speech import Speech

from .keys import END, ENTER, TICK_S, Keys

RUBOUTS = ("\x7f", "\b")
MOST = 10
Option = TypeVar("Option")


class Enough(Exception):
    """The person wants to stop."""


class Asking:
    """Asks somebody at a terminal, in one language."""

    def __init__(self, console: Console, keys: Keys, speech: Speech) -> None:
        self._console, self._keys, self._speech = console, keys, speech

    def out_of_ten(self, question: str) -> int | None:
        """A whole number from 0 to 10; None where nothing is said. Raises `Enough`."""
        while typed := self._answer(question):
            if typed.isdecimal() and int(typed) <= MOST:
                return int(typed)
            self._tell(self._speech("session.zero_to_ten"))
        return None

    def one_of(self, question: str, options: Sequence[Option]) -> Option | None:
        """One of the options, which the question numbers from 1; None where nothing is said. Raises `Enough`."""
        while typed := self._answer(question):
            if typed.isdecimal() and 1 <= int(typed) <= len(options):
                return options[int(typed) - 1]
            self._tell(self._speech("session.a_number", most=len(options)))
        return None

    def some_of(self, question: str, options: Sequence[Option]) -> tuple[Option, ...]:
        """Any number of the options, in their order. Raises `Enough`."""
        while typed := self._answer(question).replace(",", " ").split():
            if all(one.isdecimal() and 1 <= int(one) <= len(options) for one in typed):
                chosen = {int(one) for one in typed}
                return tuple(option for number, option in enumerate(options, start=1) if number in chosen)
            self._tell(self._speech("session.a_number", most=len(options)))
        return ()

    def _answer(self, question: str) -> str:
        self._console.out(f"{textwrap.fill(shown(question), width())} ", end="", highlight=False)
        typed = ""
        while (key := self._keys.read(TICK_S)) != ENTER:
            if key == END and not typed:
                self._tell("")
                raise Enough
            if key in RUBOUTS and typed:
                typed = typed[:-1]
                self._console.out("\b \b", end="", highlight=False)
            elif key and key.isprintable():
                typed += key
                self._console.out(key, end="", highlight=False)
        self._tell("")
        return typed.strip()

    def _tell(self, text: str) -> None:
        self._console.out(shown(text), highlight=False)
