"""What is asked and said in another language; English is what the entries themselves say."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Authored, Id, Level, Model, Review, Sentence

LanguageId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language as ISO 639 names it, for example `de`."""
TriageRuleId = Annotated[str, StringConstraints(pattern=r"^TRI-\d{3}$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[a-p]{8}$")]
"""Stands for an English text: another text has another mark."""

ENGLISH = "en"
"""The language of the entries themselves; it has no file."""
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Makes a mark of letters alone, which YAML never reads as a number."""


def mark_of(*texts: str | None) -> str:
    """The mark of the English that a wording is made from, text by text."""
    whole = "\0".join(text or "" for text in texts)
    return hashlib.sha256(whole.encode()).hexdigest()[:8].translate(_LETTERS)


class Wording(Model):
    """An entry in another language; `of` is the mark of the English that it was made from."""

    of: Mark


class Said(Wording):
    """One sentence or more in another language."""

    say: Sentence


class OptionWording(Model):
    """One possible answer in another language."""

    text: Sentence
    help: Sentence | None = None


class QuestionWording(Wording):
    """One question in another language: all that its English has, and nothing else. `options` is keyed by option."""

    text: Sentence
    help: Sentence | None = None
    none_text: Sentence | None = None
    taken: Sentence | None = None
    options: dict[Id, OptionWording] = Field(default_factory=dict)


class ScreenWording(Wording):
    """One screen of the interview in another language."""

    title: Sentence
    text: Sentence | None = None
    short: dict[Id, Sentence] = Field(default_factory=dict)


class AnswerWords(Model):
    """The answers that belong to no question of their own."""

    yes: Annotated[str, StringConstraints(min_length=1, max_length=40)] = "Yes"
    no: Annotated[str, StringConstraints(min_length=1, max_length=40)] = "No"
    not_sure: Annotated[str, StringConstraints(min_length=3, max_length=40)] = "Not sure"
    none_of_these: Annotated[str, StringConstraints(min_length=3, max_length=40)] = "None of these"


class ReferralWords(Model):
    """What a referral says beside the sentences of rules and advice: its headings, and what is not certain.

    `you_wrote` comes before the words that a person wrote, and `joined_by` between two of them.
    """

    what_to_do: Sentence = "What to do"
    meanwhile: Sentence = "What you may do meanwhile"
    answer_again: Sentence = "Please answer again when you can be sure"
    watch_out: Sentence = "Watch out for"
    good_to_know: Sentence = "Good to know"
    no_diagnosis: Sentence = (
        "This is not a diagnosis (it does not tell you what you have). It does not replace a doctor or physiotherapist."
    )
    not_known_yet: Sentence = (
        "Some answers that matter for your safety are not known yet, so for now we take the careful way. "
        "You find the questions at the end; answer them again when you can be sure."
    )
    not_known_here: Sentence = "An answer that matters here is not known, so we take the careful way."
    you_wrote: Sentence = "You wrote:"
    joined_by: Annotated[str, StringConstraints(min_length=1, max_length=20)] = "and"
    may_mean: Sentence = (
        "We cannot tell whether that is so for you, so we take the careful way and ask again. "
        "If you meant something else, change your words."
    )


class Language(Authored):
    """A second wording of questions and advice, with who made it and who reviewed it.

    It holds words alone: ids, conditions and meanings stay those of the entries. `levels` says the triage levels,
    `rules` what rules of triage tell a person, `referral` what else stands in a referral.
    `note` is what a plan or referral says first, in this language, for as long as nobody has reviewed the wording.
    """

    id: LanguageId
    name: Sentence
    made_by: Literal["machine", "person"]
    reviewed: Review
    note: Sentence | None = None
    words: AnswerWords
    levels: dict[Level, Sentence] = Field(default_factory=dict)
    referral: ReferralWords = ReferralWords()
    questions: dict[Id, QuestionWording]
    rules: dict[TriageRuleId, Said] = Field(default_factory=dict)
    advice: dict[Id, Said]
    screens: dict[Id, ScreenWording] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Language:
        if self.id == ENGLISH:
            raise ValueError("English is what the entries themselves say, and has no file")
        if (self.reviewed.by == "none") != (self.note is not None):
            raise ValueError("a wording that nobody has reviewed, and only such a one, has a note that says so")
        return self
