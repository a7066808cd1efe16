"""How wide words are when drawn, and where their lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_EMS: Mapping[str, float] = {"small": 11.0, "strong": 14.0, "name": 11.5}
"""How wide an em of `width_of` is in pixels; that of strong type is wider than its size."""


def wrapped(words: str, room: int, style: str, most: int) -> list[str]:
    """Words in at most so many lines that fit into `room`; what does not is cut off with an ellipsis."""
    size = _EMS[style]
    lines, rest = [], words.split()
    while rest:
        line = rest.pop(0)
        if width_of(line) * size > room:
            cut = next(n for n in range(len(line), 0, -1) if n == 1 or width_of(line[:n]) * size <= room)
            line, rest = line[:cut], [line[cut:], *rest]
        while rest and width_of(f"{line} {rest[0]}") * size <= room:
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    if len(lines) > most:
        last = lines[most - 1]
        while width_of(f"{last}…") * size > room:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return lines


def width_of(text: str) -> float:
    """About how wide a text is at most, in ems; typefaces differ, so it is reckoned amply."""
    return sum(map(_ems, text))


def _ems(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in "iljtfr.,:;'|!()[] -":
        return 0.38
    if letter in "mwMW@%—…" or (letter.isupper() and letter in "OQGDHN"):
        return 0.92
    return 0.74 if letter.isupper() else 0.6
