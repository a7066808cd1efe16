"""A visitor of tests, who answers on pages as a person does, without a page about it."""

from __future__ import annotations

from functools import cache
from typing import Any

from starlette.testclient import TestClient
from tests.people import EVERYBODYS, example

from loosen._interview import Questionnaire
from loosen._model.plan import Recommendation
from loosen._web.guard.cookies import id_of
from loosen._web.site import Site


def site_behind(client: TestClient) -> Site:
    """What the pages that a client asks share."""
    found: Site = client.app.state.site  # type: ignore[attr-defined]
    return found


def token_of(client: TestClient) -> str:
    """The secret that a client's browser keeps."""
    return next(cookie.value or "" for cookie in client.cookies.jar if cookie.name in ("loosen", "__Host-loosen"))


def with_answers(client: TestClient, **answers: Any) -> Questionnaire:
    """Have answers be kept of a client's visitor, as the interview keeps them, and give them."""
    site = site_behind(client)
    client.get("/")
    questionnaire = Questionnaire.from_data({"answers": example("desk_worker", **answers)}, site.library)
    site.store.interviews.begin(id_of(token_of(client)), questionnaire.as_data())
    return questionnaire


@cache
def _plan() -> Recommendation:
    return EVERYBODYS.recommend(example("desk_worker"))


def with_a_plan(client: TestClient, **answers: Any) -> str:
    """Have a plan be kept of a client's visitor, and these answers with it; whose it is comes back."""
    with_answers(client, **answers)
    site, visitor = site_behind(client), id_of(token_of(client))
    site.store.keep_for(visitor, visitor, _plan(), answers)
    found = site.store.interviews.found(visitor)
    assert found is not None
    assert found.person is not None
    return found.person
