"""Pictures of the weeks as shapes of a small SVG: what lines are is told by marks and dashes, and no colour is needed.

The picture of `_outputs/progress/drawn.py` is a file for a desk. These are as wide as a phone, follow its light
and dark, and need no further package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from loosen._outputs.progress.measured import WEEK, Rated

WIDE: Final = 340
HIGH: Final = 150
LEFT: Final = 26
BOTTOM: Final = 20
TOP: Final = 10
RIGHT: Final = 8
MOST_TICKS: Final = 9
MARKS: Final = ("circle", "square", "triangle", "diamond")
DASHES: Final = ("", "6 3", "2 3", "8 3 2 3")
OUT_OF_TEN: Final = 10


class Tick(NamedTuple):
    """A place on an axis, and what stands there."""

    at: float
    words: str


class Bar(NamedTuple):
    """A bar, with what it stands for."""

    x: float
    y: float
    wide: float
    high: float
    words: str


class Line(NamedTuple):
    """A line through points, with the mark of each and the dashes between them."""

    name: str
    mark: str
    dashes: str
    points: Sequence[tuple[float, float]]

    @property
    def path(self) -> str:
        """The points as `polyline` has them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True)
class Chart:
    """A picture: `alt` says all that it shows, `numbers` are the same as rows of a table; `wanted` is a line across."""

    title: str
    alt: str
    weeks: Sequence[Tick]
    values: Sequence[Tick]
    numbers: Sequence[str]
    bars: Sequence[Bar] = ()
    lines: Sequence[Line] = ()
    wanted: Tick | None = None
    wide: int = WIDE
    high: int = HIGH
    left: int = LEFT
    right: int = WIDE - RIGHT
    bottom: int = HIGH - BOTTOM


def bars_of(title: str, alt: str, numbers: Sequence[str], values: Sequence[int], wanted: Tick) -> Chart:
    """A bar for each week, and a line across at what was asked for, of which `at` is the value."""
    most = max(1, round(wanted.at), *values)
    step = _step(len(values))
    bars = [
        Bar(round(_x(week, len(values)) - step * 0.3, 1), _y(value, most), round(step * 0.6, 1),
            round(HIGH - BOTTOM - _y(value, most), 1), str(value))
        for week, value in enumerate(values)
    ]  # fmt: skip
    return Chart(
        title, alt, _weeks(len(values)), [Tick(_y(value, most), str(value)) for value in _steps(most)], numbers,
        bars=bars, wanted=Tick(_y(wanted.at, most), wanted.words),
    )  # fmt: skip


def lines_of(
    title: str, alt: str, numbers: Sequence[str], lines: Sequence[tuple[str, Sequence[Rated]]], weeks: int
) -> Chart:
    """Lines of what was rated from 0 to 10, over the weeks."""
    drawn = [
        Line(name, mark, dashes, [(_x_of_day(point.day, weeks), _y(point.value, OUT_OF_TEN)) for point in points])
        for (name, points), mark, dashes in zip(lines, MARKS, DASHES, strict=False)
    ]
    values = [Tick(_y(value, OUT_OF_TEN), str(value)) for value in (0, 5, 10)]
    return Chart(title, alt, _weeks(weeks), values, numbers, lines=drawn)


def _step(weeks: int) -> float:
    return (WIDE - LEFT - RIGHT) / max(1, weeks)


def _x(week: int, weeks: int) -> float:
    """The middle of a week, the first being 0."""
    return round(LEFT + _step(weeks) * (week + 0.5), 1)


def _x_of_day(day: int, weeks: int) -> float:
    return round(LEFT + _step(weeks) * (day + 0.5) / WEEK.days, 1)


def _y(value: float, most: int) -> float:
    return round(HIGH - BOTTOM - (HIGH - BOTTOM - TOP) * value / most, 1)


def _weeks(weeks: int) -> list[Tick]:
    every = -(-weeks // MOST_TICKS)
    return [Tick(_x(week, weeks), str(week + 1)) for week in range(0, weeks, max(1, every))]


def _steps(most: int) -> Sequence[int]:
    return range(0, most + 1, max(1, -(-most // 5)))
