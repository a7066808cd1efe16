"""Where a person starts on each ladder, what must hold before an item moves on, and how doses may grow."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loosen._engine import Outcome
from loosen._library import Library
from loosen._library.graph import Found, KnowledgeGraph
from loosen._library.remembered import remembered
from loosen._model.audit import EffectOn
from loosen._model.base import HARDEST
from loosen._model.effects import Advise, Gate, Pace, ReviewAt, StartAt, Steps
from loosen._model.plan import Progression, ProgressionRule
from loosen._model.rule import Rule


class Ceiling(NamedTuple):
    """What a rule says of where to start: the hardest level, of which exercises, and what that holds back."""

    level: int
    found: Found
    too_hard: Mapping[str, EffectOn]


@dataclass
class Start:
    """The hardest level to start at where a rule sets one, what is too hard and by which rules; advice to show."""

    levels: dict[str, int] = field(default_factory=dict)
    too_hard: dict[str, list[EffectOn]] = field(default_factory=dict)
    advice: list[str] = field(default_factory=list)

    def level_of(self, exercise: str) -> int:
        """The hardest level for an exercise: the easiest that a rule allows, or the hardest when none speaks of it."""
        return self.levels.get(exercise, HARDEST)


def find_start(outcomes: Iterable[Outcome], graph: KnowledgeGraph) -> Start:
    """The starting levels; where rules differ the easier one counts."""
    start = Start()
    ceilings: list[Ceiling] = []
    for rule in map(graph.library.rules.__getitem__, _spoken(outcomes)):
        start.advice.extend(name for effect in rule.effects(Advise) for name in effect.advise)
        ceilings.extend(_ceilings(graph, rule.id))
    for ceiling in ceilings:
        for exercise, record in ceiling.too_hard.items():
            start.too_hard.setdefault(exercise, []).append(record)
    for level, found, _ in sorted(ceilings, key=lambda ceiling: -ceiling.level):  # the easiest has the last word
        start.levels |= dict.fromkeys(found, level)
    return start


@remembered(256)  # what a rule says of each exercise is the same for everybody
def _ceilings(graph: KnowledgeGraph, rule_id: str) -> tuple[Ceiling, ...]:
    rule = graph.library.rules[rule_id]
    return tuple(_ceiling(effect, rule, graph) for effect in rule.effects(StartAt))


def _ceiling(effect: StartAt, rule: Rule, graph: KnowledgeGraph) -> Ceiling:
    found = graph.select(effect.acts_on)
    exercises = (graph.library.exercises[key] for key in found)
    too_hard = {
        exercise.id: EffectOn.shared(rule=rule.id, effect="held_back", via=found[exercise.id][1:])
        for exercise in exercises
        if exercise.level > effect.level_at_most
    }
    return Ceiling(effect.level_at_most, found, too_hard)


def gates(outcomes: Iterable[Outcome], library: Library) -> tuple[ProgressionRule, ...]:
    """When to move on, stay, step back and stop, for this person."""
    return tuple(gate for rule in _spoken(outcomes) for gate in _gates_of(library, rule))


@remembered(256)
def _gates_of(library: Library, rule_id: str) -> tuple[ProgressionRule, ...]:
    return tuple(
        ProgressionRule(
            verdict=effect.verdict,
            needs=effect.needs,
            criteria=effect.criteria,
            rule=rule_id,
        )
        for effect in library.rules[rule_id].effects(Gate)
    )


def on_ladder(exercise: str, safe: Container[str], library: Library) -> Progression:
    """Where an exercise stands and which step comes next: none where that one is not `safe` for this person."""
    ladder, step = library.place_on_ladder[exercise]
    ahead = next_step(exercise, safe, library)
    return Progression(ladder=ladder.id, step=step, steps=len(ladder.steps), next=ahead)


def next_step(exercise: str, safe: Container[str], library: Library) -> str | None:
    """The very next exercise of the ladder, if it is `safe` for this person; no step of a ladder is left out."""
    ladder, step = library.place_on_ladder[exercise]
    return next((name for name in ladder.steps[step : step + 1] if name in safe), None)


class Growth(NamedTuple):
    """How doses grow, in which weeks the plan is looked at again, and how many exercises take a step in a week.

    None does where no gate would ever let one `advance`.
    """

    steps: Steps
    reviews: frozenset[int]
    changes_a_week: int
    advances: bool

    def is_review(self, week: int) -> bool:
        """Whether the plan is looked at again in this week of its course; after the last such week they come again."""
        return (week - 1) % max(self.reviews) + 1 in self.reviews


def rules_of_growth(outcomes: Iterable[Outcome], library: Library) -> Growth:
    """How a plan grows; where rules differ the fewest changes a week count."""
    return _growth(library, tuple(_spoken(outcomes)))


@remembered(256)  # few sets of rules speak, for many people and weeks
def _growth(library: Library, spoken: tuple[str, ...]) -> Growth:
    effects = [effect for rule in spoken for effect in library.rules[rule].then]
    reviews = (week for effect in effects if isinstance(effect, ReviewAt) for week in effect.review_weeks)
    return Growth(
        steps=next(effect for effect in effects if isinstance(effect, Steps)),
        reviews=frozenset(reviews),
        changes_a_week=min(effect.changes_a_week for effect in effects if isinstance(effect, Pace)),
        advances=any(isinstance(effect, Gate) and effect.verdict == "advance" for effect in effects),
    )


def _spoken(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The rules that fired, and those that may apply and count so; no other rule of this stage can be unknown."""
    return (outcome.rule for outcome in outcomes if outcome.result != "silent")
