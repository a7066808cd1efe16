"""The API, asked in this process."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from loosen._api.app import make_api
from loosen._library import Library


@pytest.fixture(scope="session")
def api() -> FastAPI:
    """The application, about the library that comes with loosen."""
    return make_api()


@pytest.fixture(scope="session")
def client(api: FastAPI) -> TestClient:
    """Asks it. What the application does not catch would come out here."""
    return TestClient(api)


@pytest.fixture(scope="session")
def library(api: FastAPI) -> Library:
    """The library that it is about."""
    known: Library = api.state.library
    return known


@pytest.fixture(scope="session")
def described(client: TestClient) -> dict[str, Any]:
    """How it describes itself."""
    told: dict[str, Any] = client.get("/openapi.json").json()
    return told


@pytest.fixture(scope="session")
def record(client: TestClient) -> dict[str, Any]:
    """The record of somebody who sits at a desk."""
    told: dict[str, Any] = client.post("/recommend", json=client.get("/examples/recommend").json()).json()
    return told


def problem_of(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """A problem of this kind, in its form."""
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    told: dict[str, Any] = response.json()
    assert set(told) == {"type", "title", "status", "detail", "faults"}
    assert (told["type"], told["status"]) == (f"urn:loosen:problem:{code}", status)
    assert told["title"]
    assert told["detail"]
    assert "Traceback" not in response.text
    return told
