"""What must not be asked of this person: takes exercises out, softens them, warns, and puts ceilings on doses.

This stage only ever removes or softens, and nothing after it can bring an exercise back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from loosen._engine import Outcome
from loosen._library.graph import KnowledgeGraph
from loosen._library.remembered import remembered
from loosen._model.audit import EffectOn
from loosen._model.effects import Advise, Caution, EffectModel, Exclude, Limit, Modify, OnExercises
from loosen._model.exercise import Adaptation
from loosen._model.rule import Rule
from loosen._planning.dose import EffectOf

Kind = Literal["excluded", "modified", "caution", "limited"]

_KINDS: Mapping[type[EffectModel], Kind] = {
    Exclude: "excluded", Modify: "modified", Caution: "caution", Limit: "limited",
}  # fmt: skip


@dataclass
class Safety:
    """What safety decided: for each exercise the effects on it and how it is adapted; ceilings on doses; advice.

    `preferred` are exercises that rules name in place of what they took out, each with those rules: left in by every
    rule, and with a main aim that something taken out had. The selection adds points for them; safety brings none back.
    """

    effects: dict[str, list[EffectOn]] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    adapted: dict[str, dict[Adaptation, str]] = field(default_factory=dict)
    limits: list[EffectOf] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    preferred: dict[str, list[str]] = field(default_factory=dict)

    def note(self, exercise: str, record: EffectOn) -> None:
        """Put down what a rule does to an exercise."""
        self.effects.setdefault(exercise, []).append(record)
        if record.effect == "excluded":
            self.excluded.add(exercise)

    def is_excluded(self, exercise: str) -> bool:
        """Whether any rule took the exercise out."""
        return exercise in self.excluded

    def rules_that(self, kind: Kind, exercise: str) -> tuple[str, ...]:
        """The rules with one kind of effect on an exercise, each once, in the order they spoke."""
        return tuple(dict.fromkeys([note.rule for note in self.effects.get(exercise, ()) if note.effect == kind]))

    def demands_taken_away(self, exercise: str) -> frozenset[str]:
        """What the adaptations of an exercise spare the person."""
        return frozenset([demand for way in self.adapted.get(exercise, ()) for demand in way.removes])


def apply_safety(outcomes: Iterable[Outcome], equipment: Iterable[str], graph: KnowledgeGraph) -> Safety:
    """Apply every safety rule that fired, and those that may apply in the way their `unknown` says."""
    safety = Safety()
    owned = frozenset(equipment)
    for outcome in outcomes:
        rule = graph.library.rules[outcome.rule]
        if outcome.result == "silent" or (outcome.result == "unknown" and rule.unknown == "ignore"):
            continue
        speaker = _Speaker(rule, soften=outcome.result == "unknown" and rule.unknown == "caution")
        for place in range(len(rule.then)):
            _apply(place, speaker, owned, graph, safety)
    safety.preferred = {name: rules for name, rules in safety.preferred.items() if name not in safety.excluded}
    return safety


class _Speaker(NamedTuple):
    """The rule that acts, and whether it may only warn."""

    rule: Rule
    soften: bool


def _apply(place: int, speaker: _Speaker, owned: frozenset[str], graph: KnowledgeGraph, safety: Safety) -> None:
    effect = speaker.rule.then[place]
    effect_of = EffectOf(speaker.rule.id, place)
    if isinstance(effect, Advise):
        safety.advice.extend(effect.advise)
    elif isinstance(effect, Modify) and not speaker.soften:
        _modify(effect, effect_of, speaker, owned, graph, safety)
    else:
        kind = "caution" if speaker.soften else _KINDS[type(effect)]
        for exercise, record in _records(graph, effect_of, kind).items():
            safety.note(exercise, record)
        if isinstance(effect, Limit) and not speaker.soften:
            safety.limits.append(effect_of)
        if kind == "excluded":
            _prefer(effect_of, graph, safety)


def _modify(
    effect: Modify,
    effect_of: EffectOf,
    speaker: _Speaker,
    owned: frozenset[str],
    graph: KnowledgeGraph,
    safety: Safety,
) -> None:
    """Keep the exercises only in forms without the demands; one without such a form is taken out."""
    modified = _records(graph, effect_of, "modified")
    excluded = _records(graph, effect_of, "excluded")
    taken_out = False
    for name in modified:
        exercise = graph.library.exercises[name]
        for demand in sorted(graph.demands(name) & set(effect.modify)):
            form = next(
                (way for way in exercise.adaptations if demand in way.removes and set(way.equipment) <= owned), None
            )
            safety.note(name, modified[name] if form else excluded[name])
            taken_out |= form is None
            if form:
                safety.adapted.setdefault(name, {})[form] = speaker.rule.id
    if taken_out:
        _prefer(effect_of, graph, safety)


def _prefer(effect_of: EffectOf, graph: KnowledgeGraph, safety: Safety) -> None:
    """Put down which exercises the rule would rather see, now that it took something out."""
    for name in _stand_ins(graph, effect_of):
        rules = safety.preferred.setdefault(name, [])
        if effect_of.rule not in rules:
            rules.append(effect_of.rule)


@remembered(1024)  # as with the records, this is the same for everybody
def _stand_ins(graph: KnowledgeGraph, effect_of: EffectOf) -> tuple[str, ...]:
    """The exercises that an effect names instead, as far as they share a main aim with one that it is about."""
    effect = graph.library.rules[effect_of.rule].then[effect_of.place]
    if not isinstance(effect, (Exclude, Modify)) or effect.instead is None:
        return ()
    about = graph.select(effect.acts_on)
    aims = frozenset().union(*(_aims(graph, name) for name in about))
    return tuple(name for name in graph.select(effect.instead) if name not in about and aims & _aims(graph, name))


def _aims(graph: KnowledgeGraph, exercise: str) -> frozenset[str]:
    return frozenset(target.muscle for target in graph.library.exercises[exercise].targets if target.share == "primary")


@remembered(1024)  # what one effect does to each exercise is the same for everybody
def _records(graph: KnowledgeGraph, effect_of: EffectOf, kind: Kind) -> Mapping[str, EffectOn]:
    """What is recorded of each exercise that an effect is about."""
    effect = graph.library.rules[effect_of.rule].then[effect_of.place]
    found = graph.select(effect.acts_on) if isinstance(effect, OnExercises) else {}
    return {name: EffectOn.shared(rule=effect_of.rule, effect=kind, via=path[1:]) for name, path in found.items()}
