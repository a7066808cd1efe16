"""The record of every decision. Explanations read this and nothing else."""

from __future__ import annotations

from typing import Literal

from .base import Evidence, Id, Level, Model, RuleId, Stage
from .provenance import ContradictionId, Principle
from .question import AnswerValue

AUDIT_SCHEMA = 1
"""Version of the record's form; it rises whenever a field changes its meaning."""

AnswerState = Literal["answered", "unknown", "default", "left_open", "skipped", "not_applicable"]


class AnswerRecord(Model):
    """How one question was answered: said by the person, not sure, by default, left open, or not applicable.

    A question is `skipped` when it applies, is not answered, and no answer to it could change the outcome.
    """

    question: Id
    state: AnswerState
    value: AnswerValue | None = None


class AskedRecord(Model):
    """Whether a question was asked in an interview, and why, in words; `rules` are those that waited for the answer."""

    question: Id
    outcome: Literal["asked", "skipped", "not_applicable"]
    because: str
    rules: tuple[str, ...] = ()


class Conflict(Model):
    """Answers that do not fit together, and what was done: the safer reading counts and they are asked again."""

    questions: tuple[Id, ...]
    say: str


class TallyRecord(Model):
    """How many of a tally's tests certainly hold (`least`) and how many may (`most`)."""

    tally: Id
    least: int
    most: int


class HeardRecord(Model):
    """An entry of the lexicon found in a text: the finding it makes present (or possible), and the words it was."""

    question: Id
    lexicon: Id
    finding: Id
    certain: bool
    words: str


class FindingRecord(Model):
    """A finding that is, or may be, present, and the facts or rules it was derived from."""

    finding: Id
    state: Literal["present", "unknown"]
    derived_from: tuple[str, ...]


class RuleRecord(Model):
    """What one rule said: it fired, may apply (an answer is unknown), or stayed silent.

    `matched` names the facts that spoke for it; `failed` is the first test that did not hold.
    """

    rule: RuleId
    result: Literal["fired", "unknown", "silent"]
    matched: tuple[str, ...] = ()
    failed: str | None = None


class StageRecord(Model):
    """Every rule considered at one stage."""

    stage: Stage
    rules: tuple[RuleRecord, ...]


class FocusReason(Model):
    """One thing that points to a muscle: a node of the graph (`symptom:…`, `self_test:…`, `rule:…`) and its weight."""

    via: str
    weight: int


class FocusRecord(Model):
    """How strongly a muscle is in focus (percent), on which side, and why."""

    muscle: Id
    strength: int
    side: Literal["left", "right", "both"]
    reasons: tuple[FocusReason, ...]


class EffectRecord(Model):
    """What a rule did to an exercise, along which path, and what the person is told."""

    rule: RuleId
    effect: Literal["excluded", "modified", "caution", "limited", "held_back"]
    result: Literal["fired", "unknown"]
    path: tuple[str, ...] = ()
    say: str = ""


class ScoreTerm(Model):
    """One term of an exercise's score."""

    term: str
    points: int


class DoseStep(Model):
    """One step of how a dose came about: which value, and which dose, rule or limit set it."""

    field: str
    value: int
    because: str


ExerciseVerdict = Literal["chosen", "not_chosen", "held_back", "excluded", "not_candidate", "withdrawn"]


class ExerciseRecord(Model):
    """What became of one exercise of the library: every one is accounted for exactly once."""

    exercise: Id
    verdict: ExerciseVerdict
    because: str
    paths: tuple[tuple[str, ...], ...] = ()
    effects: tuple[EffectRecord, ...] = ()
    score: tuple[ScoreTerm, ...] = ()
    dose: tuple[DoseStep, ...] = ()


class LosingStatement(Model):
    """What a source says that was overruled, in our words, and where it stands."""

    says: str
    where: str


class ContradictionRecord(Model):
    """A disagreement between sources that this recommendation rests on, and how it was settled.

    `because` names the entries through which it took part, for example `exercise:superman` or `rule:SAF-041`.
    `evidence` is empty where no source says anything and a principle alone decides.
    """

    id: ContradictionId
    title: str
    lost: tuple[LosingStatement, ...]
    principles: tuple[Principle, ...]
    resolution: str
    evidence: tuple[Evidence, ...]
    because: tuple[str, ...]


class SelectionStep(Model):
    """One pick of the session, in the order made: which exercise, why then, and its seconds."""

    exercise: Id
    purpose: str
    points: int
    seconds: int


class PassedOver(Model):
    """A choice that a part of a programme was not filled with, and why."""

    exercise: Id
    because: str


class PartRecord(Model):
    """What a part of a programme was filled with (None: with nothing), and the other choices it had."""

    part: str
    given: Id | None
    passed_over: tuple[PassedOver, ...]


class ProgrammeRecord(Model):
    """The programme asked for, the session it sets in place of the person's own wishes, and what became of its parts.

    A programme without parts is a frame: its exercises are chosen as for a plan of one's own.
    """

    programme: Id
    minutes: int
    days_per_week: int
    times_per_day: int
    parts: tuple[PartRecord, ...] = ()


class Audit(Model):
    """The whole record of one recommendation."""

    schema_version: int = AUDIT_SCHEMA
    loosen_version: str
    library_digest: str
    answers: tuple[AnswerRecord, ...]
    interview: tuple[AskedRecord, ...] = ()
    """Why each question was asked or skipped; empty where the answers did not come from an interview."""
    conflicts: tuple[Conflict, ...]
    heard: tuple[HeardRecord, ...] = ()
    tallies: tuple[TallyRecord, ...]
    findings: tuple[FindingRecord, ...]
    stages: tuple[StageRecord, ...]
    level: Level
    programme: ProgrammeRecord | None = None
    focus: tuple[FocusRecord, ...] = ()
    exercises: tuple[ExerciseRecord, ...] = ()
    selection: tuple[SelectionStep, ...] = ()
    evidence: dict[RuleId, tuple[Evidence, ...]] = {}
    """The evidence of every rule that fired or may apply."""
    contradictions: tuple[ContradictionRecord, ...] = ()
    """Where sources disagree about something that took part in this recommendation, by id."""
