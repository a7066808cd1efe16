"""The convex hull of points in a plane: what a body stands on, and the outline that a picture draws round circles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Point = TypeVar("Point", bound="tuple[float, ...]")


def convex_hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the hull, counterclockwise where y goes up (Andrew's monotone chain); x and y come first in each.

    Of points that lie at one place, or in one line, the ends are left.
    """
    ordered = sorted(points)
    if len(ordered) < 3:  # what has no inside
        return ordered
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def turn(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
    """More than 0 where the way from a over b to c turns to the left, less where it turns to the right."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _half(points: Iterable[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain
