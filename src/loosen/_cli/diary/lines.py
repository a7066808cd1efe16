"""Where questions are shown and answers are read, line by line."""

from __future__ import annotations

import textwrap
from typing import Final, Protocol

from loosen._characters import is_whole, narrow
from loosen._cli.console import width
from loosen._cli.interview.hold import Stop
from loosen._cli.interview.plain import next_line
from loosen._cli.streams import put, settled, shown

QUIT: Final = "q"
"""What is typed by somebody who wants no more questions."""
PROMPT: Final = "> "
NO_TEXT: Final = "?"
"""What stands for bytes that are no text, and is no answer to anything."""


class Enough(Exception):
    """The person wants to stop."""


class Lines(Protocol):
    """Shows text, and reads lines that somebody types."""

    def read(self, *, words: bool = False) -> str:
        """The next line, empty where nothing is said; `words` may be any, and not only numbers. Raises `Enough`."""

    def tell(self, text: str) -> None:
        """Show lines of text as they are."""


class PlainLines:
    """Standard input and the screen, which work everywhere."""

    def read(self, *, words: bool = False) -> str:
        """The next line of standard input; its end is that of the questions."""
        put(PROMPT)
        settled()
        try:
            line = next_line()
        except Stop:
            raise Enough from None
        said = (line if words else narrow(line)).strip() if is_whole(line) else NO_TEXT
        if said.casefold() == QUIT:
            raise Enough
        return said

    def tell(self, text: str) -> None:
        """Put it on the screen, after all that is there."""
        put(f"{text}\n")


def folded(text: str, mark: str = "") -> str:
    """A text in lines that fit the screen, the first with a mark before it."""
    return textwrap.fill(shown(text), width(), initial_indent=mark, subsequent_indent=" " * len(mark))
