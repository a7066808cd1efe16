"""Two plans beside each other, or one under the other where the screen is narrow."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from loosen._characters import harmless
from loosen._explain.compare.types import Comparison, Side, SideItem
from loosen._words.amounts import length
from loosen._words.speech import Speech

from .document import Block, Form, in_markdown, table, to_text

NARROWEST = 70
"""Columns from which two plans fit beside each other."""


class Names(NamedTuple):
    """What the two sides are called."""

    before: str
    after: str


def facing_rows(found: Comparison, speech: Speech) -> Iterator[tuple[str, str]]:
    """Both plans row by row: what they are, then their items, each facing itself where the order allows it."""
    yield _headline(found.before, speech), _headline(found.after, speech)
    for was, now in _facing(found):
        yield _item(was) if was else "", _item(now) if now else ""


def as_columns(found: Comparison, names: Names, width: int, speech: Speech) -> str:
    """Both plans beside each other, or one below the other where that is too narrow."""
    if width < NARROWEST:
        return "".join(
            to_text([Block("heading", (name,)), Block("text", (_headline(side, speech),))], width)
            + (to_text([Block("steps", tuple(map(_item, side.items)))], width) if side.items else "")
            for name, side in zip(names, (found.before, found.after), strict=True)
        )
    each = (width - 3) // 2
    rows = [(names.before, names.after), ("-" * each, "-" * each), *facing_rows(found, speech)]
    lines: list[str] = []
    for left, right in rows:
        cells = (textwrap.wrap(cell, each, subsequent_indent="  " * bool(lines[2:])) for cell in (left, right))
        lines += [f"{was:<{each}} | {now}".rstrip() for was, now in zip_longest(*cells, fillvalue="")]
    return harmless("\n" + "\n".join(lines) + "\n")


def as_table(found: Comparison, names: Names, speech: Speech) -> str:
    """Both plans as a table of Markdown."""
    rows = facing_rows(found, speech)
    return table(tuple(map(in_markdown, names)), (tuple(map(in_markdown, row)) for row in rows)) + "\n"


def _facing(found: Comparison) -> Iterator[tuple[SideItem | None, SideItem | None]]:
    """The items of both plans in their order, each facing itself where the order allows it."""
    before, after = found.before.items, found.after.items
    match = SequenceMatcher(None, [one.exercise for one in before], [one.exercise for one in after], autojunk=False)
    for _, start, end, other_start, other_end in match.get_opcodes():
        yield from zip_longest(before[start:end], after[other_start:other_end])


def _headline(side: Side, speech: Speech) -> str:
    if not side.has_plan:
        return speech("comparison.no_plan", level=side.title)
    exercises = speech("amounts.exercises", count=len(side.items))
    days = speech("amounts.days_a_week", count=side.days_per_week)
    return f"{side.title}. {length(side.seconds, speech)}, {exercises}, {days}."


def _item(item: SideItem) -> str:
    return f"{item.name}: {item.dose}"


BESIDE: Mapping[Form, Callable[[Comparison, Names, int, Speech], str]] = {
    "text": as_columns,
    "markdown": lambda found, names, _, speech: as_table(found, names, speech),
}
"""How two plans are set beside each other, in each form that has a layout."""
APART: Mapping[Form, str] = {"text": "", "markdown": "\n"}
"""What stands between two parts of a document."""
