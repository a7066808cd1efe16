"""The reasons behind one exercise, typed: what led to it, what the rules did, its points, its dose."""

from __future__ import annotations

from typing import Literal

from pydantic import model_serializer

from loosen._model.audit import EffectName, ExerciseVerdict
from loosen._model.base import Evidence, Id, Level, Model, RuleId
from loosen._model.provenance import ContradictionId
from loosen._model.question import Changeable
from loosen._model.reason import Failed, SetBy

NOBODY = "none"


class Basis(Model):
    """What a statement rests on: its sources with how certain they are, who reviewed it, and its digest if it has one.

    `reviewed` is `none` until a clinician has signed it off.
    """

    evidence: tuple[Evidence, ...] = ()
    reviewed: str = NOBODY
    digest: str = ""


class AnswerSaid(Model):
    """An answer in words, and the question in quotes; none where the person wrote it, or answers do not fit.

    `to` is the id of the question, for whoever wants to answer it again; none where answers do not fit.
    """

    question: str = ""
    answer: str = ""
    to: str = ""

    @model_serializer
    def _written(self) -> str:
        return str(self)

    def __str__(self) -> str:
        """Such as “Where does it hurt?” Low back."""
        return " ".join(part for part in (self.question, self.answer) if part)


class FactSaid(Model):
    """A fact that spoke for a rule: its key, and the answers that it comes from, in words."""

    key: str
    answers: tuple[AnswerSaid, ...] = ()


class Pointer(Model):
    """One thing that points to the exercise, over a muscle in focus; a programme points straight to it.

    `via` is a node such as `symptom:tight_hips`. `weight` says how strongly it points to the muscle (percent),
    `strength` how much that muscle is in focus after all that points to it.
    """

    via: str
    say: str
    weight: int | None = None
    muscle: Id | None = None
    muscle_words: str = ""
    strength: int | None = None
    facts: tuple[FactSaid, ...] = ()
    basis: Basis

    @property
    def path(self) -> tuple[str, ...]:
        """The nodes from what points to it up to the muscle."""
        return (self.via, f"muscle:{self.muscle}") if self.muscle else (self.via,)


class Acted(Model):
    """What a rule did to the exercise, or said of it; `certain` is false where it only may apply.

    `via` is what about the exercise the rule is about, as nodes, and `via_words` the same in words. `failed` is the
    test that is not certain.
    """

    rule: RuleId
    effect: EffectName
    certain: bool
    say: str
    via: tuple[str, ...] = ()
    via_words: tuple[str, ...] = ()
    facts: tuple[FactSaid, ...] = ()
    failed: Failed | None = None
    basis: Basis


class Term(Model):
    """One term of the score: its points, and what they are for."""

    term: str
    points: int
    say: str
    basis: Basis


class DoseReason(Model):
    """One step of the dose: which value was set to what, and why."""

    field: str
    value: int
    because: SetBy
    say: str
    basis: Basis


class Disagreement(Model):
    """A disagreement between sources that this rests on; `lost` is what was overruled, with where it stands."""

    id: ContradictionId
    title: str
    lost: tuple[str, ...]
    principles: tuple[str, ...]
    resolution: str
    basis: Basis


class Race(Model):
    """The pick that an exercise came nearest to; `behind` is below zero where it had more points and did not fit."""

    lost_to: Id
    name: str
    behind: int


class Why(Model):
    """The whole chain behind one exercise. `loosen.tell` tells it in plain words, or in full where it is `deep`."""

    exercise: Id
    """The id of the exercise."""
    name: str
    """What it is called, for people."""
    verdict: ExerciseVerdict
    """What became of it, such as `chosen`, `not_chosen` or `excluded`."""
    because: str
    """Why, in words."""
    basis: Basis
    """What the exercise rests on: its `evidence`, and who `reviewed` it."""
    pointers: tuple[Pointer, ...] = ()
    """What points to it: symptoms, self-tests, rules, a programme; each with its `path` and what to `say`."""
    rules: tuple[Acted, ...] = ()
    """What rules did to it: `rule`, `effect`, `certain`, `say`."""
    score: tuple[Term, ...] = ()
    """Its points, term by term."""
    race: Race | None = None
    """The pick that it came nearest to and lost, if it did."""
    dose: tuple[DoseReason, ...] = ()
    """How its dose came about, step by step."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where sources disagree about something that this rests on."""
    library_digest: str
    """The library that the record was made with."""
    loosen_version: str
    """The program that made the record."""
    deep: bool = False
    """Whether `tell` tells all of it."""

    @property
    def points(self) -> int:
        """All points of the score together."""
        return sum(term.points for term in self.score)

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What every part of the chain rests on."""
        pointed = (pointer.basis for pointer in self.pointers)
        ruled = (one.basis for one in self.rules)
        chosen = (*(term.basis for term in self.score), *(step.basis for step in self.dose))
        return (self.basis, *pointed, *ruled, *chosen, *(one.basis for one in self.disagreements))


class TriageSaid(Model):
    """A rule that speaks for seeing somebody first, in its own words."""

    rule: RuleId
    certain: bool
    say: str
    facts: tuple[FactSaid, ...] = ()
    basis: Basis


class AnswerChange(Model):
    """Another answer to one question, with its words; of a list, only the options that come in.

    `value` is what a file of answers would hold. `kind` says whether a person decides it, or finds it to be so, which
    a `self_test` shows.
    """

    question: Id
    kind: Changeable
    self_test: bool = False
    text: str
    value: str | int | tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    added: tuple[str, ...] = ()


class Counterfactual(Model):
    """The smallest change of answers found that puts the exercise into the plan; the plan was really made to see it.

    `leaving` are the names of the exercises that are then no longer in it.
    """

    changes: tuple[AnswerChange, ...]
    leaving: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, str | int | list[str]]:
        """The changed answers, as a file of answers would hold them."""
        given = {change.question: change.value for change in self.changes}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


class Searched(Model):
    """How far the search went: changes of one answer (all of them are tried) and of two, and how many of these exist.

    `singles` and `pairs` count what was tried until a change was found, or all that may be tried.
    """

    singles: int = 0
    pairs: int = 0
    pairs_there_are: int = 0

    @property
    def all_pairs(self) -> bool:
        """Whether every pair of changes was tried."""
        return self.pairs == self.pairs_there_are


class WhyNot(Model):
    """Why an exercise is not in a plan, and the smallest change of answers that puts it there, if there is one.

    `verdict` is `referral` where no plan was made. `rules` are those that took it out or hold it back, `triage` those
    that lead to a referral. `unsearched` says why no change was looked for, and is empty where `searched` tells how far
    the search went.
    """

    exercise: str
    """The id of the exercise."""
    name: str
    """What it is called, for people."""
    verdict: ExerciseVerdict | Literal["referral"]
    """What became of it, such as `not_chosen` or `excluded`."""
    level: Level
    """The triage level of the plan or referral."""
    because: str = ""
    """Why, in words."""
    rules: tuple[Acted, ...] = ()
    """What rules did to it: `rule`, `effect`, `certain`, `say`."""
    triage: tuple[TriageSaid, ...] = ()
    """The rules of triage because of which there is no plan."""
    points: int = 0
    """Its points."""
    race: Race | None = None
    """The pick that it came nearest to."""
    change: Counterfactual | None = None
    """The smallest change found: `change.answers` is what `what_if` takes."""
    searched: Searched | None = None
    """How many changes were tried."""
    unsearched: str = ""
    """Why none was looked for."""

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What the rules that are told rest on."""
        return (*(one.basis for one in self.rules), *(one.basis for one in self.triage))
