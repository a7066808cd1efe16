"""What a session is asked about afterwards, wherever it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, get_args

from loosen._model.diary import Moved, SessionEntry, SkipReason
from loosen._model.plan import Item

from .signs import Signs

MOST: Final = 10
"""The most of whatever is told from 0 on."""
REASONS: Final[tuple[SkipReason, ...]] = get_args(SkipReason)
MOVED: Final[tuple[Moved, ...]] = get_args(Moved)


class About(NamedTuple):
    """What a session is asked about: its exercises, whether usual pain is asked for, and which signs may be new."""

    items: Sequence[Item]
    usual: bool
    signs: Sequence[Signs]


def begun(entry: SessionEntry, items: Sequence[Item]) -> list[Item]:
    """The exercises of which something was done, as far as that was said."""
    left = {one.exercise for one in entry.done if not one.is_begun}
    return [item for item in items if item.exercise not in left]
