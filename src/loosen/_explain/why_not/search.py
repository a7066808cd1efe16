"""Searches for the smallest change of answers that puts an exercise into a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest
from itertools import combinations
from typing import NamedTuple

from .changes import Change, size_of
from .trial import Trial, Trials

MOST_PAIRS = 60
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
    tried, there_are = _promising_pairs(seen, trials.before)
    for count, (one, other) in enumerate(tried, start=1):
        trial = trials.attempt({one.question.id: one.value, other.question.id: other.value})
        if trial.picked and verify((one, other)):
            return Search((one, other), len(seen), count, there_are)
    return Search(None, len(seen), len(tried), there_are)


def _promising_pairs(seen: Sequence[tuple[Change, Trial]], before: Trial) -> tuple[list[tuple[Change, Change]], int]:
    """The pairs to try, the smallest first, and how many there are of changes to two questions that are not refused."""
    usable = [(change, trial) for change, trial in seen if not trial.refused]
    pairs = list(_pairs(usable, before))
    nearest = nsmallest(MOST_PAIRS, pairs)
    chosen = [(usable[one][0], usable[other][0]) for _, _, one, other in nearest]
    return sorted(chosen, key=size_of), len(pairs)


def _pairs(usable: Sequence[tuple[Change, Trial]], before: Trial) -> Iterator[tuple[int, int, int, int]]:
    """Each pair of two questions: how many gates it is likely to leave shut, the points missing, and the two places.

    A gate is likely to be shut where neither of the two opens it, or one of them shuts it.
    """
    start = before.behind or 0
    gained = [start if trial.behind is None else trial.behind for _, trial in usable]
    for (place, (one, alone)), (later, (other, beside)) in combinations(enumerate(usable), 2):
        if one.question is not other.question:
            shut = (alone.shut & beside.shut) | ((alone.shut | beside.shut) - before.shut)
            yield len(shut), gained[place] + gained[later] - start, place, later
