"""A diary: what happened goes in, and what it says of the plan comes out, up to the next plan."""

from __future__ import annotations

from fastapi import APIRouter, Response

from loosen._api import asked
from loosen._api.library import TheLibrary
from loosen._api.reading import Strict
from loosen._api.told import sealed, written
from loosen._diary.entering import with_check, with_plan, with_session
from loosen._diary.keeping import new_id
from loosen._diary.reviewing import judged, review
from loosen._model.diary import Diary
from loosen._model.plan import Recommendation
from loosen._model.review import Verdict

from .plans import record_of

router = APIRouter(prefix="/diary", tags=["diary"], route_class=Strict)


@router.post("/plan", response_model=Diary)
def begin_with_plan(body: asked.PlanOfDiary) -> Response:
    """The diary of somebody whose plan this is from a moment on. A referral changes nothing of it."""
    diary = body.diary or Diary(person=new_id())
    return written(with_plan(diary, record_of(body.record), body.since))


@router.post("/session", response_model=Diary)
def add_session(body: asked.SessionNoted) -> Response:
    """The diary with one more session."""
    return written(with_session(body.diary, body.session))


@router.post("/check", response_model=Diary)
def add_check(body: asked.CheckNoted) -> Response:
    """The diary with one more weekly check."""
    return written(with_check(body.diary, body.check))


@router.post("/verdict", response_model=Verdict)
def judge(body: asked.DiaryAsked, library: TheLibrary) -> Response:
    """What the diary says of the plan: whether to move on, stay, step back, stop or see somebody, and why."""
    return written(judged(record_of(body.record), body.diary, body.when, library))


@router.post("/review", response_model=Recommendation)
def carry_on(body: asked.ReviewAsked, library: TheLibrary) -> Response:
    """The next plan, or a referral, from the last one and what happened since."""
    return sealed(review(record_of(body.record), body.diary, body.when, library, swaps=body.swaps))
