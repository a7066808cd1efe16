"""Boxes in columns with lines between them: nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from loosen._outputs.report.layout import Laid, Place, Size, lay_out

Network = tuple[dict[str, Size], dict[str, int], list[tuple[str, str]]]
"""Sizes and columns of boxes, and the lines between them."""


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Boxes of any size in up to six columns, and lines to later columns."""
    columns = {f"n{place}": draw(st.integers(0, 5)) for place in range(draw(st.integers(2, 14)))}
    sizes = {node: Size(draw(st.integers(20, 200)), draw(st.integers(10, 90))) for node in columns}
    forwards = [(a, b) for a in columns for b in columns if columns[a] < columns[b]]
    edges = draw(st.lists(st.sampled_from(forwards), unique=True, max_size=30)) if forwards else []
    return sizes, columns, edges


def overlap(one: Place, other: Place) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@given(networks())
def test_no_box_lies_on_another_or_outside(
    network: Network,
) -> None:
    sizes, columns, edges = network
    laid = lay_out(sizes, columns, edges, 40)
    assert laid.places.keys() == sizes.keys()
    assert not any(overlap(one, other) for one, other in combinations(laid.places.values(), 2))
    for node, place in laid.places.items():
        assert (place.width, place.height) == sizes[node]
        assert 0 <= place.x <= place.x + place.width <= laid.size.width
        assert 0 <= place.y <= place.y + place.height <= laid.size.height


@given(networks())
def test_every_line_joins_its_boxes_and_runs_through_no_other(
    network: Network,
) -> None:
    sizes, columns, edges = network
    laid = lay_out(sizes, columns, edges, 40)
    assert set(laid.lines) == set(edges)
    for (start, end), points in laid.lines.items():
        first, last = laid.places[start], laid.places[end]
        assert points[0] == (first.x + first.width, first.y + first.height // 2)
        assert points[-1] == (last.x, last.y + last.height // 2)
        for (x, y), (to_x, to_y) in pairwise(points):
            if y == to_y:
                assert not any(_runs_through(laid, node, x, to_x, y) for node in sizes if node not in (start, end))
            else:
                assert not any(x < place.x + place.width and place.x < to_x for place in laid.places.values())


def _runs_through(laid: Laid, node: str, x: int, to_x: int, y: int) -> bool:
    place = laid.places[node]
    return x < place.x + place.width and place.x < to_x and place.y < y < place.y + place.height


@given(networks(), st.randoms())
def test_the_order_of_what_is_given_changes_nothing(network: Network, random: object) -> None:
    sizes, columns, edges = network
    nodes, lines = list(sizes), list(edges)
    random.shuffle(nodes)  # type: ignore[attr-defined]
    random.shuffle(lines)  # type: ignore[attr-defined]
    other = lay_out({node: sizes[node] for node in nodes}, {node: columns[node] for node in nodes}, lines, 40)
    assert other == lay_out(sizes, columns, edges, 40)
