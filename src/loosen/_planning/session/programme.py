"""Fills the parts of a programme, each with the first of its choices that suits the person and fits the session."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loosen._library import Library
from loosen._model.base import KINDS, Kind
from loosen._model.programme import Part
from loosen._model.reason import Because, PickedFor, Purpose, VerdictReason

from .packing import Packing


@dataclass
class Filling:
    """The parts of a programme while they are filled.

    `spoken` holds, for each exercise that may be given, the points of every selection rule that speaks of it; `swaps`
    what the person chose, each with the choice that it takes the place of. `given` maps a part to its exercise;
    `why_not` says of exercises that could have been given why they were not.
    """

    packing: Packing
    spoken: Mapping[str, Mapping[str, int]]
    library: Library
    swaps: Mapping[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    why_not: dict[str, Because] = field(default_factory=dict)

    def fill(self, parts: Sequence[Part], needed: Collection[Kind]) -> None:
        """Fill the parts, those of the `needed` kinds first, and use the time that is left."""
        for part in self._in_order_of_need(parts, needed):
            self._fill(part)
        self.packing.use_the_rest()

    def _in_order_of_need(self, parts: Sequence[Part], needed: Collection[Kind]) -> Iterator[Part]:
        """One part of each kind that a session must have, then the rest as they come; time and places may run out."""
        kinds = [self.library.exercises[part.choices[0]].kind for part in parts]
        first = [kinds.index(kind) for kind in KINDS if kind in needed and kind in kinds]
        yield from (parts[place] for place in first)
        yield from (part for place, part in enumerate(parts) if place not in first)

    def _fill(self, part: Part) -> None:
        purpose = Purpose(PickedFor.PART, part.name)
        for key in self._chosen_for(part):
            if self._given(key, Purpose(PickedFor.INSTEAD, self.swaps[key]), part):
                return
        for key in self._best_first(part):
            if self._given(key, purpose, part):
                self.why_not |= {earlier: self._rather(key, earlier) for earlier in self._untried_before(key, part)}
                return

    def _given(self, key: str, purpose: Purpose, part: Part) -> bool:
        """Whether a part could be filled with this exercise."""
        hindrance = self.packing.give(key, purpose)
        if hindrance is None:
            self.given[part.name] = key
        else:
            self.why_not[key] = hindrance
        return hindrance is None

    def _chosen_for(self, part: Part) -> list[str]:
        """What the person chose in place of one of the choices, as far as it may be given."""
        chosen = (new for new, old in self.swaps.items() if old in part.choices)
        return sorted(new for new in chosen if new in self.spoken and new not in self.packing.chosen)

    def _best_first(self, part: Part) -> list[str]:
        """The choices by place and points; of warm-ups and quiet ends, those first that no rule speaks against."""
        ranked, worth = [], self.library.policy.filling.later_choice_points.is_
        for place, key in enumerate(part.choices):
            if key in self.spoken and key not in self.packing.chosen:
                points = self._points(key)
                ranked.append((points < 0, place * worth - points, place, key))
        return [key for *_, key in sorted(ranked)]

    def _points(self, key: str) -> int:
        """What rules say of a choice. What is safe and asked for is not talked down, only another form talked up."""
        counts_against = self.library.exercises[key].kind in self.library.policy.filling.interchangeable.is_
        return sum(points for points in self.spoken[key].values() if points > 0 or counts_against)

    def _untried_before(self, given: str, part: Part) -> Iterator[str]:
        earlier = part.choices[: part.choices.index(given)]
        return (key for key in earlier if key in self.spoken and key not in (*self.why_not, *self.packing.chosen))

    def _rather(self, given: str, earlier: str) -> Because:
        """The rule that speaks most for the exercise given, or most against the earlier choice."""
        speaks_for, against = self.spoken[given], self.spoken[earlier]
        rules = sorted({*speaks_for, *against})
        decisive = max(rules, key=lambda rule: speaks_for.get(rule, 0) - against.get(rule, 0))
        about = given if speaks_for.get(decisive, 0) > 0 else earlier
        return Because.of(VerdictReason.RATHER, decisive, about)
