"""A session as a record holds it between two reviews, and back."""

from __future__ import annotations

from datetime import date

from loosen._model.audit import DoseStep
from loosen._model.plan import Plan
from loosen._model.reason import DoseSource, SetBy
from loosen._model.review import Paused, Stand, Standing, StandingDose, StepTaken
from loosen._planning.ahead.carried import Carried, Rested, Session, Taken
from loosen._planning.dose import FIELDS, Dosed, Tighter, timed
from loosen._planning.state import Work

CARRIED = SetBy(DoseSource.CARRIED)


def stand_of_first(plan: Plan, begun: date) -> Stand:
    """Where an opening plan stands, for the person that it was made for."""
    standing = tuple(
        Standing(
            exercise=item.exercise,
            dose=StandingDose(**{name: getattr(item.dose, name) for name in FIELDS}),
            extra=item.extra.side if item.extra else None,
        )
        for item in plan.items
    )
    return Stand(changed_on=begun, items=standing)


def session_of(stand: Stand, work: Work) -> tuple[Session, tuple[str, ...]]:
    """The session where it stood, and the exercises that are given to nobody any more."""
    given = work.library.active_exercises
    items = [_carried(one, work) for one in stand.items if one.exercise in given]
    session = Session(items, work)
    session.gone, session.dropped = {*stand.gone}, {*stand.dropped}
    return session, tuple(one.exercise for one in stand.items if one.exercise not in given)


def _carried(one: Standing, work: Work) -> Carried:
    taken = [found for step in one.taken if (found := _taken(step, one, work))]
    paused = [
        Rested(dosed_as(rest.exercise, rest.dose, one.extra, work), _taken(rest.step, one, work) if rest.step else None)
        for rest in one.paused
        if rest.exercise in work.library.active_exercises
    ]
    return Carried(dosed_as(one.exercise, one.dose, one.extra, work), taken, one.weeks, one.changes, paused)


def _taken(step: StepTaken, one: Standing, work: Work) -> Taken | None:
    if step.exercise not in work.library.active_exercises:
        return None
    return Taken(step.what, dosed_as(step.exercise, step.dose, one.extra, work))


def dosed_as(exercise: str, dose: StandingDose, extra: Tighter | None, work: Work) -> Dosed:
    """An exercise with a dose that it had, in the room that it has now."""
    fresh = work.dosed(exercise)
    amount = fresh.dose._replace(**{name: getattr(dose, name) for name in FIELDS})
    return timed(fresh.exercise, amount, fresh.steps, fresh.room, work.dosing.pauses, extra)


def stand_of(session: Session, week: int, answered: int, older: dict[str, int], changed_on: date) -> Stand:
    """The session as the next review takes it up."""
    return Stand(
        week=week, answered=answered, older=older, changed_on=changed_on,
        items=tuple(map(_standing, session.items)), gone=tuple(sorted(session.gone)),
        dropped=tuple(sorted(session.dropped)),
    )  # fmt: skip


def _standing(one: Carried) -> Standing:
    paused = tuple(
        Paused(exercise=rest.before.exercise.id, dose=_dose(rest.before), step=rest.step and _step(rest.step))
        for rest in one.paused
    )
    return Standing(
        exercise=one.id, dose=_dose(one.dosed), extra=one.dosed.extra, taken=tuple(map(_step, one.taken)),
        weeks=one.weeks, changes=one.changes, paused=paused,
    )  # fmt: skip


def _step(taken: Taken) -> StepTaken:
    return StepTaken(what=taken.what, exercise=taken.before.exercise.id, dose=_dose(taken.before))


def _dose(dosed: Dosed) -> StandingDose:
    return StandingDose.shared(**{name: getattr(dosed.dose, name) for name in FIELDS})


def with_reasons(dosed: Dosed, work: Work) -> Dosed:
    """The same dose with how it came about: as it would be given anew, and what was carried on beside that."""
    fresh = work.dosed(dosed.exercise.id)
    other = [name for name in FIELDS if getattr(dosed.dose, name) != getattr(fresh.dose, name)]
    steps = (
        *fresh.steps,
        *(DoseStep.shared(field=name, value=getattr(dosed.dose, name), because=CARRIED) for name in other),
    )
    return timed(dosed.exercise, dosed.dose, steps, dosed.room, work.dosing.pauses, dosed.extra)
