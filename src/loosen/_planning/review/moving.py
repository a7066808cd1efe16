"""What becomes of each exercise in a review: kept safe first; then it goes on, stays, goes back, or is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from loosen._model.plan import Change
from loosen._model.review import Verdict
from loosen._planning.ahead.carried import Carried, Rested, Session, under_ceilings, with_amount
from loosen._planning.ahead.growing import Growing, with_room
from loosen._planning.ahead.keeping_safe import barred, keep_safe
from loosen._planning.ahead.told import Says, Told, came_in
from loosen._planning.dose import Dosed
from loosen._planning.stages.progression import rules_of_growth
from loosen._planning.state import Work
from loosen._words.amounts import SHORTEST_HOLD_S
from loosen.errors import AnswersError, Fault, FaultCode

from .variety import in_place_of


class When(NamedTuple):
    """When a review is: the week of the course, that of the plan before, the day, and that of the last change."""

    week: int
    week_before: int
    on: date
    changed_on: date


def missed_before(missed: int, weeks: int) -> int:
    """Of so many weeks in which nothing was done those that a review so many weeks ago has counted."""
    return max(0, missed - weeks)


class Moving:
    """Moves a session on by a verdict, for the person as `work` tells; `before` is the person as they were."""

    def __init__(self, session: Session, before: Work, work: Work, verdict: Verdict) -> None:
        self._session, self._before, self._work, self._verdict = session, before, work, verdict
        self._policy = work.library.policy

    def move(self, when: When) -> list[Told]:
        """Everything that changes. Where safety, pain or a wish changes something, nothing grows beside it."""
        told = [*keep_safe(self._session, self._before, self._work), *self._fitted()]
        told += [*self._swapped(), *self._dropped(), *self._backwards(when)]
        return with_room(told, self._session, self._work) or (self._grown() if self._may_grow(when) else [])

    def _fitted(self) -> Iterator[Told]:
        """What does not fit under the ceilings there are now, whatever they were before."""
        for one in self._session.items:
            if under_ceilings(one, self._work):
                yield Told(Change.shared(exercise=one.id, what="eased"))

    def _grown(self) -> list[Told]:
        return Growing(self._session, self._work).week(lambda name: self._verdict.of(name) == "advance")

    def _may_grow(self, when: When) -> bool:
        """Whether it is time for a step: a new week, long enough after the last change, and none of looking back."""
        rules = rules_of_growth(self._work.outcomes["progression"], self._work.library)
        rested = (when.on - when.changed_on).days >= rules.steps.days_between
        new_week = when.week > when.week_before and not rules.is_review(when.week)
        return rested and new_week and not self._verdict.missed_weeks

    def _dropped(self) -> Iterator[Told]:
        """What hurt so that it stops, and with it whatever goes to the end of the same movement."""
        stopped = [one for one in self._session.items if self._verdict.of(one.id) == "stop"]
        directions = {*self._policy.review.directions.is_}
        for one in stopped:
            self._session.dropped |= self._work.graph.demands(one.id) & directions
        for one in tuple(self._session.items):
            same_way = not self._session.dropped.isdisjoint(self._work.graph.demands(one.id))
            if one in stopped or same_way:
                self._session.items.remove(one)
                self._session.gone.add(one.id)
                cause = one if one in stopped else stopped[0]
                yield Told(Change.shared(exercise=one.id, what="left_out"), self._says(cause.id, one.id))

    def _backwards(self, when: When) -> Iterator[Told]:
        """What goes back because of pain, by one step; after weeks without a session by some."""
        pauses, kept = self._pauses(when), self._policy.outline.kept_as_they_are.is_
        for one in self._session.items:
            hurts = self._verdict.of(one.id) == "step_back" and not self._was_only_away(one.id)
            rests = one.dosed.exercise.kind in kept and one.id not in self._verdict.items
            for _ in range(0 if rests else max(pauses, int(hurts))):
                before, steps = one.dosed, [*one.taken]
                if (change := self._back(one)) is None:
                    break
                step = steps[len(one.taken)] if len(one.taken) < len(steps) else None
                one.paused = [] if hurts else [*one.paused, Rested(before, step)]
                yield Told(change, self._says(one.id, one.id) if hurts else {})

    def _pauses(self, when: When) -> int:
        """The steps back that missed weeks come to, without those that the review before has taken."""
        missed, a_step = self._verdict.missed_weeks, self._policy.review.missed_weeks_a_step.is_
        before = missed_before(missed, when.week - when.week_before)
        return missed // a_step - before // a_step

    def _was_only_away(self, exercise: str) -> bool:
        """Whether nothing but weeks without a session asks for a step back."""
        return {one.measure for one in self._verdict.grounds_for(exercise)} == {"days_since_last_session"}

    def _back(self, one: Carried) -> Change | None:
        """Take the last step back, or do less where none can be taken back; None where there is nothing less."""
        now = one.id
        while one.taken:
            before = one.taken.pop().before
            name = before.exercise.id
            if name != now and not self._may_return(name):
                continue
            one.dosed, one.changes = before, one.changes + 1
            if name != now:
                one.weeks = 0
                self._session.gone.discard(name)
            under_ceilings(one, self._work)
            return Change.shared(exercise=name, what="back", instead_of=now if name != now else None)
        less = done_less(one.dosed, self._work)
        if less is None:
            return None
        one.dosed, one.changes = less, one.changes + 1
        return Change.shared(exercise=now, what="eased")

    def _may_return(self, name: str) -> bool:
        free = self._session.dropped.isdisjoint(self._work.graph.demands(name))
        here = any(one.id == name for one in self._session.items)
        return free and not here and name not in self._work.ruled_out and not barred(name, self._work)

    def _swapped(self) -> Iterator[Told]:
        """What the person wants something else for: another one for the same muscles that is no harder and as safe."""
        for one in tuple(self._session.items):
            if one.id in self._verdict.swaps:
                wished, was = self._verdict.swaps[one.id], one.id
                fitting = in_place_of(one, self._session, self._work)
                dosed = next((other for other in fitting if wished in (None, other.exercise.id)), None)
                if dosed is None:
                    raise _no_swap(was, wished)
                one.become(dosed)
                change = Change.shared(exercise=one.id, what="swap", instead_of=was)
                yield came_in(change, self._session, self._work)

    def _says(self, cause: str, exercise: str) -> Says:
        """What the rules say that led to what becomes of `cause`, of an exercise."""
        rules = (one.rule for one in self._verdict.grounds_for(cause) if one.rule in self._work.library.rules)
        return {rule: self._work.rule_says(rule, exercise) for rule in rules}


def done_less(dosed: Dosed, work: Work) -> Dosed | None:
    """The same exercise with a fifth less work, by the first of its values that can be smaller; None where none can."""
    percent, dose, room = 100 - work.library.policy.review.less_percent.is_, dosed.dose, dosed.room
    least = room.bout_least if room.is_bout else SHORTEST_HOLD_S
    if not room.is_bout and dose.repetitions > 1:
        return with_amount(dosed, work, repetitions=max(1, dose.repetitions * percent // 100))
    if not room.is_bout and dose.sets > 1:
        return with_amount(dosed, work, sets=dose.sets - 1)
    hold_s = max(least, dose.hold_s * percent // 100)
    return with_amount(dosed, work, hold_s=hold_s) if hold_s < dose.hold_s else None


def _no_swap(exercise: str, wished: str | None) -> AnswersError:
    what = f"cannot be changed for {wished}." if wished else "cannot be changed for another."
    remedy = "Another one must be safe for this person, be no harder, serve the same muscles, and fit into the time."
    return AnswersError("The exercise was not changed.", [Fault(FaultCode.BARRED, exercise, what, remedy)])
