"""What is kept of a visitor: it is told as it is, handed out whole, and gone when it is deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page
from starlette.testclient import TestClient
from tests.web.answering import site_behind, token_of, with_a_plan, with_answers
from tests.web.asking import is_too_wide, send, violations
from tests.web.conftest import Served

from loosen._interview import Questionnaire
from loosen._web.guard.cookies import TOKEN, id_of
from loosen._web.tidying import tidy

WORD = "Zwetschgenknoedel"


def test_who_only_looks_leaves_nothing(client: TestClient) -> None:
    client.get("/")
    page = client.get("/privacy")
    assert "You have not answered anything yet" in page.text
    assert client.get("/privacy/everything.json").json() == {"interview": None, "person": None}
    assert site_behind(client).store.interviews.found(id_of(token_of(client))) is None


def test_everything_is_handed_out(client: TestClient) -> None:
    person = with_a_plan(client, own_words=WORD)
    page = client.get("/privacy")
    assert "1 plan or referral" in page.text
    answer = client.get("/privacy/everything.json")
    assert answer.headers["content-disposition"] == 'attachment; filename="loosen.json"'
    told, site = answer.json(), site_behind(client)
    assert told["person"] == json.loads(site.store.export(person))
    again = Questionnaire.from_data(told["interview"], site.library)
    assert again.answers["own_words"] == WORD


def test_what_is_deleted_is_in_no_file_any_more(client: TestClient, tmp_path: Path) -> None:
    person = with_a_plan(client, own_words=WORD)
    token = token_of(client)
    assert any(WORD.encode() in file.read_bytes() for file in tmp_path.glob("people.sqlite*"))
    assert "Nobody can bring them back" in client.get("/privacy/delete").text
    assert site_behind(client).store.plans(person)
    answer = send(client, "/privacy/delete", "/privacy/delete")
    assert "Everything is deleted" in answer.text
    assert answer.history[0].headers["clear-site-data"] == '"cache", "storage"'
    assert "loosen" not in client.cookies
    store = site_behind(client).store
    assert (store.people(), store.interviews.found(id_of(token))) == ((), None)
    assert store.verify().is_whole
    assert not any(WORD.encode() in file.read_bytes() for file in tmp_path.glob("people.sqlite*"))


def test_an_interview_under_way_is_deleted_as_well(client: TestClient, tmp_path: Path) -> None:
    with_answers(client, own_words=WORD)
    send(client, "/privacy/delete", "/privacy/delete")
    assert not any(WORD.encode() in file.read_bytes() for file in tmp_path.glob("people.sqlite*"))


def test_nobody_deletes_anything_without_being_asked(client: TestClient) -> None:
    person = with_a_plan(client)
    assert client.post("/privacy/delete", data={"mark": "0" * 64}).status_code == 403
    assert client.get("/privacy/delete").status_code == 200
    assert site_behind(client).store.plans(person)


def test_what_came_to_nothing_goes_after_a_while_and_what_has_a_plan_stays(
    make_client: Callable[..., TestClient],
) -> None:
    client, other = make_client(days_kept=30), make_client(days_kept=30)
    with_answers(client, own_words=WORD)
    person = with_a_plan(other)
    site, at = site_behind(client), datetime.now(UTC)
    assert tidy(site, at + timedelta(days=29)) == 0
    assert tidy(site, at + timedelta(days=31)) == 1
    assert "You have not answered anything yet" in client.get("/privacy").text
    assert site.store.plans(person)
    assert "1 plan or referral" in other.get("/privacy").text


def test_it_is_usable_by_everybody(browser_page: Page, served: Served) -> None:
    browser_page.goto("/")
    (cookie,) = (one for one in browser_page.context.cookies() if one["name"] == TOKEN)
    store = served.app.state.site.store
    store.interviews.begin(id_of(cookie["value"]), {"answers": {"age": 41}})
    for path in ("/privacy", "/privacy/delete", "/privacy/deleted"):
        browser_page.goto(path)
        assert violations(browser_page) == []
        assert not is_too_wide(browser_page)
