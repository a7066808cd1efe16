"""What must not be asked of this person: takes exercises out, softens them, warns, and puts ceilings on doses.

This stage only ever removes or softens, and nothing after it can bring an exercise back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from loosen.engine import Outcome, Reading
from loosen.graph import KnowledgeGraph, Match
from loosen.model.audit import EffectRecord
from loosen.model.exercise import Adaptation
from loosen.model.rule import Advise, Caution, Effect, Exclude, Limit, Modify, Rule, Selector

Kind = Literal["excluded", "modified", "caution", "limited"]


@dataclass
class Safety:
    """What safety decided: for each exercise the effects on it, how it is adapted, its ceilings; and advice to show."""

    effects: dict[str, list[EffectRecord]] = field(default_factory=dict)
    adapted: dict[str, dict[Adaptation, str]] = field(default_factory=dict)
    limits: dict[str, list[tuple[str, Limit]]] = field(default_factory=dict)
    advice: list[str] = field(default_factory=list)

    def is_excluded(self, exercise: str) -> bool:
        """Whether any rule took the exercise out."""
        return any(effect.effect == "excluded" for effect in self.effects.get(exercise, ()))

    def demands_taken_away(self, exercise: str) -> frozenset[str]:
        """What the adaptations of an exercise spare the person."""
        return frozenset(demand for way in self.adapted.get(exercise, ()) for demand in way.removes)

    def said(self, exercise: str, kind: Kind) -> tuple[str, ...]:
        """What the person is told about one kind of effect, each sentence once."""
        return tuple(dict.fromkeys(e.say for e in self.effects.get(exercise, ()) if e.effect == kind))


def apply_safety(outcomes: Iterable[Outcome], equipment: Iterable[str], graph: KnowledgeGraph) -> Safety:
    """Apply every safety rule that fired, and those that may apply in the way their `unknown` says."""
    safety = Safety()
    owned = frozenset(equipment)
    for outcome in outcomes:
        rule = graph.library.rules[outcome.rule]
        if outcome.result == "silent" or (outcome.result == "unknown" and rule.unknown == "ignore"):
            continue
        soften = outcome.result == "unknown" and rule.unknown == "caution"
        for effect in rule.then:
            _apply(effect, _Speaker(rule, outcome, soften), owned, graph, safety)
    return safety


@dataclass(frozen=True)
class _Speaker:
    """The rule that acts, how it came to act, and whether it may only warn."""

    rule: Rule
    outcome: Outcome
    soften: bool


def _apply(effect: Effect, speaker: _Speaker, owned: frozenset[str], graph: KnowledgeGraph, safety: Safety) -> None:
    if isinstance(effect, Advise):
        safety.advice.extend(effect.advise)
    elif isinstance(effect, Modify):
        for match in graph.select(Selector(demand=effect.modify)):
            if speaker.soften:
                _note(safety, match, "caution", speaker, graph)
            else:
                _modify(match, effect.modify, speaker, owned, graph, safety)
    elif isinstance(effect, (Exclude, Caution, Limit)):
        kind, selector = _kind_and_selector(effect)
        for match in graph.select(selector):
            _note(safety, match, "caution" if speaker.soften else kind, speaker, graph)
            if isinstance(effect, Limit) and not speaker.soften:
                safety.limits.setdefault(match.exercise, []).append((speaker.rule.id, effect))


def _kind_and_selector(effect: Exclude | Caution | Limit) -> tuple[Kind, Selector]:
    if isinstance(effect, Exclude):
        return "excluded", effect.exclude
    return ("caution", effect.caution) if isinstance(effect, Caution) else ("limited", effect.limit)


def _modify(
    match: Match,
    demands: tuple[str, ...],
    speaker: _Speaker,
    owned: frozenset[str],
    graph: KnowledgeGraph,
    safety: Safety,
) -> None:
    """Keep the exercise only in forms without the demands; without such a form it is taken out."""
    exercise = graph.library.exercises[match.exercise]
    for demand in sorted(set(demands) & graph.library.demands_of[exercise.id]):
        form = next(
            (way for way in exercise.adaptations if demand in way.removes and set(way.equipment) <= owned), None
        )
        _note(safety, match, "modified" if form else "excluded", speaker, graph)
        if form:
            safety.adapted.setdefault(exercise.id, {})[form] = speaker.rule.id


def _note(safety: Safety, match: Match, kind: Kind, speaker: _Speaker, graph: KnowledgeGraph) -> None:
    say = speaker.rule.say_of(graph.library.exercises[match.exercise].name)
    result: Reading = "fired" if speaker.outcome.result == "fired" else "unknown"
    record = EffectRecord.shared(rule=speaker.rule.id, effect=kind, result=result, path=match.path, say=say)
    safety.effects.setdefault(match.exercise, []).append(record)
