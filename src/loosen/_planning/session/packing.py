"""Packs exercises into the minutes of one session.

One exercise a ladder, no more stretching of a muscle than the caps allow, variety, and a share of the time for each
kind. Continuous bouts (walking, breathing, resting) start short and grow in the end, to use the time asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from operator import itemgetter

from loosen._library import Library
from loosen._model.audit import SelectionStep
from loosen._model.base import KINDS, Kind
from loosen._model.reason import Because, DoseSource, PackingStep, PickedFor, Purpose, SetBy, VerdictReason, by_session
from loosen._planning.dose import Dosed, Dosing, with_dose

_POSITIONS = (
    "walking", "standing", "sitting", "half_kneeling", "kneeling", "hands_and_knees", "floor_sitting", "side_lying",
    "prone", "supine", "semi_reclined",
)  # fmt: skip


class Packing:
    """A session while it is put together. Ties are broken by id, so the result is always the same."""

    def __init__(
        self,
        dosed: Callable[[str], Dosed],
        points: Mapping[str, int],
        seconds: int,
        items_at_most: int,
        share: Mapping[Kind, int],
        dosing: Dosing,
        library: Library,
    ) -> None:
        """`points` are the scores of the exercises to choose from, `dosed` gives each with its dose.

        `share` is each kind's percent of the time.
        """
        self._dosed, self._points, self._dosing, self._library = dosed, points, dosing, library
        self._items_at_most, self._share = items_at_most, share
        self._policy, self._left = library.policy.packing, seconds
        most_of_kind = self._policy.most_of_kind.is_
        self._most_of_kind = {kind: most_of_kind.get(kind, items_at_most) for kind in KINDS}
        self._open = {key: library.exercises[key].kind for key in sorted(points)}
        self._free = dict(self._open)
        self._variety = dict.fromkeys(points, 0)
        self._spent: Counter[Kind] = Counter()
        self._kinds: Counter[Kind] = Counter()
        self._held_s: Counter[str] = Counter()
        self._held_s_a_week: Counter[str] = Counter()
        self._too_long: set[str] = set()
        self._shortest: dict[str, Dosed] = {}
        self.chosen: dict[str, Dosed] = {}
        self.picks: list[SelectionStep] = []
        self._nearest: dict[str, tuple[int, str]] = {}

    def count(self, kind: Kind) -> int:
        """How many of a kind are chosen."""
        return self._kinds[kind]

    def pick(self, purpose: Purpose, *, only: Kind | None = None) -> bool:
        """Choose the best exercise that fits; False when none does. One of a kind that is needed may be shortened."""
        if self._is_full():
            return False
        need = self._need(kind for kind in KINDS if only in (None, kind) and not self._has_enough(kind))
        points, variety = self._points, self._variety
        ranked = [(-points[key] - need[kind] - variety[key], key) for key, kind in self._free.items() if kind in need]
        for minus_points, key in sorted(ranked):
            if offer := self._offer(key, may_shrink=only is not None):
                self._note_races(key, -minus_points, ranked)
                self._take(key, offer, purpose, -minus_points)
                return True
        return False

    def give(self, key: str, purpose: Purpose) -> Because | None:
        """Choose this exercise, whatever else of its kind or ladder is chosen; why it cannot be, or None when it is."""
        if self._is_full():
            return self._why_full
        if offer := self._offer(key, may_shrink=True):
            self._take(key, offer, purpose, self._points[key])
            return None
        return Because(VerdictReason.NO_TIME if key in self._too_long else VerdictReason.ENOUGH_STRETCHING)

    @property
    def _why_full(self) -> Because:
        return Because.of(VerdictReason.FULL, str(self._items_at_most))

    def _note_races(self, winner: str, points: int, ranked: Iterable[tuple[int, str]]) -> None:
        """Keep, for everything that was not picked now, the pick that it came nearest to."""
        nearest = self._nearest
        for minus_own, key in ranked:
            behind = points + minus_own
            if key not in nearest or behind < nearest[key][0]:
                nearest[key] = (behind, winner)

    def _take(self, key: str, offer: Dosed, purpose: Purpose, points: int) -> None:
        kind = offer.exercise.kind
        self.chosen[key] = offer
        self.picks.append(SelectionStep(exercise=key, purpose=purpose, points=points, seconds=offer.seconds))
        del self._open[key]
        for step in self._library.place_on_ladder[key][0].steps:
            self._free.pop(step, None)
        self._left -= offer.seconds
        self._spent[kind] += offer.seconds
        self._kinds[kind] += 1
        for muscle in offer.muscles:
            self._held_s[muscle] += offer.stretch_s
            self._held_s_a_week[muscle] += offer.stretch_s * offer.dose.days_per_week
        self._ask_for_variety(offer)

    def _ask_for_variety(self, offer: Dosed) -> None:
        """Points against what works on the same main muscles as the exercise that was chosen."""
        same_muscle = _by_main_muscle(self._library)
        of_same_work, of_same_muscle = self._policy.same_work_points.is_, self._policy.same_muscle_points.is_
        for muscle in offer.main_muscles:
            for key in same_muscle[muscle] & self._free.keys():
                same_work = self._free[key] == offer.exercise.kind
                self._variety[key] += of_same_work if same_work else of_same_muscle

    def _is_full(self) -> bool:
        return len(self.chosen) >= self._items_at_most

    def _has_enough(self, kind: Kind) -> bool:
        return self._kinds[kind] >= self._most_of_kind[kind]

    def _need(self, kinds: Iterable[Kind]) -> dict[Kind, int]:
        """Points for each of these kinds: the percent of the time by which it falls short of its share."""
        total = max(1, sum(self._spent[kind] for kind in self._share))
        return {kind: self._share.get(kind, 0) - 100 * self._spent[kind] // total for kind in kinds}

    def _offer(self, key: str, *, may_shrink: bool) -> Dosed | None:
        dosed = self._shortest[key] if key in self._shortest else self._shorten(key)
        if dosed.seconds > self._left and may_shrink:
            dosed = self._smallest(dosed)
        if dosed.seconds > self._left:
            self._too_long.add(key)
            return None
        return self._within_caps(dosed)

    def _shorten(self, key: str) -> Dosed:
        """A continuous bout starts as short as it may be; what time is left over makes it longer in the end."""
        dosed = self._dosed(key)
        if dosed.room.is_bout and dosed.dose.hold_s > dosed.room.bout_least:
            dosed = with_dose(
                dosed, "hold_s", dosed.room.bout_least, by_session(PackingStep.SHORTEST), self._dosing.pauses
            )
        self._shortest[key] = dosed
        return dosed

    def _smallest(self, dosed: Dosed) -> Dosed:
        """As few repetitions as the named dose allows, where time is short and this kind is needed."""
        least = self._library.doses[dosed.exercise.dose].repetitions.least
        if dosed.dose.repetitions <= least:
            return dosed
        return with_dose(dosed, "repetitions", least, by_session(PackingStep.LITTLE_TIME), self._dosing.pauses)

    def _within_caps(self, dosed: Dosed) -> Dosed | None:
        """The same, on fewer days if the week's cap asks for it; None when a muscle has its share (fact DO-03)."""
        if not dosed.stretch_s:
            return dosed
        days = dosed.dose.days_per_week
        for target in dosed.exercise.targets:
            if self._held_s[target.muscle] + dosed.stretch_s > self._dosing.cap_session_s:
                return None
            days = min(days, (self._dosing.cap_week_s - self._held_s_a_week[target.muscle]) // dosed.stretch_s)
        if days < min(self._policy.stretch_days_at_least.is_, dosed.dose.days_per_week):
            return None
        because = SetBy(DoseSource.RULE, self._dosing.cap_rule)
        return (
            dosed
            if days == dosed.dose.days_per_week
            else with_dose(dosed, "days_per_week", days, because, self._dosing.pauses)
        )

    def use_the_rest(self) -> None:
        """Use the time that is left: another round, an easy walk, and longer quiet bouts, in this order."""
        self.add_rounds()
        self._most_of_kind["aerobic"] += 1
        self.pick(Purpose(PickedFor.REST), only="aerobic")
        self.lengthen_bouts()

    def add_rounds(self) -> None:
        """Another round of what does good twice, best first."""
        for key in sorted(self.chosen, key=lambda key: (-self._points[key], key)):
            self._add_rounds(key)

    def lengthen_bouts(self) -> None:
        """Longer quiet bouts."""
        for bout in self._policy.growing_bouts.is_:
            for key in sorted(self.chosen):
                self._lengthen(key, bout.kind, bout.most_s)

    def _lengthen(self, key: str, kind: Kind, most: int) -> None:
        item = self.chosen[key]
        longer = min(item.dose.hold_s + self._left, item.room.bout_most, most)
        if item.exercise.kind == kind and longer > item.dose.hold_s:
            self._change(key, "hold_s", longer)

    def _add_rounds(self, key: str) -> None:
        item = self.chosen[key]
        if item.dose.sets < item.room.rounds and item.exercise.kind in self._policy.second_rounds_of.is_:
            more = with_dose(item, "sets", item.dose.sets + 1, by_session(PackingStep.REST), self._dosing.pauses)
            if more.seconds - item.seconds <= self._left:
                self._change(key, "sets", more.dose.sets)

    def _change(self, key: str, name: str, value: int) -> None:
        changed = with_dose(self.chosen[key], name, value, by_session(PackingStep.REST), self._dosing.pauses)
        self._left -= changed.seconds - self.chosen[key].seconds
        self.chosen[key] = changed

    def in_order(self) -> list[Dosed]:
        """The items as they are done: by kind, then by position, then by score.

        Every second kind goes through the positions backwards, to spare getting up and down.
        """
        kinds = [kind for kind in KINDS if self._kinds[kind]]
        places = []
        for key, item in self.chosen.items():
            phase, position = kinds.index(item.exercise.kind), _POSITIONS.index(item.exercise.position)
            places.append((phase, -position if phase % 2 else position, -self._points[key], key))
        return [self.chosen[key] for key in map(itemgetter(3), sorted(places))]

    def lost_to(self) -> dict[str, tuple[int, str]]:
        """How near everything not chosen came to being picked: the points it was behind, and the pick."""
        return {key: self._nearest[key] for key in self._open if key in self._nearest}

    def passed_over(self) -> dict[str, Because]:
        """Why each exercise that was safe and fitting is not in the session."""
        return {key: self._why_not(key) for key in self._open}

    def _why_not(self, key: str) -> Because:
        if key not in self._free:
            return Because(VerdictReason.LADDER)
        if self._is_full():
            return self._why_full
        if self._has_enough(self._open[key]):
            return Because.of(VerdictReason.ENOUGH_OF_KIND, self._open[key])
        return Because(VerdictReason.OUTSCORED if key in self._too_long else VerdictReason.ENOUGH_STRETCHING)


@lru_cache(maxsize=8)
def _by_main_muscle(library: Library) -> Mapping[str, frozenset[str]]:
    """The exercises meant for each muscle."""
    meant_for: dict[str, set[str]] = {}
    for exercise in library.exercises.values():
        for target in exercise.targets:
            if target.share == "primary":
                meant_for.setdefault(target.muscle, set()).add(exercise.id)
    return {muscle: frozenset(exercises) for muscle, exercises in meant_for.items()}
