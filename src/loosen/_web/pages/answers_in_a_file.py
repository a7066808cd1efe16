"""Answers as a file: to keep them, to take them elsewhere, and to go on with them later, here or in a terminal."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response
from starlette.status import HTTP_422_UNPROCESSABLE_CONTENT

from loosen._interview.shown import asked_anew_words
from loosen._library.yaml_text import read_text
from loosen._web.rendering import page, see
from loosen.errors import FileError

from .interview import Asking, Sent

router = APIRouter()


@router.get("/interview/answers.json")
def save(visitor: Asking) -> Response:
    """The interview as it is now, as `loosen ask` saves one."""
    text = json.dumps(visitor.questionnaire.as_data(), indent=1, ensure_ascii=False) + "\n"
    headers = {"content-disposition": 'attachment; filename="loosen-answers.json"'}
    return Response(text, media_type="application/json", headers=headers)


@router.get("/interview/file")
def ask_for_a_file(request: Request) -> Response:
    """Ask for a file with answers to go on with."""
    return page(request, "interview/file.html", "")


@router.post("/interview/file")
def go_on(request: Request, visitor: Asking, form: Sent) -> Response:
    """Go on with the answers in a file, in place of those given here."""
    text = read_text(form.file, "file", as_json=True)
    try:
        if text.faults:
            raise FileError("The file cannot be read.", text.faults)
        visitor.go_on_from(text.value)
    except FileError:
        told = visitor.speech("interview_pages.no_answers_file" if form.file else "interview_pages.no_file")
        return page(request, "interview/file.html", told, HTTP_422_UNPROCESSABLE_CONTENT)
    if visitor.questionnaire.asked_anew:
        return page(request, "interview/carried.html", tuple(asked_anew_words(visitor.questionnaire, visitor.speech)))
    return see("/interview")
