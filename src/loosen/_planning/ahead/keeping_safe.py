"""What becomes of the plan when the person is not as before: what is barred gives way, what is limited is done less."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._model.plan import Change
from loosen._planning.stages.safety import Kind
from loosen._planning.state import Work

from .carried import Carried, Session, under_ceilings
from .growing import carried_over
from .told import Says, Told, came_in, how_to_do


def keep_safe(session: Session, before: Work, work: Work) -> list[Told]:
    """What must be other from now on than it was `before`, item by item."""
    told: list[Told] = []
    limits_differ = work.safety is not before.safety or work.dosing is not before.dosing
    for one in tuple(session.items):
        if says := barred(one.id, work):
            told.append(replaced(one, says, session, work))
        elif limits_differ:
            told.extend(_limited(one, before, work))
    return told


def barred(exercise: str, work: Work) -> Says:
    """Why an exercise may not be done any more, or is too hard now; empty when it may."""
    if work.safety.is_excluded(exercise):
        rules = work.safety.rules_that("excluded", exercise)
    elif work.level_of(exercise) > work.start.level_of(exercise):
        rules = tuple(note.rule for note in work.start.too_hard[exercise])
    else:
        rules = ()
    return {rule: work.rule_says(rule, exercise) for rule in rules}


def replaced(one: Carried, says: Says, session: Session, work: Work) -> Told:
    """The best safe exercise for the same aim takes the place; where there is none the session is shorter."""
    gone = one.id
    session.gone.add(gone)
    for name in best_first(one, session, work):
        dosed = carried_over(work.dosed(name), one.dosed, work)
        if session.fits(dosed, one, work):
            one.become(dosed)
            return came_in(Change.shared(exercise=name, what="safer", instead_of=gone), session, work, says)
    session.items.remove(one)
    return Told(Change.shared(exercise=gone, what="left_out"), says)


def best_first(one: Carried, session: Session, work: Work) -> list[str]:
    """What is of the same kind and serves the same muscles: the more of them the better, then by its points."""
    ranked = []
    for name in work.safe_and_within_reach:
        exercise = work.library.exercises[name]
        if exercise.kind == one.dosed.exercise.kind and session.may_come_in(name):
            same = len(work.dosed(name).main_muscles & one.dosed.main_muscles)
            if same:
                ranked.append((-same, -sum(work.chosen.scores.get(name, {}).values()), name))
    return [name for *_, name in sorted(ranked)]


def _limited(one: Carried, before: Work, work: Work) -> Iterator[Told]:
    """A dose brought under new ceilings, an easier way of doing it, and new cautions."""
    name = one.id
    says = _new("limited", name, before, work)
    if _under_ceilings(one, before, work):
        yield Told(Change.shared(exercise=name, what="eased"), says)
    elif says:
        yield Told(Change.shared(exercise=name, what="caution"), says)
    if how := how_to_do(name, work, before):
        yield Told(Change.shared(exercise=name, what="adapted"), _new("modified", name, before, work), how)
    if says := _new("caution", name, before, work):
        yield Told(Change.shared(exercise=name, what="caution"), says)


def _under_ceilings(one: Carried, before: Work, work: Work) -> bool:
    """Take over the room there is now, where it is another; whether the dose had to become smaller for it."""
    return work.dosed(one.id) != before.dosed(one.id) and under_ceilings(one, work)


def _new(kind: Kind, exercise: str, before: Work, work: Work) -> Says:
    """What rules say that have one kind of effect on an exercise and did not have it before."""
    rules = work.safety.rules_that(kind, exercise)
    had = before.safety.rules_that(kind, exercise)
    return {rule: work.rule_says(rule, exercise) for rule in rules if rule not in had}
