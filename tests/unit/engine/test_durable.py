"""The adapter: large rule sets, extreme numbers, and facts that durable-rules would lose."""

from __future__ import annotations

from typing import Any

import pytest

from loosen._engine import Fact, RuleEngine
from loosen._engine.durable import LARGEST, MOST_FIELDS, CompiledRuleset
from loosen.errors import EnginesDisagree


def _facts(**intervals: tuple[int, int]) -> dict[str, Fact]:
    return {key: Fact(key, *interval) for key, interval in intervals.items()}


def _fired(engine: RuleEngine, facts: dict[str, Fact]) -> list[str]:
    return [outcome.rule for outcome in engine.run("all", facts) if outcome.result == "fired"]


def test_a_thousand_rules_on_one_fact_all_fire(make_rule: Any) -> None:
    engine = RuleEngine({"all": [make_rule(f"FOC-{n:03d}", {"question": "age", "at_least": 65}) for n in range(1000)]})
    assert len(_fired(engine, _facts(age=(70, 70)))) == 1000


def test_hundreds_of_different_bounds_on_one_key_all_fire(make_rule: Any) -> None:
    engine = RuleEngine({"all": [make_rule(f"FOC-{n:03d}", {"question": "age", "at_least": n}) for n in range(400)]})
    assert _fired(engine, _facts(age=(250, 250))) == [f"FOC-{n:03d}" for n in range(251)]


def test_hundreds_of_different_intervals_on_one_key_all_fire(make_rule: Any) -> None:
    intervals = [{"question": "age", "at_least": n % 20, "at_most": 100 + n} for n in range(400)]
    engine = RuleEngine({"all": [make_rule(f"FOC-{n:03d}", interval) for n, interval in enumerate(intervals)]})
    assert len(_fired(engine, _facts(age=(20, 100)))) == 400


def test_hundreds_of_keys_all_fire(make_rule: Any) -> None:
    rules = [
        make_rule(f"FOC-{n:03d}", {"all": [{"question": f"q{n}_{k}", "at_least": 1} for k in range(16)]})
        for n in range(60)
    ]
    facts = _facts(**{f"q{n}_{k}": (1, 1) for n in range(60) for k in range(16)})
    assert len(_fired(RuleEngine({"all": rules}), facts)) == 60


@pytest.mark.parametrize("number", [-LARGEST, -1, 0, 2**53 + 1, LARGEST])
def test_numbers_are_exact_up_to_the_largest(make_rule: Any, number: int) -> None:
    rules = [
        make_rule("FOC-001", {"question": "q", "at_least": number}),
        make_rule("FOC-002", {"question": "q", "at_most": number}),
    ]
    engine = RuleEngine({"all": rules})
    assert _fired(engine, _facts(q=(number, number))) == ["FOC-001", "FOC-002"]
    if -LARGEST < number < LARGEST:
        assert _fired(engine, _facts(q=(number - 1, number - 1))) == ["FOC-002"]
        assert _fired(engine, _facts(q=(number + 1, number + 1))) == ["FOC-001"]


def test_a_number_that_durable_rules_cannot_count_is_refused(make_rule: Any) -> None:
    engine = RuleEngine({"all": [make_rule("FOC-001", {"question": "q", "at_least": 1})]})
    with pytest.raises(ValueError, match="beyond what durable-rules can count"):
        engine.run("all", _facts(q=(2**63, 2**63)))
    assert _fired(engine, _facts(q=(1, 1))) == ["FOC-001"]


@pytest.fixture
def ruleset() -> CompiledRuleset:
    return CompiledRuleset("example", {"r": {"$and": [{"$gte": {"a": 1}}, {"$lte": {"b": 5}}]}})


def test_a_fact_that_is_not_echoed_is_noticed_and_the_next_run_is_sound(ruleset: CompiledRuleset) -> None:
    with pytest.raises(EnginesDisagree, match="did not see"):
        ruleset.run({"a": 1, "b": 5, "k": -1})  # what is below 0 there is not seen
    assert ruleset.run({"a": 1, "b": 5}) == ["r"]


def test_tests_on_a_number_that_is_not_there_fail(ruleset: CompiledRuleset) -> None:
    assert ruleset.run({"a": 1}) == ruleset.run({"b": 1}) == ruleset.run({}) == []


def test_a_fact_that_the_library_refuses_is_an_error_and_the_next_run_is_sound() -> None:
    crowded = CompiledRuleset("example", {f"r{n}": {"$and": [{"$gte": {"a": n}}]} for n in range(80)})
    with pytest.raises(EnginesDisagree, match=r"did not take the facts .*303"):
        crowded.run({"a": 99})
    assert crowded.run({"a": 0}) == ["r0"]


def test_as_many_fields_as_there_is_room_for_are_all_seen() -> None:
    full = CompiledRuleset("example", {"r": {"$and": [{"$gte": {f"f{n}": n}} for n in range(MOST_FIELDS)]}})
    assert full.run({f"f{n}": n for n in range(MOST_FIELDS)}) == ["r"]
    assert full.run({f"f{n}": n for n in range(MOST_FIELDS - 1)}) == []
