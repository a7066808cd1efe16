"""What is in a picture of the graph, before any program draws it: boxes in columns, lines between them, a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from loosen._library.graph import KnowledgeGraph
from loosen._library.graph.schema import NODE_KINDS, RELATIONS, NodeKind, Relation
from loosen._model.names import did_you_mean
from loosen.errors import Fault, FaultCode, FileError

from .style import COLUMNS, FOCUS_RULE, INK, NOT_DRAWN

if TYPE_CHECKING:
    import networkx as nx

MOST_NAMES = 12
"""Names that a note gives for one relation."""
MOST_LETTERS = 46
_LARGE = 250
"""Boxes from which on only straight, thin, faint lines can be followed."""


class Box(NamedTuple):
    """A node: its column from the left, a note, whether no plan has it, and whether the picture is drawn around it."""

    node: str
    label: str
    kind: NodeKind
    column: int
    note: str
    never: bool
    chosen: bool


class Line(NamedTuple):
    """A relation between two nodes; `weight` is the greatest of its edges."""

    start: str
    end: str
    relation: Relation
    weight: int | None
    note: str


class Legend(NamedTuple):
    """The kinds of nodes and the relations in a picture, and whether something in it is never given."""

    kinds: tuple[NodeKind, ...]
    relations: tuple[Relation, ...]
    never: bool


class Picture(NamedTuple):
    """All that is drawn."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def legend(self) -> Legend:
        """What the colours in it stand for."""
        kinds, relations = {box.kind for box in self.boxes}, {line.relation for line in self.lines}
        return Legend(
            tuple(kind for kind in NODE_KINDS if kind in kinds),
            tuple(relation for relation in RELATIONS if relation in relations),
            any(box.never for box in self.boxes),
        )

    @property
    def is_large(self) -> bool:
        """Whether it is drawn with straight, thin lines."""
        return len(self.boxes) > _LARGE

    @property
    def columns(self) -> Mapping[str, int]:
        """Each node's column."""
        return {box.node: box.column for box in self.boxes}


def picture_of(graph: KnowledgeGraph, *, around: str | None, steps: int) -> Picture:
    """The whole graph, or what lies within `steps` links of `around`. Raises `FileError` for an unknown entry."""
    middle = None if around is None else _called(graph, around)
    part = graph.network if middle is None else graph.around(middle, steps=steps)
    lines = tuple(sorted(_lines(part), key=lambda line: line[:3]))
    drawn = {node for line in lines for node in (line.start, line.end)}
    pointing = {line.start for line in lines if line.relation == "focus"}
    shown = (node for node in sorted(part) if node in drawn or node == middle)
    boxes = (_box(graph.network, node, pointing, chosen=node == middle) for node in shown)
    return Picture(tuple(boxes), lines)


def _called(graph: KnowledgeGraph, name: str) -> str:
    try:
        return graph.node_called(name)
    except KeyError:
        names = {node.partition(":")[2] for node in graph.network}
        remedy = did_you_mean(name, names, "Give the id of a symptom, muscle, exercise, demand or rule.")
        fault = Fault(FaultCode.UNKNOWN_ENTRY, name, "is not in the graph.", remedy)
        raise FileError("There is nothing to draw.", [fault]) from None


def _lines(part: nx.MultiDiGraph[str]) -> Iterator[Line]:
    """One line for all edges of a relation between two nodes; what an exercise works on is not told twice."""
    between: dict[tuple[str, str, Relation], list[Mapping[str, Any]]] = {}
    for start, end, data in part.edges(data=True):
        if data["relation"] not in NOT_DRAWN:
            between.setdefault((start, end, data["relation"]), []).append(data)
    for (start, end, relation), edges in between.items():
        if relation == "aims at" and (start, end, "works on") in between:
            continue
        weights = [data["weight"] for data in edges if "weight" in data]
        yield Line(start, end, relation, max(weights, key=abs, default=None), _of_line(start, end, edges))


def _of_line(start: str, end: str, edges: list[Mapping[str, Any]]) -> str:
    """An edge in words, with its weight and what it rests on."""
    more = [f"{name} {data[name]}" for data in edges for name in ("weight", "share", "step") if name in data]
    sources = sorted({f"{source} ({certainty})" for data in edges for source, certainty in data["evidence"]})
    rests_on = [f"rests on {', '.join(sources)}"] if sources else []
    return "\n".join([f"{start} {edges[0]['relation']} {end}", *dict.fromkeys(more), *rests_on])


def _box(network: nx.MultiDiGraph[str], node: str, pointing: set[str], *, chosen: bool) -> Box:
    data = network.nodes[node]
    kind = cast("NodeKind", data["kind"])
    column = FOCUS_RULE if node in pointing else COLUMNS[kind]
    never = data["status"] != "active"
    return Box(node, data["label"], kind, column, _of_box(network, node), never, chosen)


def _of_box(network: nx.MultiDiGraph[str], node: str) -> str:
    """A node in words: what it is, and every relation that it has, drawn or not."""
    data = network.nodes[node]
    told = [data["label"], node if data["status"] == "active" else f"{node}: {data['status']}"]
    related: dict[str, list[str]] = {}
    for _, end, edge in network.out_edges(node, data=True):
        related.setdefault(edge["relation"], []).append(network.nodes[end]["label"])
    for start, _, edge in network.in_edges(node, data=True):
        related.setdefault(f"({edge['relation']})", []).append(network.nodes[start]["label"])
    return "\n".join([*told, *(f"{relation}: {_names(labels)}" for relation, labels in related.items())])


def _names(labels: list[str]) -> str:
    each = list(dict.fromkeys(labels))
    more = f" and {len(each) - MOST_NAMES} more" if len(each) > MOST_NAMES else ""
    return ", ".join(each[:MOST_NAMES]) + more


def ink(line: Line) -> str:
    """The colour of a line."""
    return INK[line.relation]


def width(line: Line, picture: Picture) -> float:
    """The width of a line, in points: wider for a heavier weight."""
    heavy = abs(40 if line.weight is None else line.weight) / 100
    return 0.3 + 0.8 * heavy if picture.is_large else 0.5 + 1.6 * heavy


def short(label: str) -> str:
    """A label that fits into a box."""
    return label if len(label) <= MOST_LETTERS else label[: MOST_LETTERS - 1].rstrip() + "…"
