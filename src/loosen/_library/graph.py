"""The knowledge graph: how symptoms lead to muscles, muscles to exercises, and exercises to what they ask of the body.

Nodes are named `kind:id`; edges carry `relation`, and where they have them `weight` (percent), `share` and the sources
they rest on. Every answer of the graph comes with the path that led to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from loosen._model.base import Evidence
from loosen._model.effects import Selector
from loosen._model.exercise import Exercise
from loosen._model.when import FindingTest, tests_of

from .library import Library

if TYPE_CHECKING:
    import networkx as nx

Path = tuple[str, ...]
"""Node names from first to last, for example `("symptom:tight_calf", "muscle:soleus", "exercise:heel_raise")`."""
Found = Mapping[str, Path]
"""The exercises a selector found, by id, each with the path to what matched (empty for "every exercise")."""


class Reach(NamedTuple):
    """The muscles that an exercise works on, and the things that must be at hand for it."""

    muscles: frozenset[str]
    equipment: frozenset[str]


class KnowledgeGraph:
    """The library as a networkx graph, with an inverted index from each feature of an exercise to the exercises."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._index = _inverted_index(library)
        self._paths = {key: _demand_paths(exercise, library) for key, exercise in library.active_exercises.items()}
        self.targets = {key: _in_order(exercise) for key, exercise in library.exercises.items()}
        """The muscles each exercise works on, its main aims first."""
        self.reach = {key: _reach(exercise) for key, exercise in library.exercises.items()}
        """Of each exercise the muscles it works on and the things it needs."""
        self.reach_of_active = tuple((key, self.reach[key]) for key in library.active_exercises)
        self._remembered: dict[Selector, Found] = {}

    @cached_property
    def network(self) -> nx.MultiDiGraph[str]:
        """The whole graph. It is built when first asked for, because a recommendation needs the index alone."""
        import networkx as nx

        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        _add_knowledge(network, self.library)
        _add_exercises(network, self.library)
        _add_rules(network, self.library)
        _add_programmes(network, self.library)
        return network

    def select(self, selector: Selector) -> Found:
        """The active exercises that match a selector."""
        if selector not in self._remembered:
            self._remembered[selector] = dict(self._matches(selector))
        return self._remembered[selector]

    def _matches(self, selector: Selector) -> Iterator[tuple[str, Path]]:
        found = set(self.library.active_exercises)
        for feature in ("exercise", "kind", "muscle", "demand", "position", "equipment", "ladder"):
            wanted: Iterable[str] = getattr(selector, feature)
            if wanted:
                found &= set().union(*(self._index.get((feature, value), frozenset()) for value in wanted))
        for value in selector.demand_none:
            found -= self._index.get(("demand", value), frozenset())
        low, high = selector.level_at_least or 1, selector.level_at_most or 4
        for key in sorted(found):
            if low <= self.library.exercises[key].level <= high:
                yield key, self._path(key, selector)

    def _path(self, exercise: str, selector: Selector) -> Path:
        for demand in selector.demand:
            if demand in self._paths[exercise]:
                return self._paths[exercise][demand]
        for muscle in selector.muscle:
            if exercise in self._index.get(("muscle", muscle), frozenset()):
                return (f"exercise:{exercise}", f"muscle:{muscle}")
        return ()

    def around(self, name: str, *, steps: int = 2) -> nx.MultiDiGraph[str]:
        """The part of the graph within `steps` edges of an entry, in either direction, without the sources."""
        import networkx as nx

        start = next((node for node in self.network if name in (node, node.partition(":")[2])), None)
        if start is None:
            raise KeyError(name)
        near = nx.ego_graph(self.network.to_undirected(as_view=True), start, radius=steps)
        return self.network.subgraph(node for node in near if not node.startswith("source:")).copy()


def _rest_on(network: nx.MultiDiGraph[str], node: str, evidence: Iterable[Evidence]) -> None:
    for entry in evidence:
        network.add_edge(node, f"source:{entry.source}", relation="rests on", certainty=entry.certainty)


def _add_knowledge(network: nx.MultiDiGraph[str], library: Library) -> None:
    named: Mapping[str, Mapping[str, object]] = {
        "symptom": library.symptoms, "self_test": library.self_tests, "condition": library.conditions,
        "muscle": library.muscles, "demand": library.demands,
    }  # fmt: skip
    for kind, entries in named.items():
        for key, entry in entries.items():
            network.add_node(f"{kind}:{key}", kind=kind, label=getattr(entry, "name", key))
    for key, source in library.sources.items():
        network.add_node(f"source:{key}", kind="source", label=source.title)
    for kind in ("symptom", "self_test"):
        for key, entry in named[kind].items():
            for link in getattr(entry, "muscles", ()):
                sources = sorted({item.source for item in link.evidence})
                network.add_edge(f"{kind}:{key}", f"muscle:{link.muscle}", relation="points to", weight=link.weight,
                                 sources=sources)  # fmt: skip
    for key, demand in library.demands.items():
        for wider in demand.implies:
            network.add_edge(f"demand:{key}", f"demand:{wider}", relation="implies")


def _add_exercises(network: nx.MultiDiGraph[str], library: Library) -> None:
    for key, exercise in library.exercises.items():
        node = f"exercise:{key}"
        network.add_node(node, kind="exercise", label=exercise.name, status=exercise.status)
        for target in exercise.targets:
            network.add_edge(node, f"muscle:{target.muscle}", relation="works on", share=target.share)
        for demand in exercise.demands:
            network.add_edge(node, f"demand:{demand}", relation="asks for")
        _rest_on(network, node, exercise.evidence)
    for key, ladder in library.ladders.items():
        network.add_node(f"ladder:{key}", kind="ladder", label=ladder.name)
        for number, step in enumerate(ladder.steps, start=1):
            network.add_edge(f"ladder:{key}", f"exercise:{step}", relation="has step", step=number)


def _add_rules(network: nx.MultiDiGraph[str], library: Library) -> None:
    for key, rule in library.rules.items():
        node = f"rule:{key}"
        network.add_node(node, kind="rule", label=f"{key} {rule.name.replace('-', ' ')}", status=rule.status)
        _rest_on(network, node, rule.evidence)
        for test in tests_of(rule.when):
            if isinstance(test, FindingTest):
                kind = "condition" if test.finding in library.conditions else "symptom"
                network.add_edge(f"{kind}:{test.finding}", node, relation="read by")
        for effect in rule.then:
            for relation, kind, name, weight in effect.edges():
                more = {} if weight is None else {"weight": weight}
                network.add_edge(node, f"{kind}:{name}", relation=relation, **more)


def _add_programmes(network: nx.MultiDiGraph[str], library: Library) -> None:
    for key, programme in library.programmes.items():
        node = f"programme:{key}"
        network.add_node(node, kind="programme", label=programme.name)
        _rest_on(network, node, programme.evidence)
        for part in programme.parts:
            for place, choice in enumerate(part.choices, start=1):
                network.add_edge(node, f"exercise:{choice}", relation="may give", part=part.name, place=place)


def _inverted_index(library: Library) -> dict[tuple[str, str], frozenset[str]]:
    index: dict[tuple[str, str], set[str]] = {}
    for key, exercise in library.active_exercises.items():
        for feature in _features(key, exercise, library):
            index.setdefault(feature, set()).add(key)
    return {feature: frozenset(keys) for feature, keys in index.items()}


def _features(key: str, exercise: Exercise, library: Library) -> Iterator[tuple[str, str]]:
    yield from (("exercise", key), ("kind", exercise.kind), ("position", exercise.position))
    for target in exercise.targets:
        if target.share == "primary":
            yield "muscle", target.muscle
            yield "muscle", library.muscles[target.muscle].muscle_class
    yield from (("demand", demand) for demand in library.demands_of[key])
    yield from (("equipment", item) for item in exercise.equipment)
    if key in library.place_on_ladder:
        yield "ladder", library.place_on_ladder[key][0].id


def _reach(exercise: Exercise) -> Reach:
    return Reach(frozenset(target.muscle for target in exercise.targets), frozenset(exercise.equipment))


def _in_order(exercise: Exercise) -> tuple[str, ...]:
    return tuple(target.muscle for target in sorted(exercise.targets, key=lambda target: target.share != "primary"))


def _demand_paths(exercise: Exercise, library: Library) -> dict[str, Path]:
    """The shortest way from an exercise to each demand it has, breadth first, in sorted order."""
    start = f"exercise:{exercise.id}"
    own = {*exercise.demands, *(key for key, demand in library.demands.items() if exercise.kind in demand.kinds)}
    paths: dict[str, Path] = {}
    queue: list[tuple[str, Path]] = [(demand, (start,)) for demand in sorted(own)]
    while queue:
        demand, path = queue.pop(0)
        if demand not in paths:
            paths[demand] = (*path, f"demand:{demand}")
            queue.extend((wider, paths[demand]) for wider in sorted(library.demands[demand].implies))
    return paths
