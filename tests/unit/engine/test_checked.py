"""The engine the stages use: its outcomes, its check, and that it can be shared, sent and forked."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest

from loosen._engine import Fact, Facts, Outcome, RuleEngine
from loosen._engine.matcher import DurableRules, Readings
from loosen._model.reason import Failed
from loosen.errors import EnginesDisagree, ExitCode, LibraryError

Run = tuple[Outcome, ...]


def _rules(make_rule: Any, count: int = 40) -> list[Any]:
    def when(number: int) -> dict[str, Any]:
        listed = {"question": f"q{number % 7}", "any_of": ["a", "b"]}
        age = {"question": "age", "at_least": 2 * number}
        return {"any": [{"all": [listed, age]}, {"finding": f"f{number % 5}", "is": "absent"}]}

    return [make_rule(f"SAF-{number:03d}", when(number)) for number in range(count)]


def _people(count: int) -> list[dict[str, Fact]]:
    dice = random.Random(7)  # noqa: S311 - only for examples
    bits = [f"q{n}={option}" for n in range(7) for option in "ab"] + [f"finding:f{n}" for n in range(5)]
    people = []
    for _ in range(count):
        facts = {key: Fact(key, *dice.choice([(0, 0), (1, 1), (1, 1), (0, 1)])) for key in bits}
        people.append({**facts, "age": Fact("age", dice.randrange(60), 60 + dice.randrange(30))})
    return people


@pytest.fixture(scope="module")
def engine(make_rule: Any) -> RuleEngine:
    return RuleEngine({"safety": _rules(make_rule)})


@pytest.fixture(scope="module")
def serial(engine: RuleEngine) -> list[Run]:
    runs = [engine.run("safety", facts) for facts in _people(40)]
    assert {outcome.result for run in runs for outcome in run} == {"fired", "unknown", "silent"}
    return runs


def test_outcomes_come_by_rule_id_whatever_the_order_of_the_rules(make_rule: Any, serial: list[Run]) -> None:
    backwards = RuleEngine({"safety": _rules(make_rule)[::-1]})
    assert [backwards.run("safety", facts) for facts in _people(40)] == serial
    assert [outcome.rule for outcome in serial[0]] == [f"SAF-{number:03d}" for number in range(40)]


@pytest.mark.parametrize(
    ("rule", "unknown", "result"),
    [
        ("FND-001", None, "unknown"),
        ("SAF-001", "caution", "unknown"),
        ("SAF-001", "as_present", "unknown"),
        ("SAF-001", "ignore", "silent"),
        ("TRI-001", "urgent_same_day", "unknown"),
        ("TRI-001", "ignore", "silent"),
        ("FOC-001", None, "silent"),
    ],
)
def test_not_sure_speaks_only_in_findings_and_in_rules_that_say_what_it_does(
    make_rule: Any, rule: str, unknown: str | None, result: str
) -> None:
    engine = RuleEngine({"g": [make_rule(rule, {"finding": "fever"}, unknown=unknown)]})
    outcome = engine.run("g", {"finding:fever": Fact("finding:fever", 0, 1)})[0]
    matched = ("finding:fever",) if result == "unknown" else ()
    assert outcome == Outcome(rule, result, matched, Failed("finding:fever=1"))  # type: ignore[arg-type]


def test_a_rule_for_everybody_fires_without_facts(make_rule: Any) -> None:
    engine = RuleEngine({"g": [make_rule("FOC-001", {"always": True})]})
    assert engine.run("g", {}) == (Outcome("FOC-001", "fired", ("always",), None),)


def test_a_group_without_rules_says_nothing() -> None:
    assert RuleEngine({"g": []}).run("g", {"age": Fact("age", 1, 1)}) == ()


def test_a_rule_that_is_too_wide_is_named_by_its_file(make_rule: Any) -> None:
    wide = {"all": [{"question": f"q{n}", "any_of": list("abcde")} for n in range(3)]}
    with pytest.raises(LibraryError, match=r"rules/safety/SAF-001-an-example\.yaml"):
        RuleEngine({"safety": [make_rule("SAF-001", wide)]})


class LosesARule(DurableRules):
    """Never fires SAF-000, as durable-rules might when it drops a firing."""

    def run(self, facts: Facts) -> Readings:
        return {rule: reading for rule, reading in super().run(facts).items() if rule != "SAF-000"}


class LosesAFact(DurableRules):
    """Fires all rules but forgets one of the facts."""

    def run(self, facts: Facts) -> Readings:
        return {rule: (reading, matched[1:]) for rule, (reading, matched) in super().run(facts).items()}


class InventsARule(DurableRules):
    """Fires a rule that is not there."""

    def run(self, facts: Facts) -> Mapping[str, Any]:
        return {**super().run(facts), "SAF-999": ("fired", ("age",))}


@pytest.mark.parametrize(
    ("matcher", "words"),
    [
        (LosesARule, "SAF-000: durable-rules says silent, the evaluator says fired because of age."),
        (LosesAFact, "SAF-000: durable-rules says fired, the evaluator says fired because of age."),
        (InventsARule, "SAF-999: durable-rules says fired because of age, the evaluator says silent."),
    ],
)
def test_a_wrong_firing_gives_a_clear_error_instead_of_a_plan(make_rule: Any, matcher: Any, words: str) -> None:
    rules = [make_rule("SAF-000", {"question": "age", "at_least": 65}), make_rule("SAF-001", {"finding": "fever"})]
    engine = RuleEngine({"safety": rules}, matcher_factory=matcher)
    with pytest.raises(EnginesDisagree, match="on the rules of safety") as caught:
        engine.run("safety", {"age": Fact("age", 70, 70)})
    assert [str(fault) for fault in caught.value.faults] == [words]
    assert caught.value.exit_code == ExitCode.ENGINES_DISAGREE


def test_eight_threads_that_share_an_engine_get_the_serial_results(engine: RuleEngine, serial: list[Run]) -> None:
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda facts: engine.run("safety", facts), _people(40) * 20))
    assert runs == serial * 20


def test_a_pickled_engine_gives_the_same_results(engine: RuleEngine, serial: list[Run]) -> None:
    copy = pickle.loads(pickle.dumps(engine))  # noqa: S301
    assert [copy.run("safety", facts) for facts in _people(40)] == serial


def test_a_spawned_process_gives_the_same_results(engine: RuleEngine, serial: list[Run]) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        runs = list(pool.map(engine.run, ["safety"] * 10, _people(10)))
    assert runs == serial[:10]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_gives_the_same_results_and_leaves_its_parent_alone(
    engine: RuleEngine, serial: list[Run]
) -> None:
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        os.write(write_end, pickle.dumps([engine.run("safety", facts) for facts in _people(3)]))
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        runs = pickle.load(pipe)  # noqa: S301
    assert os.waitpid(child, 0)[1] == 0
    assert runs == serial[:3]
    assert [engine.run("safety", facts) for facts in _people(40)] == serial
