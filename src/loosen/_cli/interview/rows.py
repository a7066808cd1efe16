"""The rows of a screen: texts broken to its width, each knowing which line of a list it belongs to."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from prompt_toolkit.styles import Style

from loosen._cli.streams import shown

STYLE = Style.from_dict({"title": "bold", "heading": "bold", "here": "reverse", "keys": "italic"})
NARROWEST = 20
"""Columns below which lines are not broken any further."""


class Row(NamedTuple):
    """One row of the screen, and the line of the list that it belongs to (None: to none)."""

    style: str
    text: str
    line: int | None = None


def wrapped(style: str, text: str, columns: int, mark: str = "", *, line: int | None = None) -> list[Row]:
    """A text as rows that fit; none for an empty text. The first begins with the mark, the others below its end."""
    found = []
    for part in shown(text).splitlines():
        broken = textwrap.wrap(
            part, max(columns, NARROWEST) - 1, initial_indent=mark, subsequent_indent=" " * len(mark)
        )
        found += [Row(style, row, line) for row in broken or [""]]
        mark = " " * len(mark)
    return found


def whole_lines(rows: list[Row], seen: range) -> set[int]:
    """The lines of the list that stand in these rows; of one that is longer than the screen, its end is enough."""
    places: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        if row.line is not None:
            places.setdefault(row.line, []).append(number)
    return {line for line, own in places.items() if own[-1] in seen and (own[0] in seen or len(own) > len(seen))}
