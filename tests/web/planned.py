"""Visitors whose interview is answered, so that their plan can be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from loosen._interview import Questionnaire
from loosen._web.guard.cookies import id_of, name_of_token, new_token

COOKIE = name_of_token(https=False)


def answered(app: FastAPI, answers: Mapping[str, Any], language: str = "en") -> str:
    """Keep an interview with these answers, and say the token of the visitor who gave them."""
    token, site = new_token(), app.state.site
    interview = Questionnaire.from_data({"answers": dict(answers)}, site.library.in_language(language))
    site.store.interviews.begin(id_of(token), interview.as_data())
    return token
