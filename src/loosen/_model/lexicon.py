"""Signs told in somebody's own words, and the groups of words that their phrases are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Authored, Evidence, Id, Model, Sentence

_ONE = r"(\*?[a-zäöüß0-9']+\*?|<[a-z][a-z0-9_]*>)"
_ANY_OF = rf"{_ONE}(\|{_ONE})*"
_PART = rf"{_ANY_OF}( (\.\.\. )?{_ANY_OF})*"
Phrase = Annotated[str, StringConstraints(pattern=rf"^{_PART}$", max_length=240)]
"""Words in small letters, in any of their forms: `numb` stands for "numbness" too. `pee|wee` stands for either,
`tingl*` for every word that begins so, `*schmerz` for every word that ends so, `<leg>` for anything in that group,
`...` for up to three words between. "can't" stands for "cannot" and "can not" too, and so on."""
SignPhrase = Annotated[str, StringConstraints(pattern=rf"^{_PART}( [+&] {_PART})*$", max_length=240)]
"""A phrase, or several that have to come together in any order: joined by `+` close to each other in one sentence,
joined by `&` anywhere in the text."""

PHRASE_CUES = frozenset({"cue_long_past", "cue_gone", "cue_goes_on", "cue_well_since", "cue_on_behalf"})
"""The cues that are phrases and are found like any group."""
SINGLE_WORD_CUES = frozenset(
    f"cue_{name}"
    for name in (
        "no", "no_such", "no_behind", "answers_no", "doubtful_before_no", "small", "turns", "clause_turns",
        "copulas", "links", "ors", "signs", "states", "verbs", "once", "others", "self_words", "clinicians",
        "family", "in_the", "fears", "of_fears", "may_be", "supposes", "not_supposed", "common", "abbreviations",
    )
)  # fmt: skip
"""The cues that are single words, which count just as they are written."""
CUES = PHRASE_CUES | SINGLE_WORD_CUES | {"cue_asks"}
"""The groups that change how the words around them read; what each does stands in `_assessment/lexicon/cues.py`."""


class Numerals(Model):
    """The numbers, written in digits, that belong to a group: from `at_least` up to and with `at_most`."""

    at_least: float
    at_most: float

    @model_validator(mode="after")
    def _in_order(self) -> Numerals:
        if self.at_least > self.at_most:
            raise ValueError(f"at_least: {self.at_least:g} is more than at_most: {self.at_most:g}")
        return self


class Vocabulary(Authored):
    """Groups of words of one language that mean the same to the reading of texts, such as all words for the leg.

    A phrase of the lexicon names a group as `<leg>`, and so may a phrase of another group. Groups of one name in
    several files are one group, so that a file of your own adds words to it. `numbers` are groups of numerals, such
    as temperatures that are a fever. Groups that begin with `cue_` change how the words around them read (denied,
    somebody else's, long past …).
    """

    id: Id
    language: Id
    name: Sentence
    groups: Mapping[Id, Annotated[tuple[Phrase, ...], Field(min_length=1)]] = {}
    numbers: Mapping[Id, Annotated[tuple[Numerals, ...], Field(min_length=1)]] = {}


class SignWords(Model):
    """How a sign is told in one language, and what it is called there where that is not English.

    `unless` lists longer phrases that only look alike ("hay fever"). `found_in`, `unsure_in` and `not_found_in` are
    sentences that show what counts, may count and does not count.
    """

    name: Sentence | None = None
    phrases: Annotated[tuple[SignPhrase, ...], Field(min_length=1)]
    unless: tuple[SignPhrase, ...] = ()
    found_in: Annotated[tuple[Sentence, ...], Field(min_length=2)]
    unsure_in: tuple[Sentence, ...] = ()
    not_found_in: Annotated[tuple[Sentence, ...], Field(min_length=2)]


class Lexicon(Authored):
    """Phrases that make a finding present when somebody uses them and does not say that they do *not* apply.

    `finding` is a condition of the kind `pattern`. What a phrase leads to is decided by rules of triage; a phrase that
    is not there, or is denied, changes nothing. `counts` says until when the sign matters: `ever` (an illness),
    `lately` (not when it is long past), or `now` (nor when it has gone again). `boxes` are the options that tell of the
    same sign, by question.
    """

    id: Id
    name: Sentence
    finding: Id
    counts: Literal["now", "lately", "ever"] = "lately"
    boxes: Annotated[Mapping[Id, tuple[Id, ...]], Field(min_length=1)]
    words: Annotated[Mapping[Id, SignWords], Field(min_length=1)]
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    def named(self, language: str) -> str:
        """What the sign is called in a language; its English name where that language does not say."""
        words = self.words.get(language)
        return words.name if words and words.name else self.name
