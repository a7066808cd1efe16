"""Places boxes in columns and leads lines between them, so that no box lies on another and no line runs through one.

Lines go from left to right. One that passes a column gets a place of its own in it. The order inside a column is that
which brings each box nearest to what it is joined to, and the same boxes always give the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

GAP = 12
"""Room between two boxes of a column."""
LANE = 6
"""Height of the place that a passing line gets."""
_SWEEPS = 16


class Size(NamedTuple):
    """Width and height of a box."""

    width: int
    height: int


class Place(NamedTuple):
    """Where a box is: its left upper corner and its size."""

    x: int
    y: int
    width: int
    height: int


class Laid(NamedTuple):
    """The places of boxes, the points that each line goes through, and the size of the whole."""

    places: Mapping[str, Place]
    lines: Mapping[tuple[str, str], tuple[tuple[int, int], ...]]
    size: Size


Edge = tuple[str, str]


def columns_of(edges: Iterable[Edge], at_least: Callable[[str, int], int]) -> dict[str, int]:
    """The column of each node: one further than the last of those it rests on, or further if `at_least` says so."""
    before: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        before[end].append(start)
        before.setdefault(start, [])
    columns: dict[str, int] = {}

    def column(node: str, way: tuple[str, ...]) -> int:
        if node not in columns:
            behind = [column(other, (*way, node)) + 1 for other in before[node] if other not in way and other != node]
            columns[node] = at_least(node, max(behind, default=0))
        return columns[node]

    for node in sorted(before):
        column(node, ())
    return columns


def lay_out(sizes: Mapping[str, Size], columns: Mapping[str, int], edges: Iterable[Edge], room: int) -> Laid:
    """Place boxes of these sizes in their columns, `room` apart. Every edge leads to a later column."""
    edges = sorted(set(edges))
    chains = {edge: _chain(edge, columns) for edge in edges}
    lanes = {node: Size(0, LANE) for chain in chains.values() for node, _ in chain if node not in sizes}
    all_sizes = {**sizes, **lanes}
    column_of = {node: place for chain in chains.values() for node, place in chain} | dict(columns)
    links = [(a, b) for chain in chains.values() for (a, _), (b, _) in pairwise(chain)]
    order = _ordered(column_of, links)
    heights = _closed(_heights(order, all_sizes, links), all_sizes)
    left, width = _lefts(order, sizes, room)
    places = {
        node: Place(left[column_of[node]], heights[node], _width(node, sizes, order[column_of[node]]),
                    all_sizes[node].height)
        for node in column_of
    }  # fmt: skip
    height = max((place.y + place.height for place in places.values()), default=0)
    rights = [
        x + max((_width(node, sizes, nodes) for node in nodes), default=0) for x, nodes in zip(left, order, strict=True)
    ]
    lines = {
        edge: _line([places[node] for node, _ in chain], rights[columns[edge[0]]]) for edge, chain in chains.items()
    }
    return Laid({node: places[node] for node in sizes}, lines, Size(width, height))


def _chain(edge: Edge, columns: Mapping[str, int]) -> list[tuple[str, int]]:
    """The nodes that a line goes through, with their columns; lines to the same end share the way there."""
    start, end = edge
    if columns[start] >= columns[end]:
        raise ValueError(f"{start} does not stand before {end}")
    between = [(f"{start} > {end} {place}", place) for place in range(columns[start] + 1, columns[end])]
    return [(start, columns[start]), *between, (end, columns[end])]


def _ordered(column_of: Mapping[str, int], links: Sequence[Edge]) -> list[list[str]]:
    """Each column's nodes from the top: the order with the fewest crossings among those that sweeps to and fro give."""
    before, after = _neighbours(links)
    order = [sorted(node for node in column_of if column_of[node] == place) for place in _span(column_of)]
    best, fewest = order, _crossings(order, links)
    for sweep in range(_SWEEPS):
        order = _swept(order, before if sweep % 2 == 0 else after, forwards=sweep % 2 == 0)
        if (crossings := _crossings(order, links)) < fewest:
            best, fewest = order, crossings
    return best


def _span(column_of: Mapping[str, int]) -> range:
    return range(max(column_of.values(), default=-1) + 1)


def _neighbours(links: Iterable[Edge]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for start, end in links:
        before[end].append(start)
        after[start].append(end)
    return before, after


def _swept(order: list[list[str]], beside: Mapping[str, list[str]], *, forwards: bool) -> list[list[str]]:
    """Every column sorted by where its neighbours on one side stand, one column after the other."""
    swept = [list(nodes) for nodes in order]
    for nodes in swept if forwards else reversed(swept):
        rank = {node: place / max(1, len(column)) for column in swept for place, node in enumerate(column)}

        def pull(node: str, rank: Mapping[str, float] = rank) -> float:
            ranks = [rank[other] for other in beside.get(node, ())]
            return sum(ranks) / len(ranks) if ranks else rank[node]

        nodes.sort(key=lambda node: (pull(node), node))
    return swept


def _crossings(order: Sequence[Sequence[str]], links: Iterable[Edge]) -> int:
    rank = {node: place for column in order for place, node in enumerate(column)}
    column_of = {node: place for place, column in enumerate(order) for node in column}
    by_column: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in links:
        by_column[column_of[start]].append((rank[start], rank[end]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for lines in by_column.values()
        for place, one in enumerate(lines)
        for other in lines[:place]
    )


def _heights(order: Sequence[Sequence[str]], sizes: Mapping[str, Size], links: Sequence[Edge]) -> dict[str, float]:
    """The upper edge of every node: as level with its neighbours as the order and the gaps allow."""
    before, after = _neighbours(links)
    tops: dict[str, float] = {}
    for nodes in order:
        y = 0.0
        for node in nodes:
            tops[node] = y
            y += sizes[node].height + GAP
    for sweep in range(_SWEEPS):
        beside = (before, after)[sweep % 2]
        for nodes in order if sweep % 2 == 0 else reversed(order):
            wished = [_level(node, beside.get(node, ()), tops, sizes) for node in nodes]
            tops.update(zip(nodes, _apart(wished, [sizes[node].height + GAP for node in nodes]), strict=True))
    return tops


def _closed(tops: Mapping[str, float], sizes: Mapping[str, Size]) -> dict[str, int]:
    """The same, from 0 on, without the bands in which nothing stands in any column."""
    bottom, spare = 0.0, 0.0
    closed: dict[str, int] = {}
    for node in sorted(tops, key=lambda node: (tops[node], node)):
        top = tops[node]
        if not closed:
            bottom, spare = top, top
        elif top > bottom + GAP:
            spare += top - bottom - GAP
        bottom = max(bottom, top + sizes[node].height)
        closed[node] = round(top - spare)
    return closed


def _level(node: str, beside: Sequence[str], tops: Mapping[str, float], sizes: Mapping[str, Size]) -> float:
    if not beside:
        return tops[node]
    middles = [tops[other] + sizes[other].height / 2 for other in beside]
    return sum(middles) / len(middles) - sizes[node].height / 2


def _apart(wished: Sequence[float], steps: Sequence[int]) -> list[float]:
    """The places nearest to those wished for (by least squares) that keep the order and stand `steps` apart."""
    offsets = [float(sum(steps[:place])) for place in range(len(steps))]
    groups: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        total, count = wish - offset, 1
        while groups and groups[-1][0] / groups[-1][1] > total / count:
            more, others = groups.pop()
            total, count = total + more, count + others
        groups.append((total, count))
    means = [total / count for total, count in groups for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _lefts(order: Sequence[Sequence[str]], sizes: Mapping[str, Size], room: int) -> tuple[list[int], int]:
    lefts, x = [], 0
    for nodes in order:
        lefts.append(x)
        x += max((sizes[node].width for node in nodes if node in sizes), default=0) + room
    return lefts, max(0, x - room)


def _width(node: str, sizes: Mapping[str, Size], column: Iterable[str]) -> int:
    """A passing line is as wide as its column, so that it bends between columns alone."""
    if node in sizes:
        return sizes[node].width
    return max((sizes[other].width for other in column if other in sizes), default=0)


def _line(places: Sequence[Place], right: int) -> tuple[tuple[int, int], ...]:
    """Out of the first box to the edge of its column, straight through the columns passed, into the last box."""
    first, *between, last = places
    points = [(x, first.y + first.height // 2) for x in (first.x + first.width, right)]
    for place in between:
        middle = place.y + place.height // 2
        points += [(place.x, middle), (place.x + place.width, middle)]
    return (*points, (last.x, last.y + last.height // 2))
