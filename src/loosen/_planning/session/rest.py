"""Uses the time that picking left over: doses grow, then bouts, and the ends of a session give way to its work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from loosen._model.base import Kind
from loosen._model.policy import Packing as PackingPolicy
from loosen._model.reason import PackingStep, by_session
from loosen._planning.dose import Dosed, Dosing, with_dose

from .growth import Growth
from .layout import FIRST, LAST
from .shape import Shape


class Rest:
    """The items of a session while the seconds that are left are used."""

    def __init__(
        self, items: Mapping[str, Dosed], left_s: int, shape: Shape, policy: PackingPolicy, dosing: Dosing
    ) -> None:
        self.items, self.left_s = dict(items), left_s
        self._shape, self._policy, self._dosing = shape, policy, dosing

    def grow(self, whole: Mapping[str, Dosed], points: Mapping[str, int]) -> None:
        """More of the work, for the kind that is furthest short; `whole` the items with the doses meant."""
        growth = Growth(self.items, whole, points, self.left_s, self._policy.longest_work_s.is_, self._dosing)
        growth.run(self._policy.growth.is_, lambda kind: self._shape.short_by(kind, self._time_of(growth.spent)))
        for key, amount in growth.amounts.items():
            for field in ("hold_s", "repetitions", "sets"):
                self._change(key, field, getattr(amount, field))

    def lengthen_bouts(self) -> None:
        """Let warm-up, rest and other continuous bouts last longer, in the policy's order and within its bounds."""
        for bout in self._policy.growing_bouts.is_:
            for key in sorted(self.items):
                self._lengthen(key, bout.kind, bout.most_s)

    def balance_ends(self) -> None:
        """Shorten the quiet end, then the warm-up, where they outweigh the work and rules bound them."""
        for kind in (LAST, FIRST):
            ends = sum(item.seconds for item in self.items.values() if item.exercise.kind in self._shape.bounds)
            work = sum(item.seconds for item in self.items.values()) - ends
            percent = self._policy.ends_at_most_percent.is_
            too_long = ends - work * percent // (100 - percent)
            for key in [key for key in sorted(self.items) if too_long > 0 and kind in self._shape.bounds]:
                item = self.items[key]
                if item.exercise.kind == kind and item.room.is_bout:
                    self._change(key, "hold_s", max(item.room.bout_least, item.dose.hold_s - too_long))

    def _time_of(self, spent: Mapping[str, int]) -> Counter[Kind]:
        """The seconds of each kind."""
        time: Counter[Kind] = Counter()
        for key, seconds in spent.items():
            time[self.items[key].exercise.kind] += seconds
        return time

    def _lengthen(self, key: str, kind: Kind, most: int) -> None:
        item = self.items[key]
        if item.exercise.kind == kind and item.room.is_bout:
            allowed = self._shape.bounds.get(kind, most) - (item.seconds - item.dose.hold_s)
            longer = min(item.dose.hold_s + self.left_s, item.room.bout_most, most, allowed)
            self._change(key, "hold_s", max(longer, item.dose.hold_s))

    def _change(self, key: str, name: str, value: int) -> None:
        if value != getattr(self.items[key].dose, name):
            changed = with_dose(self.items[key], name, value, by_session(PackingStep.REST), self._dosing.pauses)
            self.left_s -= changed.seconds - self.items[key].seconds
            self.items[key] = changed
