"""Makes a recommendation again from its own record, and says whether it is the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from loosen._explain.compare.diff import diff
from loosen._library import Library
from loosen._library.loading import bundled
from loosen._model.audit import AUDIT_SCHEMA, AnswerRecord, Audit, RuledOut
from loosen._model.interview import InterviewRecord
from loosen._model.language import ENGLISH
from loosen._model.plan import Recommendation
from loosen._model.review import Course
from loosen._planning.review.review import made_again
from loosen._records.canonical import canonical, plain
from loosen._records.origin import answers_given, answers_of, is_made_with
from loosen._records.reading import record_in
from loosen._records.sealing import seal_of, to_json
from loosen.errors import AnswersError, LoosenError

from .first_difference import first_difference
from .types import FirstDifference, Refused, Replay

FORM = "audit.schema_version"


def replay(record: Recommendation, library: Library | None = None) -> Replay:
    """The recommendation made again from the answers in its record, in its language.

    With the library it was made with it must come out the same to the byte; otherwise the first step that differs is
    named. With another `library` (None: the one that comes with the package) what would change for this person is told.
    Raises `FileError` when the record holds no answers, and `LanguageUnknown` when the library lacks its language.
    """
    known = (library or bundled()).in_language(record.audit.language)
    same = is_made_with(record.audit, known)
    found = {"made_with": record.audit.library_digest, "replayed_with": known.digest}
    try:
        after = made_again(record.audit.course, answers_of(record.audit), known)
    except AnswersError as error:
        return Replay(outcome="differs" if same else "refused", **found, **_refusal(error, same=same))  # type: ignore[arg-type]
    return _compared(record, after, known) if not same or _is_of_an_older_form(record.audit) else _proved(record, after)


def replay_bytes(raw: bytes, where: str, library: Library) -> Replay:
    """The same from the bytes of a file, which `where` names in messages; whether they are those of the record, too."""
    if (carried := carried_if_the_same(raw, library)) is not None:
        digest = library.digest
        return Replay(outcome="identical", made_with=digest, replayed_with=digest, carried=carried)
    record = record_in(raw, where)
    found = replay(record, library)
    if not found.same_library:
        return found
    form = (FORM,) if record.seal is None else ()  # only what was brought up from an older form has none
    return found.model_copy(update={"carried": (*found.carried, *form), "reformatted": raw != to_json(record).encode()})


def _refusal(error: AnswersError, *, same: bool) -> dict[str, Any]:
    refused = tuple(Refused(question=fault.where, what=fault.what) for fault in error.faults)
    if not same:
        return {"refused": refused}
    path = f"audit.answers[{refused[0].question}]"
    first = FirstDifference(step="answers", path=path, before="accepted", after=refused[0].what)
    return {"first": first, "refused": refused}


def _compared(record: Recommendation, after: Recommendation, library: Library) -> Replay:
    """What another library makes of the same answers."""
    comparison = diff(record, after, library)
    if comparison.level:
        outcome = "changed_level"
    else:
        outcome = "changed_plan" if any(True for _ in comparison.in_the_plan) else "unchanged"
    digests = {"made_with": record.audit.library_digest, "replayed_with": library.digest}
    return Replay(outcome=outcome, **digests, comparison=comparison)  # type: ignore[arg-type]


def _proved(record: Recommendation, after: Recommendation) -> Replay:
    """Whether the same library comes to the same; what is no result is carried over first."""
    was, now = plain(record), plain(after)
    was.pop("seal", None)
    carried = carry_over(was, now)
    first = first_difference(was, now)
    digest = record.audit.library_digest
    comparison = diff(record, after) if first else None
    return Replay(
        outcome="differs" if first else "identical", made_with=digest, replayed_with=digest, carried=carried,
        first=first, comparison=comparison,
    )  # fmt: skip


def carry_over(was: Mapping[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """Put into a record made again what is no result of the answers and the library; the names of what was carried."""
    carried = []
    if "interview" in was["audit"]:
        now["audit"]["interview"] = was["audit"]["interview"]
        carried.append("audit.interview")
    if was["loosen"]["version"] != now["loosen"]["version"]:
        now["loosen"]["version"] = was["loosen"]["version"]
        now["audit"]["loosen_version"] = was["audit"]["loosen_version"]
        carried.append("loosen.version")
    return tuple(carried)


def _is_of_an_older_form(audit: Audit) -> bool:
    """Whether a record was brought up from an older form, which did not hold all that this one does."""
    rules = [told for node, told in audit.entries.items() if node.startswith("rule:")]
    return bool(rules) and not any(told.digest for told in rules)


def carried_if_the_same(raw: bytes, library: Library) -> tuple[str, ...] | None:
    """What was carried over, where the bytes of a file are what its answers come to; None where that is not certain.

    This is the short way for what is mostly so: the file is not read as a record at all, because a file that equals
    one just made needs no other check.
    """
    try:
        record = json.loads(raw)
        audit = record["audit"]
        if audit["schema_version"] != AUDIT_SCHEMA or audit["library_digest"] != library.digest:
            return None
        known = library.in_language(audit.get("language", ENGLISH))
        given = answers_given(
            (AnswerRecord.model_validate(answer) for answer in audit["answers"]),
            (RuledOut.model_validate(one) for one in audit.get("ruled_out", ())),
        )
        course = Course.model_validate(audit["course"]) if "course" in audit else None
        again = plain(made_again(course, given, known))
        if "interview" in audit:
            InterviewRecord.model_validate(audit["interview"])
        carried = carry_over(record, again)
        again["seal"] = plain(seal_of(again))
        return carried if raw == f"{canonical(again)}\n".encode() else None
    except (LoosenError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
