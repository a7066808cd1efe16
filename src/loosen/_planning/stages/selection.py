"""Fills the person's minutes: warm-up first, the kinds everybody needs, then whatever serves the focus best.

One exercise a ladder, no more stretching of a muscle than the caps allow, and at the end the long quiet bouts (walking,
breathing, resting) are stretched to use the time that is left. Ties are broken by id, so the result is always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from loosen._engine import Outcome
from loosen._library import Library
from loosen._library.graph import Found, KnowledgeGraph
from loosen._model.audit import FocusRecord, SelectionStep
from loosen._model.base import KINDS, Kind
from loosen._model.effects import Advise, Prefer, Session
from loosen._model.exercise import Exercise
from loosen._model.programme import Part
from loosen._model.reason import Because, PickedFor, Purpose, VerdictReason
from loosen._planning.dose import Dosed, Dosing
from loosen._planning.session.packing import Packing
from loosen._planning.session.programme import Filling

EASIER = "easier"


@dataclass
class Wishes:
    """What the selection rules ask for: points for exercises, the shape of the session, advice to show."""

    preferences: list[tuple[str, int, Found]] = field(default_factory=list)
    items_at_most: int = 99
    at_least: dict[Kind, int] = field(default_factory=dict)
    shares: list[Mapping[Kind, int]] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def share(self) -> dict[Kind, int]:
        """Each kind's percent of the time after the warm-up: the average of what the rules ask for."""
        return {kind: sum(share.get(kind, 0) for share in self.shares) // max(1, len(self.shares)) for kind in KINDS}

    def points_of(self, exercise: str) -> Mapping[str, int]:
        """The rules that speak for or against an exercise, and the points of each, all of its wishes together."""
        return self.points_by_rule([exercise])[exercise]

    def points_by_rule(self, exercises: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """The same for many exercises at once."""
        spoken: dict[str, dict[str, int]] = {name: {} for name in exercises}
        for rule, points, found in self.preferences:
            for name in spoken.keys() & found.keys():
                spoken[name][rule] = spoken[name].get(rule, 0) + points
        return spoken


class FilledPart(NamedTuple):
    """A part of a programme and the exercise that fills it (None: none could)."""

    part: Part
    given: str | None


@dataclass
class Chosen:
    """The session: its items in order, the steps by which they were picked, and why the others were not.

    `scores` maps each exercise to the terms of its score; `lost_to` says how near those passed over came: the points
    they were behind, and the pick.
    `missing` are kinds that a session should have and this one lacks; `parts` are those of the programme asked for.
    """

    items: list[Dosed]
    picks: list[SelectionStep]
    scores: Mapping[str, Mapping[str, int]]
    passed_over: Mapping[str, Because]
    lost_to: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    missing: tuple[Kind, ...] = ()
    parts: tuple[FilledPart, ...] = ()

    @property
    def seconds(self) -> int:
        """The length of the session."""
        return sum(item.seconds for item in self.items)


def read_wishes(outcomes: Iterable[Outcome], graph: KnowledgeGraph) -> Wishes:
    """Collect what the selection rules that fired ask for; the fewest items, the larger minimum, the average share."""
    wishes = Wishes()
    for outcome in outcomes:
        if outcome.result != "fired":
            continue
        rule = graph.library.rules[outcome.rule]
        for effect in rule.then:
            if isinstance(effect, Prefer):
                wishes.preferences.append((rule.id, effect.points, graph.select(effect.acts_on)))
            elif isinstance(effect, Session):
                shape = effect.session
                wishes.items_at_most = min(wishes.items_at_most, shape.items_at_most or wishes.items_at_most)
                for kind, count in shape.at_least.items():
                    wishes.at_least[kind] = max(count, wishes.at_least.get(kind, 0))
                if shape.share:
                    wishes.shares.append(shape.share)
            elif isinstance(effect, Advise):
                wishes.advice.extend(effect.advise)
    return wishes


def choose(
    names: Iterable[str],
    dosed: Callable[[str], Dosed],
    seconds: int,
    *,
    focus: Mapping[str, FocusRecord],
    levels: Mapping[str, int],
    wishes: Wishes,
    dosing: Dosing,
    library: Library,
) -> Chosen:
    """Choose from the exercises called `names` at most `seconds` worth of items; `dosed` gives one with its dose."""
    strengths = {muscle: record.strength for muscle, record in focus.items()}
    spoken = wishes.points_by_rule(names)
    scores = {name: dict(score(library.exercises[name], strengths, levels, spoken[name], library)) for name in spoken}
    points = {key: sum(terms.values()) for key, terms in scores.items()}
    packing = Packing(dosed, points, seconds, wishes.items_at_most, wishes.share, dosing, library)
    pick_all(packing, wishes)
    missing = tuple(kind for kind in KINDS if packing.count(kind) < wishes.at_least.get(kind, 0))
    return Chosen(packing.in_order(), packing.picks, scores, packing.passed_over(), packing.lost_to(), missing)


def pick_all(packing: Packing, wishes: Wishes) -> None:
    """The kinds that every session needs, then what serves the focus best, then what uses the time that is left."""
    for kind in KINDS:
        for _ in range(wishes.at_least.get(kind, 0)):
            packing.pick(Purpose(PickedFor.KIND, kind), only=kind)
    while packing.pick(Purpose(PickedFor.FOCUS)):
        pass
    packing.use_the_rest()


def follow(
    parts: tuple[Part, ...],
    names: Iterable[str],
    dosed: Callable[[str], Dosed],
    seconds: int,
    *,
    wishes: Wishes,
    dosing: Dosing,
    library: Library,
) -> Chosen:
    """Fill the parts of a programme with exercises called `names`; the session keeps the order of the parts.

    A part gets its first choice that can be given and fits, unless selection rules speak clearly for a later one.
    """
    spoken = wishes.points_by_rule(names)
    points = {name: sum(by_rule.values()) for name, by_rule in spoken.items()}
    packing = Packing(dosed, points, seconds, wishes.items_at_most, {}, dosing, library)
    filling = Filling(packing, spoken, library)
    filling.fill(parts, [kind for kind, count in wishes.at_least.items() if count])
    filled = Because(VerdictReason.PART_FILLED)
    return Chosen(
        items=[packing.chosen[filling.given[part.name]] for part in parts if part.name in filling.given],
        picks=packing.picks,
        scores={name: {f"rule:{rule}": points for rule, points in spoken[name].items()} for name in spoken},
        passed_over={name: filling.why_not.get(name, filled) for name in spoken if name not in packing.chosen},
        parts=tuple(FilledPart(part, filling.given.get(part.name)) for part in parts),
    )


def score(
    exercise: Exercise,
    strengths: Mapping[str, int],
    levels: Mapping[str, int],
    spoken: Mapping[str, int],
    library: Library,
) -> Iterator[tuple[str, int]]:
    """The terms of a score, from the `strengths` of the muscles in focus and the points `spoken` by rules."""
    targets, further = _percent_of_targets(library)[exercise.id], library.policy.scoring.further_target_percent.is_
    worth = [(-strengths[muscle] * percent, muscle) for muscle, percent in targets if muscle in strengths]
    for place, (points, muscle) in enumerate(sorted(worth)):
        yield f"muscle:{muscle}", -points * (100 if place == 0 else further) // 10_000
    if easier := levels[exercise.id] - exercise.level:
        yield EASIER, easier * library.policy.scoring.easier_points.is_
    for rule, wished in spoken.items():
        yield f"rule:{rule}", wished


@lru_cache(maxsize=8)
def _percent_of_targets(library: Library) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each exercise how much each muscle that it works on counts."""
    along_the_way = library.policy.scoring.along_the_way_percent.is_
    return {
        exercise.id: tuple((one.muscle, 100 if one.share == "primary" else along_the_way) for one in exercise.targets)
        for exercise in library.exercises.values()
    }
