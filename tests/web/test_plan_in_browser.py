"""The plan as people use it: in a real browser, at a phone's width, without JavaScript, and held against WCAG."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page
from tests.people import example
from tests.web.asking import is_too_wide, violations
from tests.web.conftest import Served
from tests.web.planned import COOKIE, answered

from loosen._words.speech import speech_of

SAY = speech_of("en")


@pytest.fixture
def token(served: Served) -> str:
    """The token of a visitor whose plan is made when it is first asked for."""
    return answered(served.app, example("desk_worker"))


@pytest.fixture
def planned_page(browser_page: Page, served: Served, token: str) -> Page:
    """A page of that visitor at a phone's width."""
    browser_page.context.add_cookies([{"name": COOKIE, "value": token, "url": served.url}])
    browser_page.request.get("/plan", timeout=60_000)  # a checkout draws its pictures first
    return browser_page


def test_from_the_plan_one_tap_leads_to_an_exercise_and_on_to_its_reason(planned_page: Page) -> None:
    page = planned_page
    page.goto("/plan")
    first = page.locator(".plan-open").nth(1)
    name = first.inner_text()
    first.click()
    page.wait_for_url("**/plan/exercise/*")
    assert page.locator("h1").inner_text() in name
    moving, still = page.locator(".moves details img"), page.locator(".moves .still")
    assert moving.is_visible()
    assert not still.is_visible()
    page.get_by_text(SAY("plan_page.hide_moving")).click()  # whoever is disturbed by it can stop it
    assert not moving.is_visible()
    assert still.is_visible()
    assert still.evaluate("one => one.complete && one.naturalWidth > 0")
    page.get_by_role("link", name=SAY("plan_page.whole_reason")).click()
    page.wait_for_url("**/plan/why/*")
    page.get_by_text(SAY("plan_page.whole_chain")).click()
    assert page.locator(".deep section").first.is_visible()
    page.get_by_role("link", name=SAY("plan_page.to_plan")).click()
    page.wait_for_url("**/plan")


def test_a_question_can_be_asked_with_the_keyboard_alone(planned_page: Page) -> None:
    page = planned_page
    page.goto("/plan")
    page.get_by_label(SAY("plan_page.why_not")).focus()
    page.keyboard.type("bird-dog")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/why-not?exercise=bird-dog")
    assert page.locator("h1").inner_text().startswith("Bird-dog: ")
    page.goto("/plan")
    page.get_by_role("link", name=SAY("plan_page.what_if_more", minutes=10)).press("Enter")
    page.wait_for_url("**/plan/what-if?minutes=25")
    assert page.get_by_role("columnheader").count() == 2


def test_pages_meet_wcag_and_need_no_sideways_scrolling(planned_page: Page) -> None:
    page = planned_page
    page.goto("/plan")
    key = (page.locator(".plan-open").first.get_attribute("href") or "").rpartition("/")[2]
    exercise, why = f"/plan/exercise/{key}", f"/plan/why/{key}"
    paths = ("/plan", exercise, why, "/plan/why-not?exercise=roller", "/plan/what-if?place=chair")
    for scheme, looked_at in (("light", paths), ("dark", ("/plan", exercise))):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in looked_at:
            page.set_viewport_size({"width": 360, "height": 740})
            page.goto(path)
            page.evaluate("for (const one of document.querySelectorAll('.told.folded, .deep')) one.open = true")
            assert violations(page) == []
            page.set_viewport_size({"width": 320, "height": 740})  # a desk at 400 %, a phone at 112 %
            assert not is_too_wide(page), path


def test_without_javascript_all_of_it_can_be_reached(browser: Browser, served: Served, token: str) -> None:
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    context.add_cookies([{"name": COOKIE, "value": token, "url": served.url}])
    page = context.new_page()
    page.goto("/plan")
    page.locator("summary", has_text=SAY("handout.weeks_ahead")).click()
    assert page.locator("details[open]", has_text=SAY("handout.weeks_ahead")).locator("li").first.is_visible()
    page.locator('select, a[href="/plan/what-if"]').first.click()
    page.get_by_label(re.compile("How many minutes")).fill("30")
    page.get_by_role("button", name=SAY("plan_page.work_out")).click()
    assert page.locator("h1").inner_text() == SAY("comparison.would_change")
    page.goto("/plan")
    page.get_by_label(SAY("plan_page.with_answers")).check()
    page.get_by_role("button", name=SAY("plan_page.print_view")).click()
    assert "/plan/print?answers=true" in page.url
    assert page.get_by_text(SAY("handout.you_answered")).is_visible()
    context.close()


def test_on_paper_the_plan_has_its_exercises_and_no_buttons(planned_page: Page) -> None:
    page = planned_page
    page.goto("/plan")
    page.emulate_media(media="print")
    assert not page.locator(".plan-start").is_visible()
    assert not page.locator(".plan-ask").is_visible()
    assert page.locator(".plan-card").first.is_visible()
    assert page.pdf().startswith(b"%PDF-")
