"""What programs may hand over, and the one clear error for what they may not."""

from __future__ import annotations

import codecs
import gzip
import json
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from tests.chained import keep_in
from tests.people import example

import loosen

OLD = Path(__file__).parents[1] / "records"
PERSON = example("desk_worker")
MADE = loosen.recommend(PERSON)
TEXT = loosen.to_json(MADE)


class Size(StrEnum):
    """Answers as a program may name them."""

    NONE = "none"


@pytest.mark.parametrize(
    ("question", "value", "plain"),
    [
        ("age", np.int64(45), 45),
        ("age", np.uint8(45), 45),
        ("age", np.float32(45.0), 45),
        ("age", np.array(45), 45),
        ("pregnant", np.bool_(False), "no"),
        ("pregnant", np.str_("no"), "no"),
        ("flags_injury", Size.NONE, "none"),
        ("equipment", {"mat", "chair"}, ["chair", "mat"]),
        ("equipment", frozenset({"mat", "chair"}), ["chair", "mat"]),
        ("equipment", {"mat": 1, "chair": 2}.keys(), ["chair", "mat"]),
        ("equipment", (np.str_("mat"), "chair"), ["chair", "mat"]),
    ],
)
def test_values_of_other_libraries_mean_what_they_say(question: str, value: object, plain: object) -> None:
    assert loosen.to_json(loosen.recommend({**PERSON, question: value})) == loosen.to_json(
        loosen.recommend({**PERSON, question: plain})
    )


def test_none_is_left_out() -> None:
    without = {key: value for key, value in PERSON.items() if key != "minutes"}
    assert loosen.recommend({**PERSON, "minutes": None}) == loosen.recommend(without)
    with pytest.raises(loosen.AnswersError, match="pain_areas: is not answered"):
        loosen.recommend({**PERSON, "pain_areas": None})
    supposed = loosen.what_if(MADE, {"minutes": None, "goal": "relax"})
    assert supposed.after == loosen.recommend({**without, "goal": "relax"})


@pytest.mark.parametrize("value", [np.array([45, 46]), np.float64("nan"), 45.5, object(), b"45", {"years": 45}])
def test_what_is_no_whole_number_is_said(value: object) -> None:
    with pytest.raises(loosen.AnswersError, match=r"age: .* is not a whole number"):
        loosen.recommend({**PERSON, "age": value})


def test_a_number_too_long_to_write_is_out_of_range() -> None:
    with pytest.raises(loosen.AnswersError, match="age: a number that long is out of range"):
        loosen.recommend({**PERSON, "age": 10**5000})
    with pytest.raises(loosen.AnswersError, match="the key a number that long, which is no text"):
        loosen.recommend({10**5000: 1})  # type: ignore[dict-item]
    with pytest.raises(loosen.AnswersError, match="a number that long is none"):
        loosen.Questionnaire().answer([10**5000])


def test_a_fault_can_be_printed_whatever_was_typed() -> None:
    with pytest.raises(loosen.AnswersError) as caught:
        loosen.recommend({**PERSON, "half \ud800": 1})
    assert caught.value.faults[0].where == r"half \ud800"
    assert str(caught.value).encode()


@pytest.mark.parametrize("answers", [None, [], [("age", 45)], "age: 45", 45, {"age"}, object()])
def test_what_is_no_mapping_is_no_answers(answers: Any) -> None:
    for entrance in (loosen.recommend, lambda given: loosen.what_if(MADE, given)):
        with pytest.raises(loosen.AnswersError, match=r"no mapping from question ids to answers.*Give a dict"):
            entrance(answers)


def test_keys_that_are_no_texts_are_named() -> None:
    with pytest.raises(loosen.AnswersError, match=r"(?s)the key 1, .*the key \('age',\), ") as caught:
        loosen.recommend({**PERSON, 1: "yes", ("age",): 45})  # type: ignore[dict-item]
    assert len(caught.value.faults) == 2


def test_any_mapping_will_do() -> None:
    assert loosen.recommend(MappingProxyType(PERSON)) == MADE


def test_the_interview_takes_the_same_values() -> None:
    interview = loosen.Questionnaire()
    shown = interview.next()
    assert shown is not None
    interview.answer({question.id: np.str_("none") for question in shown.questions if question.takes.several})
    assert all(type(value) in (str, list) for value in interview.answers.values())
    with pytest.raises(loosen.AnswersError, match="the key 1"):
        interview.answer({1: "none"})


@pytest.mark.parametrize("kind", [str, bytes, bytearray, memoryview])
def test_a_record_is_read_from_memory_as_from_a_file(kind: type, tmp_path: Path) -> None:
    source = TEXT if kind is str else kind(TEXT.encode())
    (tmp_path / "plan.json").write_text(TEXT, "utf-8")
    read = loosen.read_record(tmp_path / "plan.json")
    assert loosen.read_record(source) == loosen.read_record(str(tmp_path / "plan.json")) == read
    assert loosen.to_json(read) == TEXT


LAID_OUT = [f"\ufeff{TEXT}", f"\r\n {TEXT}", TEXT.replace("\n", "\r\n"), json.dumps(json.loads(TEXT), indent=2)]


@pytest.mark.parametrize("laid_out", LAID_OUT)
def test_how_a_record_is_laid_out_does_not_matter(laid_out: str) -> None:
    assert loosen.read_record(laid_out) == loosen.read_record(laid_out.encode()) == loosen.read_record(TEXT)


def test_a_record_in_memory_is_refused_when_it_was_altered() -> None:
    data = json.loads(TEXT)
    next(one for one in data["audit"]["answers"] if one["question"] == "age")["value"] = 72
    with pytest.raises(loosen.FileError, match=r"the record, audit\.answers: is not what was sealed"):
        loosen.read_record(json.dumps(data))
    taken_in = loosen.Recommendation.model_validate(data)
    with pytest.raises(loosen.FileError, match="was altered since it was sealed"):
        loosen.to_json(taken_in)
    del data["seal"]
    with pytest.raises(loosen.FileError, match="its seal is missing"):
        loosen.read_record(json.dumps(data))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "is not text in UTF-8"),
        (TEXT.encode().replace(b"a", b"\xe4", 1), "is not text in UTF-8"),
        (TEXT.encode()[:-200], "is cut off or damaged"),
        (b"", "is cut off or damaged"),
        ('{"answers": {}}', "has no part called 'audit'"),
        ('{"audit": {"schema_version": 99}}', "record of version 99"),
        (b" " * 1_000_001, "the most is 1,000,000"),
        (json.loads(TEXT), "is a dict, and not the name of a file, bytes or text"),
        (None, "is a NoneType"),
        (MADE, "is a Recommendation"),
    ],
)
def test_what_is_no_record_is_said(source: Any, said: str) -> None:
    with pytest.raises(loosen.FileError, match=said):
        loosen.read_record(source)


@pytest.mark.parametrize("form", [1, 2])
def test_older_forms_are_read_from_memory(form: int) -> None:
    for path in sorted(OLD.glob(f"*.v{form}.json.gz")):
        raw = gzip.decompress(path.read_bytes())
        assert loosen.read_record(raw) == loosen.read_record(raw.decode())


def test_what_is_verified_is_a_record_a_folder_or_a_store(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(TEXT, "utf-8")
    keep_in(tmp_path / "store", TEXT.encode())
    assert loosen.verify(plan).is_whole
    assert loosen.verify(tmp_path).records == 1
    assert loosen.verify(tmp_path / "store").last
    plan.write_text(TEXT.replace('"age"', '"agf"', 1), "utf-8")
    (trouble,) = loosen.verify(tmp_path).troubles
    assert trouble.where == "plan.json"
    assert "was altered" in trouble.what
    (tmp_path / "empty").mkdir()
    with pytest.raises(loosen.FileError, match="holds no records"):
        loosen.verify(tmp_path / "empty")


def test_a_key_may_be_a_file(tmp_path: Path) -> None:
    hidden = loosen.redact(MADE, tmp_path / "key.txt")
    assert hidden == loosen.redact(MADE, bytes.fromhex((tmp_path / "key.txt").read_text("ascii")))


def test_an_unknown_exercise_is_named_with_the_nearest() -> None:
    for ask in (loosen.why, loosen.why_not):
        with pytest.raises(loosen.UnknownEntry, match="Did you mean 'bird_dog'"):
            ask(MADE, "bird_dogs")
