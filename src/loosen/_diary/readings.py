"""What one session says: each reading is the interval in which its value is known to lie, None where nothing was said.

Of what was said twice, as worst and after, the worse counts; of usual pain the lower, so that it cannot hide a rise.
"""

from __future__ import annotations

from typing import NamedTuple

from loosen._model.audit import Audit
from loosen._model.diary import EntryId, SessionEntry, SkipReason
from loosen._model.effects import Criterion
from loosen._model.reserved import PAIN_USUAL

WORST_PAIN = 10
HARDEST_WORK = 10
SETTLED_BY_MORNING = 24
"""The most hours that pain took which was no more than usual the next morning."""


class Interval(NamedTuple):
    """The least and the most that a value may be."""

    least: int
    most: int


class Reading(NamedTuple):
    """What a measure came to, and the entries that it was read from; what it certainly is was said by the last."""

    least: int
    most: int
    entries: tuple[EntryId, ...] = ()


def exactly(value: int, *entries: EntryId) -> Reading:
    """A value that is known, and the entries that it was read from."""
    return Reading(value, value, entries)


Known = Interval | Reading | None


def certainly(criterion: Criterion, known: Known) -> bool:
    """Whether a criterion holds whatever is not known."""
    if known is None:
        return False
    at_least, at_most = criterion.at_least, criterion.at_most
    return (at_least is None or known.least >= at_least) and (at_most is None or known.most <= at_most)


def possibly(criterion: Criterion, known: Known) -> bool:
    """Whether a criterion may hold."""
    if known is None:
        return True
    at_least, at_most = criterion.at_least, criterion.at_most
    return (at_least is None or known.most >= at_least) and (at_most is None or known.least <= at_most)


def usual_of(audit: Audit) -> Interval:
    """How strong the pain usually was when the plan was made; 0 where nothing hurt."""
    record = next((one for one in audit.answers if one.question == PAIN_USUAL), None)
    if record is not None and isinstance(record.value, int):
        return Interval(record.value, record.value)
    nothing_hurt = record is not None and record.state == "not_applicable"
    return Interval(0, 0 if nothing_hurt else WORST_PAIN)


def during(session: SessionEntry) -> Interval | None:
    """The worst pain in a session and right after it."""
    said = [pain for pain in (session.pain_worst, session.pain_after) if pain is not None]
    if not said:
        return None
    return Interval(max(said), max(said) if session.pain_worst is not None else WORST_PAIN)


def above_usual(session: SessionEntry, usual: Interval) -> Interval | None:
    """By how much the pain in a session was above usual; below zero where it was less."""
    return _less(during(session), _usual(session, usual))


def morning_above_usual(session: SessionEntry, usual: Interval) -> Interval | None:
    """The same of the morning after."""
    pain = session.pain_next_morning
    return _less(None if pain is None else Interval(pain, pain), _usual(session, usual))


def hours_to_settle(session: SessionEntry, usual: Interval) -> Interval | None:
    """How long more pain than usual took to go; less than a day where the morning was as usual."""
    if session.hours_to_settle is not None:
        return Interval(session.hours_to_settle, session.hours_to_settle)
    rise, morning = above_usual(session, usual), morning_above_usual(session, usual)
    if rise is not None and rise.most <= 0:
        return Interval(0, 0)
    return Interval(0, SETTLED_BY_MORNING) if morning is not None and morning.most <= 0 else None


def spread(session: SessionEntry) -> Interval | None:
    """Whether symptoms moved further down a limb (1), in the whole or during one exercise."""
    if session.moved == "down" or spread_in(session):
        return Interval(1, 1)
    return None if session.moved is None else Interval(0, 0)


def spread_in(session: SessionEntry) -> frozenset[str]:
    """The exercises during which symptoms moved further down a limb."""
    return frozenset(done.exercise for done in session.done if done.moved == "down")


def hurt_in(session: SessionEntry) -> frozenset[str]:
    """The exercises that were left out or broken off because they hurt."""
    return _left_for("hurt", session)


def too_hard_in(session: SessionEntry) -> frozenset[str]:
    """The exercises that were left out or broken off because they were too hard."""
    return _left_for("too_hard", session)


def unsure_in(session: SessionEntry) -> frozenset[str]:
    """The exercises that were left out or broken off because the person was not sure how to do them."""
    return _left_for("unsure", session)


def effort(session: SessionEntry) -> Interval | None:
    """How hard the session was."""
    return None if session.effort is None else Interval(session.effort, session.effort)


def _left_for(reason: SkipReason, session: SessionEntry) -> frozenset[str]:
    return frozenset(done.exercise for done in session.done if reason in (done.skipped, done.cut_short))


def _usual(session: SessionEntry, usual: Interval) -> Interval:
    said = session.pain_usual
    return usual if said is None else Interval(min(said, usual.least), min(said, usual.most))


def _less(pain: Interval | None, usual: Interval) -> Interval | None:
    return None if pain is None else Interval(pain.least - usual.most, pain.most - usual.least)
