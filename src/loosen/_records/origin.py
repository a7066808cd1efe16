"""What a record was made from: the answers as they would be given again, and the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loosen._library import Library
from loosen._model.audit import AnswerRecord, Audit, RuledOut
from loosen._model.question import NONE, UNKNOWN
from loosen._model.reserved import NOT_THESE
from loosen.errors import Fault, FaultCode, FileError

SHOWN = 12
"""Characters of a digest that are shown to people."""


def answers_of(audit: Audit) -> dict[str, Any]:
    """The answers as a file of answers would hold them; what was left out then is left out here.

    Raises `FileError` when the answers were replaced by hashes.
    """
    if audit.redacted is not None:
        remedy = "Use the record as it was before."
        raise FileError(
            "This record holds no answers.", [Fault(FaultCode.REDACTED, "answers", "were replaced by hashes.", remedy)]
        )
    return answers_given(audit.answers, audit.ruled_out)


def answers_given(records: Iterable[AnswerRecord], ruled_out: Iterable[RuledOut] = ()) -> dict[str, Any]:
    """The answers that a person gave, by question, and beside them the exercises that they ruled out."""
    given = {record.question: _given(record) for record in records if record.state in ("answered", "unknown")}
    not_these = {one.exercise: one.as_given for one in ruled_out}
    return {**given, **({NOT_THESE: not_these} if not_these else {})}


def _given(record: AnswerRecord) -> Any:
    if record.state == "unknown":
        return UNKNOWN
    if isinstance(record.value, tuple):
        return [*record.value, *record.also] or [NONE]
    return record.value


def is_made_with(audit: Audit, library: Library) -> bool:
    """Whether a record was made with this library, by its digest; the language does not count."""
    return audit.library_digest == library.digest
