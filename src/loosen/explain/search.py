"""Searches for the smallest change of answers that puts an exercise into a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from .changes import Change, size_of
from .trial import REFUSED, Trial, Trials

MOST_PAIRS = 100
"""Pairs of changes that are tried, those first that come nearest by themselves."""

Verify = Callable[[tuple[Change, ...]], bool]
"""Whether the plan, really made with these changes, holds the exercise and is as safe as before."""


class Search(NamedTuple):
    """The change found (None: there is none among those tried), and how many of how many were tried."""

    found: tuple[Change, ...] | None
    singles: int
    pairs: int
    pairs_there_are: int


def smallest_change(trials: Trials, singles: Sequence[Change], verify: Verify) -> Search:
    """The smallest change that does it: every single one in order of size, then the most promising pairs.

    A change that another already does with fewer answers is never reached, because the search ends at the first.
    """
    seen: list[tuple[Change, Trial]] = []
    for change in singles:
        trial = trials.attempt({change.question.id: change.value})
        seen.append((change, trial))
        if trial.picked and verify((change,)):
            return Search((change,), len(seen), 0, 0)
    helpful = [(change, trial) for change, trial in seen if trial is not REFUSED and not trial.picked]
    pairs = sorted(_pairs(helpful, trials.before), key=lambda pair: pair.promise)
    tried = sorted((pair.changes for pair in pairs[:MOST_PAIRS]), key=size_of)
    for count, (one, other) in enumerate(tried, start=1):
        trial = trials.attempt({one.question.id: one.value, other.question.id: other.value})
        if trial.picked and verify((one, other)):
            return Search((one, other), len(seen), count, len(pairs))
    return Search(None, len(seen), len(tried), len(pairs))


class _Pair(NamedTuple):
    """Two changes, and how promising they are together: the lower the better."""

    promise: tuple[int, int, object]
    changes: tuple[Change, Change]


def _pairs(seen: Iterable[tuple[Change, Trial]], before: Trial) -> Iterator[_Pair]:
    """Pairs of answers to different questions; those that open every gate between them first, then by points gained."""
    for (one, alone), (other, beside) in combinations(seen, 2):
        if one.question.id != other.question.id:
            shut = alone.shut & beside.shut
            still_behind = alone.behind + beside.behind - before.behind
            pair = (one, other)
            yield _Pair((len(shut), still_behind, size_of(pair)), pair)
