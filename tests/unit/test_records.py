"""Records as they are kept: the one form, the seal, what a check says of a file, and older forms."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.people import EVERYBODYS

from loosen._assessment.answers_file import read_answers
from loosen._explain.why.chain import why
from loosen._model.audit import AUDIT_SCHEMA
from loosen._model.interview import InterviewRecord
from loosen._outputs.export import export
from loosen._outputs.session.today import today
from loosen._outputs.session.words import timeline
from loosen._records.canonical import canonical, plain
from loosen._records.checking import checked
from loosen._records.origin import answers_of
from loosen._records.reading import read_record, record_in
from loosen._records.sealing import seal_of, to_json
from loosen.errors import FileError

ROOT = Path(__file__).parents[2]
Data = dict[str, Any]


@cache
def raw_record(name: str = "cauda_equina_warning") -> bytes:
    return to_json(EVERYBODYS.recommend(read_answers(ROOT / "examples" / f"{name}.yaml"))).encode()


@cache
def older(name: str, form: int = 1) -> bytes:
    return gzip.decompress((ROOT / "tests" / "records" / f"{name}.v{form}.json.gz").read_bytes())


def changed(change: Callable[[Data], object], *, seal: bool = False) -> bytes:
    """A record with a change, as it was written otherwise; with `seal` it is sealed again."""
    data = json.loads(raw_record("osteoporosis_72"))
    change(data)
    if seal:
        data["seal"] = plain(seal_of(data))
    return f"{canonical(data)}\n".encode()


# The seal


def test_what_was_written_is_whole() -> None:
    for name in ("cauda_equina_warning", "osteoporosis_72"):
        found = checked(raw_record(name))
        assert found.state == "whole"
        assert found.digest == json.loads(raw_record(name))["seal"]["digest"]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (lambda data: data["audit"]["answers"][0].update(value=71), ("audit.answers",)),
        (lambda data: data["audit"].update(level="proceed"), ("audit.level",)),
        (lambda data: data["audit"]["stages"][3]["silent"].popitem(), ("audit.stages.safety",)),
        (lambda data: data["audit"]["stages"].reverse(), ("audit.stages",)),
        (lambda data: data["plan"]["items"][1]["dose"].update(hold_s=99), ("plan.items.pelvic_tilt_seated",)),
        (lambda data: data["plan"]["items"].pop(1), ("plan.items", "plan.items.pelvic_tilt_seated")),
        (lambda data: data.update(advice=[]), ("advice",)),
        (lambda data: data.update(more=1), ("more",)),
        (lambda data: data["audit"].pop("usual"), ("audit.usual",)),
        (lambda data: data["plan"].update(items=7), tuple),
        (lambda data: data["seal"].update(digest="0" * 64), ("seal",)),
        (lambda data: data["seal"].update(more="x"), ("seal",)),
        (lambda data: data["seal"]["parts"].update(more="x"), ("more",)),
        (lambda data: data["seal"].update(parts=None), ("seal",)),
        (lambda data: data.pop("seal"), ("seal",)),
        (lambda data: data.update(seal=None), ("seal",)),
        (lambda data: data["audit"].update(schema_version=2), ("audit.schema_version",)),
        (lambda data: data["audit"].update(schema_version=1), ("audit.schema_version",)),
    ],
)
def test_a_change_is_found_in_its_part(change: Callable[[Data], object], parts: Any) -> None:
    found = checked(changed(change))
    assert found.state == "altered"
    assert found.parts == parts if isinstance(parts, tuple) else "plan.items" in found.parts
    with pytest.raises(FileError, match="altered"):
        record_in(changed(change), "plan.json")


def test_entries_that_share_a_name_are_sealed_together() -> None:
    def twice(data: Data) -> None:
        data["plan"]["items"].append(json.loads(json.dumps(data["plan"]["items"][0])))

    def first_changed(data: Data) -> None:
        data["plan"]["items"][0]["feel"] = "Nothing."

    data = json.loads(changed(twice, seal=True))
    first_changed(data)
    assert checked(canonical(data).encode()).parts == ("plan.items",)


def test_the_whole_digest_is_over_whole_digests() -> None:
    """What is kept of a part's digest only says where a change is: two parts that share it make different seals."""
    seal = seal_of({"a": 1, "b": 2})
    assert all(len(digest) == 8 for digest in seal.parts.values())
    assert seal.digest not in {seal_of({"a": 1, "b": 3}).digest, seal_of({"b": 1, "a": 2}).digest}


@pytest.mark.parametrize(
    "laid_out",
    [
        lambda data: json.dumps(data, indent=1),
        lambda data: json.dumps(data),
        lambda data: canonical(data),
        lambda data: f"\ufeff{canonical(data)}\n",
        lambda data: f"{canonical(data)}\r\n",
    ],
)
def test_another_layout_of_the_same_is_told_from_a_change(laid_out: Callable[[Data], str]) -> None:
    raw = laid_out(json.loads(raw_record())).encode()
    assert checked(raw).state == "reformatted"
    assert checked(raw).can_be_relied_on
    assert record_in(raw, "x") == record_in(raw_record(), "x")


def test_a_seal_shows_no_more_than_that_a_record_is_whole() -> None:
    resealed = changed(lambda data: data["audit"].update(level="proceed"), seal=True)
    assert checked(resealed).state == "whole"


def test_what_is_sealed_and_is_no_record() -> None:
    found = checked(changed(lambda data: data.update(more=1), seal=True))
    assert (found.state, found.what) == (
        "unusable",
        "is not a plan of this version (more: extra inputs are not permitted).",
    )


# What is no record


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00", b"null", b"[]", b"{}", b"7", b'{"audit":7}', b'{"audit":{}}', b"\xff\xfe{\x00}\x00",
        b'{"audit":{"schema_version":true}}', b'{"audit":{"schema_version":1.0}}', b'{"audit":{"schema_version":1}}',
        b'{"audit":{"schema_version":2}}', b'{"audit":{"schema_version":3}}',
        b'{"audit":{"schema_version":NaN}}', b'{"audit":{"schema_version":1e999}}',
        b'{"audit":{"schema_version":"\\ud800"}}', b'{"audit":{"schema_version":2,"schema_version":2}}',
        b'{"audit":{"schema_version":[[[[]]]]}}', b'{"audit":{"schema_version":' + b"9" * 5000 + b"}}",
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_one_way(raw: bytes) -> None:
    with pytest.raises(FileError) as refused:
        record_in(raw, "plan.json")
    assert str(refused.value).encode("utf-8")
    assert checked(raw).is_fault


@pytest.mark.parametrize("depth", [50, 900, 990, 5_000, 100_000])
@pytest.mark.parametrize(
    "around", ["%s", '{"audit":%s}', '{"audit":{"schema_version":%s}}', '{"audit":{"schema_version":1,"interview":%s}}']
)
def test_deep_nesting_is_refused_in_the_same_way(depth: int, around: str) -> None:
    for inner in ("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth):
        with pytest.raises(FileError):
            record_in((around % inner).encode(), "plan.json")


# Older forms


def test_a_plan_of_form_1_is_read_with_all_it_held() -> None:
    old, new = json.loads(older("osteoporosis_72")), record_in(older("osteoporosis_72"), "old")
    assert new.seal is None
    assert new.audit.schema_version == AUDIT_SCHEMA
    assert [record.model_dump()["exercise"] for record in new.audit.exercises] == [
        one["exercise"] for one in old["audit"]["exercises"]
    ]
    for before, after in zip(old["audit"]["exercises"], new.audit.exercises, strict=True):
        assert (before["verdict"], len(before["dose"])) == (after.verdict, len(after.dose))
        assert sum(term["points"] for term in before["score"]) == sum(after.score.values())
        assert {(one["rule"], one["effect"]) for one in before["effects"]} == {
            (one.rule, one.effect) for one in new.audit.effects_on(after.exercise)
        }
    for before in old["audit"]["stages"]:
        after = next(stage for stage in new.audit.stages if stage.stage == before["stage"])
        rules = {rule.rule: rule.result for rule in after.spoke} | dict.fromkeys(after.silent, "silent")
        assert rules == {rule["rule"]: rule["result"] for rule in before["rules"]}
    assert [(item.exercise, item.seconds) for item in new.plan.items] == [  # type: ignore[union-attr]
        (item["exercise"], item["seconds"]) for item in old["plan"]["items"]
    ]
    assert {entry.exercise: set(entry.rules) for entry in new.excluded} == {
        entry["exercise"]: set(entry["rules"]) for entry in old["excluded"]
    }


def test_what_form_1_said_of_an_exercise_is_still_said() -> None:
    old, new = json.loads(older("osteoporosis_72")), record_in(older("osteoporosis_72"), "old")
    for before in old["audit"]["exercises"]:
        told = why(new.audit, before["exercise"])
        if before["verdict"] != "chosen":
            assert told.because == before["because"]
        said = [(one.rule, one.say) for one in told.rules]
        for effect in before["effects"]:
            assert (effect["rule"], effect["say"]) in said


def test_every_view_of_form_1_works() -> None:
    plan, referral = (record_in(older(name), "old") for name in ("osteoporosis_72", "cauda_equina_warning"))
    for item in json.loads(older("osteoporosis_72"))["plan"]["items"]:
        assert item["name"] in export(plan, "text", width=200)
        assert item["name"] in export(plan, "markdown")
        assert item["name"] in timeline(today(plan), 200)
    assert json.loads(older("cauda_equina_warning"))["triage"]["reasons"][0]["say"] in export(referral, "markdown")


@pytest.mark.parametrize("name", ["osteoporosis_72", "cauda_equina_warning"])
def test_form_1_gives_back_its_answers_and_can_be_written_in_the_present_form(name: str) -> None:
    upgraded = record_in(older(name), "old")
    told = json.loads(older(name))["audit"]["answers"]
    expected = {one["question"] for one in told if one["state"] in ("answered", "unknown")}
    assert answers_of(upgraded.audit).keys() == expected
    again = record_in(to_json(upgraded).encode(), "new")
    assert again.model_copy(update={"seal": None}) == upgraded
    assert checked(to_json(upgraded).encode()).state == "whole"


def test_an_interview_of_form_1_is_read() -> None:
    data = json.loads(older("cauda_equina_warning"))
    asked = [
        {"question": "age", "outcome": "asked", "because": "To fit.", "rules": ["SAF-001", "SAF-002", "TRI-001"]},
        {"question": "goal", "outcome": "skipped", "because": "No matter.", "rules": []},
    ]
    data["audit"]["interview"] = asked
    interview = record_in(json.dumps(data).encode(), "old").audit.interview
    assert isinstance(interview, InterviewRecord)
    assert [record.model_dump(mode="json") for record in interview.records()] == asked


def test_a_check_says_that_form_1_has_no_seal() -> None:
    found = checked(older("osteoporosis_72"))
    assert found.state == "older"
    assert not found.is_fault
    assert not found.can_be_relied_on


def test_a_record_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(raw_record())
    assert to_json(read_record(path)).encode() == raw_record()
    for missing in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(FileError, match="cannot be read"):
            read_record(missing)
