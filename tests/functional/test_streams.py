"""Standard streams of any kind: every encoding shows every word, and what is closed or full is told in one line.

The commands run in this process, on streams that are real; test_shells.py has a few of them in real shells.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TextIO

import pytest
from tests.by_day import AT_NIGHT, drawn
from tests.commands import (
    COMMANDS,
    DESK_WORKER,
    EMERGENCY,
    NO_SIGN_THEN_ONE,
    Done,
    closed,
    folders,
    full,
    largest_file,
    put_in,
    run,
    unread,
)

from loosen._cli.main import app
from loosen._words.plainly import plainly
from loosen.errors import ExitCode

ENCODINGS = ("ascii", "latin-1", "cp437", "cp850", "cp1252", "iso8859-15", "koi8-r", "cp037", "utf-16", "shift_jis")
EXACT = {"plan, json", "plan, html", "plan, pdf", "prov", "report", "redact", "check", "graph"}
"""What programs read: the same bytes in every encoding."""
SLOW = {"check", "new"}
"""They read every file of the library, and are tried at night."""
ALWAYS = [("emergency", "ascii"), ("emergency, German", "ascii"), ("emergency, German", "cp437"), ("ask", "ascii")]
TYPED = {"ask": NO_SIGN_THEN_ONE, "reviewers": "four plain words here\n"}


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folders(tmp_path_factory.mktemp("streams"))[0]


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@cache
def in_utf_8(name: str, inside: Path, out: Path) -> Done:
    return run(put_in(COMMANDS[name], inside, out), typed=TYPED.get(name, ""))


def words_of(raw: bytes, encoding: str, out: Path) -> list[str]:
    """What was shown, word by word and in plain letters; what differs from run to run taken out."""
    text = plainly(raw.decode(encoding), "ascii").replace(str(out), "OUT")
    text = re.sub(r"\b[0-9a-f]{8}(?:[0-9a-f]{24}|[0-9a-f]{56})?\b", "ID", text)  # of a person, and a link of a chain
    return [word for word in text.split() if "OUT" not in word]


def test_every_command_is_tried() -> None:
    commands = {one.name or one.callback.__name__.replace("_", "-") for one in app.registered_commands if one.callback}
    groups = {str(group.name) for group in app.registered_groups}
    endless = {"serve"}  # it serves until it is stopped: tests/web/test_serving.py
    assert {command[0] for command in COMMANDS.values()} == (commands | groups) - endless


TRIED = [name for name in COMMANDS if AT_NIGHT or name not in SLOW]
PAIRS = [(name, encoding) for name in TRIED for encoding in ENCODINGS]


@pytest.mark.parametrize(("name", "encoding"), sorted({*ALWAYS, *drawn(PAIRS, one_in=16)}))
def test_no_encoding_loses_a_word(name: str, encoding: str, inside: Path, tmp_path: Path) -> None:
    places = [tmp_path / "one", tmp_path / "other"]
    for place in places:
        place.mkdir()
    usual = in_utf_8(name, inside, places[0])
    found = run(put_in(COMMANDS[name], inside, places[1]), encoding=encoding, typed=TYPED.get(name, ""))
    assert (found.code, len(found.said) > 2) == (usual.code, len(usual.said) > 2)
    if name in EXACT and name != "redact":  # which hides with another key each time
        assert found.out == usual.out
    elif name != "redact":
        assert words_of(found.out, encoding, places[1]) == words_of(usual.out, "utf-8", places[0])
        assert b"\\" not in found.out


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_message_of_what_is_wrong_can_be_read(encoding: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("answers: {settles_in: größer → “später”, age: 38}\n", "utf-8")
    done = run(("plan", str(bad)), encoding=encoding)
    assert (done.code, done.out[2:]) == (ExitCode.BAD_INPUT, b"")
    said = plainly(done.said.decode(encoding), "ascii")
    assert 'groesser -> "spaeter"' in said
    assert "\n  - abilities: is not answered." in said


def test_a_name_that_is_no_text_is_shown(inside: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd\udcff.json"
    odd.write_bytes((inside / "plan.json").read_bytes())
    for encoding in ("utf-8", "ascii", "utf-16"):
        done = run(("verify", str(odd)), encoding=encoding)
        assert (done.code, r"odd\udcff.json: whole." in done.out.decode(encoding)) == (0, True)
    assert json.loads(run(("diff", str(odd), str(odd), "--format", "json")).out)
    assert run(("why", str(tmp_path / "gone\udcff"), "heel_raise")).code == ExitCode.BAD_INPUT


# Who may read what is written

PUBLIC = {"questions", "programmes", "rule", "exercise", "graph"}
WITH_OUT = ("plan", "plan, json", "emergency", "what-if", "diff", "replay", "report", "prov", "redact", *sorted(PUBLIC))


@pytest.mark.parametrize("name", WITH_OUT)
def test_health_is_private_and_the_library_is_not(name: str, inside: Path, tmp_path: Path) -> None:
    command = [word for word in put_in(COMMANDS[name], inside, tmp_path) if word not in ("--out", "-")]
    had = {"new": None} if name not in ("plan", "programmes") else {"new": None, "closed": 0o600, "shared": 0o664}
    for file, mode in had.items():
        if mode is not None:
            (tmp_path / file).touch()
            (tmp_path / file).chmod(mode)
        before = os.umask(0o022)
        try:
            assert run((*command, "--out", str(tmp_path / file))).code in (0, 1, 3)
        finally:
            os.umask(before)
        assert (tmp_path / file).stat().st_size
        assert (tmp_path / file).stat().st_mode & 0o777 == (mode or (0o644 if name in PUBLIC else 0o600))


def test_what_is_kept_beside_is_private_too(inside: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        for name in ("ask", "keep", "redact"):
            run(put_in(COMMANDS[name], inside, tmp_path), typed=TYPED.get(name, ""))
    finally:
        os.umask(before)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"mine.json", "mine.plan.json", "key", "people.sqlite"} <= {file.name for file in files}
    assert {f"{file.stat().st_mode & 0o777:o}" for file in files} == {"600"}


# Closed, full, and nobody who reads

KINDS: dict[str, tuple[Callable[[], TextIO | None], int, str]] = {
    "closed": (closed, ExitCode.STREAM, "standard output cannot be written: it is closed.\n"),
    "full": (full, ExitCode.STREAM, "standard output cannot be written: no space left on device.\n"),
    "unread": (unread, ExitCode.NOBODY_READS, ""),
}


UNWRITTEN = {("emergency", "full"), *drawn([(name, kind) for name in TRIED for kind in KINDS], one_in=4)}


@pytest.mark.parametrize(("name", "kind"), sorted(UNWRITTEN))
def test_output_that_cannot_be_written_is_told_in_one_line(name: str, kind: str, inside: Path, tmp_path: Path) -> None:
    stream, code, said = KINDS[kind]
    done = run(put_in(COMMANDS[name], inside, tmp_path), out=stream, typed=TYPED.get(name, ""))
    assert (done.code, done.said.decode()) == (code, said)


def test_what_needs_no_stream_does_without(inside: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.txt"
    done = run(("plan", DESK_WORKER, "--out", str(out)), out=closed, said=closed, stdin=closed)
    assert (done.code, "Your routine" in out.read_text("utf-8")) == (0, True)
    done = run(("session", str(inside / "plan.json")), stdin=closed)
    assert (done.code, done.said) == (0, b"")


@pytest.mark.parametrize("command", [("ask", "--save", "OUT/mine.json"), ("plan", "-"), ("why", "-", "heel_raise")])
def test_input_that_is_closed_is_told_in_one_line(command: tuple[str, ...], inside: Path, tmp_path: Path) -> None:
    done = run(put_in(command, inside, tmp_path), stdin=closed)
    assert (done.code, done.said) == (
        ExitCode.STREAM, b"standard input cannot be read: it is closed. Pipe something in.\n",
    )  # fmt: skip


@pytest.mark.parametrize("kind", [closed, full])
def test_what_is_wrong_is_told_on_the_stream_that_is_left(kind: Callable[[], TextIO | None]) -> None:
    done = run(("plan", "nowhere.yaml"), said=kind)
    assert (done.code, done.out.decode().splitlines()[0]) == (ExitCode.BAD_INPUT, "nowhere.yaml cannot be read.")
    assert run(("plan", "nowhere.yaml"), said=kind, out=kind).code == ExitCode.BAD_INPUT
    assert run(("plan", EMERGENCY), said=kind).code == ExitCode.REFERRAL
    assert run(("plan", EMERGENCY), said=kind, out=kind).code == ExitCode.STREAM


def test_two_things_that_went_wrong_are_both_told(tmp_path: Path, inside: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", "utf-8")
    done = run(("verify", str(inside / "plan.json"), str(bad)), out=full)
    assert done.code == ExitCode.STREAM
    assert "Not everything is as it was written." in done.said.decode()
    assert done.said.decode().endswith("standard output cannot be written: no space left on device.\n")


def test_an_interview_whose_output_ends_keeps_its_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for stream, code in ((closed, ExitCode.STREAM), (unread, ExitCode.NOBODY_READS)):
        assert run(("ask",), out=stream, typed=NO_SIGN_THEN_ONE).code == code
        assert not list(tmp_path.rglob("*.json"))  # nothing was answered
    saved = tmp_path / "mine.json"
    run(("ask", "--save", str(saved)), typed="none\n")
    done = run(("ask", "--resume", str(saved)), out=full, typed=NO_SIGN_THEN_ONE)
    assert (done.code, len(done.said.splitlines())) == (ExitCode.STREAM, 1)
    assert (
        f"no space left on device. Your answers are kept. Go on with: loosen ask --resume {saved}" in done.said.decode()
    )
    assert json.loads(saved.read_text("utf-8"))["answers"]


def test_answers_that_cannot_be_saved_are_not_said_to_be_kept(tmp_path: Path) -> None:
    saved = tmp_path / "mine.json"
    run(("ask", "--save", str(saved)), typed="none\n")
    before = saved.read_bytes()
    with largest_file(64):
        done = run(("ask", "--resume", str(saved)), typed=NO_SIGN_THEN_ONE)
    assert (done.code, done.said.decode().splitlines()[0]) == (ExitCode.STREAM, "Your answers cannot be saved.")
    assert b"are kept" not in done.said
    assert (saved.read_bytes(), list(tmp_path.iterdir())) == (before, [saved])
