"""How much an exercise is worth to one person: the muscles in focus that it answers, its level, and what rules say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import EASIER, SAFER, FocusRecord
from loosen._model.base import WORK, Kind
from loosen._model.exercise import Exercise


class InFocus(NamedTuple):
    """How strongly a muscle is in focus, in percent: in all, to move better, and to be stronger."""

    strength: int
    mobility: int
    training: int

    def for_kind(self, kind: Kind) -> int:
        """How much of it an exercise of this kind answers."""
        if kind in WORK["strength"]:
            return self.training
        return self.mobility if kind in WORK["mobility"] else self.strength


def in_focus(focus: Mapping[str, FocusRecord]) -> dict[str, InFocus]:
    """What the score looks at of each muscle in focus."""
    return {muscle: InFocus(one.strength, one.mobility, one.training) for muscle, one in focus.items()}


def score(
    exercise: Exercise,
    strengths: Mapping[str, InFocus],
    levels: Mapping[str, int],
    spoken: Mapping[str, int],
    library: Library,
    *,
    safer: bool,
) -> Iterator[tuple[str, int]]:
    """The terms of a score, from the `strengths` of the muscles in focus and the points `spoken` by rules.

    A muscle counts as far as the kind of exercise answers what it is in focus for: a stretch does nothing for a weak
    muscle, nor strength work for a short one. `safer` says that a rule of safety names it in place of what it took out.
    """
    targets, further = _percent_of_targets(library)[exercise.id], library.policy.scoring.further_target_percent.is_
    kind = exercise.kind
    worth = [
        (-strengths[muscle].for_kind(kind) * percent, muscle) for muscle, percent in targets if muscle in strengths
    ]
    for place, (points, muscle) in enumerate(sorted(worth)):
        yield f"muscle:{muscle}", -points * (100 if place == 0 else further) // 10_000
    if easier := levels[exercise.id] - exercise.level:
        yield EASIER, easier * library.policy.scoring.easier_points.is_
    if safer:
        yield SAFER, library.policy.scoring.safer_points.is_
    for rule, wished in spoken.items():
        yield f"rule:{rule}", wished


@remembered()
def _percent_of_targets(library: Library) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each exercise how much each muscle that it works on counts."""
    along_the_way = library.policy.scoring.along_the_way_percent.is_
    return {
        exercise.id: tuple((one.muscle, 100 if one.share == "primary" else along_the_way) for one in exercise.targets)
        for exercise in library.exercises.values()
    }
