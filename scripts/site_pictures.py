"""Takes pictures of every page in the browser, to be looked at, or the two of the README.

    .venv/bin/python -m scripts.site_pictures pictures/            every page at three widths, light and dark
    .venv/bin/python -m scripts.site_pictures --readme             docs/pictures/browser_*.png

Serves the pages on a free port of this machine with a store of its own, and walks through them as tests do.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, Page
from tests.browser import chromium
from tests.people import completed
from tests.web.conftest import Served, serving
from tests.web.in_browser import answer_until
from tests.web.planned import COOKIE, somebody_planned

from loosen._web.settings import Limits, Settings

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
README = Path(__file__).parents[1] / "docs" / "pictures"
PLAN_PAGES = {
    "home": "/", "plan": "/plan", "exercise": "/plan/exercise/{}", "why": "/plan/why/{}", "why_not": "/plan/why-not",
    "what_if": "/plan/what-if", "session": "/session", "diary": "/diary", "diary_session": "/diary/session",
    "diary_week": "/diary/week", "privacy_of_person": "/privacy", "next": "/next", "progress": "/progress",
}  # fmt: skip
"""The pages of somebody who has a plan, by the name of their pictures."""
INTERVIEW_PAGES = ("age", "flags_bladder_bowel", "pain_areas", "pain_usual", "own_words", "tight_places")
EMERGENCY = {
    "flags_both_legs": "new_or_worse",
    "leg_symptoms": ["tingling_numbness"],
    "pain_areas": ["low_back", "leg"],
}


class Shot(NamedTuple):
    """A page that is open, and what its pictures are called."""

    name: str
    page: Page


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=README)
    parser.add_argument("--readme", action="store_true", help="only the two of the README")
    parser.add_argument("--language", default="en")
    parser.add_argument("--only", nargs="*", default=(), help="names of pages")
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, chromium() as browser:
        settings = Settings(store=f"{folder}/people.sqlite", language=told.language, limits=Limits(requests=10**6))
        with serving(settings) as served:
            if told.readme:
                for_the_readme(browser, served, told.folder)
                return
            for shot in every_page(browser, served):
                if not told.only or shot.name in told.only:
                    take(shot, told.folder)


def every_page(browser: Browser, served: Served) -> Iterator[Shot]:
    """Each page, open, one after the other."""
    page = visitor(browser, served)
    for name in ("", "emergency", "privacy", "nothing-here"):
        page.goto(f"/{name}")
        yield Shot(name or "welcome", page)
    for question in INTERVIEW_PAGES:
        page = visitor(browser, served)
        answer_until(page, completed({"pain_areas": ["low_back"]}, drop_unasked=True), question)
        yield Shot(f"interview_{question}", page)
    page.goto("/interview/answers")
    yield Shot("answers", page)
    page = visitor(browser, served)
    answer_until(page, completed(EMERGENCY, drop_unasked=True))
    yield Shot("emergency_reached", page)
    page, exercise = with_a_plan(browser, served)
    for name, path in PLAN_PAGES.items():
        page.goto(path.format(exercise))
        yield Shot(name, page)


def take(shot: Shot, folder: Path) -> None:
    """Take the pictures of one page."""
    for scheme in SCHEMES:
        shot.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS:
            shot.page.set_viewport_size({"width": width, "height": 800})
            shot.page.screenshot(path=folder / f"{shot.name}-{width}-{scheme}.png", full_page=True)


def for_the_readme(browser: Browser, served: Served, folder: Path) -> None:
    """The body to tap, as a phone shows it, and the plan in a wider window."""
    page = visitor(browser, served)
    answer_until(page, completed({"pain_areas": ["low_back"]}, drop_unasked=True), "pain_areas")
    for option in ("low_back", "leg"):
        page.locator(f"#pain_areas-{option}").set_checked(True, force=True)
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=folder / "browser_body.png", animations="disabled")
    page, _ = with_a_plan(browser, served)
    page.set_viewport_size({"width": 1000, "height": 844})
    page.goto("/plan")
    page.screenshot(path=folder / "browser_plan.png")


def with_a_plan(browser: Browser, served: Served) -> tuple[Page, str]:
    """A page of somebody who has a plan, and the last exercise in it."""
    page, somebody = visitor(browser, served), somebody_planned(served.app)
    page.context.add_cookies([{"name": COOKIE, "value": somebody.token, "url": served.url}])
    items = somebody.record.plan.items if somebody.record.plan else ()
    return page, items[-1].exercise


def visitor(browser: Browser, served: Served) -> Page:
    """A page of somebody who was never here, on a phone."""
    context = browser.new_context(base_url=served.url, viewport={"width": 390, "height": 844}, device_scale_factor=1)
    return context.new_page()


if __name__ == "__main__":
    main()
