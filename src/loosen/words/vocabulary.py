"""One word for each verdict, effect, dose field, kind and state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from loosen.model.audit import AnswerState, EffectName, ExerciseVerdict
from loosen.model.base import Certainty, Kind, Level, Position

from .amounts import LONG_BOUT_S, SHORTEST_HOLD_S, length

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


ANSWER_STATES: Mapping[AnswerState, str] = {
    "answered": "answered", "unknown": "not sure", "default": "not said: the usual",
    "left_open": "left open", "skipped": "not needed: no answer could change the outcome",
    "not_applicable": "does not apply",
}  # fmt: skip


VERDICTS: Mapping[ExerciseVerdict, str] = {
    "chosen": "In the plan", "not_chosen": "Safe, but not chosen", "held_back": "Held back for later",
    "excluded": "Left out for safety", "not_candidate": "Not for the muscles in focus",
    "withdrawn": "Never given to anybody",
}  # fmt: skip


EFFECTS = {
    "excluded": "leaves it out", "modified": "changes it", "caution": "warns", "limited": "limits it",
    "held_back": "holds it back",
}  # fmt: skip


DOSE_FIELDS = {
    "hold_s": "seconds held", "repetitions": "repetitions", "sets": "rounds", "times_per_day": "times a day",
    "days_per_week": "days a week", "rest_s": "seconds of rest", "settle_s": "seconds to move in and out",
    "extra_left": "more on the left", "extra_right": "more on the right",
}  # fmt: skip


NONE_OF_THESE = "None of these"


NOT_SURE = "Not sure"


HIDDEN = "Hidden"


KINDS_OF_FACTS = {"finding": "", "tally": "count of ", "lexicon": "heard: "}


def in_words(name: str) -> str:
    """An id as words."""
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


def sentences(parts: Iterable[str]) -> str:
    """Parts one after the other, each once and each with a stop at its end."""
    told = dict.fromkeys(part for part in parts if part)
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in told)


def some(names: Iterable[str], most: int) -> str:
    """The first few names, and how many more there are."""
    told = list(names)
    return ", ".join(told[:most]) + (f" and {len(told) - most} more" if len(told) > most else "")


VERDICT_WORDS: Mapping[ExerciseVerdict, str] = {
    "chosen": "it is in your plan",
    "not_chosen": "it would be safe, but others were chosen",
    "held_back": "it comes later",
    "excluded": "it is left out for your safety",
    "not_candidate": "it does not come into question for you now",
    "withdrawn": "it is not given to anybody",
}


EFFECT_WORDS: Mapping[EffectName, str] = {
    "excluded": "Left out",
    "modified": "Only in a gentler form",
    "caution": "Take care",
    "limited": "With a limit",
    "held_back": "Later",
}


SURE: Mapping[Certainty, str] = {
    "high": "well shown",
    "moderate": "fairly well shown",
    "low": "not well shown",
    "very_low": "hardly shown",
    "expert": "experts advise it",
}


def _hold(seconds: int) -> str:
    if seconds >= LONG_BOUT_S:
        return f"for {length(seconds)}"
    return f"hold {length(seconds)}" if seconds >= SHORTEST_HOLD_S else "slow movements"


FIELD_WORDS: Mapping[str, Callable[[int], str]] = {
    "hold_s": _hold,
    "repetitions": lambda value: f"{value} times" if value != 1 else "once",
    "sets": lambda value: f"{value} round{'s' * (value != 1)}",
    "times_per_day": lambda value: f"{value} times a day" if value != 1 else "once a day",
    "days_per_week": lambda value: f"{value} days a week",
    "extra_left": lambda value: f"{value} more on the left",
    "extra_right": lambda value: f"{value} more on the right",
}


PARTS = {
    "hold_s": "how long each time", "repetitions": "repetitions", "sets": "rounds", "times_per_day": "times a day",
    "days_per_week": "days a week", "rest_s": "rest between rounds", "settle_s": "pause between holds",
    "get_ready_s": "time to get ready", "change_sides_s": "time to change sides", "sides": "sides",
    "extra": "extra repetitions for one side", "adaptations": "the form for you", "cautions": "what to take care of",
    "next_step": "the next step", "seconds": "length", "minutes": "minutes asked for", "shortfall": "what it lacks",
    "programme": "the routine asked for", "order": "the order of the exercises",
    "moving_on": "when to move on, stay, step back or stop", "weeks": "the weeks ahead",
}  # fmt: skip


FATES = {
    "chosen": "in the plan", "not_chosen": "safe, but not chosen", "held_back": "kept for later",
    "excluded": "left out for safety", "not_candidate": "not considered", "withdrawn": "not given to anybody",
    "not_there": "not in the library", "not_considered": "not considered, because there is no plan",
}  # fmt: skip
