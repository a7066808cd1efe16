"""What is still to be filled in: a draft begins with a note in the place of everything that must be thought about."""

from __future__ import annotations

from collections.abc import Iterator

from loosen.errors import Fault, FaultCode

from .yaml_text import Text

FILL_IN = "Fill in: "
"""How such a note begins; what should stand there follows."""


def unfilled(text: Text) -> Iterator[Fault]:
    """Every note that still stands in a text, with what should take its place."""
    for path, note in text.strings():
        if note.startswith(FILL_IN):
            yield Fault(
                FaultCode.WRONG_FORM,
                text.at(path),
                f"{'.'.join(map(str, path))}: fill this in:",
                note.removeprefix(FILL_IN),
            )
