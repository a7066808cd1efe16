"""Answers as programs hand them over, brought to the plain values that a file would hold."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping, Set
from contextlib import suppress
from typing import Any, Final

from loosen._characters import as_typed, narrow
from loosen._model.question import NONE, UNKNOWN, Question
from loosen.errors import AnswersError, Fault, FaultCode

NOT_APPLICABLE: Final = "not_applicable"
_GAP = re.compile(r"(?<=\d)[ '\u2019\u00a0\u202f](?=\d{3})")
_AFTER_THE_POINT = re.compile(r"[.,]0+$")
_WHOLE = re.compile(r"[-+]?(\d{1,18}|\d{1,3}([ '\u2019\u00a0\u202f]\d{3}){1,4})([.,](0{1,2}|0{4,9}))?")
"""A whole number as people and programs write it: 1000, 1 000, 1'000, 45,0, 45.00."""
_ONE_OR_A_THOUSAND = re.compile(r"([-+]?\d{1,3})[.,](\d{3})")


def plain_answers(answers: object) -> dict[str, Any]:
    """The answers by question id, those left out (None) taken away.

    Raises `AnswersError` for what is no mapping, and for keys that are no texts.
    """
    if not isinstance(answers, Mapping):
        fault = Fault(
            FaultCode.NO_ANSWERS,
            "answers",
            f"is no mapping from question ids to answers, but {_kind(answers)}.",
            "Give a dict, such as {'age': 45}; of a row of a table, its dict.",
        )
        raise AnswersError("These are no answers.", [fault])
    faults = [_no_text(key) for key in answers if not isinstance(key, str)]
    if faults:
        raise AnswersError("These are no answers.", faults)
    return {str(key): plain_value(value) for key, value in answers.items() if value is not None}


def plain_value(value: Any) -> Any:
    """An answer as a file would hold it: numbers and texts of other types as Python's own, sets as sorted lists."""
    if isinstance(value, Set):
        return sorted(map(plain_value, value), key=repr)
    if isinstance(value, (list, tuple)):
        return [plain_value(item) for item in value]
    if isinstance(value, str):
        return value if type(value) is str else "".join(value)  # a member of a StrEnum, a text of NumPy
    if isinstance(value, (bool, int)) or value is None:
        return value
    if hasattr(value, "tolist"):  # what NumPy calls Python's own values, of one number or of many
        return plain_value(value.tolist())
    with suppress(TypeError):
        return operator.index(value)
    return value


def as_meant(value: Any, question: Question) -> Any:
    """An answer as a file would hold it, as far as there is no doubt what was meant.

    A number may come as text ("38", "45,0", "1 000"), an option in other capitals, both in full-width characters or
    with spaces around; words of one's own as they were typed. What is in doubt stays as it is, to be refused.
    """
    if isinstance(value, (list, tuple)):
        return [as_meant(item, question) for item in value]
    if not isinstance(value, str):
        return value
    if question.takes.own_words:
        return as_typed(value)
    word = narrow(value).strip()
    if question.takes.number and _WHOLE.fullmatch(word):
        return int(_AFTER_THE_POINT.sub("", _GAP.sub("", word)))
    folded = re.sub(r"[\s-]", "_", word.casefold())
    return folded if folded in (*question.option_ids, NONE, UNKNOWN, NOT_APPLICABLE) else value


def may_be_a_thousand(value: object) -> tuple[str, str] | None:
    """The two numbers that a text may stand for, such as 1 and 1000 for "1,000" and "1.000"; None for any other."""
    found = _ONE_OR_A_THOUSAND.fullmatch(narrow(value).strip()) if isinstance(value, str) else None
    return (found[1], "".join(found.groups())) if found else None


def repeated(value: object) -> str:
    """What was given, as messages repeat it."""
    try:
        written = repr(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "a number that long"
    return written if len(written) <= 40 else f"{written[:37]}…"


def _no_text(key: object) -> Fault:
    return Fault(
        FaultCode.NO_ANSWERS,
        "answers",
        f"has the key {repeated(key)}, which is no text.",
        "A key is the id of a question.",
    )


def _kind(value: object) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"
