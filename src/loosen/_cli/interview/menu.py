"""The interview as a menu on the whole screen. Bold and reverse, no colour."""

from __future__ import annotations

from prompt_toolkit.shortcuts import PromptSession

from loosen._cli.console import emit
from loosen._cli.streams import settled, shown
from loosen._interview.screens import Ask
from loosen._words.speech import Speech

from .choosing import Choosing
from .hold import Stop
from .writing import Writing

MOST_ABOVE = 4
"""The most lines that are shown above a question."""


class Menu:
    """Questions as menus on the whole screen; once the interview is over, below what came of it."""

    def __init__(self, speech: Speech) -> None:
        self._speech, self._said = speech, ""

    def choose(self, shown: Ask, done: float, *, several: bool) -> list[str]:
        settled()
        said, self._said = self._said, ""
        chosen: list[str] | Exception = Choosing(shown, done, said, self._speech, several=several).application().run()
        if isinstance(chosen, Exception):
            raise chosen
        return chosen

    def write(self, shown: Ask, done: float) -> str:
        settled()
        said, self._said = self._said, ""
        return Writing(shown, done, said, self._speech).ask()

    def say(self, text: str) -> None:
        """Shown above the next question; a long text first has the screen for itself."""
        if len(text.splitlines()) <= MOST_ABOVE:
            self._said = text
            return
        emit(f"\n{text}\n", None)
        settled()
        try:
            PromptSession[str]().prompt(shown(f"{self._speech('interview.menu.enter_to_go_on')} "))
        except (KeyboardInterrupt, EOFError):
            raise Stop from None
