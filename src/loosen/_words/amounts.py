"""Doses and times in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from loosen._model.plan import Item

from .speech import Speech

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
LONG_BOUT_S = 60
"""A single repetition of at least this many seconds is told as a length of time."""
SHORTEST_HOLD_S = 3
"""What is held for less is told as moving slowly."""


def length(seconds: int, speech: Speech) -> str:
    """Seconds as people say them: "45 seconds", "4 minutes", "4 min 20 s"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return speech("amounts.seconds", count=rest)
    if not rest:
        return speech("amounts.minutes", count=minutes)
    return speech("amounts.minutes_and_seconds", minutes=minutes, seconds=rest)


def about(seconds: int, speech: Speech) -> str:
    """A longer time to the nearest half minute, as people say it: "3 minutes", "3 and a half minutes"."""
    minutes, half = divmod(round(seconds / 30), 2)
    if not half:
        return length(minutes * 60, speech)
    if minutes == 1:
        return speech("amounts.a_minute_and_a_half")
    return speech("amounts.minutes_and_a_half", minutes=minutes)


def day_words(day: date, speech: Speech) -> str:
    """A day as people say it, without its year: "3 December"."""
    return speech("amounts.day", day=day.day, month=speech.one_of("month", MONTHS[day.month - 1]))


def dose_words(item: Item, speech: Speech, *, days: bool = True) -> str:
    """The dose of an item in a sentence; `days` says on how many days a week as well."""
    dose = item.dose
    words = _done(item, speech)
    if dose.sets > 1:
        rounds = speech("amounts.rounds", count=dose.sets)
        rest = length(dose.rest_s, speech)
        words = (
            speech("amounts.dose.rounds_with_rest", dose=words, rounds=rounds, rest=rest)
            if dose.rest_s
            else speech("amounts.dose.rounds", dose=words, rounds=rounds)
        )
    if item.extra and item.extra.side == "left":
        words = speech("amounts.dose.extra_left", dose=words, more=item.extra.repetitions)
    elif item.extra:
        words = speech("amounts.dose.extra_right", dose=words, more=item.extra.repetitions)
    if dose.times_per_day > 1:
        often = speech("amounts.times_a_day", count=dose.times_per_day)
        words = speech("amounts.dose.times_a_day", dose=words, times=often)
    if not days:
        return f"{words}."
    return speech("amounts.dose.days_a_week", dose=words, days=speech("amounts.days_a_week", count=dose.days_per_week))


def _done(item: Item, speech: Speech) -> str:
    """What is done on each side, without its rounds."""
    dose = item.dose
    times = speech("amounts.times", count=dose.repetitions)
    if dose.repetitions == 1 and dose.hold_s >= LONG_BOUT_S:
        words = speech("amounts.dose.bout", time=about(dose.hold_s, speech))
    elif dose.hold_s >= SHORTEST_HOLD_S:
        words = speech("amounts.dose.hold", time=length(dose.hold_s, speech), times=times)
    else:
        words = speech("amounts.dose.slow", times=times)
    if dose.sides == 1 and item.side == "each":
        return speech("amounts.dose.half_each", dose=words)
    if dose.sides == 2 and item.side == "each":
        return speech("amounts.dose.each", dose=words)
    if dose.sides == 2 and item.side == "alternate":
        return speech("amounts.dose.in_turn", dose=words)
    return words


def brief_dose(item: Item, speech: Speech) -> str:
    """The dose of an item in the fewest words: "3 times 10 s on each side", "2 x 8 times", "3 minutes"."""
    dose = item.dose
    if dose.repetitions == 1 and dose.hold_s >= LONG_BOUT_S:
        return about(dose.hold_s, speech)
    times = speech("amounts.times", count=dose.repetitions)
    if dose.hold_s >= SHORTEST_HOLD_S:
        times = speech("amounts.brief.hold", times=times, seconds=dose.hold_s)
    if dose.sets > 1:
        times = speech("amounts.brief.rounds", dose=times, rounds=dose.sets)
    return speech("amounts.dose.each", dose=times) if dose.sides == 2 else times


def value_words(field: str, value: int, speech: Speech) -> str:
    """One value of a dose: "hold 30 seconds", "3 rounds"; the bare name and number of what people do not say."""
    match field:
        case "hold_s":
            return _held(value, speech)
        case "repetitions":
            return speech("amounts.times", count=value)
        case "sets":
            return speech("amounts.rounds", count=value)
        case "times_per_day":
            return speech("amounts.times_a_day", count=value)
        case "days_per_week":
            return speech("amounts.days_a_week", count=value)
        case "extra_left":
            return speech("amounts.value.extra_left", more=value)
        case "extra_right":
            return speech("amounts.value.extra_right", more=value)
    return f"{field.replace('_', ' ')} {value}"


SAID_FIELDS = ("hold_s", "repetitions", "sets", "times_per_day", "days_per_week", "extra_left", "extra_right")
"""The values of a dose in the order in which people say them."""


def _held(seconds: int, speech: Speech) -> str:
    if seconds >= LONG_BOUT_S:
        return speech("amounts.value.bout", time=length(seconds, speech))
    if seconds >= SHORTEST_HOLD_S:
        return speech("amounts.value.hold", time=length(seconds, speech))
    return speech("amounts.value.slow")


def some(names: Iterable[str], most: int, speech: Speech) -> str:
    """The first few names, and how many more there are."""
    told = list(names)
    shown = ", ".join(told[:most])
    return speech("amounts.more", names=shown, more=len(told) - most) if len(told) > most else shown
