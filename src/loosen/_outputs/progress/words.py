"""How it went in words: for a screen, and beside a picture for whoever does not see it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from loosen._outputs.document import Block
from loosen._words.speech import Speech

from .measured import Progress, Rated, Standing

NOTHING = "-"
"""Stands for a week in which nothing was noted."""
MOST_MUSCLES = 8
"""The muscles worked on most; further ones are counted."""


def in_words(progress: Progress, speech: Speech) -> tuple[Block, ...]:
    """Everything as blocks: sessions, pain, minutes for each muscle, activities, and where each exercise stands."""
    return tuple(_blocks(progress, speech))


def alt_text(progress: Progress, speech: Speech) -> str:
    """The same in one paragraph, as what stands for the picture."""
    blocks = in_words(progress, speech)
    return " ".join(f"{line.rstrip('.:')}." for block in blocks for line in block.lines)


def _blocks(progress: Progress, speech: Speech) -> Iterator[Block]:
    yield Block("title", (speech("progress.title"),))
    if not progress.weeks:
        yield Block("text", (speech("progress.nothing_yet"),))
        return
    yield Block("text", (speech("progress.since", day=progress.first.isoformat(), count=progress.weeks),))
    yield Block("heading", (speech("progress.sessions"),))
    yield Block("text", (speech("progress.asked_for", count=progress.asked_for),))
    yield Block("list", tuple(_weeks(progress, speech)))
    row = partial(by_week, weeks=progress.weeks)
    if progress.pains:
        yield Block("heading", (speech("progress.pain_by_week"),))
        yield Block("list", tuple(f"{pain_name(name, speech)}: {row(points)}" for name, points in progress.pains))
    if progress.muscles:
        yield Block("heading", (speech("progress.muscles"),))
        yield Block("list", tuple(_muscles(progress, speech)))
    if rated := rated_weekly(progress, speech):
        yield Block("heading", (speech("progress.activities"),))
        yield Block("list", tuple(f"{name}: {row(points)}" for name, points in rated))
    if progress.ladders:
        yield Block("heading", (speech("progress.ladders"),))
        yield Block("list", tuple(standing(one, speech) for one in progress.ladders))


def rated_weekly(progress: Progress, speech: Speech) -> list[tuple[str, tuple[Rated, ...]]]:
    """What is rated once a week, each by its name: sleep, and the person's own activities."""
    sleep = [(speech("progress.sleep"), progress.sleep)] if progress.sleep else []
    return [*sleep, *((one.name, one.ratings) for one in progress.activities)]


def _weeks(progress: Progress, speech: Speech) -> Iterator[str]:
    for number, done in enumerate(progress.sessions, start=1):
        bar = "#" * done + "." * max(0, progress.asked_for - done)
        yield speech("progress.week", number=number, bar=bar, done=done)


def by_week(points: tuple[Rated, ...], weeks: int) -> str:
    """The highest of each week; a sign that stands for none where nothing was noted."""
    highest: dict[int, int] = {}
    for point in points:
        highest[point.week] = max(point.value, highest.get(point.week, 0))
    return ", ".join(str(highest.get(week, NOTHING)) for week in range(weeks))


def _muscles(progress: Progress, speech: Speech) -> Iterator[str]:
    for one in progress.muscles[:MOST_MUSCLES]:
        minutes = ", ".join(str(round(minute)) for minute in one.minutes)
        yield speech("progress.muscle", name=one.name, minutes=minutes, all=round(one.all_minutes))
    if (more := len(progress.muscles) - MOST_MUSCLES) > 0:
        yield speech("progress.more_muscles", count=more)


def pain_name(name: str, speech: Speech) -> str:
    """What a pain of a session is called."""
    return speech.one_of("pain", name)


def standing(one: Standing, speech: Speech) -> str:
    """Where a person stands on a ladder: "(o) of ( )( )"."""
    dots = "".join("[x]" if place == one.at else "[-]" if place < one.at else "[ ]" for place in range(len(one.steps)))
    return speech(
        "progress.standing", ladder=one.ladder, dots=dots, step=one.at + 1, all=len(one.steps), name=one.steps[one.at]
    )
