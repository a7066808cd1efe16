"""What differs between two recommendations, each difference with what brought it about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from loosen._model.audit import AnswerRecord
from loosen._model.base import Id, Level, Model, RuleId, Stage
from loosen._model.plan import Override, Recommendation, Since
from loosen._model.record_view import Fate, FindingState, RuleState
from loosen._model.review import Ancestor

CauseKind = Literal["rule", "score", "focus", "dose", "rival", "fate", "level", "exercise", "library", "session"]
Value = str | int | tuple[str, ...] | None


class Cause(Model):
    """One thing that brought a difference about.

    `id` is a rule, a term of a score (`muscle:…`, `rule:…`), a muscle in focus, a question, a field of a dose, another
    exercise, or empty; `say` tells it in words. `answers` and `entries` are the changed answers and the changed rules
    (or exercises) of the library that it goes back to, as far as the records show it. `when` is the side that it tells
    of, `what` what it tells of that side, and `aside` stands in brackets at the end of `say`.
    """

    kind: CauseKind
    id: str = ""
    say: str
    when: Literal["now", "before"] | None = Field(default=None, exclude=True)
    what: str = Field(default="", exclude=True)
    aside: str = Field(default="", exclude=True)
    answers: tuple[Id, ...] = ()
    entries: tuple[str, ...] = ()


class Attributed(Model):
    """A difference with its causes, and the changed answers that it comes from."""

    causes: tuple[Cause, ...] = ()
    answers: tuple[Id, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What the difference is about."""
        raise NotImplementedError

    @property
    def result(self) -> Value:
        """What it is now."""
        raise NotImplementedError

    @property
    def is_attributed(self) -> bool:
        """Whether anything is known to have brought it about."""
        return bool(self.causes or self.answers)


class AnswerChange(Model):
    """An answer that is not the same; None where the question was not there."""

    question: Id
    before: AnswerRecord | None
    after: AnswerRecord | None
    text: str
    words: tuple[str, str]
    """Both answers in words."""


class FindingChange(Model):
    """A finding gained or lost, or known for sure where it was only possible; and what it was derived from."""

    finding: Id
    before: FindingState
    after: FindingState
    derived_from: tuple[str, ...]


class EntryChange(Model):
    """An entry that the one library has and the other lacks or words otherwise: `rule:SAF-031`, `exercise:bird_dog`."""

    entry: str
    change: Literal["added", "removed", "changed"]


class RuleChange(Model):
    """A rule that speaks now and did not, or the other way round, and the facts or the failed test that show why."""

    rule: RuleId
    stage: Stage
    before: RuleState
    after: RuleState
    because: str
    answers: tuple[Id, ...] = ()
    entries: tuple[str, ...] = ()


class LevelChange(Attributed):
    """Another triage level, and the reasons that are there now and were not, and the other way round."""

    before: Level
    after: Level
    gained: tuple[RuleId, ...]
    lost: tuple[RuleId, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return ("level",)

    @property
    def result(self) -> Value:
        return self.after


class ExerciseChange(Attributed):
    """Another verdict on an exercise."""

    exercise: Id
    name: str
    before: Fate
    after: Fate

    @property
    def key(self) -> tuple[str, ...]:
        return ("exercise", self.exercise)

    @property
    def result(self) -> Value:
        return self.after

    @property
    def in_plan(self) -> Literal["in", "out", ""]:
        """Whether the exercise came into the plan or went out of it."""
        if "chosen" not in (self.before, self.after):
            return ""
        return "in" if self.after == "chosen" else "out"


class ItemChange(Attributed):
    """Another dose, or another form, of an exercise that is in both plans: one `part` of the item."""

    exercise: Id
    name: str
    part: str
    before: Value
    after: Value

    @property
    def key(self) -> tuple[str, ...]:
        return ("item", self.exercise, self.part)

    @property
    def result(self) -> Value:
        return self.after


class PlanChange(Attributed):
    """Another session as a whole: its minutes, days, order, weeks ahead, what it falls short of, its programme."""

    part: str
    before: Value
    after: Value

    @property
    def key(self) -> tuple[str, ...]:
        return ("plan", self.part)

    @property
    def result(self) -> Value:
        return self.after


class AdviceChange(Attributed):
    """A piece of advice, or an exercise allowed meanwhile, that is there now and was not, or the other way round."""

    advice: Id
    say: str
    given: bool
    meanwhile: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        return ("meanwhile" if self.meanwhile else "advice", self.advice)

    @property
    def result(self) -> Value:
        return int(self.given)


class SideItem(Model):
    """An exercise of a plan and its dose in words."""

    exercise: Id
    name: str
    dose: str
    seconds: int


class Side(Model):
    """One of the two that are compared; `reasons` are those that its level rests on."""

    version: str
    library_digest: str
    language: str
    level: Level
    title: str
    reasons: dict[RuleId, str]
    overridden: tuple[Override, ...] = ()
    has_plan: bool
    minutes: int = 0
    seconds: int = 0
    days_per_week: int = 0
    items: tuple[SideItem, ...] = ()


class Comparison(Model):
    """Every difference between two recommendations.

    `parts` are the parts of the records that are not equal; without any, the two are the same.
    """

    before: Side
    """The one side: its `level`, `minutes`, `items`, and what it was made with."""
    after: Side
    """The other side."""
    parts: tuple[str, ...]
    """Such as `plan.items.cat_cow` or `audit.answers`."""
    reviews: tuple[Ancestor, ...] = ()
    """The reviews that led from the one to the other, where it came from that."""
    since: Since | None = None
    """What the last of them said."""
    conflicts: tuple[str, ...] = ()
    """What does not fit together now, and did before."""
    changed_answers: tuple[AnswerChange, ...] = ()
    """Each `question` with its answer `before` and `after`."""
    library: tuple[EntryChange, ...] = ()
    """Entries that the one library has and the other lacks or words otherwise."""
    findings: tuple[FindingChange, ...] = ()
    """Findings gained, lost, or known better."""
    rules: tuple[RuleChange, ...] = ()
    """Rules that speak now and did not, or the other way round."""
    level: LevelChange | None = None
    """The triage level, where it is another."""
    exercises: tuple[ExerciseChange, ...] = ()
    """Other verdicts; `in_plan` says whether the exercise came `in` or went `out`."""
    items: tuple[ItemChange, ...] = ()
    """Other doses or forms of exercises that are in both."""
    session: tuple[PlanChange, ...] = ()
    """What is different about the session as a whole."""
    advice: tuple[AdviceChange, ...] = ()
    """Advice that is given now and was not, or the other way round."""

    @property
    def is_same(self) -> bool:
        """Whether nothing at all differs."""
        return not self.parts

    @property
    def same_library(self) -> bool:
        """Whether both were made with the same rules and knowledge."""
        return self.before.library_digest == self.after.library_digest

    @property
    def attributed(self) -> Iterator[Attributed]:
        """Every difference in what the person gets."""
        if self.level:
            yield self.level
        yield from (*self.exercises, *self.items, *self.session, *self.advice)

    @property
    def in_the_plan(self) -> Iterator[Attributed]:
        """The differences that can be seen in the plan or referral itself; a verdict on what is in neither cannot."""
        return (one for one in self.attributed if not (isinstance(one, ExerciseChange) and not one.in_plan))


class WhatIf(Model):
    """What other answers would bring: the recommendation as it was made, the other one, and what differs."""

    changes: dict[Id, Value]
    """The changed answers, by question."""
    before: Recommendation
    """What it is now."""
    after: Recommendation
    """What it would be; it was really made."""
    comparison: Comparison
    """Every difference, with the changed answer that makes it."""
