"""People who walk through the pages in a real browser: by hand, or as that browser would send what is not looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page
from tests.web.asking import hidden
from tests.web.filling import filled, value_typed

from loosen._interview import Questionnaire
from loosen._library.loading import bundled

MORE = "/interview?more=1"
"""Where whoever is asked whether this is enough goes on."""
_TICKED = "[name='{}'][value='{}']:is([type=radio], [type=checkbox])"
_WRITTEN = "[name='{}']:is(textarea, [type=text])"


def answer_until(page: Page, truth: Mapping[str, Any], until: str = "", language: str = "en") -> None:
    """Answer what is asked before the page with the question `until` (all of it where none is named), and open that."""
    questionnaire = Questionnaire(bundled().in_language(language))
    here = page.request.get("/interview")
    while (shown := questionnaire.next()) is not None and until not in {one.id for one in shown.questions}:
        typed = filled(shown, truth)
        body = urlencode({**hidden(here.text()), **typed}, doseq=True)
        sent = {"content-type": "application/x-www-form-urlencoded"}
        here = page.request.post(here.url, data=body, headers=sent)
        questionnaire.answer(value_typed(shown, typed))
        if MORE in here.text():
            here = page.request.get(MORE)
    page.goto(here.url)


def answer_by_hand(page: Page, truth: Mapping[str, Any]) -> int:
    """Answer page after page with the mouse, as a person does, until nothing is asked any more; how many there were."""
    questionnaire, pages = Questionnaire(), 0
    while (shown := questionnaire.next()) is not None:
        typed = filled(shown, truth)
        fill_in(page, typed)
        go_on(page)
        questionnaire.answer(value_typed(shown, typed))
        pages += 1
        if "/interview/" in page.url and (more := page.locator(f"a[href='{MORE}']")).count():
            more.click()
            page.wait_for_url("**?more=1")
    return pages


def fill_in(page: Page, typed: Mapping[str, list[str]]) -> None:
    """Tick and write what somebody has in the fields of a page."""
    for name, value in ((name, value) for name, values in typed.items() for value in values):
        box = page.locator(_TICKED.format(name, value))
        field = box if box.count() else page.locator(_WRITTEN.format(name))
        if (folded := page.locator("details:not([open])").filter(has=field)).count():
            folded.locator("summary").click()
        if field is not box:
            field.fill(value)
        elif not box.is_checked():
            page.locator(f"label[for='{box.get_attribute('id')}']").click()


def go_on(page: Page) -> None:
    """Send the page in, and wait for the next one."""
    before = page.url
    page.get_by_role("button", name="Go on", exact=True).click()
    page.wait_for_url(lambda url: url != before)
