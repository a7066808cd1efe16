"""How the API is described: what FastAPI knows by itself, every problem, and examples that were really made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from loosen._library import Library
from loosen._records.canonical import canonical

from .examples.sent import sent_to
from .problems import KINDS, PROBLEM_JSON, Problem, ProblemCode

LONGEST_INLINE: Final = 20_000
"""Characters of an example that stands in the description itself."""
_OF_ALL: Final[tuple[ProblemCode, ...]] = ("our-fault",)
_OF_BODIES: Final[tuple[ProblemCode, ...]] = (
    "not-json",
    "unknown-entry",
    "confirm",
    "too-large",
    "media-type",
    "wrong-form",
)
_OF_THE_REST: Final[tuple[ProblemCode, ...]] = ("unknown-entry", "wrong-form", "language")


def described(api: FastAPI) -> None:
    """Have an application describe itself so; it does when that is first asked for."""

    def description() -> dict[str, Any]:
        if not api.openapi_schema:
            api.openapi_schema = _description(api)
        return api.openapi_schema

    api.openapi = description  # type: ignore[method-assign]  # FastAPI's own way


def _description(api: FastAPI) -> dict[str, Any]:
    told = get_openapi(title=api.title, version=api.version, description=_in_short(), routes=api.routes)
    schemas = told["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):  # FastAPI's own form of a problem, which is not ours
        schemas.pop(name, None)
    shape = Problem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    schemas.update(shape.pop("$defs"))
    schemas["Problem"] = shape
    for address, operation in _operations(told):
        operation["responses"] |= dict(_problems("requestBody" in operation))
        _exemplify(address, operation, api.state.library)
    return told


def _in_short() -> str:
    return (files(__package__) / "description.md").read_text("utf-8")


def _operations(told: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for address, methods in told["paths"].items():
        yield from ((address, operation) for operation in methods.values())


def _problems(has_body: bool) -> Iterator[tuple[str, Any]]:
    """The problems that an address may come to, by status."""
    by_status: dict[int, list[str]] = {}
    for code in (*(_OF_BODIES if has_body else _OF_THE_REST), *_OF_ALL):
        by_status.setdefault(KINDS[code].status, []).append(KINDS[code].title)
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, titles in sorted(by_status.items()):
        yield str(status), {"description": " ".join(titles), "content": content}


def _exemplify(address: str, operation: dict[str, Any], library: Library) -> None:
    """Put the example of an address beside its shape: a long one is where it can be fetched."""
    sent = sent_to(address, library)
    if sent is None:
        return
    of_body = operation["requestBody"]["content"]["application/json"]
    if len(canonical(sent)) > LONGEST_INLINE:
        of_body["examples"] = {"desk_worker": {"externalValue": f"examples{address}"}}
    else:
        of_body["example"] = sent
