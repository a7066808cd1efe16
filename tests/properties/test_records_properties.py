"""What holds of every record: it comes back as it was, no damage goes unseen, and no damage crashes a reader."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.people import people
from tests.unit.test_records import older, raw_record

from loosen._library.loading import bundled
from loosen._model.audit import AUDIT_SCHEMA
from loosen._planning.recommender import Recommender, recommender_of
from loosen._records.canonical import canonical, plain
from loosen._records.checking import checked
from loosen._records.origin import answers_of
from loosen._records.reading import record_in
from loosen._records.sealing import seal_of, to_json
from loosen.errors import FileError

RECORDS = ("cauda_equina_warning", "osteoporosis_72")


@cache
def speaking(language: str) -> Recommender:
    return recommender_of(bundled().in_language(language))


@settings(max_examples=examples(40))
@given(people(), st.sampled_from(["en", *sorted(bundled().languages)]))
def test_a_record_comes_back_as_it_was_and_gives_the_same_again(answers: dict[str, Any], language: str) -> None:
    recommender = speaking(language)
    made = recommender.recommend(answers)
    raw = to_json(made).encode()
    read = record_in(raw, "x")
    assert read.model_copy(update={"seal": None}) == made
    assert to_json(read).encode() == raw
    assert checked(raw).state == "whole"
    assert to_json(recommender.recommend(answers_of(read.audit))).encode() == raw


@settings(max_examples=examples(80))
@given(st.sampled_from(RECORDS), st.data())
def test_a_flipped_bit_anywhere_is_found(name: str, data: st.DataObject) -> None:
    raw = raw_record(name)
    place = data.draw(st.integers(0, len(raw) - 1))
    for bit in range(8):
        flipped = raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :]
        found = checked(flipped)
        assert found.state != "whole", (place, bit)
        assert found.state != "older", (place, bit)
        assert found.state != "altered" or found.parts


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda value: st.lists(value) | st.dictionaries(st.text(), value),
    max_leaves=20,
)


@settings(max_examples=examples(200))
@given(PLAIN)
def test_the_one_form_is_that_of_pythons_own_json(value: Any) -> None:
    assert canonical(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_a_flip_that_only_changes_the_case_of_an_escape_is_found() -> None:
    answers = json.loads(raw_record())
    words = {"question": "own_words", "value": "numb\u001f"}
    answers["audit"]["answers"].append(words)
    answers["seal"] = plain(seal_of(answers))
    raw = f"{canonical(answers)}\n".encode()
    assert checked(raw).state == "whole"
    flipped = raw.replace(b"\\u001f", b"\\u001F")
    assert flipped != raw
    assert json.loads(flipped) == json.loads(raw)
    assert checked(flipped).state == "reformatted"


@given(st.sampled_from(RECORDS), st.data())
def test_a_record_cut_off_anywhere_is_refused(name: str, data: st.DataObject) -> None:
    for raw in (raw_record(name), older(name)):
        cut = raw[: data.draw(st.integers(0, len(raw) - 2))].rstrip()
        assert checked(cut).is_fault
        with pytest.raises(FileError):
            record_in(cut, "x")


STRANGE = st.sampled_from(
    [None, True, 0, -1, 10**4000, "", "x", "\ud800", [], {}, [[]], [{}], {"a": 1}, {"\ud800": 1}, ["x"], "x" * 3, 1.5]
)


@cache
def places(raw: bytes) -> list[tuple[str | int, ...]]:
    """The way to every value in a record; of long lists only to the first."""
    found: list[tuple[str | int, ...]] = []

    def walk(value: Any, way: tuple[str | int, ...]) -> None:
        found.append(way)
        inner = value.items() if isinstance(value, dict) else enumerate(value[:3]) if isinstance(value, list) else ()
        for key, part in inner:
            walk(part, (*way, key))

    walk(json.loads(raw), ())
    return found[1:]


@given(st.sampled_from(RECORDS), st.sampled_from([1, 2, AUDIT_SCHEMA]), st.data())
def test_anything_anywhere_is_read_or_refused_and_never_a_crash(name: str, form: int, data: st.DataObject) -> None:
    raw = raw_record(name) if form == AUDIT_SCHEMA else older(name, form)
    way, strange = data.draw(st.sampled_from(places(raw))), data.draw(STRANGE)
    record = json.loads(raw)
    part = record
    for key in way[:-1]:
        part = part[key]
    part[way[-1]] = strange
    if form > 1 and way[0] != "seal":
        try:
            record["seal"] = plain(seal_of(record))  # so that it is not only refused because of its seal
        except ValueError:
            assume(False)
    damaged = json.dumps(record).encode()
    if not checked(damaged).is_fault:
        assert record_in(damaged, "x")
        return
    with pytest.raises(FileError) as refused:
        record_in(damaged, "x")
    assert len(str(refused.value)) < 600


NAMES = st.sampled_from(["audit", "plan", "seal", "schema_version", "stages", "items"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_what_never_was_a_record_is_refused(raw: bytes) -> None:
    assert checked(raw).is_fault
