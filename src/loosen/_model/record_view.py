"""A record by id: what explanations, comparisons, reports, pictures and PROV look things up in."""

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
    FocusRecord,
    HeardRecord,
    RuleRecord,
)
from .base import RuleId, Stage
from .reason import Failed
from .reserved import NOT_THESE

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


class RecordView:
    """One record by id."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit

    @cached_property
    def answers(self) -> Mapping[str, AnswerRecord]:
        """The answers by question, and what was ruled out under the name that it has beside them."""
        found = {record.question: record for record in self.audit.answers}
        ruled_out = tuple(one.as_option for one in self.audit.ruled_out)
        return {**found, **({NOT_THESE: AnswerRecord(question=NOT_THESE, value=ruled_out)} if ruled_out else {})}

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
    def spoke(self) -> Mapping[RuleId, RuleRecord]:
        """Every rule that did not stay silent."""
        return {rule.rule: rule for stage in self.audit.stages for rule in stage.spoke}

    @cached_property
    def heard(self) -> Mapping[str, HeardRecord]:
        """What was heard in somebody's own words, by the entry of the lexicon; the first where it was heard twice."""
        return {record.lexicon: record for record in reversed(self.audit.heard)}

    @cached_property
    def focus(self) -> Mapping[str, FocusRecord]:
        """The muscles in focus."""
        return {record.muscle: record for record in self.audit.focus}

    @cached_property
    def exercises(self) -> Mapping[str, ExerciseRecord]:
        """What became of each exercise; empty for a referral."""
        return {record.exercise: record for record in self.audit.exercises}

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

    def pointers_to(self, muscle: str) -> Mapping[str, int]:
        """What points to a muscle, and how strongly (percent); nothing where it is not in focus."""
        return {one.via: one.weight for one in self.focus[muscle].reasons} if muscle in self.focus else {}

    def strength_of(self, muscle: str) -> int:
        """How much a muscle is in focus (percent); 0 where it is not."""
        return self.focus[muscle].strength if muscle in self.focus else 0

    def side_of(self, muscle: str) -> str:
        """On which side a muscle in focus is tighter; empty where it is not in focus."""
        return self.focus[muscle].side if muscle in self.focus else ""

    def last_step(self, exercise: str, field: str) -> DoseStep | None:
        """The step that set a value of an exercise's dose in the end."""
        steps = self.exercises[exercise].dose if exercise in self.exercises else ()
        return next((step for step in reversed(steps) if step.field == field), None)

    def said(self, node: str) -> str:
        """What an entry says; empty where the record holds nothing of it."""
        return self.audit.entries[node].say if node in self.audit.entries else ""

    def digest_of(self, node: str) -> str:
        """The digest of an entry, empty where the record holds none."""
        return self.audit.entries[node].digest if node in self.audit.entries else ""

    def say(self, rule: str, name: str) -> str:
        """What a rule says of an exercise of this name where it took part, empty where it did not."""
        return self.audit.say_of(rule, name) if f"rule:{rule}" in self.audit.entries else ""


def _heard(stage: Stage, rule: RuleRecord) -> Heard:
    return Heard(stage, rule.result, rule.matched, rule.failed)
