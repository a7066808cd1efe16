"""The outline round a few circles: what limbs, trunk and head are drawn with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import acos, atan2, cos, floor, hypot, pi, sin
from typing import NamedTuple

from loosen._body.hull import convex_hull

_ROUND = 28
"""At how many places of a circle an outline may begin or end."""
_SIGNIFICANT = 1.0
"""What is shorter than this, in units of the page, is left out."""


class Circle(NamedTuple):
    """A circle on the page."""

    x: float
    y: float
    r: float


def outline(circles: Sequence[Circle]) -> str:
    """The path of the tight outline (the convex hull) round circles, as SVG path data, clockwise on the page."""
    if len(circles) == 2:
        return _round_two(*circles)
    corners = _corners(circles)
    if len({index for *_, index in corners}) == 1:
        return _whole(circles[corners[0][2]])
    return "".join(_commands(corners, circles)) + "z"


def _round_two(one: Circle, other: Circle) -> str:
    """The outline of a limb: an arc round each end, and the two lines that touch both."""
    apart = hypot(other.x - one.x, other.y - one.y)
    if apart <= abs(one.r - other.r) + _SIGNIFICANT:
        return _whole(max(one, other, key=lambda circle: circle.r))
    along, aside = atan2(other.y - one.y, other.x - one.x), acos((one.r - other.r) / apart)
    ends = [
        _on(circle, along + turn) for circle, turn in ((one, aside), (one, -aside), (other, -aside), (other, aside))
    ]
    a, b, c, d = (f"{number(x)} {number(y)}" for x, y in ends)
    first, last = number(one.r), number(other.r)
    return f"M{a}{_bow(first, aside < pi / 2, b)}L{c}{_bow(last, aside > pi / 2, d)}z"


def _bow(radius: str, is_long: bool, to: str) -> str:
    return f"A{radius} {radius} 0 {int(is_long)} 1 {to}"


def _turns() -> Iterator[float]:
    yield from (2 * pi * step / _ROUND for step in range(_ROUND))


def _on(circle: Circle, turn: float) -> tuple[float, float]:
    return circle.x + circle.r * cos(turn), circle.y + circle.r * sin(turn)


_Corner = tuple[float, float, int]


def _corners(circles: Sequence[Circle]) -> list[_Corner]:
    """The corners of the outline in order, starting where a new circle begins."""
    corners = convex_hull((*_on(circle, turn), index) for index, circle in enumerate(circles) for turn in _turns())
    for start in range(len(corners)):
        if corners[start][2] != corners[start - 1][2]:
            return corners[start:] + corners[:start]
    return corners


def _commands(corners: Sequence[_Corner], circles: Sequence[Circle]) -> Iterator[str]:
    runs: list[list[_Corner]] = []
    for corner in corners:
        if runs and runs[-1][-1][2] == corner[2]:
            runs[-1].append(corner)
        else:
            runs.append([corner])
    yield f"M{number(runs[0][0][0])} {number(runs[0][0][1])}"
    for index, run in enumerate(runs):
        first, last, circle = run[0], run[-1], circles[run[0][2]]
        if index:
            yield f"L{number(first[0])} {number(first[1])}"
        if hypot(last[0] - first[0], last[1] - first[1]) > _SIGNIFICANT:
            yield _arc(first, last, circle)


def _arc(first: _Corner, last: _Corner, circle: Circle) -> str:
    swept = (atan2(last[1] - circle.y, last[0] - circle.x) - atan2(first[1] - circle.y, first[0] - circle.x)) % (2 * pi)
    radius = number(circle.r)
    return f"A{radius} {radius} 0 {int(swept > pi)} 1 {number(last[0])} {number(last[1])}"


def _whole(circle: Circle) -> str:
    x, y, r = number(circle.x - circle.r), number(circle.y), number(circle.r)
    across = number(2 * circle.r)
    return f"M{x} {y}a{r} {r} 0 1 1 {across} 0a{r} {r} 0 1 1 -{across} 0z"


def number(value: float) -> str:
    """A length on the page, to the nearest unit."""
    return str(floor(value + 0.5))
