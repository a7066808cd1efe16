"""A session without a connection, or cut short: nothing of it is lost, and nothing is in the diary twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.web.conftest import Served
from tests.web.planned import Planned, somebody_planned

NOTED = re.compile("/diary/noted")


@pytest.fixture
def who(served: Served) -> Planned:
    return somebody_planned(served.app)


@pytest.fixture
def context(browser: Browser, served: Served, who: Planned) -> Iterator[BrowserContext]:
    """A browser of somebody with a plan."""
    context = browser.new_context(base_url=served.url, viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "loosen", "value": who.token, "url": served.url}])
    yield context
    context.close()


def opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/session")
    return page


def press(page: Page, what: str) -> None:
    page.locator(f"[data-press={what}]:visible").first.click()


def ended(page: Page, **answers: str) -> None:
    """Begin, stop at once, and answer these questions."""
    press(page, "begin")
    press(page, "go")
    press(page, "stop")
    for name, value in answers.items():
        page.locator(f"input[name={name}][value='{value}']").check(force=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Put it in my diary").click()


def is_kept(page: Page) -> None:
    """Wait until all that a session needs is at hand without a connection."""
    look = """async () => {
      const keys = await (await caches.open("loosen-session")).keys();
      return navigator.serviceWorker.controller !== null && keys.some((one) => one.url.endsWith("/steps.json"));
    }"""
    while not page.evaluate(look):
        page.wait_for_timeout(50)


def test_it_is_opened_played_and_told_without_a_connection_and_sent_with_the_next(
    context: BrowserContext, who: Planned
) -> None:
    page = opened(context)
    is_kept(page)
    context.set_offline(True)
    page.goto("/session")
    ended(page, pain_worst="6", new="no")
    assert page.locator("[data-is=picture]").evaluate("(one) => one.naturalWidth") > 0
    save(page)
    expect(page.locator("[data-is=offline_kept]")).to_be_visible()
    expect(page.locator("[data-is=offline_sign]")).to_be_hidden()
    assert who.diary().sessions == ()
    context.set_offline(False)
    expect(page).to_have_url(NOTED, timeout=10_000)
    (entry,) = who.diary().sessions
    assert (entry.pain_worst, entry.new_signs) == (6, ())


def test_a_sign_that_nobody_could_be_told_stops_at_once_and_is_in_the_diary_when_the_page_is_opened_again(
    context: BrowserContext, who: Planned
) -> None:
    page = opened(context)
    press(page, "begin")
    context.set_offline(True)
    press(page, "stop")
    page.locator("input[name=new][value=yes]").check(force=True)
    page.locator("details.signs summary, .signs summary").first.click()
    page.locator("input[name=sign]:visible").first.check(force=True)
    save(page)
    expect(page.locator("[data-is=offline_sign]")).to_be_visible()
    expect(page.locator("[data-is=offline_sign]")).to_contain_text("Do no more exercises")
    assert not page.evaluate("caches.has('loosen-session')")
    page.close()
    context.set_offline(False)
    again = opened(context)
    again.wait_for_load_state("networkidle")
    assert [len(one.new_signs or ()) for one in who.diary().sessions] == [1]


def test_an_answer_that_is_lost_leads_to_no_second_entry(context: BrowserContext, who: Planned) -> None:
    page = opened(context)
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().text())
        route.abort()

    page.route("**/session/deed", lose)
    ended(page, effort="4")
    save(page)
    expect(page.locator("[data-is=offline_kept]")).to_be_visible()
    assert len(lost) >= 2
    page.unroute("**/session/deed")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page).to_have_url(NOTED, timeout=10_000)
    assert [one.effort for one in who.diary().sessions] == [4]


def test_a_page_that_was_closed_goes_on_where_it_was(context: BrowserContext, who: Planned) -> None:
    page = opened(context)
    press(page, "begin")
    press(page, "go")
    press(page, "skip")
    page.get_by_role("button", name="Too hard").click()
    name = page.locator("[data-is=name]").inner_text()
    page.close()
    again = opened(context)
    expect(again.locator("[data-press=go_on]")).to_have_text(f"Go on where you stopped: {name.partition(' ')[2]}")
    press(again, "go_on")
    expect(again.locator("[data-is=name]")).to_have_text(name)
    expect(again.locator("[data-is=signs]")).to_be_visible()
    press(again, "stop")
    save(again)
    expect(again).to_have_url(NOTED, timeout=10_000)
    (entry,) = who.diary().sessions
    assert [one.skipped for one in entry.done][:2] == ["too_hard", None]


def test_a_browser_that_keeps_nothing_runs_the_session_all_the_same(context: BrowserContext, who: Planned) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get: () => { throw new DOMException('no', 'SecurityError'); }})"
    )
    page = opened(context)
    ended(page, effort="2")
    save(page)
    expect(page).to_have_url(NOTED, timeout=10_000)
    assert [one.effort for one in who.diary().sessions] == [2]


@pytest.mark.parametrize("kept", ["nonsense", "null", '{"deed": 3}', '{"deed": {"plan": "PLAN", "at": 999}, "on": 0}'])
def test_what_was_kept_and_cannot_be_read_is_forgotten(
    context: BrowserContext, who: Planned, kept: str, served: Served
) -> None:
    page = opened(context)
    page.evaluate("(kept) => localStorage.setItem('loosen-session-stand', kept)", kept.replace("PLAN", who.seal))
    page.evaluate("(kept) => localStorage.setItem('loosen-session-sounds', kept)", kept)
    page.reload()
    expect(page.locator("[data-press=begin]")).to_be_visible()
    expect(page.locator("[data-press=go_on]")).to_be_hidden()


def test_what_somebody_else_left_in_this_browser_is_not_put_into_ones_diary(
    context: BrowserContext, who: Planned, make_deed: Callable[[], dict[str, Any]]
) -> None:
    page = opened(context)
    deed = make_deed()
    page.evaluate("(deed) => localStorage.setItem('loosen-session-deeds', JSON.stringify({[deed.id]: deed}))", deed)
    page.reload()
    expect(page.locator("[data-is=refused]")).to_contain_text("not yours")
    press(page, "throw_away")
    expect(page.locator("[data-press=begin]")).to_be_visible()
    expect(page.locator("[data-is=refused]")).to_be_hidden()
    assert who.diary().sessions == ()


@pytest.fixture
def make_deed() -> Callable[[], dict[str, Any]]:
    """A session of a plan that nobody here has."""
    moment = "2026-01-01T08:00:00+01:00"
    return lambda: {
        "id": "c" * 32, "plan": "d" * 64, "shorter": False, "started": moment, "told": moment, "at": 0, "form": [],
    }  # fmt: skip


def test_a_session_that_is_refused_stops_whoever_told_of_something_new(context: BrowserContext, who: Planned) -> None:
    page = opened(context)
    refused = '{"why": "It is told twice."}'
    page.route("**/session/deed", lambda route: route.fulfill(status=422, body=refused))
    ended(page, new="yes")
    save(page)
    expect(page.locator("[data-is=refused]")).to_contain_text("It is told twice.")
    expect(page.locator("[data-is=offline_sign]")).to_contain_text("Do no more exercises")
    assert who.diary().sessions == ()
