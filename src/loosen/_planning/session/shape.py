"""What one session must keep to, worked out in exercises, percent and seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from loosen._model.base import Kind


class Shape(NamedTuple):
    """What a session must keep to: how many exercises, and each kind's percent of the working time.

    Where a kind is bounded, `sizes` has the seconds that it takes before the work is chosen, and `bounds` the most that
    it takes when work leaves some.
    """

    items_at_most: int
    share: Mapping[Kind, int]
    sizes: Mapping[Kind, int]
    bounds: Mapping[Kind, int]

    def short_by(self, kind: Kind, spent: Mapping[Kind, int]) -> int:
        """The percent of the working time by which a kind falls short of its share, when so many seconds are spent."""
        total = max(1, sum(spent.get(one, 0) for one in self.share))
        return self.share.get(kind, 0) - 100 * spent.get(kind, 0) // total
