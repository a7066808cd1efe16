"""The condition of a rule: a tree of tests on answers, findings and tallies.

What a test says of itself here is enough for everybody but those that read conditions: `engine.conditions` and
`engine.literals`, which share nothing on purpose, and those that write them down: as codes (`reason`) and as words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, Tag, model_validator

from .base import Id, Model


class QuestionTest(Model):
    """Looks at one answer: an option (`is`, `is_not`, `any_of`) or a whole number (`at_least`, `at_most`).

    For a question with several choices `is` means that the option is among those chosen.
    """

    question: Id
    is_: Id | None = Field(default=None, alias="is")
    is_not: Id | None = None
    any_of: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _one_kind_of_test(self) -> QuestionTest:
        options = sum(test is not None for test in (self.is_, self.is_not, self.any_of))
        bounds = sum(test is not None for test in (self.at_least, self.at_most))
        if (options, bounds) not in {(1, 0), (0, 1), (0, 2)}:
            raise ValueError("give exactly one of is, is_not, any_of, or a number with at_least and/or at_most")
        return self

    @property
    def wanted(self) -> tuple[str, ...]:
        """The options one of which makes it hold."""
        return self.any_of or ((self.is_,) if self.is_ else ())

    @property
    def options(self) -> tuple[str, ...]:
        """Every option that it names; none where it looks at a number."""
        return (*self.wanted, *((self.is_not,) if self.is_not else ()))

    @property
    def wants_absence(self) -> bool:
        """Whether it holds because something is not there."""
        return self.is_not is not None


class FindingTest(Model):
    """Looks at one finding: a condition or symptom that is `present` or `absent`."""

    finding: Id
    is_: Literal["present", "absent"] = Field(default="present", alias="is")

    @property
    def wants_absence(self) -> bool:
        """Whether it holds because something is not there."""
        return self.is_ == "absent"


class TallyTest(Model):
    """Looks at how many of a declared tally's tests hold."""

    tally: Id
    at_least: int | None = None
    at_most: int | None = None

    @property
    def wants_absence(self) -> bool:
        """Never: it counts what is there."""
        return False

    @model_validator(mode="after")
    def _has_a_bound(self) -> TallyTest:
        if self.at_least is None and self.at_most is None:
            raise ValueError("give at_least, at_most or both")
        return self


class All(Model):
    """Holds when every part holds."""

    all: Annotated[tuple[When, ...], Field(min_length=1)]


class AnyOf(Model):
    """Holds when at least one part holds."""

    any: Annotated[tuple[When, ...], Field(min_length=1)]


class Always(Model):
    """Holds for everybody."""

    always: Literal[True]


Test = QuestionTest | FindingTest | TallyTest

_KEYS = ("all", "any", "always", "question", "finding", "tally")


def _form(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in _KEYS if key in value), None)
    return next((key for key in _KEYS if key in getattr(type(value), "model_fields", ())), None)


When = Annotated[
    Union[
        Annotated[All, Tag("all")],
        Annotated[AnyOf, Tag("any")],
        Annotated[Always, Tag("always")],
        Annotated[QuestionTest, Tag("question")],
        Annotated[FindingTest, Tag("finding")],
        Annotated[TallyTest, Tag("tally")],
    ],
    Discriminator(
        _form,
        custom_error_type="form_of_condition",
        custom_error_message="a condition starts with one of: all, any, always, question, finding, tally",
    ),
]

All.model_rebuild()
AnyOf.model_rebuild()


def tests_on_answers(when: When) -> Iterator[QuestionTest]:
    """Every test in the tree that looks at an answer, in the order written."""
    return (test for test in tests_of(when) if isinstance(test, QuestionTest))


def tests_of(when: When) -> Iterator[Test]:
    """Every test in the tree, in the order written."""
    if isinstance(when, All):
        for part in when.all:
            yield from tests_of(part)
    elif isinstance(when, AnyOf):
        for part in when.any:
            yield from tests_of(part)
    elif not isinstance(when, Always):
        yield when
