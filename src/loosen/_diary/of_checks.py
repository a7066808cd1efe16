"""What weekly checks say: warning signs, own activities, sleep, and the change over all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loosen._model.diary import SessionEntry, WeeklyCheck
from loosen._model.question import NONE, UNKNOWN

from .counted import DAYS_A_WEEK, TWO_WEEKS, Counted
from .person import Person, options_of
from .readings import (
    Reading,
    exactly,
)

QUIET = frozenset({NONE, "no", UNKNOWN})
"""Answers to a warning question that tell of no sign."""


def red_flag(counted: Counted, person: Person) -> Reading | None:
    """Whether any warning sign is new since the person began; that none is has to be told within the week."""
    signs = [one.id for one in counted.so_far if one.new_signs]
    signs += [check.id for check in counted.checks if check.new_signs or new_in(check, person)]
    if signs:
        return exactly(1, *signs)
    quiet = [one.id for one in counted.so_far if one.new_signs is not None and _is_of_week(one, counted)]
    quiet += [check.id for check in counted.checks if _tells_of_signs(check, person) and _is_of_week(check, counted)]
    return exactly(0, *quiet) if quiet else None


def _tells_of_signs(check: WeeklyCheck, person: Person) -> bool:
    return check.new_signs is not None or any(question in person.warnings for question in check.answers)


def _is_of_week(entry: SessionEntry | WeeklyCheck, counted: Counted) -> bool:
    day = entry.on if isinstance(entry, WeeklyCheck) else entry.started.date()
    return counted.is_timely(entry) and counted.is_within(day, DAYS_A_WEEK + 1)


def new_in(check: WeeklyCheck, person: Person) -> Mapping[str, tuple[str, ...]]:
    """The warning signs in a weekly check that the plan does not know of, by question."""
    found = {}
    for question in sorted(check.answers.keys() & person.warnings):
        told, before = options_of(check.answers[question]), person.told_at_first.get(question, ())
        if signs := tuple(one for one in told if one not in QUIET and one not in before):
            found[question] = signs
    return found


def overall(counted: Counted) -> Reading | None:
    """The change over all in the last weekly check that tells it, within two weeks."""
    for check in reversed(counted.checks):
        if check.change is not None and counted.is_within(check.on, TWO_WEEKS):
            return exactly(check.change, check.id)
    return None


def activities_change(counted: Counted, checks: Sequence[WeeklyCheck]) -> Reading | None:
    """By how much own activities go better in the last of some checks than when each was first rated in them.

    It is the mean over all of them, without its fraction, so that it is 2 from 2 on; below zero where they go worse.
    """
    rated = [check for check in checks if check.activities]
    if not rated or not counted.is_within(rated[-1].on, TWO_WEEKS):
        return None
    first: dict[str, int] = {}
    for one in (one for check in rated[:-1] for one in check.activities):
        first.setdefault(one.name, one.rating)
    changes = [one.rating - first[one.name] for one in rated[-1].activities if one.name in first]
    return exactly(int(sum(changes) / len(changes)), rated[-1].id) if changes else None


def sleep_lately(counted: Counted) -> Reading | None:
    """By how much sleep is better in the last weekly check than in the one before; below zero where it is worse."""
    told = [(check, check.sleep) for check in counted.checks if check.sleep is not None]
    if len(told) < len(("before", "now")) or not counted.is_within(told[-1][0].on, TWO_WEEKS):
        return None
    (_, before), (last, now) = told[-2:]
    return exactly(now - before, last.id)
