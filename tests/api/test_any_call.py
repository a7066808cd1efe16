"""Whatever is called: never a fault of ours, and always an answer of the kind that is described.

At night about 6,000 calls; by day one in 50 of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient
from tests.api.conftest import problem_of
from tests.by_day import examples

from loosen._api.examples.sent import ADDRESSES, sent_to
from loosen._library import Library

CHECKS = [
    schemathesis.checks.not_a_server_error, content_type_conformance, response_schema_conformance,
    status_code_conformance,
]  # fmt: skip
HOW = {"deadline": None, "suppress_health_check": list(HealthCheck)}
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just("unknown"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def operations(api: FastAPI) -> list[Any]:
    schema = schemathesis.openapi.from_asgi("/openapi.json", api)
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_every_address_answers_whatever_is_asked_as_it_is_described(operations: list[Any], mode: Any) -> None:
    for operation in operations:
        if mode is MODES[1] and not list(operation.iter_parameters()) and not operation.body:
            continue  # nothing can be asked in a wrong way where nothing is asked

        @settings(max_examples=examples(1), **HOW)  # type: ignore[arg-type]
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()


@settings(max_examples=examples(60), **HOW)  # type: ignore[arg-type]
@given(data=st.data())
def test_a_good_request_with_one_part_replaced_is_answered_or_refused_in_the_form_of_a_problem(
    client: TestClient, library: Library, data: st.DataObject
) -> None:
    address = data.draw(st.sampled_from(ADDRESSES))
    sent = deepcopy(sent_to(address, library))
    assert sent is not None
    place, value = data.draw(st.sampled_from(list(_places(sent)))), data.draw(VALUES)
    inner: Any = sent
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    answer = client.post(address, content=json.dumps(sent), headers={"content-type": "application/json"})
    assert answer.status_code < 500, (address, place, value)
    if answer.status_code != 200:
        problem_of(answer, answer.status_code, answer.json()["type"].rpartition(":")[2])


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield (*path, name)
        yield from _places(each, (*path, name))
