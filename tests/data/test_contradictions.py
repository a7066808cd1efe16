"""The 36 contradictions between sources: each is settled by entries that a recommendation can meet, or lies outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.people import EVERYBODYS, EXAMPLES, example

from loosen._assessment.answers_file import read_answers
from loosen._model.provenance import Contradiction

LIBRARY = EVERYBODYS.library
PRINCIPLES = [f"P{number}" for number in range(1, 8)]
CONTRADICTIONS = [f"C-{number:02}" for number in range(1, 37)]
OUTSIDE = {"C-36"}
"""What to eat, swallow or take is no matter for a plan of exercises."""
each = pytest.mark.parametrize("contradiction", LIBRARY.contradictions.values(), ids=list(LIBRARY.contradictions))


def test_every_principle_and_contradiction_is_there() -> None:
    assert list(LIBRARY.principles) == PRINCIPLES
    assert list(LIBRARY.contradictions) == CONTRADICTIONS


def test_only_those_named_here_lie_outside() -> None:
    assert {key for key, entry in LIBRARY.contradictions.items() if entry.outside} == OUTSIDE


@each
def test_somebody_wins(contradiction: Contradiction) -> None:
    assert not all(statement.loses for statement in contradiction.statements)


@each
def test_the_items_of_a_statement_come_from_the_place_it_names(contradiction: Contradiction) -> None:
    for statement in contradiction.statements:
        seeds = {f"00{item[1]}" for item in statement.items if re.match(r"S\d-", item)}
        assert seeds <= set(re.findall(r"\b00\d\b", statement.where))
        assert bool(seeds) != statement.where.startswith(("evidence table", "general", "usual"))


@each
def test_a_tag_in_the_evidence_names_its_contradiction(contradiction: Contradiction) -> None:
    """An exercise or programme that says which contradiction shaped it is listed there as settling it."""
    told = {
        f"exercise:{exercise.id}"
        for exercise in LIBRARY.exercises.values()
        for text in (exercise.reason or "", *(entry.supports for entry in exercise.evidence))
        if f"({contradiction.id})" in text
    }
    told |= {
        f"programme:{programme.id}"
        for programme in LIBRARY.programmes.values()
        for change in programme.changes
        if change.contradiction == contradiction.id
    }
    assert told <= {entry.node for entry in contradiction.settled_in}


def _people() -> Iterator[dict[str, Any]]:
    """Those of examples/, and the desk worker in the first hour of the day and with a sore knee."""
    yield from map(read_answers, sorted(EXAMPLES.glob("*.yaml")))
    desk_worker = example("desk_worker")
    yield {**desk_worker, "time_of_day": "first_hour"}
    yield {**desk_worker, "bone_joint": ["knee_problem"]}


def test_somebody_meets_every_contradiction_inside() -> None:
    met = {record.id for person in _people() for record in EVERYBODYS.recommend(person).audit.contradictions}
    assert met == set(LIBRARY.contradictions) - OUTSIDE
