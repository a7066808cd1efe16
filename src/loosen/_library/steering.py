"""Entries hold words and nothing else: no character that steers a terminal or turns the order of what is read."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._characters import harmless
from loosen.errors import Fault, FaultCode

from .yaml_text import Text


def steering(raw: bytes, text: Text) -> Iterator[Fault]:
    """Every field of a file, of the bytes `raw`, that holds such a character, with the character."""
    shown = raw.decode("utf-8", "replace")
    if b"\\" not in raw and harmless(shown) == shown:
        return  # nor can a text in it: only what begins so stands for a character that is not there
    for path, string in text.strings():
        if found := next((letter for letter in string if harmless(letter) != letter), ""):
            what = f"{'.'.join(map(str, path))}: holds a character that is not seen, {harmless(found)}."
            yield Fault(FaultCode.WRONG_FORM, text.at(path), what, "Take it out.")
