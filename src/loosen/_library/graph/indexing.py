"""Reads the index off a network. It asks the network alone, so index and network cannot say different things."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import networkx as nx

from loosen._model.base import Need

from .index import GraphIndex
from .schema import Relation

Edge = tuple[str, Mapping[str, Any]]
"""Where an edge leads, and its data."""

FIELD_OF: Mapping[Relation, str] = {
    "is_of_kind": "kind", "works_on": "muscle", "aims_at": "muscle", "is_done_in": "position", "needs": "equipment",
    "stands_on": "ladder", "is_at_level": "level",
}  # fmt: skip
"""The field of a selector that asks for what an exercise has by a relation; `demand` is found by walking."""
POINTING: tuple[Relation, ...] = ("points_to", "focus")
"""The relations that put a muscle in focus."""
_DEMANDS: tuple[Relation, ...] = ("asks_for", "asks_by_kind", "implies")


def index_of(network: nx.MultiDiGraph[str]) -> GraphIndex:
    """The index of a network made by `network_of`."""
    exercises = [node for node, data in network.nodes(data=True) if data["kind"] == "exercise"]
    active = [node for node in exercises if network.nodes[node]["status"] == "active"]
    demanding = _only(network, _DEMANDS)
    brought_by = {_id(node): _brought_by(demanding, node) for node in active}
    return GraphIndex(
        active=tuple(map(_id, active)),
        features=_features(network, active, brought_by),
        brought_by=brought_by,
        targets={_id(node): tuple(_targets(network, node)) for node in exercises},
        needs={_id(node): tuple(sorted(_id(end) for end, _ in _edges(network, node, "needs"))) for node in exercises},
        pointers=dict(_pointers(network)),
        choices=dict(_choices(network)),
    )


def _id(node: str) -> str:
    return node.partition(":")[2]


def _edges(network: nx.MultiDiGraph[str], node: str, *relations: Relation) -> Iterator[Edge]:
    """The edges of some relations that leave a node, in the order in which they were put in."""
    return ((end, data) for _, end, data in network.out_edges(node, data=True) if data["relation"] in relations)


def _only(network: nx.MultiDiGraph[str], relations: tuple[Relation, ...]) -> nx.DiGraph[str]:
    """The network of some relations alone."""
    return nx.DiGraph((start, end) for start, end, data in network.edges(data=True) if data["relation"] in relations)


def _brought_by(demanding: nx.DiGraph[str], exercise: str) -> dict[str, str]:
    """Every demand that can be reached from an exercise, and the node before it on the shortest way, by name."""
    if exercise not in demanding:
        return {}
    before = nx.bfs_predecessors(demanding, exercise, sort_neighbors=sorted)
    return {_id(end): "" if start == exercise else _id(start) for end, start in before}


def _features(
    network: nx.MultiDiGraph[str], active: Collection[str], brought_by: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for node in active:
        found.setdefault("exercise", {})[_id(node)] = {_id(node)}
        for demand in brought_by[_id(node)]:
            found.setdefault("demand", {}).setdefault(demand, set()).add(_id(node))
        for end, data in _edges(network, node, *FIELD_OF):
            if data.get("share") != "secondary":
                found.setdefault(FIELD_OF[data["relation"]], {}).setdefault(_id(end), set()).add(_id(node))
    return {
        field: {value: tuple(sorted(found[field][value])) for value in sorted(found[field])} for field in sorted(found)
    }


def _targets(network: nx.MultiDiGraph[str], exercise: str) -> Iterator[str]:
    """The muscles that an exercise works on, its main aims first."""
    works_on = list(_edges(network, exercise, "works_on"))
    return (_id(end) for end, _ in sorted(works_on, key=lambda edge: edge[1]["share"] != "primary"))


def _pointers(network: nx.MultiDiGraph[str]) -> Iterator[tuple[str, tuple[tuple[str, int, Need], ...]]]:
    for node in network:
        found = tuple((_id(end), data["weight"], data["need"]) for end, data in _edges(network, node, *POINTING))
        if found:
            yield node, found


def _choices(network: nx.MultiDiGraph[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node, data in network.nodes(data=True):
        if data["kind"] == "programme":
            choices = (_id(end) for end, _ in _edges(network, node, "may_give"))
            yield _id(node), tuple(dict.fromkeys(choices))
