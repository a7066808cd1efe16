"""Facts to findings: what options stand for, what was heard, what tallies count, and what rules derive from these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from loosen._engine import Outcome, Reading, strata
from loosen._engine.facts import Fact, Facts, finding_key, option_key, tally_key
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import FindingRecord, HeardRecord, TallyRecord
from loosen._model.effects import Find
from loosen._model.reserved import CONTRADICTORY
from loosen._model.rule import Rule

Run = Callable[[str, Facts], tuple[Outcome, ...]]
CountTests = Callable[[str, Facts], tuple[int, int]]
"""How many tests of a tally certainly hold, and how many may."""


@dataclass
class Findings:
    """All facts after this stage, the rules that were considered, and how each finding came about."""

    facts: dict[str, Fact]
    outcomes: list[Outcome] = field(default_factory=list)
    tallies: list[TallyRecord] = field(default_factory=list)
    sources: dict[str, list[tuple[str, Reading]]] = field(default_factory=dict)

    def note(self, finding: str, because: str, reading: Reading) -> None:
        """Let a finding be present (or perhaps present) because of a fact or rule; never less than it was."""
        self.sources.setdefault(finding, []).append((because, reading))
        key = finding_key(finding)
        known = self.facts.get(key, Fact(key, 0, 0))
        self.facts[key] = Fact(key, max(known.low, int(reading == "fired")), 1)

    def present(self, finding: str) -> bool:
        """Whether a finding is certainly there."""
        return self.facts[finding_key(finding)].low == 1

    def records(self) -> tuple[FindingRecord, ...]:
        """The findings that are, or may be, present, by id."""
        return tuple(
            FindingRecord(
                finding=finding,
                state="present" if self.present(finding) else "unknown",
                derived_from=tuple(because for because, _ in sources),
            )
            for finding, sources in sorted(self.sources.items())
        )


def layers(library: Library) -> dict[str, tuple[Rule, ...]]:
    """The rules that derive findings in groups, each of which looks only at findings of those before it."""
    return {f"findings.{depth}": rules for depth, rules in enumerate(strata(library.rules_of("findings")))}


def derive_findings(
    facts: Mapping[str, Fact],
    *,
    contradictory: bool,
    library: Library,
    groups: Iterable[str],
    run: Run,
    count: CountTests,
    heard: Iterable[HeardRecord] = (),
) -> Findings:
    """All that follows from the answers; `groups` are the layers of finding rules, each seeing the one before.

    What was `heard` in texts can make a finding present or possible, and never less than it was.
    """
    findings = Findings(facts={**_all_absent(library), **facts})
    _from_options(findings, library)
    for record in heard:
        findings.note(record.finding, f"lexicon:{record.lexicon}", "fired" if record.certain else "unknown")
    if contradictory:
        findings.note(CONTRADICTORY, "conflicts", "fired")
    for tally in library.tallies:
        least, most = count(tally, findings.facts)
        findings.tallies.append(TallyRecord(tally=tally, least=least, most=most))
        findings.facts[tally_key(tally)] = Fact(tally_key(tally), least, most)
    for group in groups:
        for outcome in run(group, findings.facts):
            findings.outcomes.append(outcome)
            if outcome.result != "silent":
                _from_rule(findings, library.rules[outcome.rule], outcome.result)
    return findings


def _from_options(findings: Findings, library: Library) -> None:
    find = findings.facts.get
    for key, meaning in _meanings(library):
        fact = find(key)
        if fact and fact.high:
            findings.note(meaning, key, "fired" if fact.low else "unknown")


@remembered()
def _all_absent(library: Library) -> Mapping[str, Fact]:
    """The facts that nothing was found, from which everybody starts."""
    return {finding_key(name): Fact(finding_key(name), 0, 0) for name in (*library.conditions, *library.symptoms)}


@remembered()
def _meanings(library: Library) -> tuple[tuple[str, str], ...]:
    """The key of every option that stands for a finding, with that finding."""
    return tuple((option_key(question, option), meaning) for question, option, meaning in library.meanings)


def _from_rule(findings: Findings, rule: Rule, reading: Reading) -> None:
    for effect in rule.effects(Find):
        findings.note(effect.find, rule.id, reading)
