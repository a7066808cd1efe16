"""Something else for the same muscles: what may take the place of an exercise, and where that is offered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from loosen._model.plan import Offer
from loosen._model.review import Stand
from loosen._planning.ahead.carried import Carried, Session
from loosen._planning.ahead.growing import Growing, carried_over
from loosen._planning.ahead.keeping_safe import best_first
from loosen._planning.dose import Dosed
from loosen._planning.state import Work
from loosen._words.speech import Speech

MOST_OFFERED, MOST_EASIER = 3, 1
"""How many are offered in place of one, and by how many levels these may be easier."""


def in_place_of(one: Carried, session: Session, work: Work) -> Iterator[Dosed]:
    """What may take an item's place, the best first: safe, for the same muscles, no harder, within time and caps."""
    for name in best_first(one, session, work):
        if work.level_of(name) <= one.dosed.exercise.level:
            dosed = carried_over(work.dosed(name), one.dosed, work)
            if session.fits(dosed, one, work):
                yield dosed


def offers(session: Session, before: Stand, work: Work, speech: Speech) -> Iterator[Offer]:
    """A change for each exercise that has been the same for some weeks and has nowhere further to go.

    It is offered once, and again after as many weeks, in a week that went well.
    """
    weeks_before = {one.exercise: one.weeks for one in before.items}
    enough, kept = work.library.policy.review.variety_after_weeks.is_, work.library.policy.outline.kept_as_they_are.is_
    for one in session.items:
        due = one.weeks > weeks_before.get(one.id, one.weeks) and one.weeks % enough == 0
        if not due or one.dosed.exercise.kind in kept or _may_grow(one, session, work):
            continue
        level = one.dosed.exercise.level - MOST_EASIER
        fitting = (dosed.exercise for dosed in in_place_of(one, session, work))
        others = list(islice((other for other in fitting if other.level >= level), MOST_OFFERED))
        if others:
            names = speech.either(other.name for other in others)
            say = speech("review.variety", name=one.dosed.exercise.name, others=names)
            yield Offer(exercise=one.id, instead=tuple(other.id for other in others), say=say)


def _may_grow(one: Carried, session: Session, work: Work) -> bool:
    """Whether a step is left for an item; it is tried out on a copy of the session."""
    return bool(Growing(session.copy(work), work).week(lambda name: name == one.id))
