"""How a plan grows in one week: small steps in a few exercises, one each, inside every limit."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from loosen._model.plan import Change
from loosen._planning.dose import Dosed
from loosen._planning.stages.progression import Growth, gates, rules_of_growth
from loosen._planning.state import Work

from .carried import Carried, Session, most_rounds, with_amount


def grow(session: Session, work: Work) -> list[Change]:
    """What takes a step this week; first what changed least so far.

    No step leads past an item's room, past the caps, or past the level that the person may start at (fact DO-22).
    """
    outcomes, library = work.outcomes["progression"], work.library
    if all(gate.verdict != "advance" for gate in gates(outcomes, library)):
        return []
    growing, changes = _Growing(session, work, rules_of_growth(outcomes, library)), list[Change]()
    for one in sorted(session.items, key=attrgetter("changes")):  # sorting keeps the plan's order among equals
        if len(changes) < growing.rules.changes_a_week and (change := growing.step(one)):
            changes.append(change)
    for one in session.items:
        one.weeks += 1
    return changes


class _Growing:
    """One week's growth of a session."""

    def __init__(self, session: Session, work: Work, rules: Growth) -> None:
        self.rules, self._session, self._work = rules, session, work
        self._policy = work.library.policy.outline
        self._most_s, self._added_s = session.stretch_s * self._policy.growth_percent.is_ // 100, 0

    def step(self, one: Carried) -> Change | None:
        """Let an item take its next step; None when it has no room for any."""
        enough = self._policy.steps_before_harder.is_
        if one.steps.total() >= enough and (change := self._harder(one)):
            return change
        for name in sorted(self._small_steps, key=one.steps.__getitem__):  # the rule's order among equals
            if change := self._small_step(name, one):
                return change
        return self._harder(one) if one.weeks >= enough else None

    @property
    def _small_steps(self) -> tuple[str, ...]:
        return tuple(name for name in self.rules.steps.order if name != "variant")

    def _small_step(self, name: str, one: Carried) -> Change | None:
        if name == "range":
            return self._further(one)
        value = getattr(one.dosed.dose, name) + getattr(self.rules.steps, name)
        if one.dosed.room.is_bout or value > self._most(name, one.dosed):
            return None
        grown = with_amount(one.dosed, self._work, **{name: value})
        added = grown.stretch_s - one.dosed.stretch_s
        if added and self._added_s and self._added_s + added > self._most_s:
            return None
        if not self._session.fits(grown, one, self._work):
            return None
        one.dosed, self._added_s = grown, self._added_s + added
        return _changed(one, name, Change.shared(exercise=one.id, what=name, to=value))

    def _most(self, name: str, dosed: Dosed) -> int:
        """How far a value may grow. Movements are repeated more often and not held longer."""
        if name == "sets":
            return most_rounds(self._work.dosed(dosed.exercise.id), self._work)
        if name == "hold_s" and self._work.library.doses[dosed.exercise.dose].manner == "dynamic":
            return 0
        most: int = getattr(dosed.room, name)
        return most

    def _further(self, one: Carried) -> Change | None:
        """To the end of a range that safety has not limited; what stays short of it keeps to that."""
        at_the_end = "end_range_stretch_any" in one.dosed.exercise.demands and not one.dosed.room.mid_range
        if one.steps["range"] or one.dosed.exercise.kind != "stretch" or not at_the_end:
            return None
        return _changed(one, "range", Change.shared(exercise=one.id, what="range"))

    def _harder(self, one: Carried) -> Change | None:
        """The very next form on the ladder, if it serves the same muscles and is allowed; none is left out."""
        before = one.dosed
        for ahead in self._next(one):
            dosed = carried_over(self._work.dosed(ahead), before, self._work)
            if self._session.fits(dosed, one, self._work):
                self._session.gone.add(one.id)
                one.take(dosed)
                one.changes += 1
                return Change.shared(exercise=ahead, what="variant", instead_of=before.exercise.id)
        return None

    def _next(self, one: Carried) -> Iterator[str]:
        library, exercise = self._work.library, one.dosed.exercise
        ladder, place = library.place_on_ladder[exercise.id]
        for ahead in ladder.steps[place : place + 1]:
            serves = self._work.dosed(ahead).main_muscles & one.dosed.main_muscles
            allowed = ahead in self._work.safe_and_within_reach and self._session.may_come_in(ahead)
            if allowed and serves and exercise.kind not in self._policy.kept_as_they_are.is_:
                yield ahead


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


def _changed(one: Carried, name: str, change: Change) -> Change:
    one.steps[name] += 1
    one.changes += 1
    return change
