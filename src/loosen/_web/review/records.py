"""People and records in the store, and what can be asked about them; nothing can be changed here."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import Response
from starlette.status import HTTP_404_NOT_FOUND

from loosen._explain.compare.diff import diff
from loosen._explain.replay.one import replay
from loosen._explain.why.chain import why
from loosen._model.plan import Recommendation
from loosen._outputs.pages import policy_of
from loosen._outputs.report.report import report
from loosen._outputs.tell import tell
from loosen._records.reading import read_record
from loosen._web.rendering import page
from loosen._web.site import site_of
from loosen.errors import LoosenError

from .view import Answer, PersonShown, RecordShown
from .who import ByReviewer

router = APIRouter(prefix="/review")
PersonId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Seal = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
AskedSeal = Annotated[str, Query(pattern="^[0-9a-f]{64}$")]
_ANSWER: Final = "review/answer.html"
_AS_WIDE_AS_IT_IS: Final = 10_000
"""Characters in a line: the browser breaks it."""


@router.get("")
def people(request: Request, reviewer: ByReviewer) -> Response:
    """Everybody in the store, by random id."""
    reviewer.looks_at("people")
    return page(request, "review/people.html", {"reviewer": reviewer.name, "people": site_of(request).store.people()})


@router.get("/chain")
def chain(request: Request, reviewer: ByReviewer) -> Response:
    """Whether every record is whole and in its place."""
    reviewer.looks_at("chain")
    return page(request, "review/chain.html", {"reviewer": reviewer.name, "found": site_of(request).store.verify()})


@router.get("/person/{person}")
def person(request: Request, reviewer: ByReviewer, person: PersonId) -> Response:
    """The records of somebody, in the order in which they were kept."""
    store = site_of(request).store
    if store.ids(person) != (person,):
        raise HTTPException(HTTP_404_NOT_FOUND)
    reviewer.looks_at("person", person)
    return page(request, "review/person.html", PersonShown(reviewer.name, person, store.plans(person)))


@router.get("/person/{person}/diff")
def compared(request: Request, reviewer: ByReviewer, person: PersonId, before: AskedSeal, after: AskedSeal) -> Response:
    """Every difference between two records of somebody."""
    one, other = _record(request, person, before), _record(request, person, after)
    for seal in (before, after):
        reviewer.looks_at("diff", person, seal)
    return page(request, _ANSWER, Answer(reviewer.name, "diff", person, after, tell(diff(one, other))))


@router.get("/person/{person}/{seal}")
def record(request: Request, reviewer: ByReviewer, person: PersonId, seal: Seal) -> Response:
    """What a record came to, and every exercise that it tells of."""
    made = _record(request, person, seal)
    reviewer.looks_at("record", person, seal)
    return page(request, "review/record.html", RecordShown.of(reviewer.name, person, seal, made))


@router.get("/person/{person}/{seal}/report")
def reported(request: Request, reviewer: ByReviewer, person: PersonId, seal: Seal) -> Response:
    """The whole report, a page that stands by itself."""
    made = _record(request, person, seal)
    reviewer.looks_at("report", person, seal)
    told = report(made, site_of(request).library)
    return Response(told, media_type="text/html", headers={"content-security-policy": policy_of(told)})


@router.get("/person/{person}/{seal}/replay")
def made_again(request: Request, reviewer: ByReviewer, person: PersonId, seal: Seal) -> Response:
    """The record made again with the library of today."""
    made = _record(request, person, seal)
    reviewer.looks_at("replay", person, seal)
    return page(
        request, _ANSWER, Answer(reviewer.name, "replay", person, seal, tell(replay(made, site_of(request).library)))
    )


@router.get("/person/{person}/{seal}/why")
def explained(
    request: Request, reviewer: ByReviewer, person: PersonId, seal: Seal, exercise: Annotated[str, Query(max_length=60)]
) -> Response:
    """Why an exercise is, or is not, in a plan: the whole chain."""
    made = _record(request, person, seal)
    reviewer.looks_at("why", person, seal)
    try:
        told = tell(why(made, exercise, deep=True), width=_AS_WIDE_AS_IT_IS, language=made.audit.language)
    except LoosenError as error:  # an exercise that the record does not know, or a referral, which tells of none
        told = str(error)
    return page(request, _ANSWER, Answer(reviewer.name, "why", person, seal, told))


def _record(request: Request, person: str, seal: str) -> Recommendation:
    """A record of somebody; anything else has no page here."""
    store = site_of(request).store
    if store.ids(person) != (person,) or seal not in {kept.seal for kept in store.plans(person)}:
        raise HTTPException(HTTP_404_NOT_FOUND)
    return read_record(store.record(person, seal))
