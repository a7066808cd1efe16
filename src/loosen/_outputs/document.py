"""A document as blocks, set as plain text or Markdown."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from loosen._characters import harmless

WIDTH = 80
"""Columns of a page of plain text, where nobody says otherwise."""
STRONG, SOFT, CODE = "\ue000", "\ue001", "\ue002"
"""What stands on both sides of words that stand out, in whatever way a layout has for it; no keyboard writes them."""
_IN_TEXT = str.maketrans("", "", STRONG + SOFT + CODE)
_IN_MARKDOWN = str.maketrans({STRONG: "**", SOFT: "*"})
_HEADS = {"title": "#", "heading": "##", "subheading": "###"}
_COMMAND = re.compile(r"`(loosen [a-z -]+)`")
"""How messages write a command that can be typed."""
_SIGNS = re.compile(r"[\\`*<~]|\](?=[\[(])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""What Markdown reads as a mark wherever it stands."""
_STARTS = re.compile(r"(?=[>\[]|#{1,6}(?:\s|$)|[-+](?:[\s-]|$))|\d{1,9}(?=[.)](?:\s|$))")
"""What Markdown reads as a mark at the beginning of a line."""


Form = Literal["text", "markdown", "json"]
"""The forms that a command can write: a document in a layout of `LAYOUTS`, or the same as data."""
Illustrated = Literal["html", "pdf"]
"""The forms of the illustrated hand-out."""
PlanForm = Literal[Form, Illustrated]
"""The forms of a plan."""
Paper = Literal["a4", "letter"]
"""What a hand-out is printed on."""


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
    for block in _with_lines(blocks, lambda line: harmless(line).translate(_IN_TEXT)):
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


def to_markdown(blocks: Iterable[Block], *, is_markdown: bool = False) -> str:
    """Markdown. What blocks say is read as it is, whoever wrote it; where it `is_markdown`, its marks count."""
    parts = []
    for block in _with_lines(blocks, _marks_set if is_markdown else in_markdown):
        if block.form in _HEADS:
            parts.append(f"{_HEADS[block.form]} {block.lines[0]}")
        elif block.form == "text":
            parts.append(block.lines[0] if is_markdown else _not_a_start(block.lines[0]))
        elif block.form == "facts":
            parts.append(table(("", ""), zip(block.names, block.lines, strict=True)))
        else:
            lines = block.lines if is_markdown else tuple(map(_not_a_start, block.lines))
            parts.append("\n".join(f"{mark}{line}" for mark, line in _marked(block._replace(lines=lines))))
    return "\n\n".join(parts) + "\n"


def _with_lines(blocks: Iterable[Block], as_: Callable[[str], str]) -> Iterator[Block]:
    for block in blocks:
        yield block._replace(lines=tuple(map(as_, block.lines)), names=tuple(map(as_, block.names)))


def in_markdown(line: str) -> str:
    """A line as Markdown that shows it as it is: no mark of its own counts, and nothing in it leads elsewhere."""
    line = _COMMAND.sub(rf"{CODE}\1{CODE}", " ".join(harmless(line).split()))
    parts = enumerate(line.split(CODE))
    return "".join(_code(part) if number % 2 else _words(part) for number, part in parts)


def _marks_set(line: str) -> str:
    return line.translate(_IN_MARKDOWN).replace(CODE, "`")


def _words(part: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", part).translate(_IN_MARKDOWN)


def _code(part: str) -> str:
    return f"`{part.replace('`', chr(39))}`"


def _not_a_start(line: str) -> str:
    """A line that begins no list, heading or quotation."""
    found = _STARTS.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; line breaks and bars in a cell are made harmless."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in (heads, *rows)]
    lines = [cells[0], ["---"] * len(heads), *cells[1:]]
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
