"""The account of the five seed articles: every item has an end, and what it became says so too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

import pytest
from tests.ledgers import evidence_in, listed

from loosen._library.library import Library
from loosen._library.loading import bundled
from loosen._model.provenance import LedgerRow

LIBRARY = bundled()
SEEDS = tuple(f"seed_00{number}" for number in range(5))
ROWS: dict[str, LedgerRow] = {row.item: row for name in SEEDS for row in LIBRARY.ledger[name].rows}
LISTED = listed("seed_items.txt")
"""Every item of the seed articles with its kind."""
MOVEMENTS = ("stretch", "mobilise", "strengthen", "relax", "release", "aerobic")
SINGULAR = {
    "advice": "advice", "conditions": "condition", "demands": "demand", "doses": "dose", "exercises": "exercise",
    "ladders": "ladder", "lexicon": "lexicon", "muscles": "muscle", "programmes": "programme",
    "questions": "question", "rules": "rule", "self_tests": "self_test", "symptoms": "symptom", "tallies": "tally",
}  # fmt: skip
"""The kinds of entry that may cite an item, and how its row calls them."""
CITATION = re.compile(r"S(\d)-\d{3} \(seed 00\1, [^()]+\)")


def _citations(library: Library) -> Iterator[tuple[str, str, str]]:
    """Every place in a source that an entry cites: the kind of the entry, its id, and the place."""
    for kind in (field.name for field in fields(library)):
        entries = getattr(library, kind)
        if kind != "ledger" and hasattr(entries, "items"):
            for key, model in entries.items():
                for evidence in evidence_in(model):
                    if evidence.where and evidence.source == "SEEDS":
                        yield kind, key, evidence.where


CITED = sorted(set(_citations(LIBRARY)))


def test_the_ledger_has_a_row_for_every_item_of_the_seeds() -> None:
    assert set(ROWS) == set(LISTED)
    assert [len(LIBRARY.ledger[name].items) for name in SEEDS] == [38, 86, 16, 22, 100]


def test_the_library_cites_the_seeds() -> None:
    assert Counter(kind for kind, _, _ in CITED)["exercises"] > 50
    assert Counter(kind for kind, _, _ in CITED)["rules"] > 10


@pytest.mark.parametrize(("kind", "key", "where"), CITED)
def test_a_cited_place_is_an_item_of_the_ledger(kind: str, key: str, where: str) -> None:
    assert CITATION.fullmatch(where), f"{key} cites {where}: write it as 'S1-056 (seed 001, Neck and shoulder)'"
    row = ROWS[where[:6]]
    assert row.not_encoded is None, f"{key} rests on {row.item}, of which the ledger says that nothing came of it"


@pytest.mark.parametrize(("kind", "key", "where"), CITED)
def test_a_row_names_what_cites_its_item(kind: str, key: str, where: str) -> None:
    row = ROWS[where[:6]]
    named = f"{SINGULAR[kind]}:{key}" in {entry.node for entry in row.became}
    if kind == "exercises" and LIBRARY.exercises[key].status == "never":
        assert not named, f"nobody is given {key}, so {row.item} did not become it"
    else:
        assert named or (row.rejected and kind != "exercises"), f"add {key} to the row of {row.item}"


@pytest.mark.parametrize("item", ROWS)
def test_what_an_item_became_cites_it(item: str) -> None:
    citing = {f"{SINGULAR[kind]}:{key}" for kind, key, where in CITED if where[:6] == item}
    for entry in ROWS[item].became:
        if entry.exercise or entry.programme:
            assert entry.node in citing, f"{entry.node} does not name {item} in its evidence"


@pytest.mark.parametrize("item", [item for item, kind in LISTED.items() if kind in MOVEMENTS])
def test_a_movement_became_an_exercise_or_was_rejected(item: str) -> None:
    row = ROWS[item]
    given = any(entry.exercise or entry.advice for entry in row.became)
    assert given or row.rejected, f"nothing came of {item}: {row.says}"


@pytest.mark.parametrize("item", [item for item, kind in LISTED.items() if kind in ("program", "dose", "test")])
def test_a_programme_dose_or_test_has_an_end_of_its_own(item: str) -> None:
    row = ROWS[item]
    assert row.became or row.rejected, f"nothing came of {item}: {row.says}"


@pytest.mark.parametrize("item", [item for item, kind in LISTED.items() if kind == "caution"])
def test_no_caution_is_overruled(item: str) -> None:
    assert ROWS[item].became, f"the caution {item} is carried by nothing"


def test_what_nobody_is_given_is_rejected_with_a_reason() -> None:
    never = {key for key, exercise in LIBRARY.exercises.items() if exercise.status == "never"}
    cited = {where[:6] for kind, key, where in CITED if kind == "exercises" and key in never}
    assert {"S0-015", "S3-020", "S4-040"} <= {item for item in cited if ROWS[item].rejected}


@pytest.mark.parametrize("key", LIBRARY.contradictions)
def test_the_row_of_a_disputed_item_names_the_contradiction(key: str) -> None:
    for statement in LIBRARY.contradictions[key].statements:
        for item in statement.items:
            assert item not in ROWS or key in ROWS[item].contradictions, f"add {key} to the row of {item}"
