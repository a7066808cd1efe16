"""The knowledge graph as it is asked: which exercises a selector finds, what points where, and by which path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from loosen._library.remembered import Memory
from loosen._model.base import Need
from loosen._model.effects import LISTS, Selector
from loosen._model.names import did_you_mean
from loosen.errors import Fault, FaultCode, UnknownEntry

from .entries import Entries
from .index import GraphIndex, Path, Reach

if TYPE_CHECKING:
    import networkx as nx

Found = Mapping[str, Path]
"""The exercises a selector found, by id, each with the path to what matched (empty for "every exercise")."""


class Pointer(NamedTuple):
    """A muscle that something points to, how strongly in percent, for what, and by which path."""

    muscle: str
    weight: int
    need: Need
    path: Path


class KnowledgeGraph:
    """How symptoms lead to muscles, muscles to exercises, and exercises to what they ask of the body.

    Every library has one, as `library.graph`:

        >>> import loosen
        >>> graph = loosen.load().graph
        >>> [(pointer.muscle, pointer.weight) for pointer in graph.pointers("symptom:tight_calf")]
        [('gastrocnemius', 30), ('soleus', 25)]
        >>> sorted(graph.network.successors("symptom:tight_calf"))
        ['muscle:gastrocnemius', 'muscle:soleus']

    `network` is the whole of it, a networkx `MultiDiGraph` with typed edges, for whatever you want to ask of it; the
    page "The knowledge graph" lists its nodes and relations. `index` holds the answers to what every plan asks, read
    off that network. What the graph answers comes with the path that led to it.
    """

    def __init__(self, library: Entries, index: GraphIndex) -> None:
        self.library = library
        self.index = index
        self.targets: Mapping[str, tuple[str, ...]] = index.targets
        """The muscles each exercise works on, its main aims first."""
        self.memory = Memory()
        self._remembered: dict[Selector, Found] = {}

    @cached_property
    def network(self) -> nx.MultiDiGraph[str]:
        """The whole graph. It is built when first asked for, because a recommendation needs the index alone."""
        from .network import network_of

        return network_of(self.library)

    @cached_property
    def reach(self) -> Mapping[str, Reach]:
        """Of each exercise the muscles it works on and the things it needs."""
        index = self.index
        return {key: Reach(frozenset(found), frozenset(index.needs[key])) for key, found in index.targets.items()}

    @cached_property
    def reach_of_active(self) -> tuple[tuple[str, Reach], ...]:
        """The same of those exercises that may be given."""
        return tuple((key, self.reach[key]) for key in self.index.active)

    def demands(self, exercise: str) -> Set[str]:
        """Every demand of an active exercise: listed, by its kind, and what those imply."""
        return self.index.brought_by[exercise].keys()

    def select(self, selector: Selector) -> Found:
        """The active exercises that match a selector, each with the path to what matched."""
        if selector not in self._remembered:
            self._remembered[selector] = {key: self._path(key, selector) for key in sorted(self._matches(selector))}
        return self._remembered[selector]

    def _matches(self, selector: Selector) -> set[str]:
        found = set(self.index.active)
        for field in LISTS:
            wanted: Iterable[str] = getattr(selector, field)
            if field == "demand_none":
                found.difference_update(self._with("demand", wanted))
            elif wanted:
                found.intersection_update(self._with(field, wanted))
        if selector.level_at_least is not None or selector.level_at_most is not None:
            found.intersection_update(self._with("level", map(str, selector.levels)))
        return found

    def _with(self, field: str, values: Iterable[str]) -> Iterator[str]:
        """The exercises that have one of these values."""
        having = self.index.features.get(field, {})
        return (key for value in values for key in having.get(value, ()))

    def _path(self, exercise: str, selector: Selector) -> Path:
        for demand in selector.demand:
            if demand in self.index.brought_by[exercise]:
                return self.path_to_demand(exercise, demand)
        having = self.index.features.get("muscle", {})
        for muscle in selector.muscle:
            if exercise in having.get(muscle, ()):
                return (f"exercise:{exercise}", f"muscle:{muscle}")
        return ()

    def path_to_demand(self, exercise: str, demand: str) -> Path:
        """The shortest way from an active exercise to a demand that it has. Raises `KeyError` when it lacks it."""
        way, brought_by = [demand], self.index.brought_by[exercise]
        while before := brought_by[way[-1]]:
            way.append(before)
        return (f"exercise:{exercise}", *[f"demand:{name}" for name in reversed(way)])

    def pointers(self, node: str) -> tuple[Pointer, ...]:
        """What a symptom, a self-test or a rule (`symptom:tight_calf`) points to; nothing for any other node."""
        return self._pointers.get(node, ())

    @cached_property
    def _pointers(self) -> Mapping[str, tuple[Pointer, ...]]:
        return {
            node: tuple([Pointer(muscle, weight, need, (node, f"muscle:{muscle}")) for muscle, weight, need in found])
            for node, found in self.index.pointers.items()
        }

    def name_of(self, node: str) -> str:
        """The name of a symptom, a self-test or an exercise, by its node. Raises `KeyError` for any other."""
        kind, _, name = node.partition(":")
        if kind == "exercise":
            return self.library.exercises[name].name
        if kind == "symptom":
            return self.library.symptoms[name].name
        return self.library.self_tests[name].name

    def onwards(self, start: str, muscle: str, exercise: str) -> Path:
        """The way from what points to a muscle to an exercise that works on it. Raises `KeyError` for no way."""
        for pointer in self.pointers(start):
            if pointer.muscle == muscle and muscle in self.targets[exercise]:
                return (*pointer.path, f"exercise:{exercise}")
        raise KeyError(f"{start} does not lead by {muscle} to {exercise}")

    def given_by(self, programme: str) -> Found:
        """The exercises that a programme may give, with the path to each."""
        return {choice: (f"programme:{programme}", f"exercise:{choice}") for choice in self.index.choices[programme]}

    def node_called(self, name: str) -> str:
        """The node of this name, or the first with this id. Raises `UnknownEntry` naming the nearest one."""
        for node in self.network:
            if name in (node, node.partition(":")[2]):
                return node
        ids = {node.partition(":")[2] for node in self.network}
        fault = Fault(
            FaultCode.UNKNOWN_ENTRY,
            name[:60],
            "is not in the graph.",
            did_you_mean(name, ids, "Give the id of a symptom, muscle, exercise, demand or rule."),
        )
        raise UnknownEntry("There is no such entry.", [fault])

    def around(self, name: str, *, steps: int = 2) -> nx.MultiDiGraph[str]:
        """The part of the graph within `steps` edges of an entry, in either direction, without the sources.

        `name` is a node such as `muscle:hamstrings`, or an id. Raises `UnknownEntry` naming the nearest one.
        """
        import networkx as nx

        near = nx.ego_graph(self.network.to_undirected(as_view=True), self.node_called(name), radius=steps)
        return self.network.subgraph(node for node in near if not node.startswith("source:")).copy()
