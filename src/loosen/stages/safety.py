"""What must not be asked of this person: takes exercises out, softens them, warns, and puts ceilings on doses.

This stage only ever removes or softens, and nothing after it can bring an exercise back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from loosen.dosed import EffectOf
from loosen.engine import Outcome, Reading
from loosen.graph import Found, KnowledgeGraph
from loosen.model.audit import EffectRecord
from loosen.model.effects import Advise, Caution, Effect, Exclude, Limit, Modify, Selector
from loosen.model.exercise import Adaptation
from loosen.model.rule import Rule

Kind = Literal["excluded", "modified", "caution", "limited"]


@dataclass
class Safety:
    """What safety decided: for each exercise the effects on it and how it is adapted; ceilings on doses; advice."""

    effects: dict[str, list[EffectRecord]] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    adapted: dict[str, dict[Adaptation, str]] = field(default_factory=dict)
    limits: list[EffectOf] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    def note(self, exercise: str, record: EffectRecord) -> None:
        """Put down what a rule does to an exercise."""
        self.effects.setdefault(exercise, []).append(record)
        if record.effect == "excluded":
            self.excluded.add(exercise)

    def is_excluded(self, exercise: str) -> bool:
        """Whether any rule took the exercise out."""
        return exercise in self.excluded

    @cached_property
    def why_excluded(self) -> Mapping[str, str]:
        """What the person is told about each exercise that was taken out; only asked when all rules have spoken."""
        return {exercise: " ".join(self.said(exercise, "excluded")) for exercise in sorted(self.excluded)}

    def demands_taken_away(self, exercise: str) -> frozenset[str]:
        """What the adaptations of an exercise spare the person."""
        return frozenset([demand for way in self.adapted.get(exercise, ()) for demand in way.removes])

    def said(self, exercise: str, kind: Kind) -> tuple[str, ...]:
        """What the person is told about one kind of effect, each sentence once."""
        return tuple(dict.fromkeys([e.say for e in self.effects.get(exercise, ()) if e.effect == kind]))


def apply_safety(outcomes: Iterable[Outcome], equipment: Iterable[str], graph: KnowledgeGraph) -> Safety:
    """Apply every safety rule that fired, and those that may apply in the way their `unknown` says."""
    safety = Safety()
    owned = frozenset(equipment)
    for outcome in outcomes:
        rule = graph.library.rules[outcome.rule]
        if outcome.result == "silent" or (outcome.result == "unknown" and rule.unknown == "ignore"):
            continue
        result: Reading = "fired" if outcome.result == "fired" else "unknown"
        speaker = _Speaker(rule, result, soften=result == "unknown" and rule.unknown == "caution")
        for place in range(len(rule.then)):
            _apply(place, speaker, owned, graph, safety)
    return safety


class _Speaker(NamedTuple):
    """The rule that acts, how it came to act, and whether it may only warn."""

    rule: Rule
    result: Reading
    soften: bool


def _apply(place: int, speaker: _Speaker, owned: frozenset[str], graph: KnowledgeGraph, safety: Safety) -> None:
    effect = speaker.rule.then[place]
    effect_of = EffectOf(speaker.rule.id, place)
    if isinstance(effect, Advise):
        safety.advice.extend(effect.advise)
    elif isinstance(effect, Modify) and not speaker.soften:
        _modify(effect, effect_of, speaker, owned, graph, safety)
    else:
        kind = "caution" if speaker.soften else _kind_of(effect)
        for exercise, record in _records(graph, effect_of, kind, speaker.result).items():
            safety.note(exercise, record)
        if isinstance(effect, Limit) and not speaker.soften:
            safety.limits.append(effect_of)


def _kind_of(effect: Effect) -> Kind:
    if isinstance(effect, Exclude):
        return "excluded"
    return "limited" if isinstance(effect, Limit) else "caution"


def _modify(
    effect: Modify,
    effect_of: EffectOf,
    speaker: _Speaker,
    owned: frozenset[str],
    graph: KnowledgeGraph,
    safety: Safety,
) -> None:
    """Keep the exercises only in forms without the demands; one without such a form is taken out."""
    modified = _records(graph, effect_of, "modified", speaker.result)
    excluded = _records(graph, effect_of, "excluded", speaker.result)
    for name in modified:
        exercise = graph.library.exercises[name]
        for demand in sorted(graph.library.demands_of[name].intersection(effect.modify)):
            form = next(
                (way for way in exercise.adaptations if demand in way.removes and set(way.equipment) <= owned), None
            )
            safety.note(name, modified[name] if form else excluded[name])
            if form:
                safety.adapted.setdefault(name, {})[form] = speaker.rule.id


@lru_cache(maxsize=1024)  # what one effect does to each exercise is the same for everybody
def _records(graph: KnowledgeGraph, effect_of: EffectOf, kind: Kind, result: Reading) -> Mapping[str, EffectRecord]:
    """What is recorded of each exercise that an effect is about."""
    rule = graph.library.rules[effect_of.rule]
    return {
        name: EffectRecord(
            rule=rule.id,
            effect=kind,
            result=result,
            path=path,
            say=rule.say_of(graph.library.exercises[name].name),
        )
        for name, path in _found(rule.then[effect_of.place], graph).items()
    }


def _found(effect: Effect, graph: KnowledgeGraph) -> Found:
    match effect:
        case Modify(modify=demands):
            return graph.select(Selector(demand=demands))
        case Exclude(exclude=selector) | Caution(caution=selector) | Limit(limit=selector):
            return graph.select(selector)
        case _:
            return {}
