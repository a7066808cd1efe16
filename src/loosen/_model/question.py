"""What is asked of a person, and what a person may answer.

Whoever asks, reads, checks or shows a question goes by what its type says here, and not by the name of the type. A new
type is one more of `ANSWER_TYPES`, its reader in `loosen._assessment.answer`, what may be answered in words in
`loosen._outputs.questions`, and, where it is written in a way of its own, that way in each face of the interview.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from .base import Authored, Evidence, Evidences, Id, Model, Sentence
from .body import BodyPlace
from .when import Always, When

Section = Literal[
    "about_you", "red_flags", "pain", "health", "symptoms", "self_tests", "habits", "preferences", "check_in"
]

RED_FLAGS = "red_flags"
"""The section of the questions about warning signs."""
LONGEST_TEXT = 2_000
"""The most characters that an answer in one's own words may have."""

NONE = "none"
UNKNOWN = "unknown"
"""Reserved answers: `none` ("none of these", for several choices) and `unknown` ("not sure", for any question)."""

TypeName = Literal["yes_no", "choice", "choices", "number", "text"]


@dataclass(frozen=True)
class AnswerType:
    """What a type of question takes.

    `fields` are those fields of a question that only some types have. `options` are the same for every question of the
    type. `quiet` is the answer that tells of nothing, where the type has one. `several` options may be chosen at once
    (or `none`). A `number` lies between bounds. What is said in `own_words` makes no facts of its own, and is heard
    only through the lexicon.
    """

    fields: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    quiet: str | None = None
    several: bool = False
    number: bool = False
    own_words: bool = False

    def typed(self, text: str) -> Any:
        """The value of an answer typed on a command line, as a file of answers holds it; not yet checked."""
        if self.several and text != UNKNOWN:
            return [option.strip() for option in text.split(",")]
        return text


ANSWER_TYPES: Mapping[TypeName, AnswerType] = {
    "yes_no": AnswerType(frozenset({"yes_means"}), options=("yes", "no"), quiet="no"),
    "choice": AnswerType(frozenset({"options", "unknown_is"})),
    "choices": AnswerType(frozenset({"options", "none_text"}), quiet=NONE, several=True),
    "number": AnswerType(frozenset({"minimum", "maximum", "unit"}), number=True),
    "text": AnswerType(own_words=True),
}

Former = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*:[0-9a-f]{8}$")]
"""An earlier form of a question or an option: its id then, and the digest of its words."""
AnswerValue = str | int | tuple[str, ...]
"""An option id or a text, a whole number, or several option ids (sorted, each once)."""


class Option(Model):
    """One possible answer; `means` names the finding that choosing it makes present.

    `lies` is where it is on the picture of the body, for a question about places; one that is at none says why
    (`no_place`). `formerly` are earlier forms of it that mean the same, each as its id and its digest then.
    """

    id: Id
    text: Sentence
    means: Id | None = None
    help: Sentence | None = None
    lies: tuple[BodyPlace, ...] = ()
    no_place: Sentence | None = None
    formerly: tuple[Former, ...] = ()

    @model_validator(mode="after")
    def _lies_somewhere_or_nowhere(self) -> Option:
        if self.lies and self.no_place:
            raise ValueError("an option lies somewhere on the body, or says why it has no_place, and not both")
        return self


class Becoming(Model):
    """An answer that is certainly another one some weeks `after` it was given."""

    from_: Id = Field(alias="from")
    to: Id
    after: Annotated[int, Field(ge=1)]


class AsWeeksPass(Model):
    """What an answer is in the weeks after it was given, as far as it tells; the weeks ahead are planned by it.

    A number grows by one `grows_every` so many weeks, and the weeks ahead end where it gets to `ends_at`. An option
    `becomes` another. A question that applies only later is `taken_as` answered so, because nobody goes on otherwise.
    What comes `by_doing` stands still in weeks in which nothing was done.
    """

    grows_every: Annotated[int, Field(ge=1)] | None = None
    ends_at: int | None = None
    becomes: tuple[Becoming, ...] = ()
    taken_as: Id | None = None
    by_doing: bool = False
    evidence: Evidences

    @property
    def options(self) -> tuple[str, ...]:
        """Every option that it names."""
        named = (option for one in self.becomes for option in (one.from_, one.to))
        return (*named, *((self.taken_as,) if self.taken_as else ()))


Changeable = Literal["by_choice", "as_found"]
"""What may be named as a way to another plan: what a person decides, or finds to be otherwise on looking again."""


class Question(Authored):
    """One question of the interview.

    `type`: `yes_no` (the options are `yes` and `no`), `choice` (one option), `choices` (several options, or `none`),
    `number` (a whole number from `minimum` to `maximum`, in `unit`) or `text` (words of one's own, read against the
    lexicon). `safety` questions must be answered when they apply; any other has a `default`, which also stands in for
    "not sure"; `taken` says that default in words, for a plan that was made before the question was asked. Where "not
    sure" is an option with questions and rules of its own, `unknown_is` names it. A text can only add to what is known,
    so it is never a safety question, and its default is `none`. `help` is there for whoever asks for it; where nobody
    can answer well without it, `shows_help`. `as_weeks_pass` says what an answer becomes with time. `formerly` are
    earlier forms of the question that ask the same: answers saved then are kept.
    """

    id: Id
    section: Section
    order: int
    text: Sentence
    help: Sentence | None = None
    shows_help: bool = False
    type: TypeName
    options: tuple[Option, ...] = ()
    yes_means: Id | None = None
    none_text: Sentence | None = None
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    safety: bool = False
    changeable: Changeable | None = None
    unknown_is: Id | None = None
    as_weeks_pass: AsWeeksPass | None = None
    ask_when: When = Field(default_factory=lambda: Always(always=True))
    default: int | Id | tuple[Id, ...] | None = None
    taken: Sentence | None = None
    formerly: tuple[Former, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    # One check a method: each is made by itself of a question that is not whole, so that all faults are told at once.
    @model_validator(mode="after")
    def _has_a_span_if_a_number(self) -> Question:
        spans = self.minimum is not None and self.maximum is not None and self.unit is not None
        if ("unit" in self.takes.fields) != spans:
            raise ValueError("a number, and only a number, has minimum, maximum and unit")
        return self

    @model_validator(mode="after")
    def _has_options_if_a_choice(self) -> Question:
        if ("options" in self.takes.fields) != bool(self.options):
            raise ValueError("choice and choices, and only they, list options")
        return self

    @model_validator(mode="after")
    def _says_none_if_choices(self) -> Question:
        if ("none_text" in self.takes.fields) != (self.none_text is not None):
            raise ValueError("choices, and only choices, say none_text")
        return self

    @model_validator(mode="after")
    def _says_what_yes_means_if_yes_no(self) -> Question:
        if self.yes_means and "yes_means" not in self.takes.fields:
            raise ValueError("only yes_no has yes_means")
        return self

    @model_validator(mode="after")
    def _is_of_safety_or_has_a_default(self) -> Question:
        if self.safety == (self.default is not None) or (self.safety and self.taken):
            raise ValueError("a safety question has no default, and every other question has one")
        return self

    @model_validator(mode="after")
    def _is_of_safety_or_changeable(self) -> Question:
        if self.safety and self.changeable:
            raise ValueError("nobody is ever told what another answer to a safety question would bring")
        return self

    @model_validator(mode="after")
    def _defaults_to_none_if_a_text(self) -> Question:
        if self.takes.own_words and self.default != NONE:
            raise ValueError("a text is never a safety question, and its default is none")
        return self

    @model_validator(mode="after")
    def _has_each_option_once(self) -> Question:
        names = [option.id for option in self.options]
        if len(set(names)) != len(names) or UNKNOWN in names or (self.takes.several and NONE in names):
            raise ValueError("option ids are unique, and 'none' and 'unknown' are reserved")
        return self

    @model_validator(mode="after")
    def _knows_its_not_sure(self) -> Question:
        names = [option.id for option in self.options]
        if self.unknown_is and ("unknown_is" not in self.takes.fields or self.unknown_is not in names):
            raise ValueError("unknown_is names an option of a choice")
        return self

    @model_validator(mode="after")
    def _passes_as_its_type_can(self) -> Question:
        time = self.as_weeks_pass
        if time and (time.grows_every is not None) != self.takes.number:
            raise ValueError("a number, and only a number, grows as weeks pass")
        if time and time.ends_at is not None and time.grows_every is None:
            raise ValueError("only what grows ends at a number")
        if time and (self.takes.several or not set(time.options) <= set(self.option_ids)):
            raise ValueError("as weeks pass, one of the options of a choice becomes another of them")
        return self

    @cached_property
    def takes(self) -> AnswerType:
        """What its type says of it."""
        return ANSWER_TYPES[self.type]

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """The smallest and the largest number that may be answered; None where no number is asked for."""
        return (self.minimum or 0, self.maximum or 0) if self.takes.number else None

    @cached_property
    def is_about_places(self) -> bool:
        """Whether what may be chosen are places on the body, so that they can be shown on a picture of it."""
        return any(option.lies for option in self.options)

    @property
    def is_written(self) -> bool:
        """Whether the answer is written, because there is nothing to choose from."""
        return not self.option_ids

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        """The options a rule can test: yes and no for `yes_no`, those listed otherwise (never none or unknown)."""
        return self.takes.options or tuple(option.id for option in self.options)

    def meaning_of(self, option_id: str) -> str | None:
        """The finding that this option stands for, if any."""
        if self.yes_means and option_id == "yes":
            return self.yes_means
        return next((option.means for option in self.options if option.id == option_id), None)


class Tally(Authored):
    """A count over tests, such as how many signs of one pattern hold; the count itself is a finding."""

    id: Id
    name: Sentence
    of: Annotated[tuple[When, ...], Field(min_length=2)]
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
