"""Bad requests: each gets one clear problem with every fault, never a trace, and nothing of an answer in a log."""

from __future__ import annotations

import json
import logging
from time import process_time
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.conftest import problem_of

from loosen._api.app import make_api
from loosen._api.sizes import MOST_BYTES

JSON = {"content-type": "application/json"}
NOT_JSON = {
    "cut off": b'{"answers": {"age": 45}',
    "a name twice": b'{"answers": {"age": 45, "age": 46}}',
    "not a number": b'{"answers": {"age": NaN}}',
    "infinity": b'{"answers": {"age": Infinity}}',
    "a number of 5,000 digits": b'{"answers": {"age": ' + b"9" * 5_000 + b"}}",
    "an exponent beyond measure": b'{"answers": {"age": 1e999}}',
    "nested 41 deep": b"[" * 41 + b"]" * 41,
    "nested 100,000 deep": b"[" * 100_000,
    "half a character": b'{"answers": {"age": "\\ud800"}}',
    "not UTF-8": b'{"answers": {"age": "\xff"}}',
    "words": b"age is 45",
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_no_json_is_refused_with_its_fault(client: TestClient, body: bytes) -> None:
    told = problem_of(client.post("/recommend", content=body, headers=JSON), 400, "not-json")
    assert all(fault["what"] and fault["remedy"] for fault in told["faults"])
    assert len(told["faults"]) == 1


HUGE: dict[str, tuple[str, object, int]] = {
    "answers of 30,000 names": ("/recommend", {"answers": {f"q{number}": 1 for number in range(30_000)}}, 422),
    "an answer of 30,000 options": ("/recommend", {"answers": {"flags_illness": ["x"] * 30_000}}, 422),
    "70,000 names beside": ("/recommend", {f"q{number}": 1 for number in range(70_000)}, 413),
    "30,000 names beside": ("/why", {f"q{number}": 1 for number in range(30_000)}, 422),
    "30,000 empty sessions": ("/diary/session", {"diary": {"form": 1, "person": "0", "sessions": [{}] * 30_000}}, 422),
    "a record of 30,000 names": ("/verify", {"record": {"audit": {f"q{number}": 1 for number in range(30_000)}}}, 200),
    "an interview of 30,000 names": ("/interview/state", {"interview": {f"q{n}": 1 for n in range(30_000)}}, 422),
}


@pytest.mark.parametrize(("address", "body", "status"), HUGE.values(), ids=HUGE)
def test_nobody_is_kept_busy_with_what_nobody_would_ask(
    client: TestClient, address: str, body: object, status: int
) -> None:
    began = process_time()
    answer = client.post(address, json=body)
    assert answer.status_code == status
    assert process_time() - began < 5  # seconds of this process, also where others keep the machine busy
    assert len(answer.content) < 100_000


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_only_json_is_read(client: TestClient, kind: str) -> None:
    answer = client.post("/recommend", content=b'{"answers": {}}', headers={"content-type": kind} if kind else {})
    problem_of(answer, 415, "media-type")


def test_a_body_may_be_so_large_and_no_larger(client: TestClient) -> None:
    whole = b'{"answers": {}' + b" " * (MOST_BYTES - 15) + b"}"
    assert client.post("/recommend", content=whole, headers=JSON).status_code == 422
    problem_of(client.post("/recommend", content=whole + b" ", headers=JSON), 413, "too-large")


@pytest.mark.parametrize("body", [[], 1, "answers", None])
def test_a_body_is_an_object(client: TestClient, body: object) -> None:
    told = problem_of(client.post("/recommend", json=body), 422, "wrong-form")
    assert told["faults"][0]["where"] == "the body"


def test_every_fault_of_form_is_told_with_its_place_and_what_may_be_meant(client: TestClient) -> None:
    sent = {"interviw": {}, "value": 1, "language": 3}
    told = problem_of(client.post("/interview/answer", json=sent), 422, "wrong-form")
    assert [fault["what"] for fault in told["faults"]] == [
        "language: input should be a valid string.",
        "interviw: is not a field that exists here.",
    ]
    assert told["faults"][1]["remedy"] == "Did you mean 'interview'?"


def test_every_fault_of_answers_is_told(client: TestClient) -> None:
    told = problem_of(client.post("/recommend", json={"answers": {"age": 400, "shoe_size": 43}}), 422, "answers")
    assert {"out-of-range", "unknown-question", "missing-answer"} <= {fault["code"] for fault in told["faults"]}


def test_a_record_that_was_altered_is_refused(client: TestClient, record: dict[str, Any]) -> None:
    altered = json.loads(json.dumps(record))
    altered["plan"]["minutes"] = 60
    told = problem_of(client.post("/why", json={"record": altered, "exercise": "cat_cow"}), 422, "record")
    assert told["faults"][0]["code"] == "altered"


def test_names_and_languages_that_are_not_there_are_told(client: TestClient, record: dict[str, Any]) -> None:
    told = problem_of(client.post("/why", json={"record": record, "exercise": "cat_cwo"}), 404, "unknown-entry")
    assert "cat_cow" in told["faults"][0]["remedy"]
    problem_of(client.get("/questions", params={"language": "xx"}), 422, "language")
    problem_of(client.get("/exercises/handstand/picture.svg"), 404, "unknown-entry")
    problem_of(client.get("/body.svg", params={"muscle": "wing"}), 404, "unknown-entry")
    problem_of(client.get("/exercises/cat_cow/picture.svg", params={"theme": "neon"}), 422, "wrong-form")


def test_what_is_at_no_address_or_takes_no_such_method_is_a_problem(client: TestClient) -> None:
    problem_of(client.get("/nothing"), 404, "no-such-address")
    problem_of(client.get("/examples/nothing"), 404, "no-such-address")
    answer = client.get("/recommend")
    problem_of(answer, 405, "method")
    assert answer.headers["allow"] == "POST"


def test_a_fault_of_ours_tells_nothing_of_it_and_logs_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    broken = make_api()
    broken.state.library = None
    caplog.set_level(logging.DEBUG)
    answer = TestClient(broken).post("/recommend", json={"answers": {"own_words": "my very own words"}})
    problem_of(answer, 500, "our-fault")
    assert "my very own words" not in caplog.text + answer.text
    assert "AttributeError at" in caplog.text
