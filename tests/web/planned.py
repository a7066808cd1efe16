"""Visitors whose interview is answered, and people who have a plan: a browser is given the cookie that pages go by."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.people import EVERYBODYS, example

from loosen._interview import Questionnaire
from loosen._model.diary import Diary
from loosen._model.plan import Recommendation
from loosen._records.origin import answers_of
from loosen._records.reading import read_record
from loosen._records.sealing import digest_of_record
from loosen._store.store import Store
from loosen._web.guard.cookies import id_of, name_of_token, new_token

COOKIE = name_of_token(https=False)
_TAGS = re.compile(r"<[^>]*>")


class Planned(NamedTuple):
    """Somebody with a plan: the token of their browser, who they are in the store, and the plan."""

    token: str
    person: str
    record: Recommendation
    store: Store

    @property
    def seal(self) -> str:
        """The seal of the plan."""
        return digest_of_record(self.record)

    def diary(self) -> Diary:
        """What is in their diary now."""
        return self.store.diary(self.person)


def somebody_planned(app: FastAPI, name: str = "desk_worker", record: Recommendation | None = None) -> Planned:
    """A new person in the store of these pages, with the plan of an example, or another."""
    store: Store = app.state.site.store
    record = record or EVERYBODYS.recommend(example(name))
    begun, token = new_token(), new_token()
    store.interviews.begin(id_of(begun), Questionnaire(EVERYBODYS.library).as_data())
    store.keep_for(id_of(begun), id_of(token), record, answers_of(record.audit))
    found = store.interviews.found(id_of(token))
    assert found
    assert found.person
    return Planned(token, found.person, record, store)


def answered(app: FastAPI, answers: Mapping[str, Any], language: str = "en") -> str:
    """Keep an interview with these answers, and say the token of the visitor who gave them."""
    token, site = new_token(), app.state.site
    interview = Questionnaire.from_data({"answers": dict(answers)}, site.library.in_language(language))
    site.store.interviews.begin(id_of(token), interview.as_data())
    return token


def become(client: TestClient, answers: Mapping[str, Any], language: str = "en") -> None:
    """Have the browser be that of a new visitor, who gave these answers."""
    client.cookies.clear()
    client.cookies.set(COOKIE, answered(client.app, answers, language))  # type: ignore[arg-type]


def record_of(client: TestClient) -> Recommendation:
    """The record behind the pages that the browser is shown."""
    return read_record(client.get("/plan/record.json").content)


def said(client: TestClient, path: str, status: int = 200) -> str:
    """All that a page says, in one line and without marks."""
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return in_one_line(html.unescape(_TAGS.sub(" ", answer.text)))


def in_one_line(text: str) -> str:
    """Words with single spaces between, and none before what follows a word at once."""
    return re.sub(r"\s+(?=[.,;:)])", "", " ".join(text.split()))
