"""The command that serves the pages: what it says, what it refuses, and how it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from tests.people import EVERYBODYS
from tests.web.asking import hidden
from tests.web.filling import filled, value_typed
from tests.web.walking import truth_of

from loosen._interview import Questionnaire
from loosen._web.serving import address_of, bound, is_loopback
from loosen.errors import FaultCode, LoosenError

LOOSEN = (sys.executable, "-m", "loosen", "serve", "--no-open")


@contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The program while it serves, and what it said until then."""
    program = subprocess.Popen([*LOOSEN, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert program.stdout is not None
    said: list[str] = []
    try:
        while not said or "Ctrl-C" not in said[-1]:
            said.append(program.stdout.readline())
            assert said[-1], said
        yield program, said
    finally:
        program.kill()
        program.stdout.close()
        program.wait(10)


def refused(*options: str) -> str:
    done = subprocess.run([*LOOSEN, *options], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_it_says_where_to_look_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    store = tmp_path / "people.sqlite"
    with started("--port", "0", "--store", str(store)) as (program, said):
        address, kept, reach, how = said
        url = re.fullmatch(r"Open this in your browser: (http://127\.0\.0\.1:\d+/)\n", address)
        assert url is not None
        assert kept == f"Answers, plans and diaries are kept in: {store}\n"
        assert (reach, how) == ("Only this computer can open it.\n", "Ctrl-C stops it.\n")
        assert httpx.get(url[1]).status_code == 200
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0
        assert program.stdout is not None
        assert program.stdout.read() == ""


def test_two_servers_on_one_store_go_on_with_the_same_interview_also_when_one_is_killed(tmp_path: Path) -> None:
    """A browser answers at one server, goes on at the other, and sends a form in again that was overtaken."""
    options = ("--port", "0", "--store", str(tmp_path / "people.sqlite"))
    truth, terminal = truth_of("back_pain_for_years"), Questionnaire(EVERYBODYS.library)
    with (
        started(*options) as (one, said),
        started(*options) as (_, other),
        httpx.Client(follow_redirects=True) as browser,
    ):
        first, second = (re.findall(r"http://\S+", lines[0])[0].rstrip("/") for lines in (said, other))
        page = browser.get(f"{first}/interview?more=1")
        forms = []
        for url in (first, second, first):
            shown = terminal.next()
            assert shown is not None
            forms.append((page.url.path, {**hidden(page.text), **filled(shown, truth)}))
            terminal.answer(value_typed(shown, filled(shown, truth)))
            page = browser.post(f"{url}{forms[-1][0]}", data=forms[-1][1])
            assert (page.status_code, page.url.path) == (200, f"/interview/{len(forms) + 1}")
        one.kill()
        again = browser.post(f"{second}{forms[1][0]}", data={**forms[1][1], **hidden(page.text), "step": "1"})
        assert again.status_code == 409
        assert browser.get(f"{second}/interview").url.path == "/interview/4"


def test_it_says_what_it_means_to_let_others_in(tmp_path: Path) -> None:
    anywhere = "0.0.0.0"  # noqa: S104
    with started("--host", anywhere, "--port", "0", "--store", str(tmp_path / "p.sqlite")) as (_, said):
        assert said[2].startswith("Every computer that reaches this address can open it.")
        assert said[3].startswith("What is sent is not encrypted")


def test_a_port_that_is_taken_is_said_in_one_message(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = str(other.getsockname()[1])
        said = refused("--port", port, "--store", str(tmp_path / "p.sqlite"))
    assert f"127.0.0.1:{port}: is in use by another program." in said
    assert not (tmp_path / "p.sqlite").exists()


def test_every_option_that_cannot_be_is_named_at_once(tmp_path: Path) -> None:
    said = refused("--lang", "tlh", "--emergency-number", "call me", "--store", str(tmp_path / "p.sqlite"))
    assert "--lang tlh: is no language it has." in said
    assert "--emergency-number call me: is no number that can be called." in said


@pytest.mark.parametrize("host", ["nowhere.invalid", "203.0.113.7", "::1::", "a" * 70])
def test_an_address_of_no_use_is_refused(host: str) -> None:
    with pytest.raises(LoosenError) as error:
        bound(host, 0)
    assert [fault.code for fault in error.value.faults] == [FaultCode.BAD_OPTION]


def test_which_addresses_only_this_computer_reaches() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "192.168.1.2", "::", "example.org")))  # noqa: S104


def test_the_address_that_is_said_can_be_opened_here() -> None:
    with bound("0.0.0.0", 0) as taken:  # noqa: S104
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address_of(taken, "0.0.0.0"))  # noqa: S104
        assert re.fullmatch(r"http://\[::1\]:\d+/", address_of(taken, "::1"))
