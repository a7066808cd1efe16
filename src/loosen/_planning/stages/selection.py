"""Fills the person's minutes: the frame of warm-up and quiet end, what the person came with, then what else serves.

Ties are broken by id, so the result is always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loosen._library import Library
from loosen._model.audit import FocusRecord, SelectionStep
from loosen._model.base import KINDS, Kind
from loosen._model.programme import Part
from loosen._model.reason import Because, PickedFor, Purpose, VerdictReason
from loosen._planning.dose import Dosed, Dosing
from loosen._planning.session.aims import Aim, Aims
from loosen._planning.session.layout import FIRST, LAST
from loosen._planning.session.packing import Packing
from loosen._planning.session.programme import Filling
from loosen._planning.session.scoring import in_focus, score
from loosen._planning.session.shape import Shape
from loosen._planning.session.wishes import Wishes


class FilledPart(NamedTuple):
    """A part of a programme and the exercise that fills it (None: none could)."""

    part: Part
    given: str | None


@dataclass
class Chosen:
    """The session: its items in order, the steps by which they were picked, and why the others were not.

    `scores` maps each exercise to the terms of its score; `lost_to` says how near those passed over came: the points
    they were behind, and the pick.
    `missing` are kinds that a session should have and this one lacks, `unserved` the aims that no exercise answers,
    with the reason; `parts` are those of the programme asked for.
    """

    items: list[Dosed]
    picks: list[SelectionStep]
    scores: Mapping[str, Mapping[str, int]]
    passed_over: Mapping[str, Because]
    lost_to: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    missing: tuple[Kind, ...] = ()
    unserved: tuple[tuple[Aim, Because], ...] = ()
    parts: tuple[FilledPart, ...] = ()

    @property
    def seconds(self) -> int:
        """The length of the session."""
        return sum(item.seconds for item in self.items)


def choose(
    names: Iterable[str],
    dosed: Callable[[str], Dosed],
    seconds: int,
    *,
    focus: Mapping[str, FocusRecord],
    levels: Mapping[str, int],
    aims: Aims,
    safer: Container[str],
    swaps: Mapping[str, str],
    wishes: Wishes,
    dosing: Dosing,
    library: Library,
) -> Chosen:
    """Choose from the exercises called `names` at most `seconds` worth of items; `dosed` gives one with its dose.

    `swaps` are exercises that the person chose, each with the one that it takes the place of; they come first.
    """
    scores = scores_of(names, focus, levels, safer, wishes, library)
    points = {key: sum(terms.values()) for key, terms in scores.items()}
    packing = Packing(dosed, points, seconds, shape_of(wishes, seconds), dosing, library)
    unserved = pick_all(packing, aims, wishes, swaps, library)
    missing = tuple(kind for kind in KINDS if packing.count(kind) < wishes.at_least[kind])
    return Chosen(
        packing.in_order(), packing.picks, scores, packing.passed_over(), packing.lost_to(), missing, unserved
    )


def scores_of(
    names: Iterable[str],
    focus: Mapping[str, FocusRecord],
    levels: Mapping[str, int],
    safer: Container[str],
    wishes: Wishes,
    library: Library,
) -> dict[str, dict[str, int]]:
    """The terms of the score of each of these exercises, for one person."""
    strengths, spoken = in_focus(focus), wishes.points_by_rule(names)
    return {
        name: dict(score(library.exercises[name], strengths, levels, said, library, safer=name in safer))
        for name, said in spoken.items()
    }


def scores_by_rules(names: Iterable[str], wishes: Wishes) -> dict[str, dict[str, int]]:
    """The same where a programme decides: what rules say alone."""
    spoken = wishes.points_by_rule(names)
    return {name: {f"rule:{rule}": points for rule, points in said.items()} for name, said in spoken.items()}


def shape_of(wishes: Wishes, seconds: int) -> Shape:
    """What a session of so many seconds must keep to."""
    return Shape(wishes.items_at_most, wishes.share, wishes.sizes(seconds), wishes.bounds(seconds))


def pick_all(
    packing: Packing, aims: Aims, wishes: Wishes, swaps: Mapping[str, str], library: Library
) -> tuple[tuple[Aim, Because], ...]:
    """What the person chose; warm-up and quiet end, then what answers the aims, what rules promise, the kinds that
    every session needs, and whatever else serves the focus best; the aims that are left unanswered, with the reason.
    """
    for name in sorted(swaps):
        if packing.is_open(name):
            packing.give(name, Purpose(PickedFor.INSTEAD, swaps[name]))
    _pick_kind(packing, FIRST, wishes)
    _pick_kind(packing, LAST, wishes)
    unserved = list(_serve(packing, aims.first, wishes, library))
    for promise in wishes.promises:
        packing.keep(promise)
    unserved += _serve(packing, aims.later, wishes, library)
    for kind in KINDS:
        _pick_kind(packing, kind, wishes)
    while packing.pick(Purpose(PickedFor.FOCUS)):
        pass
    packing.use_the_rest()
    return tuple((aim, because) for aim, because in unserved if not packing.answers(aim))


def _pick_kind(packing: Packing, kind: Kind, wishes: Wishes) -> None:
    for _ in range(wishes.at_least[kind] - packing.count(kind)):
        packing.pick(Purpose(PickedFor.KIND, kind), only=kind)


def _serve(packing: Packing, aims: Sequence[Aim], wishes: Wishes, library: Library) -> Iterator[tuple[Aim, Because]]:
    """Serve the aims one by one; each may take its part of what is left beside the kinds that must come as well."""
    each = library.policy.packing.room_for_each_kind_s.is_
    for place, aim in enumerate(aims):
        later = [one for one in aims[place + 1 :] if not one.shares_a_muscle_with(aim)]
        open_kinds = sum(packing.count(kind) < count for kind, count in wishes.at_least.items())
        because = packing.serve(aim, (packing.left_s - each * open_kinds) // (1 + len(later)))
        if because:
            yield aim, because


def follow(
    parts: tuple[Part, ...],
    names: Iterable[str],
    dosed: Callable[[str], Dosed],
    seconds: int,
    *,
    swaps: Mapping[str, str],
    wishes: Wishes,
    dosing: Dosing,
    library: Library,
) -> Chosen:
    """Fill the parts of a programme with exercises called `names`; the session keeps the order of the parts.

    A part gets its first choice that can be given and fits, unless selection rules speak clearly for a later one; or
    what the person chose in place of one of its choices (`swaps`).
    """
    spoken = wishes.points_by_rule(names)
    points = {name: sum(by_rule.values()) for name, by_rule in spoken.items()}
    packing = Packing(dosed, points, seconds, Shape(wishes.items_at_most, {}, {}, {}), dosing, library)
    filling = Filling(packing, spoken, library, swaps)
    filling.fill(parts, [kind for kind, count in wishes.at_least.items() if count])
    filled = Because(VerdictReason.PART_FILLED)
    return Chosen(
        items=[packing.chosen[filling.given[part.name]] for part in parts if part.name in filling.given],
        picks=packing.picks,
        scores=scores_by_rules(names, wishes),
        passed_over={name: filling.why_not.get(name, filled) for name in spoken if name not in packing.chosen},
        parts=tuple(FilledPart(part, filling.given.get(part.name)) for part in parts),
    )
