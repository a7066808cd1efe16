"""What comes back: one shape for each thing that is told, and records as the text that their seal is over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, Self

from fastapi import Response
from pydantic import BaseModel, Field

from loosen._explain.compare.types import Comparison
from loosen._explain.replay.types import Replay
from loosen._explain.why.types import Why, WhyNot
from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._library import Library
from loosen._model.base import Model
from loosen._model.plan import Recommendation
from loosen._model.screen import Form
from loosen._outputs.questions import as_data
from loosen._records.canonical import canonical
from loosen._records.checking import State
from loosen._records.sealing import to_json
from loosen._words.speech import speech_of


def sealed(made: Recommendation) -> Response:
    """A record as the text that its seal is over."""
    return Response(to_json(made), media_type="application/json")


def written(told: BaseModel) -> Response:
    """A value in full. It was just made and is not checked again."""
    return Response(told.model_dump_json(by_alias=True), media_type="application/json")


class LanguageKnown(Model):
    """A language that things are told in."""

    id: str = Field(description="As ISO 639 names it, such as `de`.")
    name: str
    made_by: Literal["machine", "person"]
    reviewed_by: str = Field(description="`none` until somebody has.")


class About(Model):
    """What answers here."""

    version: str = Field(description="Of loosen.")
    library: str = Field(description="The digest of the rules and the knowledge, which every record names.")
    record_form: int = Field(description="The form of the records that are made; older ones are read, too.")
    languages: tuple[LanguageKnown, ...]


class OptionTold(Model):
    """One possible answer; an `exclusive` one stands alone."""

    id: str
    text: str
    help: str | None
    exclusive: bool


class QuestionTold(Model):
    """A question. `unknown` answers every one, also those that have no options."""

    id: str
    section: str
    text: str
    help: str | None
    type: Literal["yes_no", "choice", "choices", "number", "text"]
    options: tuple[OptionTold, ...]
    unit: str | None
    minimum: int | None
    maximum: int | None
    safety: bool = Field(description="Whether it has to be answered where it applies.")
    default: int | str | tuple[str, ...] | None = Field(description="What is taken where it is not answered.")
    asked_when: str = Field(description="When it is asked, in words.")
    asked_if: dict[str, Any] | None = Field(description="The same as data; null for always.")


class QuestionsTold(Model):
    """Every question, in the order asked."""

    library: str
    questions: tuple[QuestionTold, ...]

    @classmethod
    def of(cls, library: Library) -> Self:
        """Those of a library, in its language."""
        return cls(library=library.digest, questions=tuple(questions_told(library.questions_in_order, library)))


def questions_told(questions: Iterable[Any], library: Library) -> Iterable[QuestionTold]:
    """Questions in the words of a library."""
    words, speech = library.answer_words, speech_of(library.language_id)
    return (QuestionTold.model_validate(as_data(one, words, speech)) for one in questions)


class LineTold(Model):
    """A line to tick: answer its `key`. One without an option stands for a whole question, which is asked after it."""

    key: str
    question: str
    option: str
    text: str
    help: str | None


class AskTold(Model):
    """What to ask: `one` question, a `list` of lines to tick, or `fields`, one for each question."""

    id: str
    form: Form
    title: str = Field(description="What stands on top; for `one` its question.")
    text: str | None = Field(description="What helps to answer.")
    why: str = Field(description="Why it is asked, in a sentence.")
    conflict: str | None = Field(description="What does not fit together; null where nothing was asked before.")
    as_one: bool = Field(description="Whether the lines speak for themselves, without the texts of their questions.")
    refines: bool = Field(description="Whether the first plan is made without this, as a rule.")
    questions: tuple[QuestionTold, ...]
    lines: tuple[LineTold, ...] = Field(description="Empty for `fields`.")
    before: dict[str, Any] = Field(description="What is there already, by question.")

    @classmethod
    def of(cls, shown: Ask, library: Library) -> Self:
        """What is asked, in the words of a library."""
        return cls(
            id=shown.id, form=shown.form, title=shown.title, text=shown.text, why=shown.why, conflict=shown.conflict,
            as_one=shown.as_one, refines=shown.refines, questions=tuple(questions_told(shown.questions, library)),
            lines=tuple(LineTold(**line._asdict()) for line in shown.lines), before=dict(shown.before),
        )  # fmt: skip


class InterviewTold(Model):
    """Where an interview stands. Send `interview` along with the next step; nothing of it is kept here."""

    interview: dict[str, Any] = Field(description="All that is known of it.")
    ask: AskTold | None = Field(description="What to ask now; null when it is over.")
    ready: bool = Field(description="Whether a plan or referral can be made now.")
    progress: float = Field(ge=0, le=1, description="How far along it is; never falls.")
    asked_anew: tuple[str, ...] = Field(
        description="Questions that mean something else than when they were answered, so that they are asked anew."
    )

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Self:
        """Where it stands."""
        shown = questionnaire.next()
        return cls(
            interview=questionnaire.as_data(),
            ask=AskTold.of(shown, questionnaire.library) if shown else None,
            ready=questionnaire.ready,
            progress=questionnaire.progress,
            asked_anew=tuple(questionnaire.asked_anew),
        )


class WhyTold(Model):
    """The chain behind one exercise, as data and in words."""

    why: Why
    told: str


class WhyNotTold(Model):
    """Why an exercise is not in a plan, as data and in words."""

    why_not: WhyNot
    told: str


class DiffTold(Model):
    """Every difference between two records, as data and in words."""

    comparison: Comparison
    told: str


class WhatIfTold(DiffTold):
    """What other answers bring: the record that was really made with them, and every difference."""

    after: Recommendation


def what_if_written(after: Recommendation, comparison: Comparison, told: str) -> Response:
    """A `WhatIfTold`, with the record as the text that its seal is over."""
    words = canonical(told)
    text = f'{{"after":{to_json(after).rstrip()},"comparison":{comparison.model_dump_json()},"told":{words}}}\n'
    return Response(text, media_type="application/json")


class VerifyTold(Model):
    """Whether a record is as it was written. `reformatted`: laid out anew, and every value is as it was sealed."""

    state: State
    seal: str = Field(description="64 hex digits; empty where it cannot be relied on.")
    parts: tuple[str, ...] = Field(description="The parts that are not as they were sealed.")
    told: str


class ReplayTold(Model):
    """A record made again with the library of today, as data and in words."""

    replay: Replay
    told: str


class HandOut(Model):
    """A plan or referral to be read or printed."""

    form: Literal["text", "markdown", "html"]
    text: str


class ExerciseTold(Model):
    """An exercise that there is; whether somebody may do it only a plan says."""

    id: str
    name: str
    kind: str
    has_picture: bool
