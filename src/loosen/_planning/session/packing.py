"""Packs exercises into the minutes of one session.

One exercise a ladder, no more stretching of a muscle than the caps allow, variety, and a share of the time for each
kind. Warm-up and quiet end take what rules allow them and no more; the time that is left goes to work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import SelectionStep
from loosen._model.base import KINDS, Kind, Position
from loosen._model.reason import Because, DoseSource, PickedFor, Purpose, SetBy, VerdictReason
from loosen._planning.dose import Dosed, Dosing, with_dose

from .aims import Aim
from .layout import in_order
from .rest import Rest
from .shape import Shape
from .sizing import lasting, smallest
from .wishes import Promise


class Packing:
    """A session while it is put together. Ties are broken by id, so the result is always the same."""

    def __init__(
        self,
        dosed: Callable[[str], Dosed],
        points: Mapping[str, int],
        seconds: int,
        shape: Shape,
        dosing: Dosing,
        library: Library,
    ) -> None:
        """`points` are the scores of the exercises to choose from, `dosed` gives each with its dose."""
        self._dosed, self._points, self._dosing, self._library = dosed, points, dosing, library
        self._shape = shape
        self._policy, self._left = library.policy.packing, seconds
        most_of_kind = self._policy.most_of_kind.is_
        self._most_of_kind = {kind: most_of_kind.get(kind, self._shape.items_at_most) for kind in KINDS}
        self._open = {key: library.exercises[key].kind for key in sorted(points)}
        self._free = dict(self._open)
        self._variety = dict.fromkeys(points, 0)
        self._spent: Counter[Kind] = Counter()
        self._kinds: Counter[Kind] = Counter()
        self._held_s: Counter[str] = Counter()
        self._held_s_a_week: Counter[str] = Counter()
        self._too_long: set[str] = set()
        self._positions: set[Position] = set()
        self._whole: dict[str, Dosed] = {}
        self.chosen: dict[str, Dosed] = {}
        self.picks: list[SelectionStep] = []
        self._nearest: dict[str, tuple[int, str]] = {}

    def count(self, kind: Kind) -> int:
        """How many of a kind are chosen."""
        return self._kinds[kind]

    @property
    def left_s(self) -> int:
        """The seconds that are left."""
        return self._left

    def pick(self, purpose: Purpose, *, only: Kind | None = None) -> bool:
        """Choose the best exercise that fits; False when none does. One of a kind that is needed may be shortened."""
        if self._is_full():
            return False
        need = self._needs(kind for kind in KINDS if only in (None, kind) and not self._has_enough(kind))
        points, variety = self._points, self._variety
        ranked = [(-points[key] - need[kind] - variety[key], key) for key, kind in self._free.items() if kind in need]
        for minus_points, key in sorted(ranked):
            if offer := self._offer(key, may_shrink=only is not None):
                self._note_races(key, -minus_points, ranked)
                self._take(key, offer, purpose, -minus_points)
                return True
        return False

    def answers(self, aim: Aim) -> bool:
        """Whether something that is chosen answers an aim."""
        return any(aim.answered_by(item) for item in self.chosen.values())

    def serve(self, aim: Aim, within_s: int) -> Because | None:
        """See that an exercise answers an aim, in these seconds if it can; why none does, or None when one does."""
        if self.answers(aim):
            return None
        purpose, meant_for = Purpose(PickedFor.AIM, aim.node), _by_main_muscle(self._library)
        ways = [
            {key for muscle, kind in way for key in meant_for[muscle] if self._free.get(key) == kind}
            for way in aim.ways
        ]
        if any(ways) and self._is_full():
            return self._why_full
        for room in dict.fromkeys((min(within_s, self._left), self._left)):
            if any(self._pick_among(keys, room, purpose) for keys in ways):
                return None
        return self._why_none_of(
            {
                key
                for way in aim.ways
                for muscle, kind in way
                for key in meant_for[muscle]
                if self._open.get(key) == kind
            }
        )

    def _why_none_of(self, safe: set[str]) -> Because:
        """Why none of the exercises that are safe and meant for an aim could be picked."""
        if not safe:
            return Because(VerdictReason.NONE_SAFE)
        free = safe & self._free.keys()
        if not free:
            return Because(VerdictReason.LADDER)
        return Because(VerdictReason.ENOUGH_STRETCHING if free - self._too_long else VerdictReason.NO_TIME)

    def keep(self, promise: Promise) -> None:
        """Keep a rule's promise, as far as it can be kept."""
        purpose = Purpose(PickedFor.PROMISE, promise.rule)
        for _ in range(promise.at_least - len(self.chosen.keys() & promise.found.keys())):
            if not self._is_full():
                self._pick_among(self._free.keys() & promise.found.keys(), self._left, purpose)

    def _pick_among(self, keys: Collection[str], room: int, purpose: Purpose) -> bool:
        """Choose the best of these that takes at most `room` seconds; False when none does."""
        ranked = sorted((-self._points[key] - self._variety[key], key) for key in keys)
        for minus_points, key in ranked:
            if offer := self._offer(key, may_shrink=True, room=room):
                self._note_races(key, -minus_points, ranked)
                self._take(key, offer, purpose, -minus_points)
                return True
        return False

    def is_open(self, key: str) -> bool:
        """Whether this exercise is among those to choose from, and not chosen yet."""
        return key in self._open

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
        return Because.of(VerdictReason.FULL, str(self._shape.items_at_most))

    def _note_races(self, winner: str, points: int, ranked: Iterable[tuple[int, str]]) -> None:
        """Keep, for everything that was not picked now, the pick that it came nearest to."""
        nearest = self._nearest
        for minus_own, key in ranked:
            behind = points + minus_own
            if key not in nearest or behind < nearest[key][0]:
                nearest[key] = (behind, winner)

    def _take(self, key: str, offer: Dosed, purpose: Purpose, points: int) -> None:
        kind = offer.exercise.kind
        self._whole[key] = self._size(key)
        self.chosen[key] = offer
        self.picks.append(SelectionStep(exercise=key, purpose=purpose, points=points, seconds=offer.seconds))
        del self._open[key]
        for step in self._library.same_movement[key]:
            self._free.pop(step, None)
        self._left -= offer.seconds
        self._spent[kind] += offer.seconds
        self._kinds[kind] += 1
        for muscle in offer.muscles:
            self._held_s[muscle] += offer.stretch_s
            self._held_s_a_week[muscle] += offer.stretch_s * offer.dose.days_per_week
        self._ask_for_variety(offer)
        self._stay_in(offer.exercise.position)

    def _ask_for_variety(self, offer: Dosed) -> None:
        """Points against what works on the same main muscles as the exercise that was chosen."""
        same_muscle = _by_main_muscle(self._library)
        of_same_work, of_same_muscle = self._policy.same_work_points.is_, self._policy.same_muscle_points.is_
        for muscle in offer.main_muscles:
            for key in same_muscle[muscle] & self._free.keys():
                same_work = self._free[key] == offer.exercise.kind
                self._variety[key] += of_same_work if same_work else of_same_muscle

    def _stay_in(self, position: Position) -> None:
        """Points for what is done in the same position, once for each position."""
        if position not in self._positions:
            self._positions.add(position)
            for key in self._free:
                if self._library.exercises[key].position == position:
                    self._variety[key] += self._policy.same_position_points.is_

    def _is_full(self) -> bool:
        return len(self.chosen) >= self._shape.items_at_most

    def _has_enough(self, kind: Kind) -> bool:
        return self._kinds[kind] >= self._most_of_kind[kind] or self._fills_its_bound(kind)

    def _fills_its_bound(self, kind: Kind) -> bool:
        """Whether a kind that is bounded has no room for another exercise."""
        room = self._shape.bounds[kind] - self._spent[kind] if kind in self._shape.bounds else self._left
        return self._kinds[kind] > 0 and room < self._policy.room_for_each_kind_s.is_

    def _needs(self, kinds: Iterable[Kind]) -> dict[Kind, int]:
        """Points for each of these kinds: the percent of the time by which it falls short of its share."""
        return {kind: self._shape.short_by(kind, self._spent) for kind in kinds}

    def _offer(self, key: str, *, may_shrink: bool, room: int | None = None) -> Dosed | None:
        room = self._left if room is None else room
        dosed = self._size(key)
        if dosed.seconds > room and may_shrink:
            dosed = smallest(dosed, self._library, self._dosing.pauses)
        bound = self._shape.bounds.get(dosed.exercise.kind, room)
        if dosed.seconds > min(room, bound - self._spent[dosed.exercise.kind]):
            self._too_long.add(key)
            return None
        return self._within_caps(dosed)

    def _size(self, key: str) -> Dosed:
        """A continuous bout takes what its kind is still allowed, or is as short as it may be."""
        dosed = self._dosed(key)
        if not dosed.room.is_bout:
            return dosed
        kind = dosed.exercise.kind
        allowed = self._shape.sizes.get(kind, 0) - self._spent[kind] - (dosed.seconds - dosed.dose.hold_s)
        held_s = max(dosed.room.bout_least, min(allowed, dosed.room.bout_most))
        return lasting(dosed, held_s, self._dosing.pauses)

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
        """Use the time that is left: more of the work, kind by kind, then longer bouts as far as these are allowed."""
        rest = Rest(self.chosen, self._left, self._shape, self._policy, self._dosing)
        rest.grow(self._whole, self._points)
        rest.lengthen_bouts()
        rest.balance_ends()
        self.chosen, self._left = rest.items, rest.left_s

    def in_order(self) -> list[Dosed]:
        """The items as they are done."""
        return in_order(self.chosen.values(), self._points, self._library.policy.layout)

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


@remembered()
def _by_main_muscle(library: Library) -> Mapping[str, frozenset[str]]:
    """The exercises meant for each muscle."""
    meant_for: dict[str, set[str]] = {}
    for exercise in library.exercises.values():
        for target in exercise.targets:
            if target.share == "primary":
                meant_for.setdefault(target.muscle, set()).add(exercise.id)
    return {muscle: frozenset(meant_for.get(muscle, ())) for muscle in library.muscles}
