"""A document as blocks, set as plain text or Markdown."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

WIDTH = 80
"""Columns of a page of plain text, where nobody says otherwise."""
_MARKS = {"title": "#", "heading": "##", "subheading": "###"}


Form = Literal["text", "markdown", "json"]
"""The forms that a command can write: a document in a layout of `LAYOUTS`, or the same as data."""


class Block(NamedTuple):
    """A piece of a document: a title, a heading, a smaller heading, a paragraph, a (numbered) list, a table of facts.

    Each line of `facts` has its name in `names`.
    """

    form: Literal["title", "heading", "subheading", "text", "list", "steps", "facts"]
    lines: tuple[str, ...]
    names: tuple[str, ...] = ()


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
            parts.extend(_hanging(mark, line, width) for mark, line in _marked(block))
    return "\n".join(parts) + "\n"


def _marked(block: Block) -> Iterator[tuple[str, str]]:
    """Each line of a list or of facts, with what stands before it."""
    for number, line in enumerate(block.lines):
        if block.form == "facts":
            yield f"{block.names[number]}: ", line
        else:
            yield f"{number + 1}. " if block.form == "steps" else "- ", line


def _hanging(mark: str, line: str, width: int) -> str:
    return textwrap.fill(line, width, initial_indent=f"  {mark}", subsequent_indent=" " * (2 + min(len(mark), 4)))


def to_markdown(blocks: Iterable[Block]) -> str:
    """Markdown."""
    parts = []
    for block in blocks:
        if block.form in _MARKS:
            parts.append(f"{_MARKS[block.form]} {block.lines[0]}")
        elif block.form == "text":
            parts.append(block.lines[0])
        elif block.form == "facts":
            parts.append(table(("", ""), zip(block.names, block.lines, strict=True)))
        else:
            parts.append("\n".join(f"{mark}{line}" for mark, line in _marked(block)))
    return "\n\n".join(parts) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; line breaks and bars in a cell are made harmless."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [heads, ["---"] * len(heads), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


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
