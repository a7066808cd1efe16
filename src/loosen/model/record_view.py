"""A recommendation as it is looked at when two are compared: its record by id, and when a rule spoke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from .audit import (
    AnswerRecord,
    Audit,
    DoseStep,
    ExerciseRecord,
    ExerciseVerdict,
    FindingRecord,
    RuleRecord,
)
from .base import RuleId, Stage
from .plan import Item, Recommendation
from .reason import Failed

RuleState = Literal["fired", "unknown", "silent", "not_considered", "not_there"]
"""`not_considered`: its stage was not reached; `not_there`: the library did not have it."""
FindingState = Literal["present", "unknown", "absent"]
Fate = ExerciseVerdict | Literal["not_there", "not_considered"]


class Heard(NamedTuple):
    """What a rule said at its stage: its state, the facts that matched and the first test that failed."""

    stage: Stage
    state: RuleState
    matched: tuple[str, ...]
    failed: Failed | None


class Seen:
    """A recommendation and its record by id."""

    def __init__(self, recommendation: Recommendation) -> None:
        self.made = recommendation
        self.audit: Audit = recommendation.audit

    @cached_property
    def answers(self) -> Mapping[str, AnswerRecord]:
        """The answers by question."""
        return {record.question: record for record in self.audit.answers}

    @cached_property
    def findings(self) -> Mapping[str, FindingRecord]:
        """The findings that are, or may be, there."""
        return {record.finding: record for record in self.audit.findings}

    @cached_property
    def tallies(self) -> Mapping[str, tuple[int, int]]:
        """What each tally came to."""
        return {record.tally: (record.least, record.most) for record in self.audit.tallies}

    @cached_property
    def stages(self) -> frozenset[Stage]:
        """The stages that were reached."""
        return frozenset(record.stage for record in self.audit.stages)

    @cached_property
    def rules(self) -> Mapping[RuleId, Heard]:
        """Every rule that was considered."""
        return dict(self._rules())

    def _rules(self) -> Iterator[tuple[RuleId, Heard]]:
        for stage in self.audit.stages:
            yield from ((rule.rule, _heard(stage.stage, rule)) for rule in stage.spoke)
            yield from ((rule, Heard(stage.stage, "silent", (), failed)) for rule, failed in stage.silent.items())

    @cached_property
    def exercises(self) -> Mapping[str, ExerciseRecord]:
        """What became of each exercise; empty for a referral."""
        return {record.exercise: record for record in self.audit.exercises}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The exercises of the plan, in its order."""
        return {item.exercise: item for item in self.made.plan.items} if self.made.plan else {}

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every term of any score."""
        return frozenset(term for record in self.audit.exercises for term in record.score)

    def finding(self, name: str) -> FindingState:
        """Whether a finding is there."""
        return self.findings[name].state if name in self.findings else "absent"

    def state(self, rule: RuleId, stage: Stage) -> RuleState:
        """What a rule of a stage said, or why it said nothing."""
        if rule in self.rules:
            return self.rules[rule].state
        return "not_there" if stage in self.stages else "not_considered"

    def fate(self, exercise: str) -> Fate:
        """What became of an exercise."""
        if not self.exercises:
            return "not_considered"
        return self.exercises[exercise].verdict if exercise in self.exercises else "not_there"

    def digest_of(self, node: str) -> str:
        """The digest of an entry, empty where the record holds none."""
        return self.audit.entries[node].digest if node in self.audit.entries else ""

    def say(self, rule: str, name: str) -> str:
        """What a rule says of an exercise of this name where it took part, empty where it did not."""
        return self.audit.say_of(rule, name) if f"rule:{rule}" in self.audit.entries else ""


def _heard(stage: Stage, rule: RuleRecord) -> Heard:
    return Heard(stage, rule.result, rule.matched, rule.failed)


def in_focus(side: Seen, muscle: str) -> bool:
    """Whether a muscle is in focus."""
    return any(record.muscle == muscle for record in side.audit.focus)


def pointers_to(side: Seen, muscle: str) -> Mapping[str, int]:
    """What points to a muscle in focus, and how strongly (percent)."""
    return {r.via: r.weight for record in side.audit.focus if record.muscle == muscle for r in record.reasons}


def strength_of(side: Seen, muscle: str) -> int:
    """How much a muscle is in focus (percent); 0 where it is not."""
    return next((record.strength for record in side.audit.focus if record.muscle == muscle), 0)


def side_of(side: Seen, muscle: str) -> str:
    """On which side a muscle in focus is tighter; empty where it is not in focus."""
    return next((record.side for record in side.audit.focus if record.muscle == muscle), "")


def last_step(record: ExerciseRecord | None, field: str) -> DoseStep | None:
    """The step that set a value of a dose in the end."""
    return next((step for step in reversed(record.dose) if step.field == field), None) if record else None
