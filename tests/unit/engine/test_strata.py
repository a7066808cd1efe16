"""The order of rules that derive findings."""

from __future__ import annotations

from typing import Any

import pytest

from loosen._engine import strata
from loosen.errors import LibraryError


def _derives(make_rule: Any, rule: str, finding: str, *read: str) -> Any:
    tests: list[dict[str, Any]] = [{"finding": name} for name in read] or [{"question": "age", "at_least": 65}]
    return make_rule(rule, {"all": tests}, then=[{"find": finding}])


def _ids(layers: Any) -> list[list[str]]:
    return [[rule.id for rule in layer] for layer in layers]


def test_each_rule_comes_after_all_rules_whose_findings_it_reads(make_rule: Any) -> None:
    rules = [
        _derives(make_rule, "FND-001", "late", "middle", "early"),
        _derives(make_rule, "FND-002", "middle", "early"),
        _derives(make_rule, "FND-004", "early"),
        _derives(make_rule, "FND-003", "early"),
        _derives(make_rule, "FND-005", "alone", "said_by_an_option"),
    ]
    expected = [["FND-003", "FND-004", "FND-005"], ["FND-002"], ["FND-001"]]
    assert _ids(strata(rules)) == expected
    assert _ids(strata(rules[::-1])) == expected


def test_no_rules_have_no_layers() -> None:
    assert strata([]) == ()


def test_rules_in_a_circle_are_named_in_the_order_in_which_they_feed_each_other(make_rule: Any) -> None:
    rules = [
        _derives(make_rule, "FND-007", "a", "c"),
        _derives(make_rule, "FND-003", "b", "a"),
        _derives(make_rule, "FND-005", "c", "b"),
        _derives(make_rule, "FND-001", "d", "c"),
    ]
    with pytest.raises(LibraryError, match="FND-003 -> FND-005 -> FND-007 -> FND-003") as caught:
        strata(rules)
    assert caught.value.faults[0].where == "rules/findings/FND-003-an-example.yaml"


def test_a_rule_that_reads_its_own_finding_is_a_circle(make_rule: Any) -> None:
    with pytest.raises(LibraryError, match="FND-001 -> FND-001"):
        strata([_derives(make_rule, "FND-001", "a", "a")])
