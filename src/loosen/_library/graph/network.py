"""The library as a networkx graph, which everything that is asked of the graph comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

import networkx as nx

from loosen._model.base import HARDEST, KINDS, Evidence, Need, Position
from loosen._model.effects import Edge
from loosen._model.exercise import Equipment, Exercise
from loosen._model.knowledge import MuscleLink
from loosen._model.rule import Rule
from loosen._model.when import FindingTest, tests_of

from .entries import Entries
from .schema import NodeKind, Relation


def network_of(library: Entries) -> nx.MultiDiGraph[str]:
    """The whole graph of a library.

    A node is called `kind:id` and has `kind`, `label` (in the language of the library) and `status`; a class of muscles
    is a node `muscle:<class>` with `group` true. An edge has `relation`, `evidence` (pairs of source and certainty),
    and where it has one `weight`, `share`, `step` or `place`; one that stands for a field of a selector says which in
    `field`, and in `effect` for which effect of its rule. `schema.RELATIONS` tells what each relation means.
    """
    drawing = _Drawing(library)
    drawing.nodes()
    drawing.knowledge()
    drawing.exercises()
    drawing.rules()
    drawing.programmes()
    return drawing.network


class _Drawing:
    """A network while it is made."""

    def __init__(self, library: Entries) -> None:
        self.network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._library = library

    def _node(self, kind: NodeKind, key: str, label: str, status: str = "active", **more: Any) -> None:
        self.network.add_node(f"{kind}:{key}", kind=kind, label=label, status=status, **more)

    def _edge(
        self, start: str, relation: Relation | str, end: str, evidence: Iterable[Evidence] = (), **more: Any
    ) -> None:
        if start not in self.network or end not in self.network:
            return  # only a library with faults names what it does not have
        rests_on = tuple(dict.fromkeys([(entry.source, entry.certainty) for entry in evidence]))
        told = {name: value for name, value in more.items() if value is not None}
        self.network.add_edge(start, end, relation=relation, evidence=rests_on, **told)

    def _rests_on(self, node: str, evidence: Iterable[Evidence]) -> None:
        for source, certainty in dict.fromkeys([(entry.source, entry.certainty) for entry in evidence]):
            self._edge(node, "rests_on", f"source:{source}", certainty=certainty)

    def nodes(self) -> None:
        """Everything that edges lead to or from."""
        library = self._library
        for key, symptom in library.symptoms.items():
            self._node("symptom", key, symptom.name)
        for key, test in library.self_tests.items():
            self._node("self_test", key, test.name)
        for key, condition in library.conditions.items():
            self._node("condition", key, condition.name)
        self._muscles()
        for key, demand in library.demands.items():
            self._node("demand", key, demand.name)
        for key, exercise in library.exercises.items():
            self._node("exercise", key, exercise.name, exercise.status)
        for key, ladder in library.ladders.items():
            self._node("ladder", key, ladder.name)
        for key, rule in library.rules.items():
            self._node("rule", key, f"{key} {_in_words(rule.name)}", rule.status)
        for key, programme in library.programmes.items():
            self._node("programme", key, programme.name)
        for key, source in library.sources.items():
            self._node("source", key, source.title)
        self._vocabularies()

    def _muscles(self) -> None:
        muscles = self._library.muscles
        for key, muscle in muscles.items():
            self._node("muscle", key, muscle.name, group=False)
        for name in sorted({muscle.muscle_class for muscle in muscles.values()}):
            label = muscles[name].name if name in muscles else _in_words(name)
            self._node("muscle", name, label, group=True)

    def _vocabularies(self) -> None:
        words: tuple[tuple[NodeKind, Iterable[str]], ...] = (
            ("kind", KINDS), ("position", get_args(Position)), ("equipment", get_args(Equipment)),
            ("level", map(str, range(1, HARDEST + 1))),
        )  # fmt: skip
        for kind, names in words:
            for name in names:
                self._node(kind, name, f"level {name}" if kind == "level" else _in_words(name))

    def knowledge(self) -> None:
        """What points to muscles, the classes of these, and which demand brings which."""
        library = self._library
        for key, symptom in library.symptoms.items():
            self._points_to(f"symptom:{key}", symptom.muscles)
        for key, test in library.self_tests.items():
            self._points_to(f"self_test:{key}", test.muscles)
        for key, muscle in library.muscles.items():
            if key != muscle.muscle_class:
                self._edge(f"muscle:{key}", "belongs_to", f"muscle:{muscle.muscle_class}")
        for key, demand in library.demands.items():
            for wider in demand.implies:
                self._edge(f"demand:{key}", "implies", f"demand:{wider}")

    def _points_to(self, node: str, links: Iterable[MuscleLink]) -> None:
        for link in links:
            self._edge(node, "points_to", f"muscle:{link.muscle}", link.evidence, weight=link.weight,
                       need=self._need(link.muscle, link.need))  # fmt: skip

    def _need(self, muscle: str, said: Need | None) -> Need:
        """What a muscle is in focus for: as said, or as usual."""
        known = self._library.muscles.get(muscle)
        return said or (known.usual_need if known else "any")

    def exercises(self) -> None:
        """What exercises are, work on and ask for, and the ladders they stand on."""
        for key, exercise in self._library.exercises.items():
            self._edge(f"exercise:{key}", "is_of_kind", f"kind:{exercise.kind}")
            self._edge(f"exercise:{key}", "is_done_in", f"position:{exercise.position}")
            self._edge(f"exercise:{key}", "is_at_level", f"level:{exercise.level}")
            for item in exercise.equipment:
                self._edge(f"exercise:{key}", "needs", f"equipment:{item}")
            self._targets(exercise)
            self._demands(exercise)
            self._rests_on(f"exercise:{key}", exercise.evidence)
        for key, ladder in self._library.ladders.items():
            for step, exercise_id in enumerate(ladder.steps, start=1):
                self._edge(f"exercise:{exercise_id}", "stands_on", f"ladder:{key}", ladder.evidence, step=step)
            self._rests_on(f"ladder:{key}", ladder.evidence)

    def _targets(self, exercise: Exercise) -> None:
        node = f"exercise:{exercise.id}"
        for target in exercise.targets:
            self._edge(node, "works_on", f"muscle:{target.muscle}", target.evidence, share=target.share)
            muscle = self._library.muscles.get(target.muscle)
            if muscle and target.share == "primary":
                self._edge(node, "aims_at", f"muscle:{muscle.muscle_class}", target.evidence)

    def _demands(self, exercise: Exercise) -> None:
        node = f"exercise:{exercise.id}"
        for demand in exercise.demands:
            self._edge(node, "asks_for", f"demand:{demand}", exercise.evidence)
        for demand, entry in self._library.demands.items():
            if exercise.kind in entry.kinds:
                self._edge(node, "asks_by_kind", f"demand:{demand}")

    def rules(self) -> None:
        """What rules look at, and everything that their effects name."""
        for key, rule in self._library.rules.items():
            for finding in dict.fromkeys(test.finding for test in tests_of(rule.when) if isinstance(test, FindingTest)):
                self._edge(self._finding(finding), "read_by", f"rule:{key}", rule.evidence)
            for place, effect in enumerate(rule.then):
                for edge in effect.edges():
                    self._effect(rule, place, edge)
            self._rests_on(f"rule:{key}", rule.evidence)

    def _effect(self, rule: Rule, place: int, edge: Edge) -> None:
        end = self._finding(edge.name) if edge.kind == "finding" else f"{edge.kind}:{edge.name}"
        more = {"weight": edge.weight, "field": edge.field, "effect": place}
        if edge.relation == "focus":
            more["need"] = self._need(edge.name, edge.need)
        self._edge(f"rule:{rule.id}", edge.relation, end, rule.evidence, **more)

    def _finding(self, name: str) -> str:
        return f"{'condition' if name in self._library.conditions else 'symptom'}:{name}"

    def programmes(self) -> None:
        """The exercises that programmes may give."""
        for key, programme in self._library.programmes.items():
            for part in programme.parts:
                for place, choice in enumerate(part.choices, start=1):
                    more = {"part": part.name, "place": place}
                    self._edge(f"programme:{key}", "may_give", f"exercise:{choice}", programme.evidence, **more)
            self._rests_on(f"programme:{key}", programme.evidence)


def _in_words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
