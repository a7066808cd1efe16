"""One answer as it was given: what may be written for each type of question, and what to say when it cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from loosen._model.names import did_you_mean
from loosen._model.question import LONGEST_TEXT, NONE, UNKNOWN, AnswerValue, Question, TypeName
from loosen.errors import Fault, FaultCode

from .as_given import NOT_APPLICABLE, as_meant, may_be_a_thousand, plain_value, repeated

LONGEST_NUMBER = 18
"""The most digits that are read as a number."""


class Given(NamedTuple):
    """An answer as given: how it was said, its value, and whether "none" or "not sure" stood beside real options."""

    state: Literal["answered", "unknown", "default", "left_open", "not_applicable"]
    value: AnswerValue | None
    also_none: bool = False
    also_unknown: bool = False


DOES_NOT_APPLY = Given(NOT_APPLICABLE, None)


def read_answer(answers: Mapping[str, Any], question: Question) -> tuple[Given | None, list[Fault]]:
    """The answer to a question among `answers`, None when there is none, and what is wrong with it."""
    value = as_meant(plain_value(answers.get(question.id)), question)
    if value is None:  # left out
        return None, []
    if value in (UNKNOWN, [UNKNOWN], (UNKNOWN,)):
        return _not_sure(question), []
    if value == NOT_APPLICABLE:
        return DOES_NOT_APPLY, []
    try:
        return READERS[question.type](value, question), []
    except _Unusable as error:
        return None, [Fault(error.code, question.id, error.what, error.remedy)]


def _not_sure(question: Question) -> Given:
    if question.unknown_is:
        return Given("answered", question.unknown_is)
    return Given("unknown", None) if question.safety else Given("default", default_of(question))


class _Unusable(Exception):
    def __init__(self, what: str, remedy: str, code: FaultCode = FaultCode.NOT_AN_ANSWER) -> None:
        self.what, self.remedy, self.code = what, remedy, code
        super().__init__(what)


def _number(value: Any, question: Question) -> Given:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, float) and value == value and abs(value) < 1e9 and value == int(value):
        value, whole = int(value), True
    span = f"Give a whole number of {question.unit} from {question.minimum} to {question.maximum}, or 'unknown'."
    if two := may_be_a_thousand(value):
        raise _Unusable(f"{repeated(value)} may stand for {' or '.join(two)}.", f"Write it without the mark. {span}")
    if value == float("inf") or (isinstance(value, str) and len(value) > LONGEST_NUMBER and value.isdecimal()):
        raise _Unusable("a number that long is out of range.", span, FaultCode.OUT_OF_RANGE)
    if not whole:
        raise _Unusable(f"{repeated(value)} is not a whole number.", span)
    if not (question.minimum or 0) <= value <= (question.maximum or 0):
        raise _Unusable(f"{repeated(value)} is out of range.", span, FaultCode.OUT_OF_RANGE)
    return Given("answered", value)


def _choice(value: Any, question: Question) -> Given:
    if {"yes", "no"} <= set(question.option_ids) and isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, (list, tuple)) and len(value) == 1:
        value = value[0]
    if isinstance(value, (list, tuple)):
        raise _Unusable("takes one answer, and several are given.", f"Choose one of: {', '.join(question.option_ids)}.")
    _must_exist(value, question)
    return Given("answered", value)


def _choices(value: Any, question: Question) -> Given:
    items = [value] if isinstance(value, str) else value
    if items == []:
        what = "[] may stand for none of these, or for no answer."
        raise _Unusable(what, f"Write '{NONE}' where none of these is so. {_choose(question)}")
    if not isinstance(items, (list, tuple)) or not items:
        raise _Unusable(f"{repeated(value)} is not a list of options.", _choose(question))
    for item in items:
        _must_exist(item, question)
    chosen = tuple(option for option in question.option_ids if option in items)
    also_unknown = UNKNOWN in items
    if not chosen and also_unknown:
        return Given("unknown", None)
    return Given("answered", chosen, also_none=NONE in items and bool(chosen), also_unknown=also_unknown)


def _text(value: Any, question: Question) -> Given:
    if not isinstance(value, str):
        raise _Unusable(f"{repeated(value)} is not a text.", "Write it between quotation marks, or leave it out.")
    if len(value) > LONGEST_TEXT:
        most = f"the most is {LONGEST_TEXT:,}"
        raise _Unusable(f"is {len(value):,} characters long; {most}.", "Keep what matters most to you.")
    if not value.strip() or value.strip().casefold() == NONE:
        return Given("default", default_of(question))
    return Given("answered", value)


READERS: Mapping[TypeName, Callable[[Any, Question], Given]] = {
    "number": _number, "choices": _choices, "choice": _choice, "yes_no": _choice, "text": _text,
}  # fmt: skip
"""How an answer to each type of question is read."""


def _must_exist(item: Any, question: Question) -> None:
    if item in question.option_ids:
        return
    reserved = (NONE, UNKNOWN) if question.takes.several else ()
    if not isinstance(item, str):
        raise _Unusable(f"{repeated(item)} is not an option.", _choose(question))
    if item not in reserved:
        remedy = did_you_mean(item, (*question.option_ids, *reserved), _choose(question))
        raise _Unusable(f"{repeated(item)} is not an option.", remedy)


def _choose(question: Question) -> str:
    none = (NONE,) if question.takes.several else ()
    return f"Choose from: {', '.join((*question.option_ids, *none, UNKNOWN))}."


def default_of(question: Question) -> AnswerValue | None:
    """What stands in when a question that may be left out is not answered."""
    if question.takes.several:
        default = question.default if isinstance(question.default, tuple) else (str(question.default),)
        return tuple(option for option in question.option_ids if option in default)
    return question.default
