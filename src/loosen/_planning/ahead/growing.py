"""How a plan grows in one week: small steps in a few exercises, one each, inside every limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from loosen._model.plan import Change
from loosen._planning.dose import Dosed
from loosen._planning.stages.progression import next_step, rules_of_growth
from loosen._planning.state import Work

from .carried import (
    MAKES_ROOM,
    Carried,
    Grown,
    Session,
    least_held,
    longest_asked_for,
    most_rounds,
    under_ceilings,
    with_amount,
)
from .told import Told, came_in


class Growing:
    """The growth of a session while the person is as `work` tells."""

    def __init__(self, session: Session, work: Work) -> None:
        self._session, self._work = session, work
        self._rules = rules_of_growth(work.outcomes["progression"], work.library)
        self._policy = work.library.policy.outline
        self._small_steps = tuple(name for name in self._rules.steps.order if name != "variant")
        self._mosts: dict[str, Mapping[str, int]] = {}
        self._ahead: dict[str, str | None] = {}
        self._most_s = self._added_s = 0

    def week(self, may_grow: Callable[[str], bool] = lambda _: True) -> list[Told]:
        """What takes a step this week, of the exercises that `may_grow`; first what changed least so far.

        No step leads past an item's room, past the caps, or past the level that the person may start at (fact DO-22).
        """
        if not self._rules.advances:
            return []
        self._most_s, self._added_s = self._session.stretch_s * self._policy.growth_percent.is_ // 100, 0
        told = list(self._regained(may_grow))
        kept = self._policy.kept_as_they_are.is_
        growing = [one for one in self._session.items if one.dosed.exercise.kind not in kept and may_grow(one.id)]
        for one in [] if told else sorted(growing, key=self._turn):  # sorting keeps the plan's order among equals
            if len(told) < self._rules.changes_a_week and (step := self._step(one)):
                told.append(step)
        for one in self._session.items:
            one.weeks += 1
        return with_room(told, self._session, self._work) if told else []

    def _regained(self, may_grow: Callable[[str], bool]) -> Iterator[Told]:
        """What was done before a break comes back whole, by one step in every exercise: none of it is new."""
        for one in self._session.items:
            if one.paused and may_grow(one.id):
                rest, was = one.paused.pop(), one.id
                again = Carried(rest.before)
                under_ceilings(again, self._work)
                allowed = self._session.may_come_in(again.id) and self._work.may_start_with(again.id)
                if not (again.id == was or allowed) or not self._session.fits(again.dosed, one, self._work):
                    one.paused = []
                    continue
                one.taken += [rest.step] if rest.step else []
                one.dosed, one.changes = again.dosed, one.changes + 1
                change = Change.shared(exercise=one.id, what="again", instead_of=None if one.id == was else was)
                yield came_in(change, self._session, self._work) if change.instead_of else Told(change)

    def _turn(self, one: Carried) -> tuple[int, bool]:
        return one.changes, one.dosed.exercise.kind not in self._policy.grow_first.is_

    def _step(self, one: Carried) -> Told | None:
        """Let an item take its next step; None when it has no room for any."""
        enough, steps = self._policy.steps_before_harder.is_, one.steps
        earned = steps.total() >= enough
        if earned and (change := self._harder(one)):
            return change
        if not one.dosed.room.is_bout:
            for name in sorted(self._small_steps, key=steps.__getitem__):  # the rule's order among equals
                if change := self._small_step(name, one):
                    return change
        return self._harder(one) if one.weeks >= enough and not earned else None

    def _small_step(self, name: Grown, one: Carried) -> Told | None:
        if name == "range":
            return self._further(one)
        value = getattr(one.dosed.dose, name) + getattr(self._rules.steps, name)
        if value > self._most(one.dosed)[name]:
            return None
        grown = with_amount(one.dosed, self._work, **{name: value})
        added = grown.stretch_s - one.dosed.stretch_s
        if added and self._added_s and self._added_s + added > self._most_s:
            return None
        if not self._session.fits(grown, one, self._work):
            return None
        self._added_s += added
        one.grow(name, grown)
        return Told(Change.shared(exercise=one.id, what=name, to=value))

    def _most(self, dosed: Dosed) -> Mapping[str, int]:
        """How far each value of a dose may grow. Movements are repeated more often and not held longer."""
        key = dosed.exercise.id
        if key not in self._mosts:
            moves = self._work.library.doses[dosed.exercise.dose].manner == "dynamic"
            self._mosts[key] = {
                "hold_s": 0 if moves else dosed.room.hold_s,
                "repetitions": dosed.room.repetitions,
                "sets": most_rounds(self._work.dosed(key), self._work),
            }
        return self._mosts[key]

    def _further(self, one: Carried) -> Told | None:
        """To the end of a range that safety has not limited; what stays short of it keeps to that."""
        at_the_end = "end_range_stretch_any" in one.dosed.exercise.demands and not one.dosed.room.mid_range
        if one.steps["range"] or one.dosed.exercise.kind != "stretch" or not at_the_end:
            return None
        one.grow("range", one.dosed)
        return Told(Change.shared(exercise=one.id, what="range"))

    def _harder(self, one: Carried) -> Told | None:
        """The very next form on the ladder, if it serves the same muscles and is allowed; none is left out."""
        before = one.dosed
        ahead = self._next(before)
        if ahead is None or not self._session.may_come_in(ahead):
            return None
        dosed = carried_over(self._work.dosed(ahead), before, self._work)
        if not self._session.fits(dosed, one, self._work):
            return None
        self._session.gone.add(one.id)
        one.grow("variant", dosed)
        return came_in(
            Change.shared(exercise=ahead, what="variant", instead_of=before.exercise.id), self._session, self._work
        )

    def _next(self, before: Dosed) -> str | None:
        key = before.exercise.id
        if key not in self._ahead:
            ahead = next_step(key, self._work.ahead, self._work.library)
            serves = ahead and not self._work.dosed(ahead).main_muscles.isdisjoint(before.main_muscles)
            self._ahead[key] = ahead if ahead and serves and self._work.may_start_with(ahead) else None
        return self._ahead[key]


def with_room(told: Sequence[Told], session: Session, work: Work) -> list[Told]:
    """What changed, and what became shorter for it: walking and resting, where a session is too long otherwise."""
    named = {one.change.exercise for one in told}
    return [*told, *(one for one in _shorter(session, work) if one.change.exercise not in named)]


def _shorter(session: Session, work: Work) -> Iterator[Told]:
    for kind in MAKES_ROOM:
        for one in session.items:
            over, held_s = session.seconds - longest_asked_for(work), one.dosed.dose.hold_s
            least = max(least_held(one.dosed, work), held_s - over)
            if over > 0 and one.dosed.exercise.kind == kind and least < held_s:
                one.dosed = with_amount(one.dosed, work, hold_s=least)
                yield Told(Change.shared(exercise=one.id, what="eased"))


def carried_over(dosed: Dosed, before: Dosed, work: Work) -> Dosed:
    """A new exercise with what it keeps of the one before: its days, the length of a bout, its dose if no harder."""
    room, dose, kept = dosed.room, dosed.dose, before.dose
    values = {"days_per_week": min(dose.days_per_week, kept.days_per_week)}
    if room.is_bout and before.room.is_bout:
        values["hold_s"] = max(room.bout_least, min(room.bout_most, kept.hold_s))
    elif dosed.exercise.level <= before.exercise.level and not room.is_bout and not before.room.is_bout:
        values["hold_s"] = max(dose.hold_s, min(room.hold_s, kept.hold_s))
        values["repetitions"] = max(dose.repetitions, min(room.repetitions, kept.repetitions))
        values["sets"] = max(dose.sets, min(most_rounds(dosed, work), kept.sets))
    return with_amount(dosed, work, **values)
