"""Where a person starts on each ladder, what must hold before an item moves on, and how doses may grow."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from loosen.engine import Outcome
from loosen.graph import Found, KnowledgeGraph
from loosen.library import Library
from loosen.model.audit import EffectRecord
from loosen.model.effects import Advise, Gate, ReviewAt, StartAt, Steps
from loosen.model.exercise import Exercise
from loosen.model.plan import Progression, ProgressionRule
from loosen.model.rule import Rule

HARDEST = 4


@dataclass
class Start:
    """The rules on the hardest level to start at, each with the exercises it is about; advice to show."""

    ceilings: list[tuple[Rule, int, Found]] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    def level_of(self, exercise: str) -> int:
        """The hardest level for an exercise: the easiest that a rule allows, or the hardest when none speaks of it."""
        return min((level for _, level, found in self.ceilings if exercise in found), default=HARDEST)

    def held_back(self, exercise: Exercise) -> list[EffectRecord]:
        """What rules say of an exercise that is too hard to start with."""
        return [
            EffectRecord.shared(
                rule=rule.id,
                effect="held_back",
                result="fired",
                path=found[exercise.id],
                say=rule.say_of(exercise.name),
            )
            for rule, level, found in self.ceilings
            if exercise.id in found and exercise.level > level
        ]


def find_start(outcomes: Iterable[Outcome], graph: KnowledgeGraph) -> Start:
    """The starting levels; where rules differ the easier one counts."""
    start = Start()
    for rule in _fired(outcomes, graph.library):
        for effect in rule.then:
            if isinstance(effect, Advise):
                start.advice.extend(effect.advise)
            elif isinstance(effect, StartAt):
                start.ceilings.append((rule, effect.level_at_most, graph.select(effect.start)))
    return start


def gates(outcomes: Iterable[Outcome], library: Library) -> tuple[ProgressionRule, ...]:
    """When to move on, stay, step back and stop, for this person."""
    return tuple(
        ProgressionRule(
            verdict=effect.verdict,
            needs="all" if effect.verdict == "advance" else "any",
            criteria=effect.criteria,
            rule=rule.id,
        )
        for rule in _fired(outcomes, library)
        for effect in rule.then
        if isinstance(effect, Gate)
    )


def on_ladder(
    exercise: str, criteria: tuple[ProgressionRule, ...], safe: Container[str], library: Library
) -> Progression:
    """Where an exercise stands and which step comes next; steps that are not `safe` for this person are passed over."""
    ladder, step = library.place_on_ladder[exercise]
    ahead = (name for name in ladder.steps[step:] if name in safe)
    return Progression(ladder=ladder.id, step=step, steps=len(ladder.steps), next=next(ahead, None), criteria=criteria)


def rules_of_growth(outcomes: Iterable[Outcome], library: Library) -> tuple[Steps, frozenset[int]]:
    """How doses grow, and in which weeks the plan is looked at again."""
    effects = [effect for rule in _fired(outcomes, library) for effect in rule.then]
    steps = next(effect for effect in effects if isinstance(effect, Steps))
    reviews = frozenset(week for effect in effects if isinstance(effect, ReviewAt) for week in effect.review_weeks)
    return steps, reviews


def _fired(outcomes: Iterable[Outcome], library: Library) -> Iterator[Rule]:
    return (library.rules[outcome.rule] for outcome in outcomes if outcome.result == "fired")
