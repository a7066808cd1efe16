"""A real browser for tests: the Chromium of this system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.tools import where_is


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    found = where_is("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, path: Path, **how: object) -> tuple[Page, list[str]]:
    """The page, and everything that it asked for or complained of besides being opened."""
    page = browser.new_context(**how).new_page()  # type: ignore[arg-type]
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("request", lambda request: heard.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    heard.remove(f"request: {path.as_uri()}")
    return page, heard
