"""The API beside the pages: reached over the net as its page of the docs says, and guarded in its own form."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from starlette.testclient import TestClient
from tests.api.conftest import problem_of
from tests.shown import blocks_of
from tests.web.conftest import Served

from loosen._web.settings import Limits

PAGE = "docs/json_api.md"


def test_the_page_runs_from_top_to_bottom_against_a_server(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in blocks_of(PAGE):
        exec(compile(block.replace("http://127.0.0.1:8765", served.url), PAGE, "exec"), names)  # noqa: S102
    api = names["api"]
    assert isinstance(api, httpx.Client)
    api.close()
    told = capsys.readouterr().out
    assert "IT IS IN YOUR PLAN" in told
    assert "out-of-range age" in told
    assert "urn:loosen:problem:answers" in told


def test_its_description_names_where_it_is(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["servers"] == [{"url": "/api/v1"}]
    (example,) = told["paths"]["/why"]["post"]["requestBody"]["content"]["application/json"]["examples"].values()
    assert client.get(f"/api/v1/{example['externalValue']}").status_code == 200


def test_a_form_of_another_site_cannot_have_it_do_anything(client: TestClient) -> None:
    answer = client.post("/api/v1/recommend", data={"answers": "{}"}, headers={"origin": "https://elsewhere.example"})
    problem_of(answer, 415, "media-type")
    assert "set-cookie" not in answer.headers


def test_the_guards_of_the_pages_speak_its_form(make_client: Callable[..., TestClient]) -> None:
    client = make_client(limits=Limits(requests=2, requests_per_second=0.001))
    assert [client.get("/api/v1/about").status_code for _ in range(2)] == [200, 200]
    answer = client.get("/api/v1/about")
    problem_of(answer, 429, "too-many")
    assert answer.headers["retry-after"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_body_larger_than_any_form_comes_through_to_it_and_to_no_page(client: TestClient) -> None:
    record = client.post("/api/v1/recommend", json=client.get("/api/v1/examples/recommend").json()).json()
    answer = client.post("/api/v1/diff", json={"before": record, "after": record})
    assert answer.status_code == 200
    assert len(answer.request.content) > 256 * 1024
    assert client.post("/privacy/delete", data={"much": "x" * 300_000}).status_code == 413
