"""What the rooms below tell as blocks: cut at its headings, and set as HTML, for pages with a layout of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from loosen._outputs.document import Block
from loosen._outputs.pages import in_html


class Section(NamedTuple):
    """A heading (empty before the first one) and what is said under it, in lines of HTML."""

    head: str
    blocks: tuple[Block, ...]


def sections_of(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Blocks cut at their headings, in their order; no section is empty."""
    heads, under = [""], [list[Block]()]
    for block in blocks:
        if block.form == "heading":
            heads.append(block.lines[0])
            under.append([])
        else:
            under[-1].append(_shown(block))
    return tuple(Section(head, tuple(said)) for head, said in zip(heads, under, strict=True) if head or said)


def _shown(block: Block) -> Block:
    return block._replace(lines=tuple(map(in_html, block.lines)), names=tuple(map(in_html, block.names)))
