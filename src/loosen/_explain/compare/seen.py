"""One side of a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from loosen._model.plan import Item, Recommendation
from loosen._model.record_view import RecordView


class Seen(RecordView):
    """A recommendation with its record by id, as it is looked at when two are compared."""

    def __init__(self, recommendation: Recommendation) -> None:
        super().__init__(recommendation.audit)
        self.made = recommendation

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The exercises of the plan, in its order."""
        return {item.exercise: item for item in self.made.plan.items} if self.made.plan else {}
