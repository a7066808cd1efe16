"""What the selection rules ask for: points for exercises, the shape of the session, promises, and advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loosen._engine import Outcome
from loosen._library.graph import Found, KnowledgeGraph
from loosen._model.base import KINDS, Kind
from loosen._model.effects import Advise, Effect, Include, Prefer, Session
from loosen._model.policy import Packing
from loosen._model.shape import SessionShape

_ANY_NUMBER = 99


class Promise(NamedTuple):
    """A rule's promise: at least so many of these exercises."""

    rule: str
    found: Found
    at_least: int


@dataclass
class Wishes:
    """The wishes of one person's rules.

    What makes a long list hard takes off `fewer_at_most` exercises, and never leaves fewer than `fewest_items`.
    """

    fewest_items: int = 1
    fewer_at_most: int = 0
    preferences: list[tuple[str, int, Found]] = field(default_factory=list)
    shapes: list[SessionShape] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def items_at_most(self) -> int:
        """How many exercises: as many as fit the time, fewer for each thing that makes a long list hard."""
        most = min((shape.items_at_most for shape in self.shapes if shape.items_at_most), default=_ANY_NUMBER)
        fewer = min(self.fewer_at_most, sum(shape.fewer_items for shape in self.shapes if shape.fewer_items))
        return min(most, max(self.fewest_items, most - fewer))

    @property
    def at_least(self) -> dict[Kind, int]:
        """How many of each kind there must be: the most that a rule asks for."""
        return {kind: max((shape.at_least.get(kind, 0) for shape in self.shapes), default=0) for kind in KINDS}

    @property
    def share(self) -> dict[Kind, int]:
        """Each kind's percent of the working time: the average of what the rules ask for."""
        shares = [shape.share for shape in self.shapes if shape.share]
        return {kind: sum(share.get(kind, 0) for share in shares) // max(1, len(shares)) for kind in KINDS}

    def bounds(self, session_s: int) -> dict[Kind, int]:
        """The most seconds of a session that a kind takes, where a rule bounds it: the most that a rule allows."""
        return {kind: max(found) for kind, found in self._bounds(session_s).items()}

    def sizes(self, session_s: int) -> dict[Kind, int]:
        """What such a kind takes before the work is chosen: the least that a rule says, or its share."""
        bounds, share = self._bounds(session_s), self.share
        return {
            kind: min(max(found), max(min(found), share[kind] * session_s // 100)) for kind, found in bounds.items()
        }

    def _bounds(self, session_s: int) -> dict[Kind, list[int]]:
        found: dict[Kind, list[int]] = {}
        for shape in self.shapes:
            for kind, bound in shape.bounds.items():
                found.setdefault(kind, []).append(bound.of(session_s))
        return found

    def points_of(self, exercise: str) -> Mapping[str, int]:
        """The rules that speak for or against an exercise, and the points of each, all of its wishes together."""
        return self.points_by_rule([exercise])[exercise]

    def points_by_rule(self, exercises: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
        """The same for many exercises at once."""
        spoken: dict[str, dict[str, int]] = {name: {} for name in exercises}
        for rule, points, found in self.preferences:
            for name in spoken.keys() & found.keys():
                spoken[name][rule] = spoken[name].get(rule, 0) + points
        return spoken


def read_wishes(outcomes: Iterable[Outcome], graph: KnowledgeGraph, policy: Packing) -> Wishes:
    """Collect what the selection rules that fired ask for."""
    wishes = Wishes(policy.fewest_items.is_, policy.fewer_at_most.is_)
    for outcome in outcomes:
        if outcome.result == "fired":
            for effect in graph.library.rules[outcome.rule].then:
                _read(outcome.rule, effect, wishes, graph)
    return wishes


def _read(rule: str, effect: Effect, wishes: Wishes, graph: KnowledgeGraph) -> None:
    if isinstance(effect, Prefer):
        wishes.preferences.append((rule, effect.points, graph.select(effect.acts_on)))
    elif isinstance(effect, Include):
        wishes.promises.append(Promise(rule, graph.select(effect.acts_on), effect.at_least))
    elif isinstance(effect, Session):
        wishes.shapes.append(effect.session)
    elif isinstance(effect, Advise):
        wishes.advice.extend(effect.advise)
