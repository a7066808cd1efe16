"""The pages as people use them: from the first page to the next plan, whatever hands, eyes and browsers they have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.by_day import AT_NIGHT, drawn
from tests.people import completed, example
from tests.web.asking import is_too_wide, violations
from tests.web.conftest import Served
from tests.web.in_browser import answer_by_hand, answer_until, fill_in, go_on
from tests.web.planned import COOKIE, somebody_planned

DESK_WORKER = example("desk_worker")
BOTH_LEGS = completed(
    {"flags_both_legs": "new_or_worse", "leg_symptoms": ["tingling_numbness"], "pain_areas": ["low_back", "leg"]},
    drop_unasked=True,
)
NAMELESS = """[...document.querySelectorAll('a, button')].filter(one => !one.hidden
  && !one.closest('[aria-hidden=true]') && !(one.textContent.trim() || one.ariaLabel)).map(one => one.outerHTML)"""
"""Links and buttons that nobody could be told of."""
PHONE = {"width": 360, "height": 740}
AT_200_PERCENT = {"width": 320, "height": 512}
"""A window of 640 by 1024 at twice the size of letters."""
EVERYBODYS_PAGES = ("/", "/emergency", "/nothing-here", "/interview/1", "/interview/answers", "/interview/anew")
SCHEMES = ("light", "dark") if AT_NIGHT else ("light",)
"""Each part holds its own pages against both. All of them in one go are at night; by day it is one in four."""
PLAN_PAGES = (
    "/", "/plan", "/plan/exercise/{}", "/plan/why/{}", "/plan/why-not", "/plan/what-if", "/session", "/diary",
    "/diary/session", "/diary/week", "/next", "/progress",
)  # fmt: skip


@contextmanager
def visit(browser: Browser, served: Served, **how: object) -> Iterator[BrowserContext]:
    """A browser of somebody, on a phone where nothing else is said."""
    context = browser.new_context(**{"base_url": served.url, "viewport": PHONE, **how})  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        context.close()


def with_a_plan(context: BrowserContext, served: Served) -> tuple[Page, str]:
    """A page of somebody who has a plan, and an exercise in it."""
    somebody = somebody_planned(served.app)
    context.add_cookies([{"name": COOKIE, "value": somebody.token, "url": served.url}])
    assert somebody.record.plan
    return context.new_page(), somebody.record.plan.items[1].exercise


def heading(page: Page, words: str) -> None:
    """The one heading of the first level says this."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_a_desk_worker_from_the_first_page_to_the_next_plan(browser_page: Page) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_role("link", name="Begin").click()
    page.wait_for_url("**/interview/1")
    assert answer_by_hand(page, DESK_WORKER) > 10
    heading(page, "Your routine")
    page.get_by_role("link", name="Why this").first.click()
    page.wait_for_url("**/plan/why/*")
    page.get_by_role("link", name="Back to the plan").click()
    page.get_by_role("link", name="Start today").first.click()
    heading(page, "Your session")
    page.goto("/diary/session")
    page.get_by_role("button", name="Put it in my diary").click()
    page.wait_for_url("**/diary/noted*")
    page.goto("/next")
    page.get_by_role("button", name="Note that I have looked at it").click()
    page.wait_for_url(lambda url: not url.endswith("/next"))
    page.goto("/progress")
    heading(page, "How it went")


def test_an_emergency_ends_all_and_a_wrong_tap_is_taken_back_only_in_words(browser_page: Page) -> None:
    page = browser_page
    answer_until(page, BOTH_LEGS)
    heading(page, "Get emergency help now")
    for path in ("/interview", "/plan", "/session"):
        page.goto(path)
        assert page.get_by_role("button", name="Start", exact=True).count() == 0, path
    page.goto("/emergency")
    page.get_by_role("link", name="Change this answer").click()
    page.wait_for_url("**/interview/answers/flags_both_legs")
    page.go_back()
    heading(page, "Get emergency help now")
    page.get_by_role("link", name="Change this answer").click()
    page.get_by_label("No, or only in one leg").check(force=True)
    page.get_by_role("button", name="Save this answer").click()
    page.get_by_role("button", name="No, it is so").click()
    page.goto("/interview")
    heading(page, "Get emergency help now")
    page.goto("/interview/answers/flags_both_legs")
    page.get_by_label("No, or only in one leg").check(force=True)
    page.get_by_role("button", name="Save this answer").click()
    page.get_by_role("button", name="Yes, that was a mistake").click()
    page.wait_for_url("**/interview/*")
    expect(page.get_by_role("button", name="Go on", exact=True)).to_be_visible()


def test_whoever_closes_the_browser_goes_on_where_they_stopped(browser: Browser, served: Served) -> None:
    with visit(browser, served) as context:
        answer_until(page := context.new_page(), DESK_WORKER, "pain_areas")
        was, left = page.url, context.storage_state()
    with visit(browser, served, storage_state=left) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name="Go on where you stopped").click()
        page.wait_for_url(was)
        heading(page, "Where is the pain or discomfort now?")
    with visit(browser, served) as context:
        page = context.new_page()
        page.goto(was)
        assert page.url != was


def test_two_windows_and_the_back_button_lose_nothing_and_answer_once(browser: Browser, served: Served) -> None:
    with visit(browser, served) as context:
        answer_until(one := context.new_page(), DESK_WORKER, "pain_areas")
        (other := context.new_page()).goto(one.url)
        fill_in(one, {"pain_areas": ["low_back"]})
        go_on(one)
        fill_in(other, {"pain_areas": ["neck"]})
        other.get_by_role("button", name="Go on", exact=True).click()
        expect(other.get_by_role("main")).to_contain_text("Low back")
        one.go_back()
        expect(one.get_by_role("main")).to_contain_text("Low back")
        one.wait_for_load_state("networkidle")
        one.goto("/interview/answers/pain_areas")
        expect(one.get_by_label("Low back", exact=True)).to_be_checked()
        expect(one.get_by_label("Neck", exact=True)).not_to_be_checked()


def test_by_keyboard_alone(browser_page: Page) -> None:
    page, press = browser_page, browser_page.keyboard.press
    page.goto("/")
    press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    answer_until(page, DESK_WORKER, "pain_areas")
    page.locator("h1").evaluate("one => one.setAttribute('tabindex', -1) || one.focus()")
    press("Tab")
    expect(page.locator("#pain_areas-low_back")).to_be_focused()
    press("Space")
    expect(page.get_by_role("status")).to_have_text("Chosen: Low back.")
    for _ in range(20):
        if page.evaluate("document.activeElement.innerText") == "Go on":
            break
        press("Tab")
    before = page.url
    press("Enter")
    page.wait_for_url(lambda url: url != before)


def test_without_scripts_there_is_a_plan_a_session_and_a_diary(browser: Browser, served: Served) -> None:
    with visit(browser, served, java_script_enabled=False) as context:
        answer_until(page := context.new_page(), DESK_WORKER)
        heading(page, "Your routine")
        page.get_by_role("link", name="Start today").first.click()
        heading(page, "Your session")
        assert page.locator("ol ol li").count() > 10
        page.goto("/diary/session")
        page.get_by_role("button", name="Put it in my diary").click()
        page.goto("/diary")
        assert "Nothing is in your diary yet" not in page.get_by_role("main").inner_text()


def test_in_german_on_a_narrow_phone(browser: Browser, served: Served) -> None:
    with visit(browser, served, locale="de-DE", viewport=AT_200_PERCENT) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("button", name="Deutsch").click()
        expect(page.locator("html")).to_have_attribute("lang", "de")
        answer_until(page, DESK_WORKER, language="de")
        for path in ("/plan", "/plan/why-not", "/session", "/diary/week", "/next", "/progress", "/emergency"):
            page.goto(path)
            assert not is_too_wide(page), path
        heading(page, "Holen Sie jetzt Hilfe vom Notruf")


def test_what_is_read_aloud(browser: Browser, served: Served) -> None:
    with visit(browser, served) as context:
        page, exercise = with_a_plan(context, served)
        for path in PLAN_PAGES:
            page.goto(path.format(exercise))
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            expect(page.get_by_role("main")).to_have_count(1)
            assert page.evaluate(NAMELESS) == [], path
            assert page.title().endswith(" · loosen"), path


@pytest.mark.parametrize("path", ["/plan/print", "/emergency"])
def test_it_prints(browser: Browser, served: Served, path: str) -> None:
    with visit(browser, served) as context:
        page, _ = with_a_plan(context, served)
        page.goto(path)
        assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everybodys_pages_are_usable_by_everybody(browser: Browser, served: Served, scheme: str) -> None:
    with visit(browser, served, color_scheme=scheme) as context:
        page = context.new_page()
        look_at(page, EVERYBODYS_PAGES)
        answer_until(page, BOTH_LEGS)
        look_at(page, ("/emergency", "/interview/answers", "/interview/answers/flags_both_legs"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pages_of_a_plan_are_usable_by_everybody(browser: Browser, served: Served, scheme: str) -> None:
    with visit(browser, served, color_scheme=scheme) as context:
        page, exercise = with_a_plan(context, served)
        look_at(page, tuple(path.format(exercise) for path in PLAN_PAGES))


def look_at(page: Page, paths: tuple[str, ...]) -> None:
    """No page breaks WCAG 2.2 AA, nor has to be moved sideways at a phone's width or at letters of twice the size."""
    found, closely = {}, set(drawn(paths, one_in=4))
    for path in paths:
        page.goto(path)
        found[path] = violations(page) if path in closely else []
        for size in (AT_200_PERCENT, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            if is_too_wide(page):
                found[path].append(f"too wide at {size['width']}")
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
