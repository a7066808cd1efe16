"""People who walk through the pages of an interview, and the same interview in a terminal beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient
from tests.people import EVERYBODYS, completed
from tests.personas import load_personas
from tests.web.asking import hidden
from tests.web.filling import filled, value_typed
from tests.web.planned import COOKIE

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._web.guard.cookies import id_of, new_token


class Step(NamedTuple):
    """One page of an interview that is on: the page, what the terminal asks, and what is in the fields."""

    page: Response
    shown: Ask
    typed: dict[str, list[str]]


def truth_of(persona: str) -> dict[str, Any]:
    """All that is true of a persona."""
    told = next(one.told for one in load_personas() if one.id == persona)
    return completed(told, drop_unasked=True)


def sent(client: TestClient, page: Response, typed: Mapping[str, Any], **more: str) -> Response:
    """Send in the form of a page that was shown, filled in."""
    return client.post(str(page.url), data={**hidden(page.text), **typed, **more})


def walk(client: TestClient, truth: Mapping[str, Any], terminal: Questionnaire) -> Iterator[Step]:
    """Answer page by page; before each is sent, it is handed out beside what the terminal asks.

    Whoever is asked whether this is enough answers more.
    """
    page = client.get("/interview?more=1")
    while (shown := terminal.next()) is not None:
        typed = filled(shown, truth)
        yield Step(page, shown, typed)
        page = sent(client, page, typed)
        terminal.answer(value_typed(shown, typed))
        if "/interview?more=1" in page.text:
            page = client.get("/interview?more=1")


def begun(app: FastAPI, truth: Mapping[str, Any], screen: str, language: str = "en") -> str:
    """Keep an interview that has come to a screen; the token of the visitor whose it is."""
    token, site = new_token(), app.state.site
    questionnaire = Questionnaire(site.library.in_language(language))
    while (shown := questionnaire.next()) is not None and shown.id != screen:
        questionnaire.answer(value_typed(shown, filled(shown, truth)))
    assert questionnaire.next(), f"{screen} is not asked"
    site.store.interviews.begin(id_of(token), questionnaire.as_data())
    return token


def standing_at(client: TestClient, truth: Mapping[str, Any], screen: str, language: str = "en") -> Step:
    """The page of a screen, with what is to be typed there; all before it is answered."""
    client.cookies.clear()
    client.cookies.set(COOKIE, begun(client.app, truth, screen, language), domain="localhost.local")  # type: ignore[arg-type]
    shown = Questionnaire.from_data(interview_of(client), EVERYBODYS.library.in_language(language)).next()
    assert shown is not None
    return Step(client.get("/interview?more=1"), shown, filled(shown, truth))


def interview_of(client: TestClient) -> dict[str, Any]:
    """The interview of a client as the store has it."""
    found = client.app.state.site.store.interviews.found(id_of(client.cookies[COOKIE]))  # type: ignore[attr-defined]
    assert found is not None
    return dict(found.saved)
