"""A rule: when it speaks, what it does, and what it rests on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator

from .base import LEVELS, Authored, Evidences, Id, Level, Model, Review, RuleId, Sentence, Stage
from .effects import ALLOWED, Effect, EffectModel
from .when import When

PREFIX: dict[str, Stage] = {
    "FND": "findings", "TRI": "triage", "FOC": "focus", "SAF": "safety",
    "SEL": "selection", "DOS": "dosage", "PRO": "progression",
}  # fmt: skip

E = TypeVar("E", bound=EffectModel)

OnUnknown = Literal["as_present", "caution", "ignore"] | Level
"""What "not sure" does: the same as yes, a warning, nothing, or (triage) a level of its own."""
MAY_SAY_UNKNOWN: dict[Stage, tuple[OnUnknown | None, ...]] = {
    "triage": ("ignore", *LEVELS),
    "safety": ("as_present", "caution", "ignore"),
    "dosage": (None, "as_present"),
    "progression": (None, "as_present"),
}
"""What `unknown` may be at each stage; rules of triage and safety must say it, those of the other stages never do."""


class Rule(Authored):
    """One rule. It looks only at answers and findings (`when`) and acts on exercises through selectors (`then`).

    `say` is shown to the person; `{exercise}` in it stands for the exercise's name. `unknown` says what "not sure"
    does. Rules of triage and safety must say it; one of dosage or progression that makes a plan milder may, so that it
    is milder also for somebody who cannot tell.
    """

    id: RuleId
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    status: Literal["draft", "active", "retired"]
    replaced_by: RuleId | None = None
    since: date
    summary: Sentence
    when: When
    unknown: OnUnknown | None = None
    then: Annotated[tuple[Effect, ...], Field(min_length=1)]
    say: Sentence
    evidence: Evidences
    inferred: bool = False
    reviewed: Review = Review()

    @property
    def stage(self) -> Stage:
        """The stage this rule belongs to, told by its id."""
        return PREFIX[self.id[:3]]

    def effects(self, form: type[E]) -> tuple[E, ...]:
        """Its effects of one form, in the order written."""
        return tuple(effect for effect in self.then if isinstance(effect, form))

    def say_of(self, exercise: str) -> str:
        """What the person is told about an exercise of this name."""
        return self.say.replace("{exercise}", exercise)

    @model_validator(mode="after")
    def _has_effects_of_its_stage(self) -> Rule:
        for effect in self.then:
            if not isinstance(effect, ALLOWED[self.stage]):
                raise ValueError(f"a rule of {self.stage} cannot have the effect {type(effect).__name__}")
        return self

    @model_validator(mode="after")
    def _says_what_not_sure_does(self) -> Rule:
        if self.unknown not in MAY_SAY_UNKNOWN.get(self.stage, (None,)):
            allowed = ", ".join(str(word) for word in MAY_SAY_UNKNOWN.get(self.stage, ()) if word) or "nothing"
            raise ValueError(f"in a rule of {self.stage} 'unknown' says what 'not sure' does: {allowed}")
        return self

    @model_validator(mode="after")
    def _is_replaced_when_retired(self) -> Rule:
        if self.replaced_by is not None and self.status != "retired":
            raise ValueError("replaced_by belongs to a retired rule")
        return self


class Case(Model):
    """One example of a rule, named by a plain sentence: these answers and findings, so the rule does this.

    Questions not named count as answered "no", "none" or by their default; a choice without a default as not made. All
    findings that follow from the answers are derived; `findings` sets others directly.
    """

    name: Sentence
    answers: dict[Id, int | str | tuple[str, ...]] = Field(default_factory=dict)
    findings: dict[Id, Literal["present", "absent", "unknown"]] = Field(default_factory=dict)
    expect: Literal["fires", "silent", "unknown"]


class RuleCases(Authored):
    """The cases that stand beside a rule's file."""

    rule: RuleId
    cases: Annotated[tuple[Case, ...], Field(min_length=2)]
