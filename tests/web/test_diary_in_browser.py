"""The pages of a diary in a real browser: for everybody, on a phone, by the clock of the browser, in two tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient
from tests.web.asking import is_too_wide, violations
from tests.web.conftest import Served
from tests.web.diarist import Diarist
from tests.web.planned import COOKIE

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def diarist(served: Served) -> Diarist:
    noted = Diarist(TestClient(served.app, base_url=served.url))
    noted.weeks(9)
    noted.note(2, at="20:00", note="x" * 300, **{"did-0": "hurt"})
    noted.send("/diary/week", **{"new": "no", "change": "1", "name-0": "Donaudampfschifffahrt", "rating-0": "4"})
    return noted


@pytest.fixture
def opened(browser: Browser, served: Served) -> Iterator[Opened]:
    """Opens a page as somebody, in a browser with these settings."""
    contexts = []

    def page_as(who: Diarist, **settings: object) -> Page:
        context = browser.new_context(
            base_url=served.url,
            viewport={"width": 360, "height": 740},
            **settings,  # type: ignore[arg-type]
        )
        context.add_cookies([{"name": COOKIE, "value": who.who.token, "url": served.url}])
        contexts.append(context)
        return context.new_page()

    yield page_as
    for context in contexts:
        context.close()


def test_every_page_can_be_used_by_everybody(diarist: Diarist, opened: Opened) -> None:
    page = opened(diarist, color_scheme="dark")
    for path in (
        "/",
        "/diary",
        "/diary/session",
        "/diary/week",
        "/next",
        "/progress",
        "/progress/plans/1",
        "/diary/clock",
    ):
        page.goto(path)
        assert (path, violations(page), is_too_wide(page)) == (path, [], False)


def test_a_stop_and_its_pages_can_be_used_by_everybody(served: Served, opened: Opened) -> None:
    stopped = Diarist(TestClient(served.app, base_url=served.url))
    page = opened(stopped)
    page.goto("/diary/week")
    page.get_by_label("Yes", exact=True).check()
    page.locator("summary", has_text="Fever").click()
    page.locator("input[value='flags_illness=fever']").check()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("See a doctor today")
    for path in ("/", "/diary", "/diary/week", "/next", "/diary/noted"):
        page.goto(path)
        assert (path, violations(page), is_too_wide(page)) == (path, [], False)


def test_a_session_is_noted_by_the_clock_of_the_browser(diarist: Diarist, opened: Opened) -> None:
    page = opened(diarist, timezone_id="Asia/Kathmandu")
    page.goto("/diary")
    page.get_by_role("link", name="Note a session").click()
    expect(page.get_by_text("By a clock at UTC+05:45.")).to_be_visible()
    page.get_by_label("Day", exact=True).fill("2020-01-01")
    page.get_by_label("Time", exact=True).fill("10:10")
    page.get_by_role("button", name="Put it in my diary").click()
    expect(page.get_by_role("heading", name="In your diary")).to_be_visible()
    assert diarist.who.diary().sessions[0].started.isoformat() == "2020-01-01T10:10:00+05:45"


def test_what_is_wrong_is_gone_to_and_is_said_without_scripts_too(diarist: Diarist, opened: Opened) -> None:
    for scripts in (True, False):
        page = opened(diarist, java_script_enabled=scripts)
        page.goto("/diary/session")
        page.get_by_label("Day", exact=True).fill("2999-01-01")
        page.get_by_label("Is there anything else to note?").fill("<b>kept</b>")
        page.get_by_role("button", name="Put it in my diary").click()
        expect(page.get_by_role("alert").first).to_contain_text("This is still to come.")
        expect(page.get_by_label("Is there anything else to note?")).to_have_value("<b>kept</b>")
        page.get_by_role("link", name="This is still to come.").click()
        expect(page).to_have_url("/diary/session#at-began_day")


def test_in_a_second_tab_the_same_plan_is_taken_once(diarist: Diarist, opened: Opened) -> None:
    first = opened(diarist)
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto("/next")
    for tab in (first, second):
        tab.get_by_role("button", name="Take this as my plan").click()
        expect(tab).to_have_url("/plan", timeout=20_000)
    assert len(diarist.site.store.plans(diarist.who.person)) == 2
