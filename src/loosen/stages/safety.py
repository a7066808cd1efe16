"""What must not be asked of this person: takes exercises out, softens them, warns, and puts ceilings on doses.

This stage only ever removes or softens, and nothing after it can bring an exercise back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from loosen.dosed import EffectOf
from loosen.engine import Outcome, Reading
from loosen.graph import KnowledgeGraph, Path
from loosen.model.audit import EffectRecord
from loosen.model.effects import Advise, Caution, Effect, Exclude, Limit, Modify, Selector
from loosen.model.exercise import Adaptation
from loosen.model.rule import Rule

Kind = Literal["excluded", "modified", "caution", "limited"]


@dataclass
class Safety:
    """What safety decided: for each exercise the effects on it and how it is adapted; ceilings on doses; advice."""

    effects: dict[str, list[EffectRecord]] = field(default_factory=dict)
    adapted: dict[str, dict[Adaptation, str]] = field(default_factory=dict)
    limits: list[EffectOf] = field(default_factory=list)
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
        for found in graph.select(Selector(demand=effect.modify)).items():
            if speaker.soften:
                _note(safety, found, "caution", speaker, graph)
            else:
                _modify(found, effect.modify, speaker, owned, graph, safety)
    elif isinstance(effect, (Exclude, Caution, Limit)):
        kind, selector = _kind_and_selector(effect)
        for found in graph.select(selector).items():
            _note(safety, found, "caution" if speaker.soften else kind, speaker, graph)
        if isinstance(effect, Limit) and not speaker.soften:
            safety.limits.append(EffectOf(speaker.rule.id, speaker.rule.then.index(effect)))


def _kind_and_selector(effect: Exclude | Caution | Limit) -> tuple[Kind, Selector]:
    if isinstance(effect, Exclude):
        return "excluded", effect.exclude
    return ("caution", effect.caution) if isinstance(effect, Caution) else ("limited", effect.limit)


def _modify(
    found: tuple[str, Path],
    demands: tuple[str, ...],
    speaker: _Speaker,
    owned: frozenset[str],
    graph: KnowledgeGraph,
    safety: Safety,
) -> None:
    """Keep the exercise only in forms without the demands; without such a form it is taken out."""
    exercise = graph.library.exercises[found[0]]
    for demand in sorted(set(demands) & graph.library.demands_of[exercise.id]):
        form = next(
            (way for way in exercise.adaptations if demand in way.removes and set(way.equipment) <= owned), None
        )
        _note(safety, found, "modified" if form else "excluded", speaker, graph)
        if form:
            safety.adapted.setdefault(exercise.id, {})[form] = speaker.rule.id


def _note(safety: Safety, found: tuple[str, Path], kind: Kind, speaker: _Speaker, graph: KnowledgeGraph) -> None:
    exercise, path = found
    say = speaker.rule.say_of(graph.library.exercises[exercise].name)
    result: Reading = "fired" if speaker.outcome.result == "fired" else "unknown"
    record = EffectRecord.shared(rule=speaker.rule.id, effect=kind, result=result, path=path, say=say)
    safety.effects.setdefault(exercise, []).append(record)
