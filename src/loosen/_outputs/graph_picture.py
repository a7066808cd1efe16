"""Draws the knowledge graph, or a part of it, in columns from what a person notices to what an exercise asks."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loosen._library.graph import KnowledgeGraph
from loosen._model.names import did_you_mean
from loosen.errors import Fault, FaultCode, FileError, LoosenError

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.text import Text

COLUMNS: Mapping[str, int] = {
    "symptom": 0, "self_test": 0, "condition": 0, "rule": 1, "muscle": 2, "programme": 2, "exercise": 3,
    "ladder": 4, "demand": 4,
}  # fmt: skip
COLOURS: Mapping[str, str] = {
    "symptom": "#fde3c8", "self_test": "#fbf3c4", "condition": "#f8d0d0", "rule": "#dcdcf5", "muscle": "#f5d9ec",
    "programme": "#e3f0c8", "exercise": "#cfe8d5", "ladder": "#e8e8e8", "demand": "#cfe3f2",
}  # fmt: skip
FORMATS = (".svg", ".pdf", ".png")
_WRAP, _ROW_INCHES, _COLUMN_INCHES = 30, 0.46, 4.2


class Drawn(NamedTuple):
    """How much was drawn."""

    nodes: int
    edges: int


def draw(graph: KnowledgeGraph, *, around: str | None, steps: int, out: Path) -> Drawn:
    """Draw the graph, or what lies within `steps` links of `around`, to a .svg, .pdf or .png file.

    Raises `FileError` for an unknown entry or ending, and `LoosenError` when the drawing extra is not installed.
    """
    if out.suffix not in FORMATS:
        raise FileError(
            f"{out} cannot be drawn.",
            [Fault(FaultCode.BAD_OPTION, str(out), "has another ending.", f"Use {', '.join(FORMATS)}.")],
        )
    part = _part(graph, around, steps)
    rows = _rows(part)
    _paint(part, rows, around, out)
    return Drawn(part.number_of_nodes(), part.number_of_edges())


def _part(graph: KnowledgeGraph, around: str | None, steps: int) -> nx.MultiDiGraph[str]:
    if around is None:
        return graph.network.subgraph(node for node in graph.network if not node.startswith("source:"))
    try:
        return graph.around(around, steps=steps)
    except KeyError:
        names = {node.partition(":")[2] for node in graph.network}
        remedy = did_you_mean(around, names, "Give the id of a symptom, muscle, exercise, demand or rule.")
        raise FileError(
            "There is nothing to draw.", [Fault(FaultCode.UNKNOWN_ENTRY, around, "is not in the graph.", remedy)]
        ) from None


def _rows(part: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Places in columns by kind; inside a column each node sits near the average of its neighbours to the left."""
    columns: dict[int, list[str]] = {}
    for node in sorted(part):
        columns.setdefault(COLUMNS[part.nodes[node]["kind"]], []).append(node)
    tallest = max(map(len, columns.values()))
    places: dict[str, tuple[float, float]] = {}
    for place, (_, nodes) in enumerate(sorted(columns.items())):
        nodes.sort(key=lambda node: (_pull(part, node, places, tallest), node))
        gap = tallest / len(nodes)
        for row, node in enumerate(nodes):
            places[node] = (place * _COLUMN_INCHES, -(row + 0.5) * gap * _ROW_INCHES)
    return places


def _pull(part: nx.MultiDiGraph[str], node: str, places: Mapping[str, tuple[float, float]], tallest: int) -> float:
    rows = [places[other][1] for other in (*part.predecessors(node), *part.successors(node)) if other in places]
    return -sum(rows) / len(rows) if rows else tallest * _ROW_INCHES / 2


def _paint(
    part: nx.MultiDiGraph[str], places: Mapping[str, tuple[float, float]], around: str | None, out: Path
) -> None:
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        remedy = [
            Fault(FaultCode.NOT_INSTALLED, "matplotlib", "is not installed.", "Install loosen with its 'draw' extra.")
        ]
        raise LoosenError("Drawing needs one more package.", remedy) from None
    mpl.rcParams.update({"svg.hashsalt": "loosen", "svg.fonttype": "none"})
    width = max(x for x, _ in places.values()) + _COLUMN_INCHES
    height = -min(y for _, y in places.values()) + 1
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(-_COLUMN_INCHES / 2, width - _COLUMN_INCHES / 2)
    axes.set_ylim(-height + 0.5, 0.5)
    axes.axis("off")
    boxes = {
        node: _node(axes, part.nodes[node], place, chosen=node.partition(":")[2] == around)
        for node, place in places.items()
    }
    _edges(axes, part, boxes)
    metadata = {"Date": None} if out.suffix == ".svg" else None
    figure.savefig(out, metadata=metadata)


def _node(axes: Axes, data: Mapping[str, str], place: tuple[float, float], *, chosen: bool) -> Text:
    text = "\n".join(textwrap.wrap(data["label"], _WRAP)[:2])
    box = {"boxstyle": "round,pad=0.3", "fc": COLOURS[data["kind"]], "ec": "#333333", "lw": 2.0 if chosen else 0.6}
    return axes.text(*place, text, ha="center", va="center", fontsize=8, bbox=box, zorder=2)


def _edges(axes: Axes, part: nx.MultiDiGraph[str], boxes: Mapping[str, Text]) -> None:
    """An arrow from box to box for every link, wider for a heavier weight."""
    for start, end, data in sorted(part.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["relation"])):
        tail, head = boxes[start], boxes[end]
        bend = 0.5 if tail.get_position()[0] == head.get_position()[0] else 0.0
        style = {
            "arrowstyle": "-|>", "color": "#8a8a8a", "lw": 0.4 + (data.get("weight") or 40) / 60, "alpha": 0.7,
            "patchA": tail.get_bbox_patch(), "patchB": head.get_bbox_patch(), "connectionstyle": f"arc3,rad={bend}",
        }  # fmt: skip
        axes.annotate("", xy=head.get_position(), xytext=tail.get_position(), arrowprops=style, zorder=1)
