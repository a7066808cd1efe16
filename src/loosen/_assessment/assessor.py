"""From answers to a triage level: the first half of the story, and the one place that makes a library ready for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from loosen._engine import Outcome, RuleEngine
from loosen._engine.facts import Fact, Facts, option_key
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import HeardRecord, WrittenRecord
from loosen._model.base import LATER_STAGES
from loosen._model.reserved import NOT_THESE
from loosen._model.rule import Rule

from .applies import Applies, Asking
from .as_given import plain_answers
from .later import Borders, Clock, Since, borders_of
from .lexicon import Listened, Listener
from .lexicon import Reading as Heard
from .relevance import Known, Outlook, Relevance
from .stages import findings, intake, triage


class Assessment(NamedTuple):
    """What is known of a person before anything is planned: answers, words heard, findings, and who must be seen."""

    taken: intake.Intake
    heard: tuple[HeardRecord, ...]
    findings: findings.Findings
    triage_outcomes: tuple[Outcome, ...]
    triage: triage.Verdict
    written: tuple[WrittenRecord, ...] = ()


class Assessor:
    """A library made ready to assess people; build it once and use it from any number of threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.layers = findings.layers(library)
        self._asking = Asking(library)
        self._listener = listener_of(library)

    @cached_property
    def _relevance(self) -> Relevance:
        return Relevance(self.library)

    @cached_property
    def run(self) -> findings.Run:
        """Runs the rules of one group (a layer of findings, or a later stage) over facts, with both engines."""
        later: dict[str, tuple[Rule, ...]] = {stage: self.library.rules_of(stage) for stage in LATER_STAGES}
        return RuleEngine({**self.layers, **later}).run

    def assess(self, answers: Mapping[str, object]) -> Assessment:
        """All of it. Raises `AnswersError` naming every fault, and `EnginesDisagree` when the two engines differ."""
        taken = intake.take_in(plain_answers(answers), self.library, self.applies, self._matters)
        heard, written = self.hear(taken)
        found = self.derive(taken.facts, heard, self.run, contradictory=bool(taken.conflicts))
        outcomes = self.run("triage", found.facts)
        verdict = triage.judge(outcomes, self.library, heard)
        return Assessment(taken, heard, found, outcomes, verdict, written)

    @cached_property
    def clock(self) -> Clock:
        """What time changes of the answers."""
        return Clock(self.library)

    @cached_property
    def _borders(self) -> Mapping[str, Borders]:
        """What the rules of each group look at."""
        later: dict[str, tuple[Rule, ...]] = {stage: self.library.rules_of(stage) for stage in LATER_STAGES}
        return {group: borders_of(rule.when for rule in rules) for group, rules in {**self.layers, **later}.items()}

    @cached_property
    def _counted(self) -> Borders:
        """What the tallies look at, and the options that stand for findings."""
        tests = borders_of(test for tally in self.library.tallies.values() for test in tally.of)
        meanings = {option_key(question, option): frozenset({1}) for question, option, _ in self.library.meanings}
        return {**tests, **meanings}

    def assess_later(self, now: Assessment, weeks: int, last: Assessment) -> Assessment:
        """The same person so many weeks on, with what is certain of the answers by then.

        `last` is how the person was some weeks before that; only rules that look at what is different since run again.
        """
        facts = {**now.taken.facts, **self.clock.changed(now.taken, weeks, self.applies)}
        taken, before = replace(now.taken, facts=facts), last.findings
        since, looks_at = Since(last.taken.facts, facts), (self._counted, *map(self._borders.__getitem__, self.layers))
        if all(map(since.reads_alike, looks_at)):
            found = replace(before, facts={**before.facts, **facts})
        else:
            found = self.derive(facts, now.heard, self._run_since(before), contradictory=bool(taken.conflicts))
        outcomes = self.run_again("triage", Since(before.facts, found.facts), last.triage_outcomes)
        same = outcomes is last.triage_outcomes
        verdict = last.triage if same else triage.judge(outcomes, self.library, now.heard)
        return Assessment(taken, now.heard, found, outcomes, verdict, now.written)

    def _run_since(self, before: findings.Findings) -> findings.Run:
        said = {group: _said_by(rules, before.outcomes) for group, rules in self.layers.items()}
        return lambda group, facts: self.run_again(group, Since(before.facts, facts), said[group])

    def run_again(self, group: str, since: Since, said: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        """What the rules of a group say now: what they `said` before, where all that they look at reads as it did."""
        return said if since.reads_alike(self._borders[group]) else self.run(group, since.now)

    def applies(self, question: str, facts: Facts) -> Applies:
        """Whether a question certainly applies, may apply because an earlier answer is open, or does not."""
        return self._asking.applies(question, facts)

    def take_so_far(self, answers: Mapping[str, Any]) -> tuple[intake.Intake, Mapping[str, Applies]]:
        """How unfinished answers read, with the facts of open questions open; and which questions apply."""
        taken, applies = intake.Intake(language=self.library.language_id), dict[str, Applies]()
        for question in self.library.questions_in_order:
            applies[question.id] = self.applies(question.id, taken.facts)
            if question.id in answers:
                intake.take_one(answers, question, applies[question.id], taken)
            elif applies[question.id] != "no":
                taken.facts.update(intake.open_facts(question))
        return taken, applies

    def hear(self, taken: intake.Intake) -> Listened:
        """What the answers in a person's own words say, and whether they were understood."""
        return self._listener.listen(texts_in(taken, self.library))

    def read(self, sentence: str) -> Mapping[str, Heard]:
        """How a sentence reads, by the entries of the lexicon that it may be about."""
        return {found.lexicon: found.reading for found in self._listener.read(sentence)}

    def derive(
        self, facts: Mapping[str, Fact], heard: Iterable[HeardRecord], run: findings.Run, *, contradictory: bool
    ) -> findings.Findings:
        """What follows from facts and from what was heard; `run` runs the rules, layer by layer."""
        return findings.derive_findings(
            facts, contradictory=contradictory, library=self.library, groups=self.layers, run=run,
            count=self._asking.count, heard=heard,
        )  # fmt: skip

    def outlook(self, taken: intake.Intake, missing: frozenset[str]) -> Outlook:
        """What may still come of the answers while these questions are unanswered."""
        known = Known(taken.facts, missing, self.hear(taken).heard, contradictory=bool(taken.conflicts))
        return self._relevance.outlook(known)

    def _matters(self, taken: intake.Intake, missing: frozenset[str]) -> Collection[str]:
        """Which of the unanswered questions could still change the outcome."""
        return self.outlook(taken, missing).waiting


def texts_in(taken: intake.Intake, library: Library) -> Mapping[str, str]:
    """The answers that are texts, by question; why exercises were ruled out may tell of a sign, too."""
    said = "\n".join(one.because for one in taken.ruled_out if one.because)
    return {
        record.question: str(record.value)
        for record in taken.records.values()
        if record.state == "answered" and library.questions[record.question].takes.own_words
    } | ({NOT_THESE: said} if said else {})


def _said_by(rules: Iterable[Rule], outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    names = {rule.id for rule in rules}
    return tuple(outcome for outcome in outcomes if outcome.rule in names)


@remembered()
def assessor_of(library: Library) -> Assessor:
    """The assessor of a library, made once."""
    return Assessor(library)


@remembered()
def listener_of(library: Library) -> Listener:
    """The listener of a library, made once; it hears every language, so a library in other words has the same."""
    english = library.english
    if english and (english.lexicon, english.vocabulary) == (library.lexicon, library.vocabulary):
        return listener_of(english)
    return Listener(library.lexicon, library.vocabulary)
