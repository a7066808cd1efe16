"""Streams and files in real shells, as somebody else than root, and on real terminals that show no more than ASCII."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands import DESK_WORKER, EMERGENCY, folders
from tests.terminal import Terminal

LOOSEN = [sys.executable, "-m", "loosen"]
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
"""A machine whose terminal knows ASCII alone."""


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folders(tmp_path_factory.mktemp("shells"))[0]


def shell(line: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A line of bash; LOOSEN, PLAN and EMERGENCY stand for themselves in it."""
    settings = {**os.environ, "COLUMNS": "80", "PLAN": DESK_WORKER, "EMERGENCY": EMERGENCY, **env}
    return subprocess.run(
        ["/bin/bash", "-c", f'LOOSEN() {{ "{sys.executable}" -m loosen "$@"; }}\n{line}'], cwd=folder, check=False,
        capture_output=True, text=True, env={key: value for key, value in settings.items() if value},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code", "told", "said"),
    [
        ("LOOSEN questions | exec true; exit ${PIPESTATUS[0]}", 141, 0, ""),
        ("LOOSEN plan $PLAN >&-", 5, 0, "standard output cannot be written: it is closed."),
        ("LOOSEN plan $PLAN >/dev/full", 5, 0, "standard output cannot be written: no space left on device."),
        ("LOOSEN --help >/dev/full", 5, 0, "standard output cannot be written: no space left on device."),
        ("LOOSEN plan nowhere 2>&-", 2, 2, ""),
        ("LOOSEN plan nowhere >&- 2>&- <&-", 2, 0, ""),
        ("LOOSEN plan $EMERGENCY --out out <&- >&- 2>&-; code=$?; head -1 out; exit $code", 3, 1, ""),
        ("LOOSEN plan $PLAN --out >(head -1 >&2); wait $!", 0, 0, "YOU CAN EXERCISE"),
    ],
)  # fmt: skip
def test_streams_of_a_shell(line: str, code: int, told: int, said: str, tmp_path: Path) -> None:
    done = shell(line, tmp_path)
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr.strip()) == (code, told, said)


def test_a_dash_reads_and_writes_everywhere(inside: Path, tmp_path: Path) -> None:
    done = shell(
        f"""set -e
        LOOSEN plan - --format json --out - <$PLAN | tee plan.json | LOOSEN verify -
        LOOSEN redact - --key key --out - <{inside}/plan.json 2>said >hidden.json
        LOOSEN redact hidden.json --key - --check --answers $PLAN <key
        LOOSEN graph --around hamstrings --steps 1 --format svg --out - 2>>said >part.svg
        """,
        tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match("standard input: whole.*\nhidden.json: these are the answers", done.stdout)
    assert json.loads((tmp_path / "plan.json").read_text("utf-8"))["plan"]
    assert "<svg" in (tmp_path / "part.svg").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hidden.json", "key", "part.svg", "plan.json", "said"]


@pytest.mark.parametrize(
    "command",
    [("ask", "--save", "-"), ("ask", "--resume", "-"), ("check", "--library", "-"), ("people", "take-over", "-")],
)
def test_where_no_stream_can_be_it_is_said(command: tuple[str, ...], inside: Path, tmp_path: Path) -> None:
    words = [str(inside / "plan.json") if word == "PLAN" else word for word in command]
    done = subprocess.run([*LOOSEN, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert "cannot be a stream here" in done.stderr


# Terminals


def test_the_menu_in_german_on_a_terminal_that_knows_ascii_alone(tmp_path: Path) -> None:
    terminal = Terminal([*LOOSEN, "ask", "--lang", "de"], tmp_path, **ASCII)
    terminal.wait_for("Veraenderung beim Wasserlassen")
    terminal.wait_for("q beenden")
    terminal.type("n\r")
    terminal.wait_for("Ploetzliche reissende Schmerzen")
    terminal.wait_for("q beenden")
    terminal.type(" \r")
    terminal.wait_for("NOTRUF")
    terminal.wait_for("versehentlich")
    terminal.type("\r")
    assert terminal.ends() == 3
    assert terminal.raw.isascii()
    assert "noetig" in terminal.text


@pytest.mark.parametrize("encoding", ["ascii", "cp437"])
def test_plain_lines_and_a_session_in_german(encoding: str, inside: Path, tmp_path: Path) -> None:
    settings = {**ASCII, "PYTHONIOENCODING": encoding, "TERM": "dumb"}
    terminal = Terminal([*LOOSEN, "ask", "--lang", "de"], tmp_path, **settings)
    terminal.wait_for("Alles, was zutrifft")
    terminal.type("none\n")
    terminal.wait_for("Blut beim Husten")
    terminal.type("1\n")
    terminal.wait_for("NOTRUF")
    terminal.wait_for("Eine Nummer")
    terminal.type("1\n")
    assert terminal.ends() == 3
    session = Terminal([*LOOSEN, "session", str(inside / "plan.json"), "--lang", "de"], tmp_path, **settings)
    session.wait_for("Enter")
    session.type("q")
    assert session.ends() == 0
    if encoding == "ascii":
        assert (terminal.raw + session.raw).isascii()
        assert "uebersetzt" in terminal.text
