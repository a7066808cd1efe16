"""Why things came out as they did: codes with parameters. `loosen._words.reasons` puts them into words.

In a record each stands as one short text, such as `needs:chair,step`, `kind:stretch`, `rule:DOS-004` or `age>=65`. This
module alone writes and reads these texts; everything else looks at the code and its parameters.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, Self

from pydantic_core import CoreSchema, core_schema

from .base import KINDS
from .when import FindingTest, QuestionTest, TallyTest, Test


class VerdictReason(StrEnum):
    """Why an exercise met its verdict. In brackets: what `about` holds; nothing where none are."""

    NOT_ASKED_FOR = "not_asked_for"
    """It is no part of the routine asked for."""
    OFF_FOCUS = "off_focus"
    """It works on no muscle that is in focus."""
    NEEDS = "needs"
    """Equipment is not at hand (the equipment; nothing in a redacted record)."""
    LADDER = "ladder"
    """Another step of its ladder was chosen."""
    FULL = "full"
    """The session has its exercises (how many)."""
    ENOUGH_OF_KIND = "enough"
    """The session has enough of its kind (the kind)."""
    OUTSCORED = "outscored"
    """Exercises with more points filled the time."""
    NO_TIME = "no_time"
    """The session has no time left."""
    NONE_SAFE = "none_safe"
    """None that is safe and within reach is meant for it."""
    ENOUGH_STRETCHING = "stretched"
    """Its muscles have as much stretching as is useful."""
    PART_FILLED = "part_filled"
    """Another exercise fills its part of the routine."""
    RATHER = "rule"
    """A rule speaks for another choice or against this one (the rule, and the exercise that it speaks of)."""
    RULED_OUT = "ruled_out"
    """The person ruled it out (why, in their words, where they said it and the record holds it)."""
    KEPT = "kept"
    """The exercises of the plan before are kept."""
    GAVE_WAY = "gave_way"
    """It was in the plan and gave way."""
    MOVED_DOWN = "moved_down"
    """Symptoms moved down a limb with a movement of its kind (the demand)."""
    DRAFT = "draft"
    """It is a draft."""
    ENTRY = "entry"
    """It is given to nobody (why, in the words of its own entry)."""
    BY_RULES = "rules"
    """The rules among the effects that led to its verdict say it."""
    PICKED = "pick"
    """The pick in the selection says it."""
    SAID = "said"
    """What a record of an older form said, and no code stands for (its words)."""


class PickedFor(StrEnum):
    """What an exercise was picked for. In brackets: what `about` holds."""

    KIND = "kind"
    """Every session needs some of this kind (the kind)."""
    FOCUS = "focus"
    """It serves muscles that matter most."""
    AIM = "aim"
    """It answers what the person named or tested (the symptom or self-test, as a node of the graph)."""
    PROMISE = "promise"
    """A rule asks for it (the rule)."""
    REST = "rest"
    """It uses the time that is left."""
    PART = "part"
    """It is a part of the routine asked for (the part)."""
    INSTEAD = "instead"
    """The person chose it in place of one that they ruled out (that one)."""
    CARRIED = "carried"
    """It is carried on from the plan before."""
    STEP = "step"
    """It is the next form of one that was in the plan (that one)."""
    BACK = "back"
    """It is the form before one that was in the plan (that one)."""
    SAFER = "safer"
    """It stands in for one that is not allowed any more (that one)."""
    SWAP = "swap"
    """The person wanted something else for one in the plan (that one)."""
    SAID = "said"
    """What a record of an older form said, and no code stands for (its words)."""


class DoseSource(StrEnum):
    """What set a value of a dose. In brackets: what `about` holds."""

    DOSE = "dose"
    """A named dose (which)."""
    RULE = "rule"
    """A rule of dosage (which)."""
    LIMIT = "limit"
    """A ceiling of safety (the rule)."""
    ANSWER = "answer"
    """An answer (the question)."""
    PROGRAMME = "programme"
    """The routine asked for (which)."""
    SELF_TEST = "self_test"
    """A self-test that found this side to be tighter."""
    SESSION = "session"
    """A step of packing the session (a `PackingStep`)."""
    CARRIED = "carried"
    """The plan before, and the steps taken since."""
    SAID = "said"
    """What a record of an older form said, and no code stands for (its words)."""


class PackingStep(StrEnum):
    """A step of packing the session that changes doses."""

    SHORTEST = "shortest"
    """A bout starts as short as is of use."""
    BOUND = "bound"
    """A warm-up or a quiet end takes its part of the session."""
    REST = "rest"
    """It uses the time that is left."""
    LITTLE_TIME = "little_time"
    """There is little time."""


class Operator(StrEnum):
    """How a test compares what it looks at with its values. Of a finding, 1 stands for present and 0 for absent."""

    IS_NOT = "!="
    AT_LEAST = ">="
    AT_MOST = "<="
    IS = "="


class _InARecord(ABC):
    """What stands in a record as one text; raises `ValueError` for a text that is none of its kind."""

    @classmethod
    @abstractmethod
    def read(cls, text: str) -> Self:
        """What a text stands for."""

    @classmethod
    def _taken(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise ValueError("a code is a text")  # what pydantic turns into a fault
        return cls.read(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        text = core_schema.str_schema(pattern=cls._pattern())
        return core_schema.no_info_plain_validator_function(
            cls._taken, serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=text)
        )

    @classmethod
    @abstractmethod
    def _pattern(cls) -> str:
        """What its texts look like, for the schema of a record."""


_ABOUT_SOMETHING = (
    VerdictReason.FULL, VerdictReason.ENOUGH_OF_KIND, VerdictReason.RATHER, VerdictReason.ENTRY,
    VerdictReason.MOVED_DOWN,
)  # fmt: skip
_PICKED_FOR_NOTHING_NAMED = (PickedFor.FOCUS, PickedFor.REST, PickedFor.CARRIED)
_DOSED_BY_NOTHING_NAMED = (DoseSource.SELF_TEST, DoseSource.CARRIED)
_MAY_BE_ABOUT_NOTHING = (
    VerdictReason.NEEDS, VerdictReason.RULED_OUT, VerdictReason.SAID, PickedFor.SAID, DoseSource.SAID,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Coded(_InARecord):
    """A code, and what it is about, where it is about something."""

    code: StrEnum
    about: str = ""

    _codes: ClassVar[type[StrEnum]]

    def __str__(self) -> str:
        return f"{self.code}:{self.about}" if self.about else str(self.code)

    @classmethod
    def read(cls, text: str) -> Self:
        code, colon, about = text.partition(":")
        read = cls(cls._codes(code), about)
        if (colon and not about) or not read._is_whole():
            raise ValueError(f"'{text}' is not about what it should be")
        return read

    @classmethod
    def _pattern(cls) -> str:
        return rf"^({'|'.join(cls._codes)})(:[\s\S]+)?$"

    @abstractmethod
    def _is_whole(self) -> bool:
        """Whether it is about what its code is about."""


@dataclass(frozen=True, slots=True)
class Because(_Coded):
    """Why an exercise met its verdict."""

    code: VerdictReason
    _codes: ClassVar[type[StrEnum]] = VerdictReason

    @classmethod
    def of(cls, code: VerdictReason, *about: str) -> Because:
        """A code with its parameters."""
        return cls(code, ",".join(about))

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters of a code that is about ids."""
        return tuple(self.about.split(",")) if self.about else ()

    def _is_whole(self) -> bool:
        if self.code is VerdictReason.RATHER:
            return len(self.names) == len(("rule", "exercise"))
        if self.code is VerdictReason.ENOUGH_OF_KIND:
            return self.about in KINDS
        return self.code in _MAY_BE_ABOUT_NOTHING or bool(self.about) == (self.code in _ABOUT_SOMETHING)

    @property
    def without_names(self) -> Because:
        """The same code, about nothing that is named."""
        return Because(self.code)


@dataclass(frozen=True, slots=True)
class Purpose(_Coded):
    """What an exercise was picked for."""

    code: PickedFor
    _codes: ClassVar[type[StrEnum]] = PickedFor

    def _is_whole(self) -> bool:
        if self.code is PickedFor.KIND:
            return self.about in KINDS
        return self.code in _MAY_BE_ABOUT_NOTHING or bool(self.about) == (self.code not in _PICKED_FOR_NOTHING_NAMED)


@dataclass(frozen=True, slots=True)
class SetBy(_Coded):
    """What set a value of a dose."""

    code: DoseSource
    _codes: ClassVar[type[StrEnum]] = DoseSource

    def _is_whole(self) -> bool:
        if self.code is DoseSource.SESSION:
            return self.about in {*PackingStep}
        return self.code in _MAY_BE_ABOUT_NOTHING or bool(self.about) == (self.code not in _DOSED_BY_NOTHING_NAMED)

    @property
    def rule(self) -> str:
        """The rule that set it; empty where no rule did."""
        return self.about if self.code in (DoseSource.RULE, DoseSource.LIMIT) else ""

    @property
    def entry(self) -> str:
        """The node of the entry that set it, such as `rule:SAF-003`; of an answer or step no entry has this name."""
        return f"rule:{self.rule}" if self.rule else str(self)


def by_session(step: PackingStep) -> SetBy:
    """That a step of packing the session set a value."""
    return SetBy(DoseSource.SESSION, step)


@dataclass(frozen=True, slots=True)
class Failed(_InARecord):
    """The first test of a rule that did not certainly hold; `code` is empty where a redacted record hides it."""

    code: str

    @classmethod
    def of(cls, test: Test) -> Failed:
        """That this test failed."""
        return cls(_written(test))

    def __str__(self) -> str:
        return self.code

    @classmethod
    def read(cls, text: str) -> Failed:
        """What a text stands for."""
        failed = cls(text)
        if text and not failed.said and _written(_test_in(text)) != text:
            raise ValueError(f"'{text}' is no test")
        return failed

    @classmethod
    def _pattern(cls) -> str:
        operators = "|".join(Operator)
        return rf"^((finding:|tally:)?[a-z][a-z0-9_]*({operators})[a-z0-9_|<=-]+|{_SAID}[\s\S]*)?$"

    @property
    def said(self) -> str:
        """What a record of an older form said in words that no code stands for."""
        return self.code[len(_SAID) :] if self.code.startswith(_SAID) else ""

    @property
    def test(self) -> Test | None:
        """The test; None where it is hidden, or told in words alone."""
        return _test_in(self.code) if self.code and not self.said else None

    @property
    def fact(self) -> str:
        """The fact that the test looks at: a question, `finding:…` or `tally:…`; empty where it is not known."""
        match self.test:
            case QuestionTest(question=name):
                return name
            case FindingTest(finding=name):
                return f"finding:{name}"
            case TallyTest(tally=name):
                return f"tally:{name}"
        return ""


_SAID = "said:"
_FINDING = {"present": "1", "absent": "0"}
_OR = "|"


def _written(test: Test) -> str:
    """A test as one text: `finding:osteoporosis=1`, `worse_with!=sitting`, `goal=flexibility|relax`, `age>=16<=20`."""
    if isinstance(test, FindingTest):
        return f"finding:{test.finding}{Operator.IS}{_FINDING[test.is_]}"
    if isinstance(test, TallyTest):
        return f"tally:{test.tally}{_bounds(test.at_least, test.at_most)}"
    if test.is_not is not None:
        return f"{test.question}{Operator.IS_NOT}{test.is_not}"
    if test.is_ is not None:
        return f"{test.question}{Operator.IS}{test.is_}"
    if test.any_of is not None:  # a list of one is still a list
        return f"{test.question}{Operator.IS}{_OR.join((*test.any_of, *([''] if len(test.any_of) == 1 else ())))}"
    return f"{test.question}{_bounds(test.at_least, test.at_most)}"


def _bounds(least: int | None, most: int | None) -> str:
    bounds = {Operator.AT_LEAST: least, Operator.AT_MOST: most}
    return "".join(f"{operator}{bound}" for operator, bound in bounds.items() if bound is not None)


@lru_cache(maxsize=4096)
def _test_in(text: str) -> Test:
    """The test that a text stands for. Raises `ValueError` for one that is none."""
    subject, operator, value = _parted(text)
    kind, colon, name = subject.partition(":")
    if colon and kind == "finding" and operator is Operator.IS:
        present = {digit: word for word, digit in _FINDING.items()}
        return FindingTest.model_validate({"finding": name, "is": present.get(value)})
    if colon and kind == "tally":
        return TallyTest.model_validate({"tally": name, **_bounds_in(operator, value)})
    if operator in (Operator.AT_LEAST, Operator.AT_MOST):
        return QuestionTest.model_validate({"question": subject, **_bounds_in(operator, value)})
    if operator is Operator.IS_NOT:
        return QuestionTest.model_validate({"question": subject, "is_not": value})
    test = {"any_of": value.removesuffix(_OR).split(_OR)} if _OR in value else {"is": value}
    return QuestionTest.model_validate({"question": subject, **test})


def _parted(text: str) -> tuple[str, Operator, str]:
    """What is compared, how, and with what: parted at the operator that comes first, the longer of two."""
    places = [(place, operator) for operator in Operator if (place := text.find(operator)) > 0]
    if not places:
        raise ValueError(f"'{text}' is no test")
    place, operator = min(places, key=lambda found: (found[0], -len(found[1])))
    return text[:place], operator, text[place + len(operator) :]


def _bounds_in(operator: Operator, value: str) -> dict[str, int]:
    if operator is Operator.AT_LEAST:
        least, both, most = value.partition(Operator.AT_MOST)
        return {"at_least": int(least), **({"at_most": int(most)} if both else {})}
    if operator is Operator.AT_MOST:
        return {"at_most": int(value)}
    raise ValueError("a bound is at least or at most a number")
