"""What somebody tells, question by question, as the entries of a diary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from loosen._model.diary import SessionEntry

from .entering import told_more

Clock = Callable[[], datetime]
"""Tells the time, with its zone."""


class Told:
    """A session of which more is told, one thing after the other."""

    def __init__(self, entry: SessionEntry, clock: Clock) -> None:
        self.entry, self._clock = entry, clock

    def put(self, **said: Any) -> None:
        """Add what is said, by the fields of an entry; None was not said."""
        self.entry = told_more(self.entry, self._clock(), **said)
