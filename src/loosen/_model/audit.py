"""The record of every decision: one typed tree. Explanations read this and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from .base import Evidence, Id, Level, Model, RuleId, Stage
from .interview import InterviewRecord
from .provenance import ContradictionId, PrincipleId
from .question import AnswerValue
from .reason import Because, Failed, Purpose, SetBy, VerdictReason
from .review import Course

AUDIT_SCHEMA: Final = 4
"""Version of the record's form; it rises whenever a field changes its meaning. Older forms are brought up to it."""

AnswerState = Literal["answered", "unknown", "default", "left_open", "skipped", "not_applicable", "redacted"]


class AnswerRecord(Model):
    """How one question was answered: said by the person, not sure, by default, left open, or not applicable.

    A question is `skipped` when it applies, is not answered, and no answer to it could change the outcome. `also` is
    what stood beside real options: that none of them fits, or that the person was not sure of the rest. Of a redacted
    record the state is `redacted`, `value` is None, and `hashed` says to whoever holds the key which answer it was.
    """

    question: Id
    state: AnswerState = "answered"
    value: AnswerValue | None = None
    also: tuple[Literal["none", "unknown"], ...] = ()
    hashed: str | None = None


class RuledOut(Model):
    """An exercise that the person does not want: why, in their words, and the one they chose in its place.

    Of a redacted record `because` is empty, and `hashed` says to whoever holds the key what it was.
    """

    exercise: Id
    because: str = ""
    instead: Id | None = None
    hashed: str | None = None

    @property
    def as_option(self) -> str:
        """What stands for it among answers."""
        return f"{self.exercise}>{self.instead}" if self.instead else self.exercise

    @property
    def as_given(self) -> dict[str, str]:
        """What a file of answers says of the exercise."""
        told = {"because": self.because, "instead": self.instead}
        return {name: said for name, said in told.items() if said}


class Conflict(Model):
    """Answers that do not fit together, and what was done: the safer reading counts and they are asked again."""

    questions: tuple[Id, ...]
    say: str


class TallyRecord(Model):
    """How many of a tally's tests certainly hold (`least`) and how many may (`most`)."""

    tally: Id
    least: int
    most: int


class WrittenRecord(Model):
    """An answer in words of one's own, and whether enough of it is in a language that is read to be understood."""

    question: Id
    understood: bool


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
    state: Literal["present", "unknown"] = "present"
    derived_from: tuple[str, ...]


class RuleRecord(Model):
    """What one rule said that did not stay silent: it fired, or it may apply because an answer is unknown.

    `matched` names the facts that spoke for it; `failed` is the first test that did not certainly hold.
    """

    rule: RuleId
    result: Literal["fired", "unknown"]
    matched: tuple[str, ...] = ()
    failed: Failed | None = None


class StageRecord(Model):
    """Every rule considered at one stage: those that spoke, and those that stayed silent with the first failed test."""

    stage: Stage
    spoke: tuple[RuleRecord, ...] = ()
    silent: dict[RuleId, Failed] = {}


class FocusReason(Model):
    """One thing that points to a muscle: a node of the graph (`symptom:…`, `self_test:…`, `rule:…`) and its weight."""

    via: str
    weight: int


class FocusRecord(Model):
    """How strongly a muscle is in focus (percent), on which side, and why.

    `strength` is that in all; `mobility` of it is for moving better, and `training` for being stronger. Both are 0 in
    a record of a form that did not tell them apart.
    """

    muscle: Id
    strength: int
    mobility: int = 0
    training: int = 0
    side: Literal["left", "right", "both"] = "both"
    reasons: tuple[FocusReason, ...]


EffectName = Literal["excluded", "modified", "caution", "limited", "held_back"]


class EffectOn(Model):
    """What a rule did to one exercise, and what it is about the exercise that the rule is about.

    `via` are nodes of the graph from the exercise on: a demand, a wider demand that it implies, a muscle; empty where
    the rule names the exercise, its kind or its position.
    """

    rule: RuleId
    effect: EffectName
    via: tuple[str, ...] = ()

    def path_from(self, exercise: str) -> tuple[str, ...]:
        """The whole path from the exercise on; empty where `via` is."""
        return (f"exercise:{exercise}", *self.via) if self.via else ()


class EffectRecord(EffectOn):
    """What a rule did, by the same way, to each of these exercises."""

    exercises: tuple[Id, ...]


class DoseStep(Model):
    """One step of how a dose came about: which value, and which dose, rule or limit set it."""

    field: str
    value: int
    because: SetBy


ExerciseVerdict = Literal["chosen", "not_chosen", "held_back", "excluded", "not_candidate", "withdrawn"]


SAID_ELSEWHERE: Mapping[ExerciseVerdict, Because] = {
    "chosen": Because(VerdictReason.PICKED),
    "excluded": Because(VerdictReason.BY_RULES),
    "held_back": Because(VerdictReason.BY_RULES),
}
"""Verdicts of which a pick, or the rules among the effects, say why."""


EASIER, SAFER = "easier", "safer"
"""The terms of a score that stand for no entry: easier than need be, and a safer way to the same aim."""


class ExerciseRecord(Model):
    """What became of one exercise of the library: every one is accounted for exactly once.

    `because` is left out where a rule, a pick, or the usual reason of its verdict (`Audit.usual`) says it. `score` maps
    each term (`muscle:…`, `rule:…`) to its points; `muscles` are those in focus that it works on, where no score names
    them: `Audit.reason_for` and `Audit.muscles_of` answer both. `lost_to` is the pick that an exercise came nearest to,
    and `behind` by how many points: below zero where it was ahead, and did not fit into the time or its muscles' share.
    """

    exercise: Id
    name: str
    verdict: ExerciseVerdict = "not_chosen"
    because: Because | None = None
    muscles: tuple[Id, ...] = ()
    score: dict[str, int] = {}
    lost_to: Id | None = None
    behind: int = 0
    dose: tuple[DoseStep, ...] = ()


class Told(Model):
    """What an entry of the library said when the record was made: its words, what it rests on, who reviewed it.

    In the words of a rule `{exercise}` stands for a name; a link has no words of its own. `digest` tells whether the
    entry has changed since: the first 8 hex digits of the SHA-256 of its canonical JSON; only rules and exercises have
    one.
    """

    say: str = ""
    evidence: tuple[Evidence, ...] = ()
    reviewed: str = "none"
    digest: str = ""


class LosingStatement(Model):
    """What a source says that was overruled, in our words, and where it stands."""

    says: str
    where: str


class ContradictionRecord(Model):
    """A disagreement between sources that this recommendation rests on, and how it was settled.

    `because` names the entries through which it took part, for example `exercise:superman` or `rule:SAF-041`.
    `principles` are told among the record's entries. `evidence` is empty where no source says anything and a
    principle alone decides.
    """

    id: ContradictionId
    title: str
    lost: tuple[LosingStatement, ...]
    principles: tuple[PrincipleId, ...]
    resolution: str
    evidence: tuple[Evidence, ...]
    because: tuple[str, ...]


class SelectionStep(Model):
    """One pick of the session, in the order made: which exercise, why then, and its seconds."""

    exercise: Id
    purpose: Purpose
    points: int
    seconds: int


class PassedOver(Model):
    """A choice that a part of a programme was not filled with, and why."""

    exercise: Id
    because: Because


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


class Redacted(Model):
    """That the answers of a record were replaced by hashes, with what tells which record it was and which key was used.

    `original` is a hash with the key over the digest of the record before: without the key nobody can guess a record
    and find out whether it was this one. `key` is the fingerprint of the key.
    """

    original: str
    key: str


class Audit(Model):
    """The whole record of one recommendation.

    `entries` holds what the entries that took part said, by node (`rule:SAF-012`, `muscle:hamstrings`, `question:age`);
    a link between two of them is there as `symptom:tight_hips>muscle:iliopsoas`.
    """

    schema_version: Literal[4]
    """The form of the record."""
    loosen_version: str
    """The program that made it."""
    library_digest: str
    """The rules and the knowledge that it was made with."""
    language: str = "en"
    """The language of its sentences."""
    answers: tuple[AnswerRecord, ...]
    """Every question and how it was answered: `question`, `state`, `value`."""
    ruled_out: tuple[RuledOut, ...] = ()
    """The exercises that the person ruled out, by id: why, and what was chosen in their place."""
    interview: InterviewRecord | None = None
    """Why each question was asked or skipped; None where the answers did not come from an interview."""
    conflicts: tuple[Conflict, ...] = ()
    """Answers that do not fit together, with what to `say` of them."""
    written: tuple[WrittenRecord, ...] = ()
    """The answers in words of one's own, and whether each was understood."""
    heard: tuple[HeardRecord, ...] = ()
    """Warning signs found in words of one's own."""
    tallies: tuple[TallyRecord, ...] = ()
    """Signs of a pattern, counted: `least` certainly, `most` perhaps."""
    findings: tuple[FindingRecord, ...]
    """What follows from the answers, each `finding` with what it is `derived_from`."""
    stages: tuple[StageRecord, ...]
    """Every rule of every stage that was reached: those that `spoke`, and the `silent` ones with the reason."""
    level: Level
    """The triage level."""
    decided_by: tuple[RuleId, ...] = ()
    """The triage rules that ask for this level, as far as any had to."""
    programme: ProgrammeRecord | None = None
    """What became of the programme asked for."""
    focus: tuple[FocusRecord, ...] = ()
    """The muscles in focus, with what points to them."""
    exercises: tuple[ExerciseRecord, ...] = ()
    """What became of each exercise that was considered: its `verdict`, its `score`, its `dose`."""
    effects: tuple[EffectRecord, ...] = ()
    """What rules did to exercises, rule by rule."""
    usual: dict[ExerciseVerdict, Because] = {}
    """Why most exercises of a verdict met it."""
    selection: tuple[SelectionStep, ...] = ()
    """The picks, in the order in which they were made."""
    entries: dict[str, Told] = {}
    """What each entry said when this was made."""
    contradictions: tuple[ContradictionRecord, ...] = ()
    """Where sources disagree about something that took part in this recommendation, by id."""
    course: Course | None = None
    """How the plan came from the one before it; None for an opening plan."""
    redacted: Redacted | None = None
    """That the answers were replaced by hashes; None where they were not."""

    def record_of(self, exercise: str) -> ExerciseRecord:
        """What became of an exercise. Raises `KeyError` when the record knows none of this id."""
        for record in self.exercises:
            if record.exercise == exercise:
                return record
        raise KeyError(exercise)

    def effects_on(self, exercise: str) -> tuple[EffectRecord, ...]:
        """What rules did to an exercise, by rule."""
        return tuple([effect for effect in self.effects if exercise in effect.exercises])

    def rules_that(self, effect: EffectName, exercise: str) -> tuple[RuleId, ...]:
        """The rules with one kind of effect on an exercise, each once, by id."""
        found = [one.rule for one in self.effects if one.effect == effect and exercise in one.exercises]
        return tuple(dict.fromkeys(found))

    def rules_on_each(self, effect: EffectName) -> dict[str, tuple[RuleId, ...]]:
        """The same of every exercise that has any, in one pass."""
        found = dict[str, dict[RuleId, None]]()
        for one in self.effects:
            if one.effect == effect:
                for exercise in one.exercises:
                    found.setdefault(exercise, {})[one.rule] = None
        return {exercise: tuple(rules) for exercise, rules in found.items()}

    def say_of(self, rule: str, name: str) -> str:
        """What a rule that took part says of an exercise of this name."""
        return self.entries[f"rule:{rule}"].say.replace("{exercise}", name)

    def reason_for(self, record: ExerciseRecord) -> Because:
        """Why an exercise met its verdict."""
        return record.because or SAID_ELSEWHERE.get(record.verdict) or self.usual[record.verdict]

    def said_by_rules(self, record: ExerciseRecord) -> str:
        """What the rules said that left an exercise out or hold it back, each sentence once; empty where none did."""
        effect: EffectName = "excluded" if record.verdict == "excluded" else "held_back"
        return self.said_by(self.rules_that(effect, record.exercise), record.name)

    def said_by(self, rules: Iterable[str], name: str) -> str:
        """What rules say of an exercise of this name, each sentence once."""
        return " ".join(dict.fromkeys(self.say_of(rule, name) for rule in rules))

    def muscles_of(self, record: ExerciseRecord) -> tuple[Id, ...]:
        """The muscles in focus that an exercise works on, those that count most first."""
        terms = [term for term in record.score if term.startswith("muscle:")]
        ranked = sorted(terms, key=lambda term: (-record.score[term], term))
        return tuple([term.removeprefix("muscle:") for term in ranked]) or record.muscles
