"""People who walk through the pages in a real browser; what is not looked at is sent as that browser would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page
from tests.web.asking import hidden
from tests.web.filling import filled, value_typed

from loosen._interview import Questionnaire


def answer_until(page: Page, truth: Mapping[str, Any], until: str = "") -> None:
    """Answer what is asked before the page with the question `until` (all of it where none is named), and open that."""
    questionnaire, here = Questionnaire(), page.request.get("/interview")
    while (shown := questionnaire.next()) is not None and until not in {one.id for one in shown.questions}:
        typed = filled(shown, truth)
        body = urlencode({**hidden(here.text()), **typed}, doseq=True)
        sent = {"content-type": "application/x-www-form-urlencoded"}
        here = page.request.post(here.url, data=body, headers=sent)
        questionnaire.answer(value_typed(shown, typed))
        if "/interview?more=1" in here.text():
            here = page.request.get("/interview?more=1")
    page.goto(here.url)
