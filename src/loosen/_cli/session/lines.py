"""Lines typed on a terminal whose keys are read one by one."""

from __future__ import annotations

from rich.console import Console

from loosen._characters import narrow
from loosen._cli.diary.lines import PROMPT, QUIT, Enough
from loosen._cli.streams import shown

from .keys import END, ENTER, TICK_S, Keys

RUBOUTS = ("\x7f", "\b")


class KeyLines:
    """What is typed is shown as it is typed; where numbers are asked for, `q` alone is enough to stop."""

    def __init__(self, console: Console, keys: Keys) -> None:
        self._console, self._keys = console, keys

    def read(self, *, words: bool = False) -> str:
        """What is typed until Enter."""
        self._put(PROMPT)
        typed = ""
        while (key := self._keys.read(TICK_S)) != ENTER:
            if key == END or (key.casefold() == QUIT and not typed and not words):
                self.tell("")
                raise Enough
            if key in RUBOUTS and typed:
                typed = typed[:-1]
                self._put("\b \b")
            elif key and key.isprintable():
                typed += key
                self._put(shown(key))
        self.tell("")
        if typed.strip().casefold() == QUIT:
            raise Enough
        return (typed if words else narrow(typed)).strip()

    def tell(self, text: str) -> None:
        """Show lines of text as they are."""
        self._console.out(text, highlight=False)

    def _put(self, text: str) -> None:
        self._console.out(text, end="", highlight=False)
