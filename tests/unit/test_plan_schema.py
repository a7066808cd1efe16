"""The JSON schema of a plan, which other programs rely on: it takes what is written, and says what must be there."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tests.by_day import examples
from tests.people import EVERYBODYS, example, people

from loosen._model.plan import Excluded, Recommendation
from loosen._records.canonical import canonical, plain
from loosen._records.checking import checked
from loosen._records.reading import record_in
from loosen._records.redaction import redact
from loosen._records.sealing import seal_of, to_json
from loosen.errors import FileError

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schemas/plan.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "plan": ("desk_worker", {}),
    "plan in German": ("osteoporosis_72", {}),
    "referral": ("cauda_equina_warning", {}),
    "programme": ("desk_worker", {"programme": "office_neck"}),
    "pregnancy": ("pregnant_24_weeks", {}),
    "redacted": ("osteoporosis_72", {}),
}
REQUIRED = ("loosen", "triage", "plan", "interim", "advice", "audit", "excluded")


@cache
def written(kind: str) -> str:
    """What `loosen plan --format json` writes for one kind of result."""
    name, changes = KINDS[kind]
    library = EVERYBODYS.library.in_language("de") if "German" in kind else EVERYBODYS.library
    made = type(EVERYBODYS)(library).recommend(example(name, **changes))
    return to_json(redact(made, bytes(32)) if kind == "redacted" else made)


def test_the_schema_is_one_and_names_what_is_always_there() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["required"]) == set(REQUIRED)
    assert SCHEMA["additionalProperties"] is False
    assert set(SCHEMA["$defs"]["Excluded"]["required"]) >= {"exercise", "rules", "say"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_fits_the_schema(kind: str) -> None:
    data = json.loads(written(kind))
    VALIDATOR.validate(data)
    assert (data["plan"] is None) == (kind == "referral")
    assert bool(data["excluded"]) == (kind in ("plan in German", "pregnancy", "redacted"))


@settings(max_examples=examples(15), deadline=None)
@given(people())
def test_what_is_written_for_anybody_fits_the_schema(answers: dict[str, Any]) -> None:
    VALIDATOR.validate(json.loads(to_json(EVERYBODYS.recommend(answers))))


@pytest.mark.parametrize("part", REQUIRED)
def test_a_record_that_lacks_a_part_does_not_fit(part: str) -> None:
    data = json.loads(written("plan"))
    del data[part]
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    "changes", [{"more": 1}, {"excluded": [{"exercise": "cat_cow", "name": "Cat-cow"}]}, {"interim": None}]
)
def test_a_record_with_something_else_does_not_fit(changes: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**json.loads(written("plan")), **changes})


def test_excluded_tells_what_the_audit_tells() -> None:
    made = EVERYBODYS.recommend(example("osteoporosis_72"))
    told = json.loads(to_json(made))["excluded"]
    left_out = {record.exercise for record in made.audit.exercises if record.verdict == "excluded"}
    assert {one["exercise"] for one in told} == left_out
    assert all(one["rules"] == list(made.audit.rules_that("excluded", one["exercise"])) for one in told)
    assert all(one["say"] for one in told)


def _emptied(data: dict[str, Any]) -> None:
    data["excluded"] = []


def _said_otherwise(data: dict[str, Any]) -> None:
    data["excluded"][0]["say"] = "It is safe."


def _left_out(data: dict[str, Any]) -> None:
    del data["excluded"]


@pytest.mark.parametrize("change", [_emptied, _said_otherwise, _left_out])
def test_a_record_whose_list_says_otherwise_than_its_audit_is_refused(change: Any) -> None:
    """Sealed again or not: who reads the list and who reads the audit must be told the same."""
    data = json.loads(written("pregnancy"))
    change(data)
    assert checked(canonical(data).encode()).state == "altered"
    data["seal"] = plain(seal_of(data))
    assert checked(canonical(data).encode()).state == "unusable"
    with pytest.raises(FileError, match="excluded"):
        record_in(canonical(data).encode(), "x")


def test_it_comes_back_as_it_was() -> None:
    read = record_in(written("pregnancy").encode(), "x")
    assert isinstance(read, Recommendation)
    assert all(isinstance(one, Excluded) for one in read.excluded)
    assert to_json(read) == written("pregnancy")
