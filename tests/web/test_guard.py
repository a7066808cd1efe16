"""Hostile and broken requests: each ends in plain words, changes nothing, and tells nothing of what is inside."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable
from contextlib import closing

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.web.answering import site_behind, token_of, with_answers
from tests.web.asking import hidden, send
from tests.web.conftest import Served

from loosen._web.guard.cookies import id_of
from loosen._web.settings import Limits

SECRET = "Zwetschgenknoedel"  # noqa: S105  # a word that stands nowhere else


def test_a_form_of_somebody_else_is_refused(client: TestClient) -> None:
    client.get("/")
    mine = hidden(client.get("/").text)["mark"]
    for fields, headers in (
        ({"language": "de"}, {}),
        ({"language": "de", "mark": ""}, {}),
        ({"language": "de", "mark": mine[:-1] + "é"}, {}),
        ({"language": "de", "mark": mine}, {"sec-fetch-site": "cross-site"}),
        ({"language": "de", "mark": mine}, {"sec-fetch-site": "same-site"}),
    ):
        answer = client.post("/language", data=fields, headers=headers)
        assert (answer.status_code, "This page was too old" in answer.text) == (403, True), fields
    client.cookies.clear()
    assert client.post("/language", data={"language": "de", "mark": mine}).status_code == 403
    client.get("/")
    assert client.post("/language", data={"language": "de", "mark": mine}).status_code == 403
    assert '<html lang="en">' in client.get("/").text


def test_a_token_that_somebody_planted_is_not_kept_at_the_first_answer(client: TestClient) -> None:
    """Whoever had a browser take a cookie of theirs does not know the one that answers are kept under."""
    planted = "A" * 43
    client.cookies.set("loosen", planted)
    assert client.get("/").status_code == 200
    assert token_of(client) == planted
    assert site_behind(client).store.interviews.found(id_of(planted)) is None


@pytest.mark.parametrize("token", ["", "short", "A" * 44, "../../etc/passwd", "A" * 42 + "'", "x" * 4000])
def test_a_cookie_that_is_none_of_ours_is_replaced(client: TestClient, token: str) -> None:
    answer = client.get("/", headers={"cookie": f"loosen={token}"})
    assert answer.status_code == 200
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_nobody_gets_to_anothers_pages_by_guessing(make_client: Callable[..., TestClient]) -> None:
    somebody, other = make_client(), make_client()
    with_answers(somebody, own_words=SECRET)
    token = token_of(somebody)
    stored, like_it = id_of(token), f"{token[:-1]}{'B' if token.endswith('A') else 'A'}"
    for guess in (stored, stored[:43], like_it, token.swapcase()):
        answer = other.get("/privacy/everything.json", headers={"cookie": f"loosen={guess}"})
        assert SECRET not in answer.text
    assert SECRET in somebody.get("/privacy/everything.json").text


def test_a_thousand_open_interviews_keep_nobody_out(client: TestClient) -> None:
    store = site_behind(client).store
    saved = with_answers(client, own_words=SECRET).as_data()
    for number in range(300):  # of which all but one are somebody else's
        store.interviews.begin(id_of(f"somebody {number}"), saved)
    began = time.perf_counter()
    assert SECRET in client.get("/privacy/everything.json").text
    assert time.perf_counter() - began < 2


def test_what_the_browser_is_told_with_every_answer(make_client: Callable[..., TestClient]) -> None:
    client = make_client()
    for path in ("/", "/nothing", "/privacy", "/static/style/base.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "strict-transport-security" not in headers
        assert "server" not in headers
    assert client.get("/privacy").headers["cache-control"] == "no-store"
    cookie = make_client().get("/").headers["set-cookie"]
    assert ("HttpOnly" in cookie, "SameSite=Lax" in cookie, "Secure" in cookie) == (True, True, False)


def test_with_https_cookies_and_browser_keep_to_it(make_client: Callable[..., TestClient]) -> None:
    client = make_client(https=True)
    answer = client.get("/")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-loosen=")
    assert "Secure" in cookie
    assert '<html lang="de">' in send(client, "/", "/language", language="de").text


def test_a_name_that_leads_here_but_is_not_ours_is_refused(make_client: Callable[..., TestClient]) -> None:
    client = make_client(names=frozenset({"loosen.example"}))
    for host in ("localhost", "localhost:8765", "127.0.0.1", "[::1]:8765", "192.168.1.20", "LOOSEN.example:443"):
        assert client.get("/", headers={"host": host}).status_code == 200, host
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "loosen.example.x"):
        answer = client.get("/", headers={"host": host})
        assert (answer.status_code, "set-cookie" in answer.headers) == (400, False), host


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/",
        "/static/style", "/static/%00", "/static/style/base.css/..", "/static/..%5c..%5capp.py", "/%ff", "/%00",
    ],
)  # fmt: skip
def test_there_is_no_way_to_other_files(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "import" not in answer.text


def test_what_cannot_be_done_is_said_plainly(client: TestClient) -> None:
    assert client.put("/").status_code == 405
    assert "This page cannot be used like that" in client.put("/").text
    assert client.get("/language").status_code == 405
    assert client.post("/language", content=b"{", headers={"content-type": "multipart/form-data"}).status_code == 400
    many = "&".join(f"a{number}=1" for number in range(3000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/language", content=many, headers=form).status_code == 400


def test_too_much_is_refused_told_or_untold(client: TestClient) -> None:
    limit = Limits().body_bytes
    told = client.post("/language", data={"mark": "x" * limit})
    assert (told.status_code, "That was too much" in told.text) == (413, True)
    form = {"content-type": "application/x-www-form-urlencoded"}
    untold = client.post("/language", content=(b"mark=" + b"x" * 65536 for _ in range(8)), headers=form)
    assert untold.status_code == 413
    assert client.post("/language", data={"mark": "x" * (limit - 100)}).status_code == 403


def test_who_asks_too_often_waits(make_client: Callable[..., TestClient]) -> None:
    client = make_client(limits=Limits(requests=5, requests_per_second=0.001))
    assert [client.get("/privacy").status_code for _ in range(7)] == [200] * 5 + [429] * 2
    answer = client.get("/privacy")
    assert ("That was too fast" in answer.text, answer.headers["retry-after"]) == (True, "5")
    assert client.get("/static/style/base.css").status_code == 200


def test_a_body_that_does_not_come_is_not_waited_for(make_served: Callable[[Limits], Served]) -> None:
    served = make_served(Limits(body_seconds=0.3))
    host, port = served.url.removeprefix("http://").split(":")
    with closing(socket.create_connection((host, int(port)), timeout=5)) as slow:
        head = "POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n"
        slow.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\nmark=".encode())
        began = time.perf_counter()
        answer = slow.recv(65536)
        assert time.perf_counter() - began < 3
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"set-cookie" not in answer


def test_what_nobody_foresaw_is_told_by_a_number_and_no_word_of_it(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    app = client.app
    assert isinstance(app, FastAPI)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError(SECRET)

    with caplog.at_level(logging.DEBUG):
        answer = client.get(f"/broken?answer={SECRET}")
    (said,) = [one for one in caplog.records if one.name == "loosen.web"]
    number = said.getMessage().split()[1].rstrip(":")
    assert (answer.status_code, number in answer.text) == (500, True)
    assert "Something went wrong here" in answer.text
    assert "RuntimeError" in said.getMessage()
    assert said.exc_info is None
    assert SECRET not in answer.text + said.getMessage()
    assert "Traceback" not in answer.text


def test_a_store_that_is_in_use_is_no_fault_of_ours(client: TestClient, tmp_path: object) -> None:
    with_answers(client)
    site_behind(client).store.close()
    answer = client.get("/privacy")  # a new connection is made
    assert answer.status_code == 200
