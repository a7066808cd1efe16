"""The reviewer's side: off unless asked for, behind a login, read only, and with every look put down."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from tests.web.asking import is_too_wide, violations
from tests.web.conftest import ANY_NUMBER, serving

import loosen
from loosen._store import looking, reviewers
from loosen._store.store import Store
from loosen._web.guard.cookies import id_of
from loosen._web.review.passwords import kept
from loosen._web.settings import Settings

PASSWORD = "four plain words here"  # noqa: S105
COOKIE = "loosen_review"
MakeClient = Callable[..., TestClient]


@pytest.fixture(scope="module")
def hashed() -> str:
    """What the password is checked by."""
    return kept(PASSWORD)


@pytest.fixture
def client(make_client: MakeClient, hashed: str) -> TestClient:
    """Pages with a reviewer called anna."""
    made = make_client(review=True)
    store_of(made).reviewers.add("anna", hashed)
    return made


def store_of(client: TestClient) -> Store:
    store: Store = client.app.state.site.store  # type: ignore[attr-defined]
    return store


def mark_in(client: TestClient) -> str:
    (mark,) = set(re.findall(r'name="mark" value="([^"]+)"', client.get("/review/login").text))
    return str(mark)


def log_in(client: TestClient, name: str = "anna", password: str = PASSWORD) -> int:
    """Log in with the form; the status of what comes of it."""
    sent = {"mark": mark_in(client), "step": "0", "name": name, "password": password}
    return client.post("/review/login", data=sent).status_code


def somebody(store: Store, minutes: int = 15) -> tuple[str, str]:
    """Somebody with a plan: the id and the seal."""
    answers = {**loosen.read_answers("examples/desk_worker.yaml"), "minutes": minutes}
    person, plan = store.begin(loosen.recommend(answers), answers)
    return person, plan.seal


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(request.config.rootpath)


def test_without_being_asked_for_it_is_not_there(make_client: MakeClient) -> None:
    client = make_client()
    assert [client.get(path).status_code for path in ("/review", "/review/login", "/review/chain")] == [404] * 3


def test_nobody_sees_anything_without_logging_in(client: TestClient) -> None:
    person, seal = somebody(store_of(client))
    here = f"/review/person/{person}"
    for path in ("/review", "/review/chain", here, f"{here}/{seal}", f"{here}/{seal}/report", f"{here}/{seal}/replay"):
        answer = client.get(path)
        assert str(answer.url).endswith("/review/login"), path
        assert person[:8] not in answer.text
    assert store_of(client).looks.all() == ()


def test_a_reviewer_goes_from_everybody_to_why_one_exercise_is_in_a_plan(client: TestClient) -> None:
    store = store_of(client)
    person, seal = somebody(store)
    later = store.keep_plan(
        person, loosen.recommend({**loosen.read_answers("examples/desk_worker.yaml"), "minutes": 20})
    )
    assert log_in(client) == 200
    here = f"/review/person/{person}"
    assert person[:8] in client.get("/review").text
    assert f"{here}/{seal}" in client.get(here).text
    shown = client.get(f"{here}/{seal}").text
    exercise = re.findall(rf"{here}/{seal}/why\?exercise=(\w+)", shown)[0]
    assert "IT IS IN YOUR PLAN" in client.get(f"{here}/{seal}/why", params={"exercise": exercise}).text
    assert "There is no such exercise" in client.get(f"{here}/{seal}/why", params={"exercise": "handstand"}).text
    assert "IDENTICAL" in client.get(f"{here}/{seal}/replay").text
    assert "20" in client.get(f"{here}/diff", params={"before": seal, "after": later.seal}).text
    report = client.get(f"{here}/{seal}/report")
    assert "sha256-" in report.headers["content-security-policy"]
    assert store.verify().last in client.get("/review/chain").text
    looks = [(look.reviewer, look.what, look.person) for look in store.looks.all()]
    assert looks[0] == ("anna", "people", None)  # on the way from the login
    assert [what for _, what, _ in looks[1:]] == [
        "people", "person", "record", "why", "why", "replay", "diff", "diff", "report", "chain",
    ]  # fmt: skip


def test_what_is_not_there_is_no_page_and_no_look(client: TestClient) -> None:
    (person, seal), (other, _) = somebody(store_of(client)), somebody(store_of(client), 20)
    log_in(client)
    before = len(store_of(client).looks.all())
    paths = (f"{'0' * 32}", f"{other}/{seal}", f"{person}/{'0' * 64}", f"{person}/{seal}/nothing")
    assert [client.get(f"/review/person/{path}").status_code for path in paths] == [404] * 4
    assert client.get("/review/person/..%2f..").status_code in (400, 404)
    assert len(store_of(client).looks.all()) == before


def test_nothing_can_be_changed(client: TestClient) -> None:
    person, seal = somebody(store_of(client))
    log_in(client)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in ("/review", f"/review/person/{person}", f"/review/person/{person}/{seal}"):
            assert client.request(method, path).status_code == 405


def test_wrong_passwords_are_refused_alike_for_everybody_and_cost_more_and_more_time(client: TestClient) -> None:
    for name in ("anna", "nobody"):
        assert [log_in(client, name, "wrong") for _ in range(4)] == [401, 401, 401, 429]
    assert timedelta(0) <= store_of(client).reviewers.wait_for("anna") <= reviewers.FIRST_WAIT
    for _ in range(12):
        store_of(client).reviewers.failed("anna")
    assert log_in(client) == 429  # also with the right one, until the time is over
    assert timedelta(minutes=4) < store_of(client).reviewers.wait_for("anna") <= reviewers.LONGEST_WAIT


def test_a_form_without_the_mark_logs_nobody_in(client: TestClient) -> None:
    answer = client.post("/review/login", data={"name": "anna", "password": PASSWORD})
    assert answer.status_code == 403
    assert COOKIE not in client.cookies


def test_each_login_has_a_new_token_and_the_one_before_opens_nothing(client: TestClient) -> None:
    client.cookies.set(COOKIE, "x" * 43)  # that somebody prepared
    log_in(client)
    first = next(str(one.value) for one in client.cookies.jar if one.name == COOKIE and one.value != "x" * 43)
    client.cookies.clear()
    client.cookies.set(COOKIE, first)
    assert str(client.get("/review").url).endswith("/review")
    log_in(client)
    assert store_of(client).reviewers.who(id_of(first)) is None


def test_who_logs_out_is_idle_or_is_removed_sees_nothing_any_more(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client)
    token = str(client.cookies[COOKIE])
    client.post("/review/logout", data={"mark": mark_in(client), "step": "0"})
    assert store_of(client).reviewers.who(id_of(token)) is None
    log_in(client)
    monkeypatch.setattr(reviewers, "IDLE", timedelta(0))
    assert str(client.get("/review").url).endswith("/review/login")
    monkeypatch.undo()
    log_in(client)
    store_of(client).reviewers.remove("anna")
    assert str(client.get("/review").url).endswith("/review/login")


def test_a_proxy_says_who_it_is(make_client: MakeClient) -> None:
    client = make_client(review=True, review_by_proxy="X-User")
    assert client.get("/review").status_code == 403
    assert client.get("/review", headers={"X-User": "<b>"}).status_code == 403
    assert client.get("/review", headers={"X-User": "berta@clinic"}).status_code == 200
    assert client.get("/review/login").status_code == 404
    assert [look.reviewer for look in store_of(client).looks.all()] == ["berta@clinic"]


def test_of_whoever_is_deleted_a_mark_stays_in_the_looks(client: TestClient) -> None:
    store = store_of(client)
    person, seal = somebody(store)
    log_in(client)
    client.get(f"/review/person/{person}/{seal}")
    store.delete(person)
    (_, look) = store.looks.all()
    assert (look.what, look.person, look.record) == ("record", looking.mark_of(person), None)
    assert person not in str(look)


def test_what_people_wrote_is_text_on_these_pages(client: TestClient) -> None:
    answers = {**loosen.read_answers("examples/desk_worker.yaml"), "own_words": "<script>alert(1)</script> numb bottom"}
    person, plan = store_of(client).begin(loosen.recommend(answers), answers)
    log_in(client)
    for path in (f"{person}/{plan.seal}", f"{person}/{plan.seal}/report"):
        assert "<script>alert" not in client.get(f"/review/person/{path}").text


def test_every_page_is_fit_for_a_phone_and_a_screen_reader(browser: Browser, hashed: str, tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "people.sqlite"), limits=ANY_NUMBER, language="en", review=True)
    with serving(settings) as served:
        store: Store = served.app.state.site.store
        store.reviewers.add("anna", hashed)
        person, seal = somebody(store)
        answers = {**loosen.read_answers("examples/desk_worker.yaml"), "minutes": 20}
        later = store.keep_plan(person, loosen.recommend(answers)).seal
        page = browser.new_context(base_url=served.url, viewport={"width": 360, "height": 740}).new_page()
        page.goto("/review")
        page.get_by_label("Name").fill("anna")
        page.get_by_label("Password").fill("not the right one")
        page.get_by_role("button", name="Log in to review").click()
        assert page.get_by_role("alert").inner_text() == "Name or password is wrong. Try again."
        assert violations(page) == []
        page.get_by_label("Name").fill("anna")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in to review").click()
        page.wait_for_url("**/review")
        here = f"/review/person/{person}"
        exercise = loosen.read_record(store.record(person, seal)).plan.items[0].exercise  # type: ignore[union-attr]
        paths = {
            "people": "/review", "chain": "/review/chain", "person": here, "record": f"{here}/{seal}",
            "why": f"{here}/{seal}/why?exercise={exercise}", "diff": f"{here}/diff?before={seal}&after={later}",
        }  # fmt: skip
        for path in paths.values():
            page.goto(path)
            assert violations(page) == [], path
            assert not is_too_wide(page), path
        page.context.close()
