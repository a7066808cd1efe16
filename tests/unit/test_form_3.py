"""Records of form 3: whole by their own seal, read with the same plan, and written with what form 4 tells besides."""

from __future__ import annotations

import json

import pytest
from tests.unit.test_records import older

from loosen._model.audit import AUDIT_SCHEMA
from loosen._records.canonical import plain
from loosen._records.checking import checked
from loosen._records.reading import record_in
from loosen._records.sealing import to_json

NAMES = ("osteoporosis_72", "cauda_equina_warning")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole_and_says_the_same_in_the_present_form(name: str) -> None:
    raw = older(name, 3)
    old, new = json.loads(raw), record_in(raw, "old")
    assert (old["audit"]["schema_version"], new.audit.schema_version) == (3, AUDIT_SCHEMA)
    assert checked(raw).state == "whole"
    assert new.seal is None
    told = plain(new)
    assert told["plan"] == old["plan"]
    assert told["triage"] == old["triage"]
    assert {**told["audit"], "schema_version": 3} == old["audit"]
    again = to_json(new).encode()
    assert checked(again).state == "whole"
    assert record_in(again, "new").model_copy(update={"seal": None}) == new


def test_what_was_left_out_is_listed_from_its_audit() -> None:
    new = record_in(older("osteoporosis_72", 3), "old")
    assert {one.exercise for one in new.excluded} == {
        record.exercise for record in new.audit.exercises if record.verdict == "excluded"
    }
