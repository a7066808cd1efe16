"""The first page: it is quick to read, speaks the visitor's language, and is usable by everybody."""

from __future__ import annotations

from playwright.sync_api import Page
from starlette.testclient import TestClient
from tests.web.asking import is_too_wide, send, violations


def test_it_says_what_it_is_and_where_to_begin(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/interview"' in page.text
    assert "This is not a diagnosis" in page.text


def test_a_language_that_is_chosen_stays(client: TestClient) -> None:
    assert '<html lang="en">' in client.get("/").text
    assert '<html lang="de">' in client.get("/", headers={"accept-language": "de-AT,en;q=0.5"}).text
    assert '<html lang="de">' in send(client, "/", "/language", language="de").text
    assert '<html lang="de">' in client.get("/", headers={"accept-language": "en"}).text
    assert '<html lang="de">' in send(client, "/", "/language", language="xx").text


def test_it_is_usable_by_everybody(browser_page: Page) -> None:
    for scheme in ("light", "dark"):
        browser_page.emulate_media(color_scheme=scheme)
        browser_page.goto("/")
        assert violations(browser_page) == []
        assert not is_too_wide(browser_page)
