"""What tests need to send forms, to hold a page against WCAG 2.2 AA, and to look at it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from httpx import Response
from playwright.sync_api import Page
from starlette.testclient import TestClient

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (360, 768, 1280)
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms: the mark and the step."""
    return dict(_HIDDEN.findall(page))


def send(client: TestClient, shown: str, action: str, **fields: Any) -> Response:
    """Send a form of the page at `shown`, filled in, as a browser does."""
    return client.post(action, data={**hidden(client.get(shown).text), **fields})


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page that is open, each with its place."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:120]}" for one in found]


def is_too_wide(page: Page) -> bool:
    """Whether a page has to be moved sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def pictures(page: Page, path: str, name: str, folder: Path) -> list[Path]:
    """Pictures of a whole page at three widths, light and dark, to be looked at."""
    made = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            made.append(folder / f"{name}-{scheme}-{width}.png")
            page.screenshot(path=made[-1], full_page=True)
    return made
