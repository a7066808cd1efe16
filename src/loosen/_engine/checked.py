"""The rule engine the stages use: durable-rules decides, the independent evaluator checks every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from loosen._model.rule import Rule
from loosen.errors import EnginesDisagree, Fault, FaultCode

from .evaluator import Evaluator
from .facts import Facts
from .literals import Conjunction, alternatives
from .matcher import DurableRules, Matcher, Readings
from .outcome import Outcome

MatcherFactory = Callable[[str, Mapping[str, tuple[Conjunction, ...]], frozenset[str]], Matcher]


class RuleEngine:
    """Groups of rules made ready to run; any number of threads may share it, and it can be pickled."""

    def __init__(self, groups: Mapping[str, Sequence[Rule]], matcher_factory: MatcherFactory = DurableRules) -> None:
        """`groups` maps a group's name, such as "triage" or "findings.0", to its rules.

        Raises `LibraryError` naming the rule whose condition is too wide for durable-rules.
        """
        self._groups = {name: tuple(rules) for name, rules in groups.items()}
        self._matcher_factory = matcher_factory
        self._ready = {name: _make_ready(name, rules, matcher_factory) for name, rules in self._groups.items()}

    def __reduce__(self) -> tuple[type[RuleEngine], tuple[object, ...]]:
        return type(self), (self._groups, self._matcher_factory)

    def run(self, group: str, facts: Facts) -> tuple[Outcome, ...]:
        """What every rule of a group says of these facts, by rule id.

        Raises `EnginesDisagree` naming each rule of which durable-rules and the evaluator say different things.
        """
        evaluator, matcher = self._ready[group]
        outcomes = evaluator.run(facts)
        readings = matcher.run(facts)
        if readings != {one.rule: (one.result, one.matched) for one in outcomes if one.result != "silent"}:
            raise _disagreement(group, outcomes, readings)
        return outcomes


def may_be_unknown(rule: Rule) -> bool:
    """Whether a rule tells "perhaps" from "no": those that say what "not sure" does, and those that derive findings."""
    return rule.stage == "findings" or rule.unknown not in (None, "ignore")


def _make_ready(name: str, rules: Sequence[Rule], matcher_factory: MatcherFactory) -> tuple[Evaluator, Matcher]:
    perhaps = frozenset(rule.id for rule in rules if may_be_unknown(rule))
    ways = {rule.id: alternatives(rule.when, f"rules/{rule.stage}/{rule.id}-{rule.name}.yaml") for rule in rules}
    return Evaluator(rules, perhaps), matcher_factory(name, ways, perhaps)


def _disagreement(group: str, outcomes: Sequence[Outcome], readings: Readings) -> EnginesDisagree:
    expected = {one.rule: (one.result, one.matched) for one in outcomes}
    faults = [
        Fault(
            FaultCode.ENGINES_DISAGREE,
            rule,
            f"durable-rules says {_in_words(*found)}, the evaluator says {_in_words(*judged)}.",
        )
        for rule in sorted(expected.keys() | readings.keys())
        if (found := readings.get(rule, _SILENT)) != (judged := expected.get(rule, _SILENT))
    ]
    headline = f"The rule engine and its check differ on the rules of {group}, so there is no plan."
    return EnginesDisagree(headline, faults)


_SILENT = ("silent", ())


def _in_words(result: str, matched: Sequence[str]) -> str:
    return f"{result} because of {', '.join(matched)}" if matched else result
