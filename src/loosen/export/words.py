"""Doses, lengths, levels and conditions in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loosen.model.base import Kind, Level, Position
from loosen.model.plan import Item
from loosen.model.when import All, Always, AnyOf, Test, When, describe

LEVEL_WORDS: Mapping[Level, str] = {
    "emergency_now": "Get emergency help now",
    "urgent_same_day": "See a doctor today",
    "clinician_before_exercise": "See a doctor or physiotherapist before you exercise",
    "proceed_with_caution": "You can exercise, with care",
    "proceed": "You can exercise",
}
KIND_WORDS: Mapping[Kind, str] = {
    "aerobic": "warm-up", "release": "release", "mobilisation": "easy movement", "stretch": "stretch",
    "strengthening": "strength", "relaxation": "quiet end",
}  # fmt: skip
CLASS_WORDS: Mapping[str, str] = {
    "hip_flexors": "the front of the hip", "glutes": "the buttocks", "hip_rotators": "the deep muscles of the buttock",
    "tfl": "the outside of the hip", "calves": "the calf", "lats": "the broad muscle of the back",
    "thoracic_mobility": "the mid back", "scm_scalenes": "the front and side of the neck",
    "shoulder": "the shoulder joint", "scapular": "the shoulder blades", "pecs": "the chest",
    "abdominals_core": "the tummy", "aerobic_walk": "the whole body", "relaxation_breathing": "breathing",
}  # fmt: skip
"""Classes of several muscles; a class that is called like one muscle goes by that muscle's name."""
POSITION_WORDS: Mapping[Position, str] = {
    "supine": "lying on the back", "semi_reclined": "propped half upright", "prone": "lying on the front",
    "side_lying": "lying on the side",
}  # fmt: skip
"""Positions whose own name is no everyday word."""
EQUIPMENT_WORDS: Mapping[str, str] = {"resistance_band": "elastic band"}
"""Equipment whose own name is no everyday word."""
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


def condition_words(when: When, word: Callable[[Test], str] = describe) -> str:
    """A condition in words; `word` says a single test."""
    if isinstance(when, Always):
        return "always"
    if isinstance(when, (All, AnyOf)):
        parts, joint = (when.all, " and ") if isinstance(when, All) else (when.any, " or ")
        return joint.join(_grouped(part, word) for part in parts)
    return word(when)


def _grouped(part: When, word: Callable[[Test], str]) -> str:
    words = condition_words(part, word)
    return f"({words})" if isinstance(part, (All, AnyOf)) else words
