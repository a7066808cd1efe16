"""What tests of the pages share: an application asked in process, one that is really served, and a real browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient
from tests.browser import chromium

from loosen._web.app import make_app
from loosen._web.serving import address_of, bound, server_for
from loosen._web.settings import Limits, Settings

HERE = "127.0.0.1"
ANY_NUMBER = Limits(requests=100_000, requests_per_second=100_000.0)
"""Tests are faster than a hand."""


class Served(NamedTuple):
    """Pages that are really served: where, and the settings they are served with."""

    url: str
    settings: Settings
    app: FastAPI


@contextmanager
def serving(settings: Settings) -> Iterator[Served]:
    """Serve on a free port of this machine, as the command does."""
    with bound(HERE, 0) as taken:
        app = make_app(settings)
        server = server_for(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Served(address_of(taken, HERE).rstrip("/"), settings, app)
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def make_client(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Makes a browser without a screen, asking an application in process; what is given are settings."""
    opened: list[TestClient] = []

    def made(**given: object) -> TestClient:
        settings = Settings(**{"store": str(tmp_path / "people.sqlite"), "limits": ANY_NUMBER, **given})  # type: ignore[arg-type]
        scheme = "https" if settings.https else "http"
        client = TestClient(make_app(settings), base_url=f"{scheme}://localhost", follow_redirects=True)
        client.__enter__()
        opened.append(client)
        return client

    yield made
    for client in opened:
        client.__exit__()


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    """A browser without a screen, and pages with a new store."""
    return make_client()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Pages that are really served, with a store of their own for the tests of one file."""
    store = tmp_path_factory.mktemp("served") / "people.sqlite"
    with serving(Settings(store=str(store), limits=ANY_NUMBER, language="en")) as found:
        yield found


@pytest.fixture
def make_served(tmp_path: Path) -> Iterator[Callable[[Limits], Served]]:
    """Serves pages with other limits, with a store of their own."""
    with ExitStack() as stack:
        yield lambda limits: stack.enter_context(serving(Settings(store=str(tmp_path / "own.sqlite"), limits=limits)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this system, for all tests of this process."""
    with chromium() as found:
        yield found


@pytest.fixture
def browser_page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page of a new visitor at a phone's width; what goes wrong on it, or is asked for elsewhere, fails the test."""
    context = browser.new_context(base_url=served.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((served.url, "data:")) else wrong.append(asked.url))
    page.set_default_timeout(10_000)
    yield page
    context.close()
    assert wrong == []
