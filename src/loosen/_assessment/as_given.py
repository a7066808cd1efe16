"""Answers as programs hand them over, brought to the plain values that a file would hold."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Set
from contextlib import suppress
from typing import Any

from loosen.errors import AnswersError, Fault, FaultCode


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
