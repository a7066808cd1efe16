"""Answers and records from standard input: read as files are, and refused as files are."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TextIO

import pytest
from tests.commands import EXAMPLES, closed, loosen, run

from loosen._assessment.answers_file import read_answers

DESK_WORKER = EXAMPLES / "desk_worker.yaml"


def piped(raw: bytes | None, *arguments: str) -> tuple[int, str, str]:
    """The exit code and what is said when these bytes are piped in; None closes standard input."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        done = run(arguments, stdin=closed if raw is None else partial(pipe_with, raw))
    return done.code, done.out.decode(), done.said.decode()


def pipe_with(raw: bytes) -> TextIO:
    """The end of a pipe to read from, into which these bytes come."""
    reader, writer = os.pipe()

    def write() -> None:
        with os.fdopen(writer, "wb") as into, suppress(BrokenPipeError):
            into.write(raw)

    Thread(target=write).start()
    return os.fdopen(reader, encoding="utf-8")


def test_answers_may_be_yaml_or_json_and_give_the_plan_of_the_file(plan: Path) -> None:
    record = plan.read_text("utf-8")
    as_yaml = DESK_WORKER.read_bytes()
    as_json = json.dumps({"answers": read_answers(DESK_WORKER)}).encode()
    windows = b"\xef\xbb\xbf" + as_yaml.replace(b"\n", b"\r\n")
    for raw in (as_yaml, as_json, windows):
        assert piped(raw, "plan", "-", "--format", "json") == (0, record, "")


def test_json_may_hold_what_yaml_cannot_read() -> None:
    answers = {**read_answers(DESK_WORKER), "goal_text": "No such question \U0001f9d8"}
    code, _, said = piped(json.dumps({"answers": answers}).encode(), "plan", "-")
    assert code == 2
    assert "goal_text" in said  # so it was read, though YAML knows no half of a character


COMMANDS: Sequence[Sequence[str]] = (
    ("why", "-", "heel_raise"),
    ("why-not", "-", "bird_dog"),
    ("what-if", "-", "--set", "minutes=20"),
    ("session", "-"),
    ("prov", "-"),
    ("replay", "-"),
    ("diff", "-", "-"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_record_is_read_as_from_a_file(command: Sequence[str], plan: Path) -> None:
    done = loosen(*(str(plan) if part == "-" else part for part in command))
    told = piped(plan.read_bytes(), *command)
    assert told == (done.returncode, done.stdout.replace(str(plan), "standard input"), done.stderr)


def test_what_is_written_is_that_of_the_file_too(plan: Path, tmp_path: Path) -> None:
    raw, key = plan.read_bytes(), str(tmp_path / "key.txt")
    assert piped(raw, "verify", "-")[1].startswith("standard input: whole. Its seal: ")
    kept = piped(raw, "keep", "-", "--store", str(tmp_path / "people.sqlite"))[1]
    assert kept.startswith("standard input: kept as record 1 of person ")
    assert piped(raw, "report", "-", "--out", str(tmp_path / "report.html"))[0] == 0
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    hidden = tmp_path / "hidden.json"
    assert piped(raw, "redact", "-", "--key", key, "--out", str(hidden))[0] == 0
    proof = ("redact", str(hidden), "--key", key, "--check", "--answers", "-")
    assert "these are the answers that were replaced" in piped(raw, *proof)[1]
    assert "these are the answers that were replaced" in piped(DESK_WORKER.read_bytes(), *proof)[1]


def test_what_if_takes_answers_too() -> None:
    code, told, said = piped(DESK_WORKER.read_bytes(), "what-if", "-", "--set", "minutes=20")
    assert (code, said) == (0, "")
    assert "20 minutes" in told


ANSWERS = DESK_WORKER.read_bytes()
BAD_ANSWERS = {
    "nothing": (b"", "is empty"),
    "another encoding": (b"answers:\n  own_words: K\xf6pfweh\n", "standard input:2: is not text in UTF-8"),
    "bytes that are no text": (b"answers: \xff\xfe", "is not text in UTF-8"),
    "too much": (b"#" * 1_000_001, "the most is 1,000,000"),
    "broken YAML": (b"answers:\n  age: 45\n minutes: 20\n", "standard input:3: is not valid YAML"),
    "broken JSON": (b'{"answers":\n {"age": 45 "sex": 1}}', "standard input:2: is not valid JSON"),
    "an answer twice": (b'{"answers": {"age": 45, "age": 46}}', "'age' is given twice"),
    "a record": (b'{"audit": {}}', "has no part called 'answers'"),
    "closed": (None, "is closed"),
}


@pytest.mark.parametrize("what", BAD_ANSWERS)
def test_bad_answers_are_refused_as_those_of_a_file(what: str) -> None:
    raw, says = BAD_ANSWERS[what]
    code, told, said = piped(raw, "plan", "-")
    assert (code, told) == (5 if raw is None else 2, "")
    assert said.startswith("standard input ")
    assert says in said


BAD_RECORDS = {
    "nothing": (b"", "cut off or damaged"),
    "answers": (ANSWERS, "never JSON"),
    "too much": (b" " * 1_000_001, "the most is 1,000,000"),
}


@pytest.mark.parametrize("what", BAD_RECORDS)
def test_bad_records_are_refused_as_those_of_a_file(what: str) -> None:
    raw, says = BAD_RECORDS[what]
    code, told, said = piped(raw, "why", "-", "heel_raise")
    assert (code, told) == (2, "")
    assert said.startswith("standard input cannot be used.\n")
    assert says in said


def test_a_record_that_was_cut_off_is_not_taken_for_answers(plan: Path) -> None:
    code, _, said = piped(plan.read_bytes()[:500], "what-if", "-", "--set", "minutes=20")
    assert code == 2
    assert "standard input: is cut off or damaged" in said


def test_a_terminal_is_told_what_is_waited_for() -> None:
    """Nothing is piped in: somebody types, and says with Ctrl-D that it was all."""
    terminal, given = pty.openpty()
    command = [sys.executable, "-m", "loosen", "plan", "-"]
    with subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        os.write(terminal, b"answers: {age: 200}\n\x04")
        told, said = running.communicate(timeout=60)
    os.close(given)
    os.close(terminal)
    assert (running.returncode, told) == (2, b"")
    first, rest = said.decode().split("\n", 1)
    assert first == "Reading what you type or paste here; it ends with Ctrl-D."
    assert "age: 200 is out of range" in rest
