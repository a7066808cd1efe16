"""Records of form 2: whole by their own seal, and read with every word they said, now told from codes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.test_records import older

from loosen._explain.replay import replay, replay_bytes
from loosen._explain.why.chain import why
from loosen._library import load
from loosen._model.audit import AUDIT_SCHEMA
from loosen._model.plan import Recommendation
from loosen._model.reason import Because, Failed, VerdictReason
from loosen._outputs.export import export
from loosen._outputs.report.tables import part_rows, stage_rows
from loosen._outputs.tell import tell
from loosen._records.canonical import canonical, plain
from loosen._records.checking import checked
from loosen._records.reading import record_in
from loosen._records.redaction import redact
from loosen._records.sealing import seal_of, to_json
from loosen._words.record import Words, passed_over_words

NAMES = (
    "osteoporosis_72", "cauda_equina_warning", "interviewed", "programme", "programme_by_rules", "redacted_programme",
)  # fmt: skip
WITH_A_PLAN = tuple(name for name in NAMES if name != "cauda_equina_warning")
Data = dict[str, Any]


def old_and_new(name: str) -> tuple[Data, Recommendation]:
    raw = older(name, 2)
    return json.loads(raw), record_in(raw, "old")


def sentence(audit: Data, one: Data) -> str:
    """Why an exercise met its verdict, as form 2 told it."""
    verdict = one.get("verdict", "not_chosen")
    if verdict == "chosen":
        purposes = {pick["exercise"]: pick["purpose"] for pick in audit["selection"]}
        return f"Chosen because {purposes[one['exercise']]}."
    if verdict in ("excluded", "held_back"):
        effects = (each for each in audit["effects"] if one["exercise"] in each["exercises"])
        rules = [each["rule"] for each in effects if each["effect"] == verdict]
        said = [audit["entries"][f"rule:{rule}"]["say"].replace("{exercise}", one["name"]) for rule in rules]
        return " ".join(dict.fromkeys(said))
    return one.get("because") or audit["usual"][verdict]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole_by_its_own_seal_and_is_written_in_the_present_form(name: str) -> None:
    old, new = old_and_new(name)
    assert (old["audit"]["schema_version"], new.audit.schema_version) == (2, AUDIT_SCHEMA)
    assert checked(older(name, 2)).state == "whole"
    assert checked(older(name, 2)).digest == old["seal"]["digest"]
    assert new.seal is None
    again = to_json(new).encode()
    assert checked(again).state == "whole"
    assert record_in(again, "new").model_copy(update={"seal": None}) == new
    listed = {part: told for part, told in json.loads(again).items() if part != "excluded"}  # form 2 did not list it
    assert len(canonical(listed)) <= len(older(name, 2))


@pytest.mark.parametrize("name", WITH_A_PLAN)
def test_every_reason_of_an_exercise_is_said_in_the_same_words(name: str) -> None:
    old, new = old_and_new(name)
    for one in old["audit"]["exercises"]:
        told = why(new.audit, one["exercise"], deep=True)
        assert told.because == sentence(old["audit"], one)
        text = " ".join(tell(told, width=10_000).split())
        for step in one.get("dose", ()):
            assert f"{step['field']} = {step['value']} ({step['because']}): " in text


@pytest.mark.parametrize("name", NAMES)
def test_every_failed_test_is_told_in_the_same_words(name: str) -> None:
    old, new = old_and_new(name)
    words = Words(new.audit)
    for before, after in zip(old["audit"]["stages"], new.audit.stages, strict=True):
        rows = stage_rows(after, words)
        assert dict(rows.silent) == before["silent"]
        assert {row.rule: row.failed for row in rows.spoke} == {
            rule["rule"]: rule.get("failed") or "" for rule in before.get("spoke", ())
        }


@pytest.mark.parametrize("name", ["programme", "programme_by_rules", "redacted_programme"])
def test_what_was_passed_over_is_told_in_the_same_words(name: str) -> None:
    old, new = old_and_new(name)
    assert new.audit.programme is not None
    rows = list(part_rows(new.audit, Words(new.audit)))
    for before, after, row in zip(old["audit"]["programme"]["parts"], new.audit.programme.parts, rows, strict=True):
        said = [other["because"] for other in before["passed_over"]]
        assert [passed_over_words(new.audit, other) for other in after.passed_over] == said
        assert all(one in row.cells[2] for one in said)


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_and_all_that_is_told_of_it_stay_as_they_were(name: str) -> None:
    old, new = old_and_new(name)
    now = plain(new)
    if new.plan and new.plan.programme:
        for part in now["plan"]["programme"]["parts"]:
            part.pop("lacking", None)
    for part in ("plan", "triage", "advice", "interim"):
        assert now.get(part) == old.get(part)
    assert export(new, "text")
    assert now["audit"].keys() == old["audit"].keys()


def codes_of(audit: Data) -> Iterator[str]:
    yield from audit.get("usual", {}).values()
    yield from (pick["purpose"] for pick in audit.get("selection", ()))
    for one in audit.get("exercises", ()):
        yield from (one["because"],) if "because" in one else ()
        yield from (step["because"] for step in one.get("dose", ()))
    for part in audit.get("programme", {}).get("parts", ()):
        yield from (other["because"] for other in part["passed_over"])
    for stage in audit["stages"]:
        yield from (*stage["silent"].values(), *(rule["failed"] for rule in stage.get("spoke", ()) if "failed" in rule))


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_code_for_every_sentence(name: str) -> None:
    codes = set(codes_of(plain(record_in(older(name, 2), "old"))["audit"]))
    assert codes
    assert not [code for code in codes if code.startswith("said")]


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("redacted")])
def test_made_again_with_its_library_it_is_identical(name: str) -> None:
    found = replay(record_in(older(name, 2), "old"))
    assert found.outcome == "identical" if found.same_library else found.outcome not in ("differs", "unreadable")


@pytest.mark.parametrize("name", ["programme", "cauda_equina_warning"])
def test_a_file_of_this_form_is_the_same_laid_out_anew(name: str) -> None:
    found = replay_bytes(older(name, 2), "old", load())
    expected = ("identical", ("audit.schema_version",), True) if found.same_library else (found.outcome, (), False)
    assert (found.outcome, found.carried, found.reformatted) == expected
    if found.same_library:
        told = " ".join(tell(found).split())
        assert "Every value came out the same, but the file was laid out anew." in told
        assert "the older form that it is written in" in told


def resealed(change: Any, name: str = "programme") -> Recommendation:
    data = json.loads(older(name, 2))
    change(data)
    data["seal"] = plain(seal_of(data))
    return record_in(canonical(data).encode(), "old")


def test_what_no_code_stands_for_is_still_said() -> None:
    def other_words(data: Data) -> None:
        data["audit"]["usual"]["not_candidate"] = "It was not thought of."
        data["audit"]["selection"][0]["purpose"] = "somebody liked it"
        data["audit"]["stages"][0]["silent"] = {"FND-001": "The moon is full", "FND-002": "Moon is full"}
        chosen = next(one for one in data["audit"]["exercises"] if one.get("verdict") == "chosen")
        chosen["dose"][0]["because"] = "a feeling"

    audit = resealed(other_words).audit
    assert audit.usual["not_candidate"] == Because(VerdictReason.SAID, "It was not thought of.")
    assert [str(code) for code in audit.stages[0].silent.values()] == ["said:The moon is full", "said:Moon is full"]
    assert stage_rows(audit.stages[0], Words(audit)).silent[0] == ("FND-001", "The moon is full")
    picked = audit.selection[0].exercise
    assert why(audit, picked).because == "Chosen because somebody liked it."
    chosen = next(record for record in audit.exercises if record.verdict == "chosen")
    assert str(chosen.dose[0].because) == "said:a feeling"
    assert "a feeling" in tell(why(audit, chosen.exercise, deep=True))


def test_a_name_is_a_question_a_tally_or_a_finding_as_the_record_knows_it() -> None:
    def tests(data: Data) -> None:
        tally = data["audit"]["tallies"][0]["tally"]
        data["audit"]["stages"][0]["silent"] = {
            "FND-001": "age at least 65", "FND-002": f"{tally} at least 2 and at most 3", "FND-003": "fever is present",
            "FND-004": "age is present",
        }  # fmt: skip

    silent = resealed(tests).audit.stages[0].silent
    assert silent["FND-001"] == Failed("age>=65")
    assert silent["FND-002"].fact.startswith("tally:")
    assert silent["FND-003"] == Failed("finding:fever=1")
    assert silent["FND-004"] == Failed("age=present")


def test_what_is_lacking_can_be_taken_out_of_an_old_plan_too() -> None:
    whole = record_in(older("programme", 2), "old")
    assert whole.plan is not None
    assert whole.plan.programme is not None
    lacking = [part.lacking for part in whole.plan.programme.parts if part.lacking]
    assert lacking
    without, text = redact(whole, bytes(range(32))), to_json(redact(whole, bytes(range(32))))
    assert not [thing for thing in lacking if f"it needs {thing}" in text or f"needs:{thing}" in text]
    assert without.plan == record_in(older("redacted_programme", 2), "old").plan
