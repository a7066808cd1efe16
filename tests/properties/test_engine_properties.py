"""Whatever the rules and facts, both engines agree, and what they say is sound."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loosen._engine import Fact, RuleEngine, compile_condition
from loosen._engine.durable import LARGEST
from loosen._engine.literals import alternatives
from loosen.errors import LibraryError

BITS = [f"q{n}={option}" for n in range(3) for option in "abc"] + [f"finding:f{n}" for n in range(4)]
NUMBERS = ["n0", "n1", "tally:t"]
STAGES = [
    ("FND", None), ("FOC", None), ("SAF", "caution"), ("SAF", "as_present"), ("SAF", "ignore"),
    ("TRI", "urgent_same_day"), ("TRI", "ignore"),
]  # fmt: skip

numbers = st.one_of(st.integers(-3, 8), st.sampled_from([-LARGEST, LARGEST]))
bounds = st.one_of(
    st.fixed_dictionaries({"at_least": numbers}),
    st.fixed_dictionaries({"at_most": numbers}),
    st.fixed_dictionaries({"at_least": numbers, "at_most": numbers}),
)
questions = st.sampled_from(["q0", "q1", "q2"])
options = st.sampled_from("abc")
tests = st.one_of(
    st.fixed_dictionaries({"question": questions, "is": options}),
    st.fixed_dictionaries({"question": questions, "is_not": options}),
    st.fixed_dictionaries({"question": questions, "any_of": st.lists(options, min_size=1, max_size=3)}),
    st.builds(lambda question, bound: {"question": question, **bound}, st.sampled_from(["n0", "n1"]), bounds),
    st.builds(lambda bound: {"tally": "t", **bound}, bounds),
    st.fixed_dictionaries(
        {"finding": st.sampled_from(["f0", "f1", "f2", "f3"]), "is": st.sampled_from(["present", "absent"])}
    ),
    st.just({"always": True}),
)
conditions = st.recursive(
    tests,
    lambda parts: st.one_of(
        *(st.fixed_dictionaries({word: st.lists(parts, min_size=1, max_size=4)}) for word in ("all", "any"))
    ),
    max_leaves=8,
)
rule_sets = st.lists(st.tuples(st.sampled_from(STAGES), conditions), min_size=1, max_size=25)


@st.composite
def people(draw: st.DrawFn) -> dict[str, Fact]:
    """Facts in any order; some keys do not apply, some are open."""
    facts = {}
    for key in draw(st.permutations(BITS + NUMBERS)):
        if draw(st.integers(0, 5)):
            ends = draw(st.lists(st.integers(0, 1) if key in BITS else numbers, min_size=2, max_size=2))
            facts[key] = Fact(key, min(ends), max(ends))
    return facts


def _engine(make_rule: Any, rule_set: list[Any]) -> RuleEngine:
    """The rules in one group. Those too wide for durable-rules are left out, as the library would refuse them."""
    rules = []
    for number, ((prefix, unknown), when) in enumerate(rule_set):
        rule = make_rule(f"{prefix}-{number:03d}", when, unknown=unknown)
        try:
            alternatives(rule.when, rule.id)
        except LibraryError:
            continue
        rules.append(rule)
    return RuleEngine({"all": rules})


@given(rule_set=rule_sets, crowd=st.lists(people(), min_size=1, max_size=4))
def test_durable_rules_and_the_evaluator_agree(
    make_rule: Any, rule_set: list[Any], crowd: list[dict[str, Fact]]
) -> None:
    engine = _engine(make_rule, rule_set)
    for facts in crowd:
        outcomes = engine.run("all", facts)  # raises EnginesDisagree when they do not
        assert [outcome.rule for outcome in outcomes] == sorted(outcome.rule for outcome in outcomes)
        for outcome in outcomes:
            assert (outcome.failed is None) == (outcome.result == "fired")
            assert bool(outcome.matched) == (outcome.result != "silent")


@given(rule_set=rule_sets, facts=people(), data=st.data())
def test_the_order_of_rules_and_facts_changes_nothing(
    make_rule: Any, rule_set: list[Any], facts: dict[str, Fact], data: st.DataObject
) -> None:
    engine = _engine(make_rule, rule_set)
    rules = data.draw(st.permutations(engine._groups["all"]))
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    assert RuleEngine({"all": rules}).run("all", shuffled) == engine.run("all", facts)


@given(when=conditions, facts=people(), data=st.data())
def test_certain_holds_and_impossible_fails_however_the_open_facts_turn_out(
    make_rule: Any, when: dict[str, Any], facts: dict[str, Fact], data: st.DataObject
) -> None:
    condition = compile_condition(make_rule("FND-001", when).when)
    closed = {}
    for key, fact in facts.items():
        value = data.draw(st.integers(fact.low, fact.high))
        closed[key] = Fact(key, value, value)
    assert condition.certain(closed) == condition.possible(closed)
    if condition.certain(facts):
        assert condition.certain(closed)
    if not condition.possible(facts):
        assert not condition.possible(closed)
