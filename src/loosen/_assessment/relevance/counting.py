"""What the rules may still come to, and which of them could still change what a person gets.

- Nothing counts any more, once an emergency is certain.
- Once a referral is certain, the triage rules count that could lead to a graver level and, while some exercise is
  allowed until the appointment, those that could forbid it: what a referral comes to is its level and that interim
  advice.
- Otherwise every rule counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loosen._engine.conditions import NO
from loosen._model.base import LEVELS

from .prospects import Spans
from .ready import REFERRAL, ReadyRule

EMERGENCY = LEVELS.index("emergency_now")


class Counting:
    """The rules with what each may still come to; `mildest` and `gravest` are the levels still possible."""

    def __init__(self, rules: Iterable[ReadyRule], spans: Spans) -> None:
        self._results = [(rule, rule.results(spans)) for rule in rules]
        triage = [(rule, found) for rule, found in self._results if rule.stage == "triage"]
        self.mildest = max((min(rule.levels[one] for one in found) for rule, found in triage), default=0)
        self.gravest = max((max(rule.levels[one] for one in found) for rule, found in triage), default=0)
        said = [rule.interim for rule, found in triage if NO not in found and rule.interim is not None]
        self._interim = frozenset.intersection(*said) if said else frozenset()

    @property
    def plan_possible(self) -> bool:
        """Whether there may still be a plan."""
        return self.mildest < REFERRAL

    def open_and_mattering(self) -> Iterator[ReadyRule]:
        """The rules that are not decided and could still change what the person gets."""
        for rule, found in self._results:
            if len(found) > 1 and self._matters(rule, found):
                yield rule

    def _matters(self, rule: ReadyRule, found: frozenset[int]) -> bool:
        if self.plan_possible:
            return True
        if rule.stage != "triage" or self.mildest == EMERGENCY:
            return False
        if max(rule.levels[one] for one in found) > self.mildest:
            return True
        forbids = rule.interim is not None and not self._interim <= rule.interim
        return self.mildest == REFERRAL and forbids and NO in found
