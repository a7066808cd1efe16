"""What is asked and said in another language; English is what the entries themselves say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Authored, Id, Level, Model, Review, Sentence

LanguageId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language as ISO 639 names it, for example `de`."""

ENGLISH = "en"
"""The language of the entries themselves; it has no file."""


class OptionWording(Model):
    """One possible answer in another language."""

    text: Sentence
    help: Sentence | None = None


class QuestionWording(Model):
    """One question in another language: all that its English has, and nothing else. `options` is keyed by option."""

    text: Sentence
    help: Sentence | None = None
    none_text: Sentence | None = None
    options: dict[Id, OptionWording] = Field(default_factory=dict)


class ScreenWording(Model):
    """One screen of the interview in another language."""

    title: Sentence
    text: Sentence | None = None


class AnswerWords(Model):
    """The answers that belong to no question of their own."""

    yes: Annotated[str, StringConstraints(min_length=1, max_length=40)] = "Yes"
    no: Annotated[str, StringConstraints(min_length=1, max_length=40)] = "No"
    not_sure: Annotated[str, StringConstraints(min_length=3, max_length=40)] = "Not sure"
    none_of_these: Annotated[str, StringConstraints(min_length=3, max_length=40)] = "None of these"


class Language(Authored):
    """A second wording of questions and advice, with who made it and who reviewed it.

    It holds words alone: ids, conditions and meanings stay those of the entries. `levels` says the triage levels.
    `note` is what a plan or referral says first, in this language, for as long as nobody has reviewed the wording.
    """

    id: LanguageId
    name: Sentence
    made_by: Literal["machine", "person"]
    reviewed: Review
    note: Sentence | None = None
    words: AnswerWords
    levels: dict[Level, Sentence] = Field(default_factory=dict)
    questions: dict[Id, QuestionWording]
    advice: dict[Id, Sentence]
    screens: dict[Id, ScreenWording] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Language:
        if self.id == ENGLISH:
            raise ValueError("English is what the entries themselves say, and has no file")
        if (self.reviewed.by == "none") != (self.note is not None):
            raise ValueError("a wording that nobody has reviewed, and only such a one, has a note that says so")
        return self
