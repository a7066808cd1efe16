"""Plans and referrals: made, explained, compared, made again, and told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from loosen._api import asked, told
from loosen._api.library import TheLibrary
from loosen._api.reading import Strict
from loosen._explain.compare.diff import diff
from loosen._explain.compare.what_if import what_if
from loosen._explain.replay.one import replay
from loosen._explain.why.chain import why
from loosen._explain.why_not.why_not import why_not
from loosen._model.plan import Recommendation
from loosen._outputs.export import export, hand_out
from loosen._outputs.tell import tell
from loosen._planning.recommender import recommend
from loosen._records.canonical import canonical
from loosen._records.checking import checked
from loosen._records.reading import record_in

router = APIRouter(tags=["plans"], route_class=Strict)


def record_of(sent: Mapping[str, Any], where: str = "the record") -> Recommendation:
    """The record in a body, its seal checked. Raises `FileError`."""
    return record_in(_text_of(sent), where)


def _text_of(sent: Mapping[str, Any]) -> bytes:
    return f"{canonical(sent)}\n".encode()


@router.post("/recommend", response_model=Recommendation)
def make(body: asked.AnswersAsked, library: TheLibrary) -> Response:
    """A plan, or a referral with `plan` null: a record, to be kept as it is. A referral is no problem."""
    return told.sealed(recommend(body.answers, library.in_language(body.language)))


@router.post("/why", response_model=told.WhyTold)
def explain(body: asked.WhyAsked) -> Response:
    """Why an exercise is, or is not, in a plan: what led to it, what rules did to it, its points, its dose."""
    made = record_of(body.record)
    found = why(made, body.exercise, deep=body.deep)
    return told.written(told.WhyTold(why=found, told=tell(found, language=made.audit.language)))


@router.post("/why-not", response_model=told.WhyNotTold)
def explain_absence(body: asked.WhyNotAsked, library: TheLibrary) -> Response:
    """Why an exercise is not in a plan, and the smallest change of answers that brings it in, if there is one."""
    made = record_of(body.record)
    found = why_not(made, body.exercise, library=library)
    return told.written(told.WhyNotTold(why_not=found, told=tell(found, language=made.audit.language)))


@router.post("/what-if", response_model=told.WhatIfTold)
def suppose(body: asked.WhatIfAsked, library: TheLibrary) -> Response:
    """What other answers would bring, and which of them makes each difference."""
    found = what_if(record_of(body.record), body.changes, library)
    return told.what_if_written(found.after, found.comparison, tell(found))


@router.post("/diff", response_model=told.DiffTold)
def compare(body: asked.TwoRecords, library: TheLibrary) -> Response:
    """Every difference between two records, each with what brought it about."""
    before, after = record_of(body.before, "before"), record_of(body.after, "after")
    found = diff(before, after, library)
    return told.written(told.DiffTold(comparison=found, told=tell(found)))


@router.post("/verify", response_model=told.VerifyTold)
def verify(body: asked.OneRecord) -> Response:
    """Whether every value of a record is the one that was sealed."""
    found = checked(_text_of(body.record))
    return told.written(told.VerifyTold(state=found.state, seal=found.digest, parts=found.parts, told=found.said))


@router.post("/replay", response_model=told.ReplayTold)
def make_again(body: asked.OneRecord, library: TheLibrary) -> Response:
    """A record made again from the answers in it, and what has become of it."""
    found = replay(record_of(body.record), library)
    return told.written(told.ReplayTold(replay=found, told=tell(found)))


@router.post("/hand-out", response_model=told.HandOut)
def print_it(body: asked.HandOutAsked, library: TheLibrary) -> Response:
    """A plan or referral to be read or printed, in the language of its record."""
    made = record_of(body.record)
    if body.form == "html":
        text = hand_out(made, library.in_language(made.audit.language), "html").decode()
    else:
        text = export(made, body.form)
    return told.written(told.HandOut(form=body.form, text=text))
