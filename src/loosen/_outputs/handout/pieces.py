"""Pieces of a document that has only so much room: what must be said is there, and the rest as far as it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from loosen._outputs.document import Block, to_text

Size = Callable[[Iterable[Block]], int]
"""How much room blocks take."""
ALWAYS = 0
"""The rank of what is always said, whatever the room."""


class Piece(NamedTuple):
    """Some blocks, said whole where there is room, else as `shorter`; those of the lowest `rank` get room first.

    Pieces of a rank that stand `together` are all said whole, or none is. `under` is the heading that pieces in a row
    share: it is set once, before the first of them that is said.
    """

    blocks: tuple[Block, ...]
    rank: int = ALWAYS
    shorter: tuple[Block, ...] = ()
    under: str = ""
    together: bool = False


def listed(under: str, lines: Iterable[str], rank: int = ALWAYS) -> Iterator[Piece]:
    """Sentences, each once, as pieces of a list under a heading (none where it is empty)."""
    return (Piece((Block("list", (line,)),), rank, under=under) for line in dict.fromkeys(lines))


def fitted(pieces: Sequence[Piece], room: int, size: Size) -> tuple[tuple[Block, ...], bool]:
    """The pieces that fit, in their order, and whether all of them do."""
    whole = [piece.rank == ALWAYS for piece in pieces]
    taken = sum(size(_shown(piece, whole=is_whole)) for piece, is_whole in zip(pieces, whole, strict=True))
    for places in _by_rank(pieces):
        more = sum(size(_shown(pieces[at], whole=True)) - size(_shown(pieces[at], whole=False)) for at in places)
        if taken + more <= room:
            taken += more
            for at in places:
                whole[at] = True
    return tuple(_joined(_set(pieces, whole))), all(whole)


def unshortened(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """All of the pieces, where there is room for everything."""
    told = tuple(pieces)
    return tuple(_joined(_set(told, [True] * len(told))))


def _by_rank(pieces: Sequence[Piece]) -> Iterator[tuple[int, ...]]:
    """The places of the pieces that are not always whole, as they get room: each by itself, or a rank together."""
    ranked = sorted((at for at in range(len(pieces)) if pieces[at].rank != ALWAYS), key=lambda at: pieces[at].rank)
    for _, group in groupby(ranked, key=lambda at: pieces[at].rank):
        places = tuple(group)
        yield from (places,) if pieces[places[0]].together else ((at,) for at in places)


def _shown(piece: Piece, *, whole: bool) -> tuple[Block, ...]:
    """What is said of a piece; its heading is counted with each, so that no room is promised twice."""
    blocks = piece.blocks if whole else piece.shorter
    return (Block("heading", (piece.under,)), *blocks) if blocks and piece.under else blocks


def _set(pieces: Sequence[Piece], whole: Sequence[bool]) -> Iterator[Block]:
    under = ""
    for piece, is_whole in zip(pieces, whole, strict=True):
        blocks = piece.blocks if is_whole else piece.shorter
        if blocks and piece.under not in ("", under):
            yield Block("heading", (piece.under,))
        under = piece.under if blocks else under
        yield from blocks


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lists in a row as one list."""
    for form, group in groupby(blocks, key=lambda block: block.form):
        if form == "list":
            yield Block("list", tuple(line for block in group for line in block.lines))
        else:
            yield from group


def words(blocks: Iterable[Block]) -> int:
    """How many words blocks take, counted as `wc -w` counts them in plain text."""
    return sum(sum(len(line.split()) for line in block.lines) + _MARKS.get(block.form, 0) * len(block.lines)
               for block in blocks)  # fmt: skip


_MARKS = {"list": 1, "steps": 1, "title": 1, "heading": 1}
"""What stands beside the words of a line: its dash or number, or the line under a heading."""


def lines(blocks: Iterable[Block], width: int) -> int:
    """How many lines blocks take in plain text of this width."""
    shown = tuple(blocks)
    return to_text(shown, width).count("\n") if shown else 0
