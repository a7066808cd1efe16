"""The JSON schema and the type of answers: they take what `recommend` takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.people import example

import loosen
from loosen._assessment.answers_file import LIBRARY
from loosen._assessment.as_given import as_meant
from loosen._assessment.not_these import read_not_these
from loosen._library.loading import bundled
from loosen._library.yaml_text import read_text
from loosen._model.reserved import NOT_THESE

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schemas/answers.json").read_text("utf-8"))
IN_USE = bundled()
QUESTIONS = IN_USE.questions
VALIDATOR = Draft202012Validator(SCHEMA)
PERSON = example("desk_worker")
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 200), st.text(max_size=5), st.sampled_from([4.0, 4.5, {}, []]),
    st.sampled_from(["none", "unknown", "not_applicable", "yes", "no"]),
    st.sampled_from(sorted({option for question in QUESTIONS.values() for option in question.option_ids})),
)  # fmt: skip


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_fits(path: Path) -> None:
    VALIDATOR.validate(read_text(path.read_bytes(), path.name).value)


def test_the_type_knows_every_question() -> None:
    assert get_type_hints(loosen.Answers).keys() == {*QUESTIONS, NOT_THESE, LIBRARY}


@given(
    st.one_of(
        ANYTHING,
        st.lists(st.sampled_from(["bird_dog", "no_such"]), max_size=2),
        st.dictionaries(st.sampled_from(["bird_dog", "no_such"]), st.one_of(ANYTHING, st.just({"instead": "bridge"}))),
    )
)
def test_what_is_ruled_out_fits_the_schema_where_it_is_taken(value: Any) -> None:
    assert VALIDATOR.is_valid({"answers": {}, "not_these": value}) == (not read_not_these(value, IN_USE).faults)


@given(st.sampled_from(sorted(QUESTIONS)), st.one_of(ANYTHING, st.lists(ANYTHING, max_size=3)))
def test_what_the_schema_refuses_nobody_takes(question: str, value: Any) -> None:
    """But for what can only be meant as something that it takes: "38" in quotes, "No" for "no"."""
    fits = VALIDATOR.is_valid({"answers": {question: as_meant(value, QUESTIONS[question])}})
    taken = _taken(question, value)
    assert fits == taken


def _taken(question: str, value: object) -> bool:
    """Whether `recommend` finds nothing wrong with this answer by itself."""
    try:
        loosen.recommend({**PERSON, question: value})
    except loosen.AnswersError as error:
        wrong = {"not-an-answer", "out-of-range"}
        return not any(fault.where == question and fault.code in wrong for fault in error.faults)
    return True


@pytest.mark.parametrize(
    "file", [{}, {"answers": []}, {"answers": {"shoe_size": 43}}, {"answers": {}, "more": 1}, None]
)
def test_what_is_no_file_of_answers_is_refused(file: object) -> None:
    assert not VALIDATOR.is_valid(file)
