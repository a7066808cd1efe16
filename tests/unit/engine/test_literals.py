"""Conditions multiplied out into conjunctions of bounds."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from loosen._engine.literals import Conjunction, Literal, alternatives
from loosen._model.when import When
from loosen.errors import LibraryError

SITTING = Literal("worse_with=sitting", at_least=1)
BENDING = Literal("worse_with=bending", at_least=1)
FEVER = Literal("finding:fever", at_least=1)


def _ways(when: dict[str, Any]) -> tuple[Conjunction, ...]:
    return alternatives(TypeAdapter(When).validate_python(when), "rules/here.yaml")


def _is(option: str) -> dict[str, Any]:
    return {"question": "worse_with", "is": option}


@pytest.mark.parametrize(
    ("test", "literal"),
    [
        ({"question": "worse_with", "is": "sitting"}, SITTING),
        ({"question": "worse_with", "is_not": "sitting"}, Literal("worse_with=sitting", at_most=0)),
        ({"question": "age", "at_least": 65}, Literal("age", at_least=65)),
        ({"question": "age", "at_least": 18, "at_most": 64}, Literal("age", at_least=18, at_most=64)),
        ({"finding": "fever"}, FEVER),
        ({"finding": "fever", "is": "absent"}, Literal("finding:fever", at_most=0)),
        ({"tally": "signs", "at_most": 3}, Literal("tally:signs", at_most=3)),
        ({"always": True}, Literal("always", at_least=1)),
    ],
)
def test_each_kind_of_test_becomes_a_bound_on_one_key(test: dict[str, Any], literal: Literal) -> None:
    assert _ways(test) == ((literal,),)


def test_any_of_is_one_way_for_each_option() -> None:
    assert _ways({"question": "worse_with", "any_of": ["sitting", "bending"]}) == ((SITTING,), (BENDING,))


def test_all_of_any_is_multiplied_out() -> None:
    when = {"all": [{"finding": "fever"}, {"any": [_is("sitting"), _is("bending")]}]}
    assert _ways(when) == ((FEVER, SITTING), (FEVER, BENDING))


def test_bounds_on_one_key_become_one_interval() -> None:
    bounds = [{"question": "age", "at_least": low} for low in (18, 40)] + [{"question": "age", "at_most": 64}]
    assert _ways({"all": bounds}) == ((Literal("age", 40, 64),),)


def test_a_way_that_needs_more_of_the_same_key_is_absorbed() -> None:
    assert _ways({"any": [{"question": "age", "at_least": 80}, {"question": "age", "at_least": 65}]}) == (
        (Literal("age", at_least=65),),
    )


def test_a_way_with_a_further_key_is_kept_because_its_fact_is_a_reason_too() -> None:
    assert _ways({"any": [_is("sitting"), {"all": [_is("sitting"), {"finding": "fever"}]}]}) == (
        (SITTING,),
        (FEVER, SITTING),
    )


def test_bounds_that_exclude_each_other_stay_because_both_are_possible_for_an_unknown_age() -> None:
    when = {"all": [{"question": "age", "at_least": 65}, {"question": "age", "at_most": 18}]}
    assert _ways(when) == ((Literal("age", 65, 18),),)


def _eight(letter: str) -> dict[str, Any]:
    return {"question": letter, "any_of": [f"o{number}" for number in range(8)]}


def test_64_ways_are_carried() -> None:
    assert len(_ways({"all": [_eight("a"), _eight("b")]})) == 64


@pytest.mark.parametrize("parts", [3, 60])
def test_more_ways_are_refused_by_name_before_they_fill_the_memory(parts: int) -> None:
    with pytest.raises(LibraryError, match=r"rules/here\.yaml: its condition can come about in more than 64 ways"):
        _ways({"all": [_eight(f"q{number}") for number in range(parts)]})


def test_16_facts_at_once_are_carried_and_17_are_refused() -> None:
    facts = [{"finding": f"f{number}"} for number in range(17)]
    assert len(_ways({"all": facts[:16]})[0]) == 16
    with pytest.raises(LibraryError, match="needs more than 16 facts at once"):
        _ways({"all": facts})
