"""A real browser for tests: the Chromium of this system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

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
