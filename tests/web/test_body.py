"""The body to tap: another way of ticking the very same boxes, told in words, and never the only way."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.people import completed
from tests.web.asking import is_too_wide, violations
from tests.web.conftest import Served
from tests.web.in_browser import answer_until

from loosen._library.loading import bundled
from loosen._web.views.body import body_to_tap, muscles_in_focus

PLACES = bundled().questions["pain_areas"]
MOST_BYTES = 25_000
"""Of the page that asks where it hurts, packed as it is sent."""


INSIDE = """path => {
  const box = path.getBBox(), spot = path.ownerSVGElement.createSVGPoint(), steps = 20;
  for (let k = 0; k < steps * steps; k += 1) {
    spot.x = box.x + box.width * ((k % steps) + 0.5) / steps;
    spot.y = box.y + box.height * (Math.floor(k / steps) + 0.5) / steps;
    if (path.isPointInFill(spot)) return (at => [at.x, at.y])(spot.matrixTransform(path.getScreenCTM()));
  }
}"""
"""A spot inside of a place, on the screen."""
HURTS = completed({"pain_areas": ["low_back"]}, drop_unasked=True)


@pytest.fixture
def asked_where(browser_page: Page) -> Page:
    """A page that asks where it hurts."""
    answer_until(browser_page, HURTS, "pain_areas")
    return browser_page


def test_a_tap_ticks_the_box_in_the_list_and_is_told_in_words(asked_where: Page) -> None:
    page, told = asked_where, asked_where.get_by_role("status")
    expect(told).to_have_text("No place is chosen yet.")
    tap(page, "pain_areas-leg")
    expect(page.get_by_label("Leg", exact=True)).to_be_checked()
    tap(page, "pain_areas-neck")
    expect(told).to_have_text("Chosen: Leg, Neck.")
    tap(page, "pain_areas-leg")
    expect(page.get_by_label("Leg", exact=True)).not_to_be_checked()
    expect(told).to_have_text("Chosen: Neck.")


def test_a_tick_in_the_list_shows_on_the_picture(asked_where: Page) -> None:
    page = asked_where
    page.get_by_label("Low back", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-box=pain_areas-low_back]")).to_have_class("body-place is-chosen")
    page.get_by_label("No pain; I want to stay well").set_checked(True, force=True)
    expect(page.locator(".is-chosen")).to_have_count(
        page.locator("[name=pain_areas]:checked:not([value=none])").count()
    )


def test_a_finger_may_be_beside_a_small_place(asked_where: Page) -> None:
    edge = asked_where.locator("[data-box=pain_areas-neck] path").bounding_box()
    assert edge is not None
    asked_where.mouse.click(edge["x"] - 8, edge["y"] + edge["height"] / 2)
    expect(asked_where.get_by_role("status")).to_have_text("Chosen: Neck.")


def test_with_places_chosen_it_is_usable_by_everybody(asked_where: Page) -> None:
    tap(asked_where, "pain_areas-leg")
    for scheme in ("light", "dark"):
        asked_where.emulate_media(color_scheme=scheme)
        assert violations(asked_where) == []
    assert not is_too_wide(asked_where)
    stops = asked_where.evaluate("[...document.querySelectorAll('svg a')].filter(one => one.tabIndex >= 0).length")
    assert stops == 0


@pytest.fixture
def without_scripts(browser: Browser, served: Served) -> Iterator[Page]:
    """A page of a browser in which no script runs."""
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_a_place_leads_to_its_line_and_what_was_sent_is_shown(without_scripts: Page) -> None:
    page = without_scripts
    answer_until(page, HURTS, "pain_areas")
    assert page.locator("[data-box=pain_areas-leg]").get_attribute("href") == "#pain_areas-leg"
    page.get_by_label("Leg", exact=True).set_checked(True, force=True)
    page.locator("form.asking button[type=submit]").first.click()
    page.goto("/interview/answers/pain_areas")
    expect(page.get_by_role("status")).to_have_text("Chosen: Leg.")
    expect(page.locator(".is-chosen")).to_have_count(1)


def test_it_is_small(asked_where: Page) -> None:
    assert len(gzip.compress(asked_where.content().encode())) < MOST_BYTES


def test_only_questions_about_places_have_a_body() -> None:
    library = bundled()
    assert body_to_tap(library.questions["eased_by"], (), library) is None
    shown = body_to_tap(PLACES, ("leg", "neck"), library)
    assert shown is not None
    assert shown.chosen == ("Leg", "Neck")
    assert not shown.only_in_list


def test_muscles_in_focus_are_marked_and_named() -> None:
    shown = muscles_in_focus(["hamstrings", "soleus"], bundled())
    assert shown.names == ("Hamstrings", "Soleus")
    assert shown.marks.count("<path") == muscles_in_focus(["hamstrings"], bundled()).marks.count("<path") + 2


def tap(page: Page, box: str) -> None:
    """Tap inside of a place, as a finger does."""
    page.mouse.click(*page.locator(f"[data-box={box}] path").evaluate(INSIDE))
