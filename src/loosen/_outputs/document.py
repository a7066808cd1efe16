"""A document as blocks, set as plain text or Markdown."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

WIDTH = 80
"""Columns of a page of plain text, where nobody says otherwise."""
_MARKS = {"title": "#", "heading": "##", "subheading": "###"}


Form = Literal["text", "markdown", "json"]
"""The forms that a command can write: a document in a layout of `LAYOUTS`, or the same as data."""


class Block(NamedTuple):
    """A piece of a document: a title, a heading, a smaller heading, a paragraph, or a (numbered) list."""

    form: Literal["title", "heading", "subheading", "text", "list", "steps"]
    lines: tuple[str, ...]


def to_text(blocks: Iterable[Block], width: int = WIDTH) -> str:
    """Plain text, wrapped at `width` columns."""
    parts = []
    for block in blocks:
        text = block.lines[0]
        if block.form == "title":
            parts.append(f"{textwrap.fill(text.upper(), width)}\n{'=' * min(len(text), width)}")
        elif block.form == "heading":
            parts.append(f"\n{textwrap.fill(text, width)}\n{'-' * min(len(text), width)}")
        elif block.form == "subheading":
            parts.append(f"\n{textwrap.fill(text, width)}")
        elif block.form == "text":
            parts.append(textwrap.fill(text, width))
        else:
            marks = (f"{number}. " if block.form == "steps" else "- " for number in range(1, len(block.lines) + 1))
            parts.extend(_hanging(mark, line, width) for mark, line in zip(marks, block.lines, strict=False))
    return "\n".join(parts) + "\n"


def _hanging(mark: str, line: str, width: int) -> str:
    return textwrap.fill(line, width, initial_indent=f"  {mark}", subsequent_indent=" " * (2 + len(mark)))


def to_markdown(blocks: Iterable[Block]) -> str:
    """Markdown."""
    parts = []
    for block in blocks:
        if block.form in _MARKS:
            parts.append(f"{_MARKS[block.form]} {block.lines[0]}")
        elif block.form == "text":
            parts.append(block.lines[0])
        else:
            mark = "1." if block.form == "steps" else "-"
            parts.append("\n".join(f"{mark} {line}" for line in block.lines))
    return "\n\n".join(parts) + "\n"


def to_json(value: object) -> str:
    """Plain values as JSON that people can read, too, ending in a line break."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


LAYOUTS: Mapping[Form, Callable[[Iterable[Block], int], str]] = {
    "text": to_text,
    "markdown": lambda blocks, _: to_markdown(blocks),
}
"""How a document is set in each form that has a layout; a width counts for plain text alone."""


def in_form(blocks: Iterable[Block], form: Form, width: int = WIDTH) -> str:
    """A document in one of the forms of `LAYOUTS`."""
    return LAYOUTS[form](blocks, width)


def bullets(heading: str, lines: Iterable[str]) -> Iterator[Block]:
    """A list of sentences, each once, under a heading (none where it is empty); nothing where there are none."""
    if said := tuple(dict.fromkeys(lines)):
        if heading:
            yield Block("heading", (heading,))
        yield Block("list", said)
