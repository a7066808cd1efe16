"""Answers as a file: saved on a page and gone on with elsewhere, so that nobody's answers have to be lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.people import EVERYBODYS
from tests.web.asking import hidden
from tests.web.walking import interview_of, sent, standing_at, truth_of

from loosen._cli.interview.keeping import resume

DESK = truth_of("no_pain_desk_worker")


def handed_in(client: TestClient, raw: bytes) -> Response:
    page = client.get("/interview/file")
    return client.post("/interview/file", data=hidden(page.text), files={"file": ("answers.json", raw)})


def test_a_friend_answers_between_and_nothing_is_lost(client: TestClient, tmp_path: Path) -> None:
    standing_at(client, DESK, "age")
    before = interview_of(client)
    saved = client.get("/interview/answers.json")
    assert "attachment" in saved.headers["content-disposition"]
    sent(client, client.get("/interview/anew"), {})
    assert interview_of(client)["answers"] == {}
    assert handed_in(client, saved.content).url.path == "/interview/4"
    assert interview_of(client) == before
    file = tmp_path / "answers.json"
    file.write_bytes(saved.content)
    assert resume(file, EVERYBODYS.library).answers == before["answers"]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"age: 40", b"[" * 100_000, b'{"answers": {"moon": 1}}',
     b'{"answers": {"age": "<script>"}, "interview": 1}', b'{"interview": {"schema_version": 9}}', b"x" * 200_000],
)  # fmt: skip
def test_what_is_no_file_of_answers_is_told_and_changes_nothing(client: TestClient, raw: bytes) -> None:
    standing_at(client, DESK, "age")
    before = interview_of(client)
    answer = handed_in(client, raw)
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text or "This is no file of answers" in answer.text
    assert interview_of(client) == before


def test_what_an_older_questionnaire_asked_is_asked_anew_and_told(client: TestClient) -> None:
    standing_at(client, DESK, "age")
    saved = json.loads(client.get("/interview/answers.json").content)
    saved["library"] = "0" * len(saved["library"])
    saved["questionnaire"]["flags_mood"]["question"] = "0" * 8
    answer = handed_in(client, json.dumps(saved).encode())
    assert answer.status_code == 200
    assert "You began with an older questionnaire" in answer.text
    assert "flags_mood" not in interview_of(client)["answers"]
