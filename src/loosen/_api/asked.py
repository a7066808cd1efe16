"""What is sent: one shape for each thing that can be asked."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field, WithJsonSchema

from loosen._diary.reading import brought_up, in_order
from loosen._model.base import Model
from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen._model.language import ENGLISH

from .library import Language
from .sizes import has_more_values

MOST_GIVEN: Final = 2_000
"""Values in answers: many times as many as there are questions."""
MOST_SAVED: Final = 20_000
"""Values in a saved interview: a hundred times what an honest one holds."""


def _honest(value: Any, most: int) -> Any:
    """A value, where it holds no more values than an honest one has. Raises `ValueError`."""
    if has_more_values(value, most):
        raise ValueError(f"holds more than {most:,} values")
    return value


_OfHonestSize = AfterValidator(lambda value: _honest(value, MOST_GIVEN))
Given = Annotated[
    dict[str, Any],
    _OfHonestSize,
    Field(
        description="Answers by the id of their question, as `questions` lists them. Two names are reserved: "
        "`not_these` lists exercises that the person never wants, `library` the digest that the answers are for.",
    ),
]
Record = Annotated[
    dict[str, Any],
    WithJsonSchema({"type": "object", "required": ["audit"], "title": "Record"}),
    Field(
        description="A record as `recommend`, `interview/recommendation` or `diary/review` gave it: the shape "
        "`Recommendation`. Send it as it came: a change of any value is found out by its seal.",
    ),
]
Saved = Annotated[
    dict[str, Any],
    AfterValidator(lambda value: _honest(value, MOST_SAVED)),
    WithJsonSchema({"type": "object", "required": ["answers"], "title": "Interview"}),
    Field(
        description="What `interview` or a later step gave under `interview`: all that is known of it. Send it as it "
        "came.",
    ),
]
Exercise = Annotated[str, Field(description="An exercise by its id or name.", max_length=200, examples=["cat_cow"])]
Noted = Annotated[
    Diary, BeforeValidator(lambda value: brought_up(value, "the diary")), AfterValidator(in_order),
    Field(description="Everything that one person noted."),
]  # fmt: skip
Moment = Annotated[AwareDatetime, Field(strict=False, description="With its time zone, which is that of the person.")]


class Asked(Model):
    """What a body holds: nothing but these fields, and nothing that is only like what it should be."""

    model_config = ConfigDict(strict=True, defer_build=False)  # FastAPI cannot wait for it without warnings


class AnswersAsked(Asked):
    """Answers, for a plan."""

    answers: Given
    language: Language = ENGLISH


class Begin(Asked):
    """The beginning of an interview."""

    answers: Given = Field({}, description="Answers that are known already; none of them is asked again.")
    language: Language = ENGLISH


class Interview(Asked):
    """An interview under way."""

    interview: Saved
    language: Language = ENGLISH


class AnswerGiven(Interview):
    """An answer to what is asked now."""

    value: Annotated[Any, _OfHonestSize] = Field(
        description="For the form `one` what the question takes; for a `list` the keys of the lines ticked, or `none` "
        "or `unknown`; for `fields`, and for any form, an object of answers by question.",
        examples=["none", ["flags_neuro.numb_bottom"], {"age": 45, "sex": "female"}],
    )


class Again(Interview):
    """A question that was answered, to be shown again."""

    question: str = Field(description="The id of a question that was answered.", max_length=60)


class Changed(Again):
    """Another answer to a question that was answered."""

    value: Annotated[Any, _OfHonestSize] = Field(description="What the question takes.")
    confirmed: bool = Field(
        False, description="Whether the person confirmed that the signs are taken back which a problem `confirm` named."
    )


class WhyAsked(Asked):
    """Why an exercise is, or is not, in a plan."""

    record: Record
    exercise: Exercise
    deep: bool = Field(False, description="Whether `told` tells the whole chain, with its sources.")


class WhyNotAsked(Asked):
    """Why an exercise is not in a plan, and what would bring it in."""

    record: Record
    exercise: Exercise


class WhatIfAsked(Asked):
    """What other answers would bring."""

    record: Record
    changes: Given = Field(description="The answers that would be others, by question.", examples=[{"minutes": 20}])


class TwoRecords(Asked):
    """Two records to be compared."""

    before: Record
    after: Record


class OneRecord(Asked):
    """A record."""

    record: Record


class HandOutAsked(OneRecord):
    """A plan or referral to be read or printed."""

    form: Literal["text", "markdown", "html"] = Field("text", description="`html` has pictures and stands by itself.")


class PlanOfDiary(OneRecord):
    """A plan that a person begins with."""

    diary: Noted | None = Field(None, description="None begins a diary of somebody new, under a random id.")
    since: Moment


class SessionNoted(Asked):
    """A session for a diary; one that it has under the same id is filled in."""

    diary: Noted
    session: SessionEntry


class CheckNoted(Asked):
    """A weekly check for a diary."""

    diary: Noted
    check: WeeklyCheck


class DiaryAsked(OneRecord):
    """A diary held against the last of its plans."""

    diary: Noted
    when: Moment


class ReviewAsked(DiaryAsked):
    """The same, for the next plan."""

    swaps: dict[str, str | None] = Field(
        {},
        max_length=100,
        description="Exercises that the person would rather change, by id: for another one, or null for any.",
    )
