"""What went wrong, in the form of RFC 9457: never a trace, and never without what to do about it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from traceback import extract_tb
from typing import Final, Literal, NamedTuple

from fastapi import HTTPException, Response
from pydantic import Field
from starlette.exceptions import HTTPException as HttpError

from loosen._model.base import Model
from loosen.errors import (
    AnswersError,
    Fault,
    FileError,
    LanguageUnknown,
    LoosenError,
    NotAsKept,
    UnknownEntry,
)

from .sizes import MOST_FAULTS

PROBLEM_JSON: Final = "application/problem+json"
_NAMED: Final = "urn:loosen:problem:"

ProblemCode = Literal[
    "answers", "record", "unknown-entry", "language", "confirm", "not-json", "media-type", "too-large", "wrong-form",
    "no-such-address", "method", "too-many", "too-slow", "refused", "our-fault",
]  # fmt: skip


class _Refusal(NamedTuple):
    """What all problems of one kind share."""

    status: int
    title: str


KINDS: Final[Mapping[ProblemCode, _Refusal]] = {
    "answers": _Refusal(422, "The answers cannot be used."),
    "record": _Refusal(422, "What was sent cannot be used."),
    "unknown-entry": _Refusal(404, "There is no entry of this name."),
    "language": _Refusal(422, "There is no wording in this language."),
    "confirm": _Refusal(409, "This takes back a warning sign, which has to be confirmed."),
    "not-json": _Refusal(400, "The body is no JSON of the kind that is read."),
    "media-type": _Refusal(415, "The body has to be JSON."),
    "too-large": _Refusal(413, "The body is too large."),
    "wrong-form": _Refusal(422, "The request has not the form that this address takes."),
    "no-such-address": _Refusal(404, "There is nothing at this address."),
    "method": _Refusal(405, "This address does not take this method."),
    "too-many": _Refusal(429, "There were too many requests."),
    "too-slow": _Refusal(408, "The request took too long to arrive."),
    "refused": _Refusal(400, "The request cannot be used."),
    "our-fault": _Refusal(500, "Something went wrong here, and not with what was sent."),
}
"""Each kind of problem with its status and what it is called; all of one kind share both."""
_OF_ERRORS: Final[Mapping[type[LoosenError], ProblemCode]] = {
    AnswersError: "answers",
    FileError: "record",
    NotAsKept: "record",
    UnknownEntry: "unknown-entry",
    LanguageUnknown: "language",
}
"""What the one who asked can mend; whatever else goes wrong is ours."""
_OF_STATUS: Final[Mapping[int, ProblemCode]] = {
    404: "no-such-address", 405: "method", 408: "too-slow", 413: "too-large", 429: "too-many", 500: "our-fault",
}  # fmt: skip


class FaultTold(Model):
    """One thing that is wrong; `code` keeps its meaning, sentences may be worded better one day."""

    code: str = Field(description="What kind of fault it is, for programs.")
    where: str = Field(description="The question, the part of what was sent, or the part of a record.")
    what: str = Field(description="What is wrong. May repeat an answer, so keep it out of logs.")
    remedy: str = Field(description="What to do about it; empty where the fault says it all.")


class Problem(Model):
    """What went wrong (RFC 9457), with every fault at once."""

    type: str = Field(description="What kind of problem it is; keeps its meaning.", examples=[f"{_NAMED}answers"])
    title: str = Field(description="The same in words.")
    status: int = Field(description="The status of the response.")
    detail: str = Field(description="What went wrong this time.")
    faults: tuple[FaultTold, ...] = Field(description="Everything that is wrong (100 faults at most).")


class Refused(HTTPException):
    """Ends a request with a problem. An `HTTPException`, because FastAPI lets only these out of reading a body."""

    def __init__(self, code: ProblemCode, detail: str, faults: Sequence[Fault] = ()) -> None:
        self.code, self.faults = code, tuple(faults)
        super().__init__(KINDS[code].status, detail)


def problem(
    code: ProblemCode, detail: str, faults: Sequence[Fault] = (), *, headers: Mapping[str, str] | None = None
) -> Response:
    """The response that tells of a problem."""
    kind = KINDS[code]
    told = tuple(
        FaultTold(code=one.code, where=one.where, what=one.what, remedy=one.remedy) for one in faults[:MOST_FAULTS]
    )
    body = Problem(type=f"{_NAMED}{code}", title=kind.title, status=kind.status, detail=detail, faults=told)
    return Response(body.model_dump_json(), kind.status, dict(headers or {}), PROBLEM_JSON)


def of_error(error: LoosenError) -> Response:
    """What is told of an error of loosen's own."""
    code = next((code for kind, code in _OF_ERRORS.items() if isinstance(error, kind)), None)
    if code is None:
        return of_our_fault(error)
    return problem(code, error.headline, error.faults)


def of_our_fault(error: Exception) -> Response:
    """What is told when a program fails. What the error says may repeat an answer, so the log has only where it was."""
    place = next(iter(extract_tb(error.__traceback__)[-1:]), None)
    where = f"{place.filename}:{place.lineno}" if place else "nowhere"
    logging.getLogger("loosen.api").error("%s at %s", type(error).__name__, where)
    headline = "No answer could be given. Nothing was kept. Try again, or tell who runs this service."
    return problem("our-fault", headline)


def of_status(status: int, headers: Mapping[str, str] | None = None) -> Response:
    """What is told where something before the addresses, such as the web framework, refuses a request."""
    code = _OF_STATUS.get(status, "refused")
    return problem(code, KINDS[code].title, headers=headers)


def of_http(error: HttpError) -> Response:
    """What is told where a request is refused, by an address or by the web framework."""
    if isinstance(error, Refused):
        return problem(error.code, error.detail, error.faults)
    return of_status(error.status_code, error.headers)
