"""The order in which rules that derive findings must run: each after those whose findings it looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from loosen._model.effects import Find
from loosen._model.rule import Rule
from loosen._model.when import FindingTest, tests_of
from loosen.errors import Fault, FaultCode, LibraryError


def strata(rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """The rules in layers, by id within a layer; a rule looks only at findings that earlier layers derive.

    Raises `LibraryError` naming the rules when some of them wait for each other.
    """
    by_id = {rule.id: rule for rule in rules}
    makers: dict[str, list[str]] = {}
    for rule in rules:
        for effect in rule.effects(Find):
            makers.setdefault(effect.find, []).append(rule.id)
    sorter = TopologicalSorter({key: _rules_before(by_id[key], makers) for key in sorted(by_id)})
    try:
        sorter.prepare()
    except CycleError as error:
        raise _in_a_circle(error.args[1], by_id) from error
    layers = []
    while sorter.is_active():
        ready = sorter.get_ready()
        layers.append(tuple(by_id[key] for key in sorted(ready)))
        sorter.done(*ready)
    return tuple(layers)


def _rules_before(rule: Rule, makers: Mapping[str, Sequence[str]]) -> list[str]:
    """The rules whose findings a rule looks at; `makers` has, for each finding, the rules that derive it."""
    read = {test.finding for test in tests_of(rule.when) if isinstance(test, FindingTest)}
    return sorted({maker for finding in read for maker in makers.get(finding, ())})


def _in_a_circle(circle: Sequence[str], by_id: dict[str, Rule]) -> LibraryError:
    """The error for rules in a circle, told from its smallest id on; each rule derives what the next looks at."""
    names = circle[:-1]
    start = names.index(min(names))
    names = [*names[start:], *names[:start]]
    rule = by_id[names[0]]
    fault = Fault(
        FaultCode.BEYOND_THE_ENGINE,
        f"rules/{rule.stage}/{rule.id}-{rule.name}.yaml",
        f"derives a finding from itself: {' -> '.join([*names, names[0]])}.",
        "Let one of these rules look at something else.",
    )
    return LibraryError("Some rules wait for each other's findings.", [fault])
