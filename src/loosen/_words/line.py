"""The line of plans that a record came from, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loosen._model.review import Ancestor

from .speech import Speech

SHOWN = 8
"""Digits of a seal that are shown."""


def line_words(line: Iterable[Ancestor], speech: Speech) -> Iterator[str]:
    """For each record its day, what became of the plan before, and the beginning of its seal."""
    for one in line:
        what = speech.one_of("on_plan", one.kind) if one.kind else speech("review.opening")
        yield speech("review.line_of", day=one.on.isoformat(), what=what, seal=one.seal[:SHOWN])
