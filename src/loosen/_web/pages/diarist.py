"""Whose diary a page is about: what is noted is of the last plan, also after a referral."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.status import HTTP_303_SEE_OTHER

from loosen._diary.case import last_plan
from loosen._diary.of import Of
from loosen._web.clock import now_of
from loosen._web.visitor import Visitor, visitor_of


def of_visitor(request: Request, visitor: Annotated[Visitor, Depends(visitor_of)]) -> Of:
    """The case and the last plan of a visitor, now. Whoever has no plan yet is sent to where it is made."""
    if visitor.person is None:
        raise HTTPException(HTTP_303_SEE_OTHER, headers={"location": "/"})
    if last_plan(visitor.case).plan is None:
        raise HTTPException(HTTP_303_SEE_OTHER, headers={"location": "/plan"})
    return Of.this(visitor.case, visitor.library, visitor.language, now_of(request))


Diarist = Annotated[Of, Depends(of_visitor)]
