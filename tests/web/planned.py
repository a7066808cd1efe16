"""Visitors whose interview is answered, and people who have a plan: a browser is given the cookie that pages go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import FastAPI
from tests.people import EVERYBODYS, example

from loosen._interview import Questionnaire
from loosen._model.diary import Diary
from loosen._model.plan import Recommendation
from loosen._records.origin import answers_of
from loosen._records.sealing import digest_of_record
from loosen._store.store import Store
from loosen._web.guard.cookies import id_of, name_of_token, new_token

COOKIE = name_of_token(https=False)


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
