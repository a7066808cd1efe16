"""How it went as one picture, SVG or PNG: what lines are is told by their marks and dashes, and no colour is needed."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Literal

from loosen._words.speech import Speech
from loosen.errors import Fault, FaultCode, LoosenError

from .measured import WEEK, Progress, Rated
from .words import MOST_MUSCLES, alt_text, pain_name, rated_weekly

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Picture = Literal["svg", "png"]
MARKS = (("o", "-"), ("s", "--"), ("^", ":"), ("D", "-."))
"""The mark and the dashes of each line of a part."""
INK, PALE, LINE = "#1a1a1a", "#b8b8b8", 1.4
_WIDE, _ROW, _PART = 8.5, 0.28, 2.0
"""Inches: the width of all, the height of a row of a list, and of a part with lines."""
_OUT_OF_TEN = 10
_ROOM = 0.4
"""Of a week, how wide a bar is in which its number has room; else it stands beside the bar."""


def drawn(progress: Progress, speech: Speech, form: Picture) -> bytes:
    """The picture, with what it shows in words in it. Raises `LoosenError` where matplotlib is not installed."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        remedy = [
            Fault(FaultCode.NOT_INSTALLED, "matplotlib", "is not installed.", "Install loosen with its 'draw' extra.")
        ]
        raise LoosenError("Drawing needs one more package.", remedy) from None
    mpl.rcParams.update({"svg.hashsalt": "loosen", "svg.fonttype": "none"})
    rows = len(progress.muscles[:MOST_MUSCLES]), len(progress.ladders)
    heights = [_PART, _PART, _PART, *(max(1.0, count * _ROW) for count in rows)]
    figure = Figure(figsize=(_WIDE, sum(heights) + 0.8 * len(heights)), layout="constrained")
    parts = figure.subplots(len(heights), 1, height_ratios=heights)
    _sessions(parts[0], progress, speech)
    _lines(
        parts[1],
        progress,
        speech,
        speech("progress.pain"),
        [(pain_name(name, speech), at) for name, at in progress.pains],
    )
    _lines(parts[2], progress, speech, speech("progress.activities"), rated_weekly(progress, speech))
    _muscles(parts[3], progress, speech)
    _ladders(parts[4], progress, speech)
    return _saved(figure, form, speech("progress.title"), alt_text(progress, speech))


def _saved(figure: object, form: Picture, title: str, told: str) -> bytes:
    from matplotlib.figure import Figure

    body = io.BytesIO()
    if not isinstance(figure, Figure):
        raise TypeError(form)
    if form == "png":
        figure.savefig(body, format=form, dpi=120, metadata={"Title": title, "Description": told, "Software": "loosen"})
        return body.getvalue()
    figure.savefig(body, format=form, metadata={"Date": None, "Title": title})
    before, _, after = body.getvalue().decode().partition("<svg ")
    inside, _, rest = after.partition(">")
    words = f"<title>{escape(title)}</title><desc>{escape(told)}</desc>"
    return f'{before}<svg role="img" {inside}>{words}{rest}'.encode()


def _framed(axes: Axes, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold", parse_math=False)
    axes.tick_params(labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _sessions(axes: Axes, progress: Progress, speech: Speech) -> None:
    _framed(axes, speech("progress.sessions"))
    weeks = range(1, progress.weeks + 1)
    axes.bar(list(weeks), list(progress.sessions), width=0.6, color=PALE, edgecolor=INK)
    axes.axhline(progress.asked_for, color=INK, linestyle="--", linewidth=1)
    axes.annotate(
        speech("progress.asked_for", count=progress.asked_for),
        (1.01, progress.asked_for), xycoords=("axes fraction", "data"), ha="left", va="center", fontsize=8,
    )  # fmt: skip
    axes.set_ylim(0, max([progress.asked_for, *progress.sessions]) + 1.5)
    _in_weeks(axes, progress, speech)


def _in_weeks(axes: Axes, progress: Progress, speech: Speech) -> None:
    axes.set_xlim(0.4, max(progress.weeks, 1) + 0.6)
    step = 1 if progress.weeks <= 13 else 2
    axes.set_xticks(range(1, progress.weeks + 1, step))
    axes.set_xlabel(speech("progress.weeks"), fontsize=8)


def _lines(
    axes: Axes, progress: Progress, speech: Speech, title: str, lines: list[tuple[str, tuple[Rated, ...]]]
) -> None:
    _framed(axes, title)
    for (name, points), (mark, dashes) in zip(lines, MARKS, strict=False):
        weeks = [point.day / WEEK.days + 0.6 for point in points]
        values = [point.value for point in points]
        axes.plot(
            weeks, values, marker=mark, linestyle=dashes, color=INK, linewidth=LINE, markersize=4.5,
            markerfacecolor="white", label=name.replace("$", r"\$"),
        )  # fmt: skip
    axes.set_ylim(-0.5, _OUT_OF_TEN + 0.5)
    axes.set_yticks(range(0, _OUT_OF_TEN + 1, 2))
    _in_weeks(axes, progress, speech)
    if lines:
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=8, frameon=False, handlelength=4)


def _muscles(axes: Axes, progress: Progress, speech: Speech) -> None:
    """A table with a square for each week, the larger the more minutes, which stand in it."""
    _framed(axes, speech("progress.muscle_minutes"))
    shown = progress.muscles[:MOST_MUSCLES]
    most = max((max(one.minutes) for one in shown), default=1.0)
    for row, one in enumerate(shown):
        for week, minutes in enumerate(one.minutes, start=1):
            if minutes:
                wide = 0.8 * minutes / most
                axes.barh(row, wide, left=week - 0.4, height=0.7, color=PALE, edgecolor=INK, linewidth=0.5)
                beside = wide + 0.05 if wide < _ROOM else 0.05
                axes.text(week - 0.4 + beside, row, f"{minutes:.0f}", va="center", fontsize=7)
    axes.set_yticks(range(len(shown)), [one.name for one in shown], parse_math=False)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    _in_weeks(axes, progress, speech)


def _ladders(axes: Axes, progress: Progress, speech: Speech) -> None:
    """A row for each ladder: steps behind filled, the one of the plan large with its name, those ahead empty."""
    _framed(axes, speech("progress.ladders"))
    widest = max((len(one.steps) for one in progress.ladders), default=1)
    for row, one in enumerate(progress.ladders):
        for place in range(len(one.steps)):
            fill = INK if place < one.at else PALE if place == one.at else "white"
            size = 9 if place == one.at else 6
            axes.plot(
                place + 1, row, marker="o" if place != one.at else "s", markersize=size, color=INK, markerfacecolor=fill
            )
        axes.text(widest + 0.6, row, one.steps[one.at], va="center", fontsize=8, parse_math=False)
    axes.set_yticks(range(len(progress.ladders)), [one.ladder for one in progress.ladders], parse_math=False)
    axes.set_xlim(0.4, widest + 4)
    axes.set_ylim(len(progress.ladders) - 0.4, -0.6)
    axes.set_xticks(range(1, widest + 1))
