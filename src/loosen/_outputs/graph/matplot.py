"""Draws a picture with matplotlib, where there is no Graphviz: boxes in columns, lines between them, a legend."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from loosen._library.graph.schema import in_words
from loosen.errors import Fault, FaultCode, LoosenError

from .picture import Box, Picture, ink, short, width
from .style import FILL, INK, NEVER_FILL, NEVER_INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Places = Mapping[str, tuple[float, float]]
"""The middle of each box, in inches from the upper left corner, downwards negative."""
_ROW_INCHES, _COLUMN_INCHES, _LEGEND_INCHES, _SWEEPS = 0.24, 4.4, 1.6, 4
_IN_A_ROW = 8


def drawn_by_matplotlib(picture: Picture, form: str) -> bytes:
    """A picture as `svg`, `pdf` or `png`. Raises `LoosenError` when matplotlib is not installed."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        fault = Fault(
            FaultCode.NOT_INSTALLED,
            "dot, matplotlib",
            "not found.",
            "Install Graphviz (apt, dnf or brew install graphviz), or loosen with its 'draw' extra.",
        )
        raise LoosenError("There is nothing here that draws.", [fault]) from None
    mpl.rcParams.update({"svg.hashsalt": "loosen", "svg.fonttype": "none"})
    places = _places(picture)
    right = max((x for x, _ in places.values()), default=0.0) + _COLUMN_INCHES / 2
    bottom = min((y for _, y in places.values()), default=0.0) - 0.5
    figure = Figure(figsize=(right + _COLUMN_INCHES / 2, _LEGEND_INCHES - bottom))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(-_COLUMN_INCHES / 2, right)
    axes.set_ylim(bottom, _LEGEND_INCHES)
    axes.axis("off")
    _lines(axes, picture, places)
    for box in picture.boxes:
        _box(axes, box, places[box.node])
    _legend(axes, picture)
    body = io.BytesIO()
    figure.savefig(body, format=form, metadata={"Date": None} if form == "svg" else None)
    return body.getvalue()


def _places(picture: Picture) -> Places:
    """In columns; inside a column each box sits near the average of its neighbours, which a few sweeps settle."""
    near: dict[str, set[str]] = {box.node: set() for box in picture.boxes}
    for line in picture.lines:
        near[line.start].add(line.end)
        near[line.end].add(line.start)
    columns: dict[int, list[str]] = {}
    for box in picture.boxes:
        columns.setdefault(box.column, []).append(box.node)
    tallest = max(map(len, columns.values()), default=0)
    heights = {node: (row + 0.5) * tallest / len(nodes) for nodes in columns.values() for row, node in enumerate(nodes)}
    order = sorted(columns)
    for column in (order + order[::-1]) * _SWEEPS:
        nodes = columns[column]
        pulls = {node: _middle([heights[other] for other in near[node]], heights[node]) for node in nodes}
        nodes.sort(key=lambda node: (pulls[node], node))  # called at once
        heights |= {node: (row + 0.5) * tallest / len(nodes) for row, node in enumerate(nodes)}
    return {
        node: (place * _COLUMN_INCHES, -heights[node] * _ROW_INCHES)
        for place, column in enumerate(order)
        for node in columns[column]
    }


def _middle(heights: list[float], own: float) -> float:
    return sum(heights) / len(heights) if heights else own


def _box(axes: Axes, box: Box, place: tuple[float, float]) -> None:
    label = short(box.label) + (" (never given)" if box.never else "")
    look = {
        "boxstyle": "round,pad=0.2", "fc": NEVER_FILL if box.never else FILL[box.kind],
        "ec": NEVER_INK if box.never else "#333333", "ls": "--" if box.never else "-", "lw": 2.0 if box.chosen else 0.5,
    }  # fmt: skip
    axes.text(*place, label, ha="center", va="center", fontsize=7, bbox=look, zorder=2, parse_math=False)


def _lines(axes: Axes, picture: Picture, places: Places) -> None:
    """A line from box to box, behind both."""
    from matplotlib.collections import LineCollection

    alpha = 0.3 if picture.is_large else 0.7
    segments = [(places[line.start], places[line.end]) for line in picture.lines]
    colours, widths = [ink(line) for line in picture.lines], [width(line, picture) for line in picture.lines]
    axes.add_collection(LineCollection(segments, colors=colours, linewidths=widths, alpha=alpha, zorder=1))


def _legend(axes: Axes, picture: Picture) -> None:
    legend = picture.legend
    entries = [(kind.replace("_", "-"), FILL[kind], "#000000") for kind in legend.kinds]
    entries += [("never given", NEVER_FILL, NEVER_INK)] if legend.never else []
    entries += [(f"—— {in_words(relation)}", "none", INK[relation]) for relation in legend.relations]
    for place, (text, fill, colour) in enumerate(entries):
        x, y = -2.1 + place % _IN_A_ROW * 1.6, _LEGEND_INCHES - 0.3 - place // _IN_A_ROW * 0.3
        look = {"boxstyle": "round,pad=0.2", "fc": fill, "ec": "none" if fill == "none" else "#333333", "lw": 0.5}
        axes.text(x, y, text, ha="left", va="center", fontsize=7, color=colour, bbox=look)
