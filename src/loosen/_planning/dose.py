"""An exercise with its dose, and the arithmetic of its seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from loosen._library.graph import Found
from loosen._model.audit import DoseStep
from loosen._model.exercise import Exercise
from loosen._model.reason import DoseSource, SetBy

Tighter = Literal["left", "right"]
FIELDS = ("hold_s", "repetitions", "sets", "times_per_day", "days_per_week")


class Amount(NamedTuple):
    """The values of a dose; seconds and counts, as in the plan."""

    hold_s: int
    repetitions: int
    sets: int
    times_per_day: int
    days_per_week: int
    rest_s: int
    settle_s: int


class Rhythm(NamedTuple):
    """How often exercises are to be done, and what asks for it; `times` a day may be left to the doses (None)."""

    days: int
    times: int | None
    because: SetBy


class Pauses(NamedTuple):
    """The seconds between things: getting ready for an exercise, and changing sides."""

    get_ready_s: int
    change_sides_s: int


class EffectOf(NamedTuple):
    """An effect of a rule, by the rule's id and the effect's place among what it does."""

    rule: str
    place: int


class Room(NamedTuple):
    """How far a dose may change, now to fit a session and later as the person gets on.

    `bout_least` and `bout_most` are the seconds of a continuous bout (0 for other doses); `hold_s` and `repetitions`
    the most these may ever grow to, `hold_now_s` and `repetitions_now` the most in the first session, `rounds` the
    most sets now, `mid_range` that the range must not grow.
    """

    bout_least: int
    bout_most: int
    hold_s: int
    repetitions: int
    rounds: int
    mid_range: bool
    hold_now_s: int
    repetitions_now: int

    @property
    def is_bout(self) -> bool:
        """Whether the dose is one continuous bout."""
        return self.bout_most > 0

    @property
    def now(self) -> Mapping[str, int]:
        """The most that each value of the dose may be in the first session."""
        return {"hold_s": self.hold_now_s, "repetitions": self.repetitions_now, "sets": self.rounds}


@dataclass
class Dosing:
    """What the rules said of doses: changes and limits with the exercises they are about, caps, times between."""

    changes: list[tuple[EffectOf, Found]] = field(default_factory=list)
    limits: list[tuple[EffectOf, Found]] = field(default_factory=list)
    cap_session_s: int = 0
    cap_week_s: int = 0
    cap_rule: str = ""
    pauses: Pauses = field(default_factory=lambda: Pauses(0, 0))
    advice: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Dosed:
    """An exercise with its dose, how the dose came about, and the seconds one session of it takes.

    `stretch_s` is how long one side of a muscle is held in a stretch each day; `extra` names the side that does one
    repetition more.
    """

    exercise: Exercise
    dose: Amount
    steps: tuple[DoseStep, ...]
    room: Room
    seconds: int
    stretch_s: int
    extra: Tighter | None

    @property
    def sides(self) -> Literal[1, 2]:
        """How often the repetitions are done."""
        return sides_of(self.exercise, self.room)

    @cached_property
    def muscles(self) -> frozenset[str]:
        """Every muscle it works on."""
        return frozenset(target.muscle for target in self.exercise.targets)

    @cached_property
    def main_muscles(self) -> frozenset[str]:
        """The muscles it is meant for."""
        return frozenset(target.muscle for target in self.exercise.targets if target.share == "primary")


def timed(
    exercise: Exercise,
    dose: Amount,
    steps: tuple[DoseStep, ...],
    room: Room,
    pauses: Pauses,
    extra: Tighter | None = None,
) -> Dosed:
    """An exercise with its dose, its seconds and the seconds that it stretches counted."""
    seconds = seconds_of(exercise, dose, room, pauses, extra)
    return Dosed(exercise, dose, steps, room, seconds, stretch_of(exercise, dose, extra), extra)


def seconds_of(exercise: Exercise, dose: Amount, room: Room, pauses: Pauses, extra: Tighter | None = None) -> int:
    """The seconds that one session of an exercise takes: getting ready, every repetition, rests and changes.

    seconds = get_ready + sides x (sets x repetitions x (hold + settle) + (sets - 1) x rest)
              + change, when one side follows the other + (hold + settle), for an extra repetition
    """
    sides, extras = sides_of(exercise, room), 1 if extra else 0
    repetition = dose.hold_s + dose.settle_s
    work = sides * (dose.sets * dose.repetitions * repetition + (dose.sets - 1) * dose.rest_s)
    change_s = pauses.change_sides_s if exercise.sides == "each" else 0
    return pauses.get_ready_s + work + change_s + extras * repetition


def stretch_of(exercise: Exercise, dose: Amount, extra: Tighter | None = None) -> int:
    """The seconds a day that one side is held in a stretch; 0 for what is no stretch."""
    held_s = (dose.sets * dose.repetitions + (1 if extra else 0)) * dose.hold_s
    return held_s * dose.times_per_day if exercise.kind == "stretch" else 0


def sides_of(exercise: Exercise, room: Room) -> Literal[1, 2]:
    """How often the repetitions are done: once, or for each side; a bout in which sides take turns counts once."""
    return 1 if exercise.sides == "both" or room.is_bout else 2


def with_dose(dosed: Dosed, name: str, value: int, because: SetBy, pauses: Pauses) -> Dosed:
    """The same exercise with one value of its dose changed, and the reason added to its steps."""
    changed = dosed.dose._replace(**{name: value})
    steps = (*dosed.steps, DoseStep.shared(field=name, value=value, because=because))
    return timed(dosed.exercise, changed, steps, dosed.room, pauses, dosed.extra)


def with_extra(dosed: Dosed, side: Tighter, pauses: Pauses) -> Dosed:
    """One repetition more for the tighter side, where that is at most half as much again (fact TE-18)."""
    sided_stretch = dosed.exercise.sides == "each" and dosed.exercise.kind == "stretch"
    if dosed.dose.repetitions * dosed.dose.sets < 2 or not sided_stretch:
        return dosed
    steps = (*dosed.steps, DoseStep.shared(field=f"extra_{side}", value=1, because=SetBy(DoseSource.SELF_TEST)))
    return timed(dosed.exercise, dosed.dose, steps, dosed.room, pauses, side)
