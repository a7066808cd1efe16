"""People who walk through the pages of an interview, and the same interview in a terminal beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from httpx import Response
from starlette.testclient import TestClient
from tests.people import completed
from tests.personas import load_personas
from tests.web.asking import hidden
from tests.web.filling import filled, value_typed

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._library import Library


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


def until(client: TestClient, truth: Mapping[str, Any], library: Library, screen: str) -> Step:
    """Answer page by page until a screen is shown."""
    return next(step for step in walk(client, truth, Questionnaire(library)) if step.shown.id == screen)
