"""Doses and times in words."""

from __future__ import annotations

from loosen.model.plan import Item

LONG_BOUT_S = 60
"""A single repetition of at least this many seconds is told as a length of time."""


SHORTEST_HOLD_S = 3
"""What is held for less is told as moving slowly."""


def length(seconds: int) -> str:
    """Seconds as people say them: "45 seconds", "4 minutes", "4 min 20 s"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} second{'s' * (rest != 1)}"
    return f"{minutes} min {rest} s" if rest else f"{minutes} minute{'s' * (minutes != 1)}"


def about(seconds: int) -> str:
    """A longer time to the nearest half minute, as people say it: "3 minutes", "3 and a half minutes"."""
    minutes, half = divmod(round(seconds / 30), 2)
    if not half:
        return length(minutes * 60)
    return f"{minutes} and a half minutes" if minutes > 1 else "a minute and a half"


def dose_words(item: Item) -> str:
    """The dose of an item as one sentence."""
    dose = item.dose
    each = (
        {"each": " on each side", "alternate": " on each side, in turn"}.get(item.side, "") if dose.sides == 2 else ""
    )
    times = f"{dose.repetitions} times" if dose.repetitions != 1 else "once"
    if dose.repetitions == 1 and dose.hold_s >= LONG_BOUT_S:
        halves = ", half of it on each side" if item.side == "each" and dose.sides == 1 else each
        words = f"For about {about(dose.hold_s)}{halves}"
    elif dose.hold_s >= SHORTEST_HOLD_S:
        words = f"Hold for {length(dose.hold_s)}, {times}{each}"
    else:
        words = f"Do it slowly, {times}{each}"
    if dose.sets > 1:
        words += f", {dose.sets} rounds" + (f" with {length(dose.rest_s)} of rest between" if dose.rest_s else "")
    if item.extra:
        words += f", and {item.extra.repetitions} more on the {item.extra.side}"
    if dose.times_per_day > 1:
        words += f", {dose.times_per_day} times a day"
    return f"{words}. {dose.days_per_week} day{'s' * (dose.days_per_week != 1)} a week."
