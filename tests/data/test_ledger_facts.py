"""The account of the evidence table: every fact has an end, and what carries a fact cites it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.ledgers import evidence_in, listed

from loosen._library.library import KNOWLEDGE, Library
from loosen._library.loading import bundled
from loosen._model.provenance import LedgerRow

LIBRARY = bundled()
TOPICS = {
    "red_flag": "red_flags", "contraindication": "contraindications", "directional": "directional",
    "dosage": "dosage", "muscle_link": "muscle_links", "self_test": "self_tests", "tool_licence": "tool_licences",
    "claim_check": "claim_checks",
}  # fmt: skip
"""Each topic of the evidence table and the ledger that accounts for it."""
FACTS = listed("facts.txt")
"""Every fact of the evidence table with its topic."""
ROWS = {row.item: row for name in TOPICS.values() for row in LIBRARY.ledger[name].rows}
DONE_BY_THE_PROGRAM = {"RF-01", "TE-18"}
"""No entry carries these: the gravest level wins (gravest), and the extra for a tighter side (with_extra)."""


def _cited(library: Library) -> Iterator[tuple[str, str]]:
    """Every fact that an entry cites, with the entry as `kind:id`."""
    for kind in (*KNOWLEDGE, "rules"):
        for key, entry in getattr(library, kind).items():
            for evidence in evidence_in(entry):
                if evidence.fact:
                    yield evidence.fact, f"{_singular(kind)}:{key}"


def _singular(kind: str) -> str:
    return {"advice": "advice", "lexicon": "lexicon", "tallies": "tally"}.get(kind, kind.removesuffix("s"))


CITED = set(_cited(LIBRARY))


def test_every_fact_of_the_evidence_table_has_a_row_in_the_ledger_of_its_topic() -> None:
    assert len(FACTS) == 207
    assert {item: name for name in TOPICS.values() for item in LIBRARY.ledger[name].items} == {
        fact: TOPICS[topic] for fact, topic in FACTS.items()
    }


def test_facts_are_cited_by_entries_of_many_kinds() -> None:
    kinds = {node.partition(":")[0] for _, node in CITED}
    assert {"rule", "dose", "question", "advice", "exercise", "self_test"} <= kinds


def test_every_cited_fact_is_an_item_of_the_ledger() -> None:
    assert {(fact, node) for fact, node in CITED if fact not in ROWS} == set()


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_what_a_fact_became_cites_it(row: LedgerRow) -> None:
    """A source carries what is known of its licence in its note; anything else cites the fact."""
    sources = [entry.source for entry in row.became if entry.source]
    assert all(LIBRARY.sources[source].note for source in sources)
    if row.became and not sources:
        assert any((row.item, entry.node) in CITED for entry in row.became)


@pytest.mark.parametrize("contradiction", sorted(LIBRARY.contradictions))
def test_a_fact_that_speaks_in_a_contradiction_says_so(contradiction: str) -> None:
    named = {item for statement in LIBRARY.contradictions[contradiction].statements for item in statement.items}
    for fact in named & set(ROWS):
        assert contradiction in ROWS[fact].contradictions


def test_only_what_is_named_here_or_not_wanted_has_no_entry() -> None:
    empty = {item for item, row in ROWS.items() if not row.became}
    assert empty == DONE_BY_THE_PROGRAM | {"TE-02", "TE-03", "LI-07"}
