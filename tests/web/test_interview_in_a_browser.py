"""The interview in a real browser: by mouse, by keyboard, without JavaScript, in two tabs, and after it was closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.web.asking import is_too_wide, violations
from tests.web.conftest import Served
from tests.web.planned import COOKIE
from tests.web.walking import begun, truth_of

DESK = truth_of("no_pain_desk_worker")
PAIN = truth_of("neck_with_tingling_arm")
Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, served: Served) -> Iterator[Opens]:
    """Opens the page of a screen for somebody who has answered all before it; what is given are traits of a browser."""
    contexts: list[BrowserContext] = []

    def opened(screen: str = "", truth: dict[str, object] = DESK, language: str = "en", **how: object) -> Page:
        how = {"viewport": {"width": 360, "height": 740}, "locale": language, **how}
        context = browser.new_context(base_url=served.url, **how)  # type: ignore[arg-type]
        contexts.append(context)
        cookies = [{"name": "loosen_language", "value": language, "url": served.url}]
        if screen:
            cookies.append({"name": COOKIE, "value": begun(served.app, truth, screen, language), "url": served.url})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto("/interview?more=1")
        return page

    yield opened
    for context in contexts:
        context.close()


def title(page: Page) -> str:
    return page.locator("h1").inner_text().replace("\u00ad", "")


def go_on(page: Page, number: int) -> None:
    """Press the first button, and wait for the page of this number."""
    page.locator("form.asking .actions .button").first.click()
    page.wait_for_url(f"**/interview/{number}")


def test_by_mouse_from_the_warning_signs_to_the_plan(opens: Opens) -> None:
    page = opens()
    for number in (2, 3, 4):
        page.get_by_text("None of these", exact=True).click()
        go_on(page, number)
    page.get_by_label("How old are you?").fill("38")
    go_on(page, 5)
    page = opens("at_hand")
    page.locator("details:has(#minutes) summary").click()
    page.locator("#minutes").fill("25")
    assert "25" in page.locator("details:has(#minutes) summary").inner_text()
    page.get_by_role("button", name="Make my plan now").click()
    page.wait_for_url("**/plan")


def test_by_keyboard_alone(opens: Opens) -> None:
    page = opens()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "none":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/interview/2")
    page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert title(page) == "Any of this, now or with this pain?"


def test_without_javascript_a_fault_is_told_and_the_field_has_the_focus(opens: Opens) -> None:
    page = opens("age", java_script_enabled=False)
    page.locator("#age").fill("forty")
    page.get_by_role("button", name="Go on").click()
    assert page.locator("#age").input_value() == "forty"
    assert page.locator("#age:focus").count() == 1
    page.locator("#age").fill("40")
    go_on(page, 5)


def test_a_sign_takes_the_tick_from_none_of_these_and_never_the_other_way_round(opens: Opens) -> None:
    page = opens()
    none, sign = page.locator("#line-none"), page.locator("#flags_leg_power-foot_drop")
    none.check()
    sign.check()
    assert not none.is_checked()
    none.check()
    assert sign.is_checked()


def test_the_back_button_shows_what_was_answered_and_how_to_change_it(opens: Opens) -> None:
    page = opens("age")
    page.locator("#age").fill("40")
    go_on(page, 5)
    page.go_back()
    page.wait_for_function("document.querySelector('h1').textContent.includes('already')")
    page.get_by_role("link", name="Change: How old are you?").click()
    page.wait_for_url("**/answers/age")
    page.locator("#age").fill("41")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/interview/*")
    page.goto("/interview/answers")
    assert "41 years" in page.locator("main").inner_text()


def test_two_tabs_lose_nothing_and_overwrite_nothing(opens: Opens) -> None:
    page = opens("age")
    other = page.context.new_page()
    other.goto("/interview")
    page.locator("#age").fill("40")
    go_on(page, 5)
    other.locator("#age").fill("70")
    other.get_by_role("button", name="Go on").click()
    other.get_by_text("What you sent now changed nothing").wait_for()
    assert "40 years" in other.locator("main").inner_text()


def test_it_goes_on_after_the_browser_was_closed(opens: Opens, browser: Browser, served: Served) -> None:
    page = opens("sex")
    kept = page.context.storage_state()
    page.context.close()
    context = browser.new_context(base_url=served.url, storage_state=kept)
    again = context.new_page()
    again.goto("/interview")
    assert title(again) == "Are you female or male?"
    context.close()


def test_words_from_right_to_left_stay_so(opens: Opens) -> None:
    page = opens("at_hand")
    page.locator("#own_words").fill("\u05db\u05d5\u05d0\u05d1 \u05dc\u05d9 \u05d4\u05d2\u05d1")
    assert page.locator("#own_words").evaluate("one => getComputedStyle(one).direction") == "rtl"


@pytest.mark.parametrize(
    ("screen", "truth"),
    [("", DESK), ("pain_story", PAIN), ("pain_feel", PAIN), ("pain_usual", PAIN), ("age", DESK), ("at_hand", DESK),
     ("tight_places", DESK), ("preferences", DESK), ("daily_life", DESK)],
)  # fmt: skip
def test_every_kind_of_question_can_be_used_by_everybody(opens: Opens, screen: str, truth: dict[str, object]) -> None:
    page = opens(screen, truth, "de")
    for details in page.locator("details").all()[:3]:
        details.evaluate("one => { one.open = true }")
    assert violations(page) == []
    assert not is_too_wide(page)


def test_what_stands_around_the_questions_can_be_used_by_everybody(opens: Opens) -> None:
    page = opens("preferences")
    around = ("answers", "answers/age", "1", "anew", "file")
    for path in ("/interview", *(f"/interview/{one}" for one in around)):
        page.goto(path)
        assert violations(page) == [], path
        assert not is_too_wide(page)
    page.emulate_media(color_scheme="dark")
    page.goto("/interview/answers/age")
    page.locator("#age").fill("old")
    page.get_by_role("button", name="Save").click()
    page.locator(".faults").wait_for()
    assert violations(page) == []
