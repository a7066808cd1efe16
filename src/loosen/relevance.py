"""Which unanswered questions could still change what a person gets, and which rules are waiting for them.

This is what makes skipping sound. A question matters when, through however many findings and tallies, it can change
what some rule does that still counts; or when the code reads it and a plan is still possible. What still counts:

- nothing, once an emergency is certain;
- once a referral is certain, the triage rules that could lead to a graver level (and, while some exercise is allowed
  until the appointment, those that could forbid it): what a referral comes to is its level and that interim advice;
- otherwise every rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from loosen.engine.checked import may_be_unknown
from loosen.engine.conditions import NO, PERHAPS, YES
from loosen.engine.facts import Facts, finding_key, number_key, option_key, tally_key
from loosen.library import Library
from loosen.library.checks import READ_BY_CODE
from loosen.library.provenance import PROGRAMME
from loosen.model.audit import HeardRecord
from loosen.model.base import LEVELS, STAGES, Level
from loosen.model.effects import Find, SetLevel
from loosen.model.question import Question
from loosen.model.rule import Rule
from loosen.prospects import Prospect, Range, Span, known, of_range, prospect, unanswered
from loosen.stages.findings import CONTRADICTORY, layers
from loosen.stages.triage import allows_a_plan, level_of

CODE = "code"
"""Stands among the rules that wait for a question for what the code itself reads: minutes, days, self-tests, …"""
REFERRAL = LEVELS.index("clinician_before_exercise")
EMERGENCY = LEVELS.index("emergency_now")


class Outlook(NamedTuple):
    """What the answers so far have settled: the mildest and the gravest level still possible, and what matters.

    `waiting` maps each unanswered question that could still change the outcome to the rules (or `CODE`) that wait for
    it, by id.
    """

    mildest: Level
    gravest: Level
    waiting: Mapping[str, tuple[str, ...]]

    @property
    def plan_possible(self) -> bool:
        """Whether there may still be a plan."""
        return allows_a_plan(self.mildest)


@dataclass(frozen=True)
class Known:
    """What is known of a person so far: facts (those of `unanswered` questions are open), and what was heard.

    `contradictory` says whether answers do not fit together.
    """

    facts: Facts
    unanswered: Set[str]
    heard: tuple[HeardRecord, ...] = ()
    contradictory: bool = False


class Relevance:
    """The rules of a library made ready to be asked which questions they wait for; any number of threads may use it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._rules = {rule.id: _Ready(rule) for stage in STAGES for rule in library.rules_of(stage)}
        self._finding_rules = tuple(self._rules[rule.id] for layer in layers(library).values() for rule in layer)
        self._tallies = {key: tuple(map(prospect, tally.of)) for key, tally in library.tallies.items()}
        self._ask_when = {key: prospect(question.ask_when) for key, question in library.questions.items()}
        self._code = READ_BY_CODE | {test.question for test in library.self_tests.values()}
        self._open_spans = {key: _open_spans(question) for key, question in library.questions.items()}
        self._asks = {key: name for name, spans in self._open_spans.items() for key in spans}
        self._texts = frozenset(key for key, question in library.questions.items() if question.type == "text")
        self._lexicon = sorted({entry.finding for entry in library.lexicon.values()})
        self._pointing = sorted(key for key, symptom in library.symptoms.items() if symptom.muscles)
        self._makers = self._find_makers()

    def _find_makers(self) -> Mapping[str, _Makers]:
        makers = {key: _Makers([], []) for key in (*self._library.conditions, *self._library.symptoms)}
        for question, option, finding in self._library.meanings:
            makers[finding].keys.append(option_key(question, option))
        for ready in self._finding_rules:
            for finding in ready.finds:
                makers[finding].rules.append(ready)
        return makers

    def outlook(self, known_so_far: Known) -> Outlook:
        """What is settled and what still matters, given what is known so far."""
        spans = self._spans(known_so_far)
        counting = _Counting([(ready, found) for ready in self._rules.values() if (found := ready.results(spans))])
        search = _Search(self, spans, known_so_far.unanswered)
        for rule in counting.open_and_mattering():
            search.add({rule.id}, rule.condition.waits_for(spans))
        if counting.plan_possible:
            for symptom in self._pointing:
                if spans[finding_key(symptom)].c == 1 and spans[finding_key(symptom)].a == 0:
                    search.add({f"symptom:{symptom}"}, [finding_key(symptom)])
            for question in self._code & known_so_far.unanswered:
                if self._ask_when[question].range(spans).most != NO:
                    search.found.setdefault(question, set()).add(CODE)
        self._add_parents(search, spans)
        waiting = {name: tuple(sorted(rules)) for name, rules in sorted(search.found.items())}
        return Outlook(LEVELS[counting.mildest], LEVELS[counting.gravest], waiting)

    def _add_parents(self, search: _Search, spans: Mapping[str, Span]) -> None:
        """A question matters too when it decides whether one that matters is asked; it stands before that one."""
        for question in reversed(self._library.questions_in_order):
            if question.id in search.found and self._ask_when[question.id].range(spans).open:
                search.add(search.found[question.id], self._ask_when[question.id].waits_for(spans))

    def _spans(self, so_far: Known) -> dict[str, Span]:
        spans = {key: known(fact) for key, fact in so_far.facts.items()}
        for question in self._library.questions_in_order:
            if question.id in so_far.unanswered:
                self._open(question.id, spans)
        if PROGRAMME in so_far.unanswered:  # a routine asked for by name brings its own minutes and days
            for name in ("minutes", "days_per_week"):
                self._open(name, spans)
        self._add_findings(spans, so_far)
        return spans

    def _open(self, question: str, spans: dict[str, Span]) -> None:
        """Put down that an answer is missing; a question that cannot apply has no facts."""
        if self._ask_when[question].range(spans).most != NO:
            spans.update(self._open_spans[question])
        else:
            for key in self._open_spans[question]:
                spans.pop(key, None)

    def _add_findings(self, spans: dict[str, Span], so_far: Known) -> None:
        """The findings as far as they are settled, in the order in which stages.findings derives them."""
        found: dict[str, Range] = dict.fromkeys(self._makers, Range(NO, NO))
        for finding, more in self._told(spans, so_far):
            found[finding] = _more_of(found[finding], more)
        spans.update((finding_key(finding), of_range(range_)) for finding, range_ in found.items())
        for tally, tests in self._tallies.items():
            spans[tally_key(tally)] = _count([test.range(spans) for test in tests])
        for ready in self._finding_rules:
            for finding in ready.finds:
                found[finding] = _more_of(found[finding], ready.condition.range(spans))
                spans[finding_key(finding)] = of_range(found[finding])

    def _told(self, spans: Mapping[str, Span], so_far: Known) -> Iterator[tuple[str, Range]]:
        """What makes findings present before any rule does: options, words heard, answers that do not fit together."""
        for question, option, finding in self._library.meanings:
            span = spans.get(option_key(question, option))
            if span is not None:
                yield finding, Range(_truth(span.a, span.b), _truth(span.c, span.d))
        for record in so_far.heard:
            truth = YES if record.certain else PERHAPS
            yield record.finding, Range(truth, truth)
        if self._texts & so_far.unanswered:
            yield from ((finding, Range(NO, YES)) for finding in self._lexicon)
        if CONTRADICTORY in self._makers:
            yield CONTRADICTORY, Range(YES if so_far.contradictory else NO, YES)

    def sources_of(self, key: str, spans: Mapping[str, Span], unanswered_: Collection[str]) -> Iterator[str]:
        """What an open fact hangs on: a question (by its id), or other facts (by their keys, each with a colon)."""
        kind, _, name = key.partition(":")
        if kind == "finding":
            yield from self._makers[name].keys
            for ready in self._makers[name].rules:
                yield from ready.condition.waits_for(spans)
            if name in self._lexicon:
                yield from sorted(self._texts)
        elif kind == "tally":
            for test in self._tallies[name]:
                yield from test.waits_for(spans)
        else:
            question = self._asks.get(key, key)
            yield question if question in unanswered_ else PROGRAMME


class _Makers(NamedTuple):
    """What can make a finding present: options (the keys of their facts) and rules."""

    keys: list[str]
    rules: list[_Ready]


class _Ready:
    """A rule made ready: its condition, what it finds, and what it does for each reading of the condition."""

    __slots__ = ("_results", "condition", "finds", "id", "interim", "levels", "stage")

    def __init__(self, rule: Rule) -> None:
        self.id, self.stage = rule.id, rule.stage
        self.condition: Prospect = prospect(rule.when)
        self.finds = tuple(effect.find for effect in rule.then if isinstance(effect, Find))
        does = (NO, PERHAPS if may_be_unknown(rule) else NO, YES)
        self._results = {
            Range(least, most): frozenset(does[least : most + 1])
            for most in (NO, PERHAPS, YES)
            for least in range(most + 1)
        }
        self.levels = {
            NO: 0,
            PERHAPS: LEVELS.index(level_of(rule, "unknown")),
            YES: LEVELS.index(level_of(rule, "fired")),
        }
        grave = [e for e in rule.then if isinstance(e, SetLevel) and LEVELS.index(e.level) >= REFERRAL]
        self.interim = frozenset.intersection(*(frozenset(e.interim) for e in grave)) if grave else None

    def results(self, spans: Mapping[str, Span]) -> frozenset[int]:
        """What the rule may still come to do: stay silent (`NO`), speak without being certain, or fire."""
        return self._results[self.condition.range(spans)]


class _Counting:
    """What the rules may still come to, and which of them count."""

    def __init__(self, results: Iterable[tuple[_Ready, frozenset[int]]]) -> None:
        self._results = [(ready, found) for ready, found in results if ready.stage != "findings"]
        triage = [(ready, found) for ready, found in self._results if ready.stage == "triage"]
        self.mildest = max((min(ready.levels[one] for one in found) for ready, found in triage), default=0)
        self.gravest = max((max(ready.levels[one] for one in found) for ready, found in triage), default=0)
        said = [ready.interim for ready, found in triage if NO not in found and ready.interim is not None]
        self._interim = frozenset.intersection(*said) if said else frozenset()

    @property
    def plan_possible(self) -> bool:
        return self.mildest < REFERRAL

    def open_and_mattering(self) -> Iterator[_Ready]:
        """The rules that are not decided and could still change what the person gets."""
        for ready, found in self._results:
            if len(found) > 1 and self._matters(ready, found):
                yield ready

    def _matters(self, ready: _Ready, found: frozenset[int]) -> bool:
        if self.plan_possible:
            return True
        if ready.stage != "triage" or self.mildest == EMERGENCY:
            return False
        if max(ready.levels[one] for one in found) > self.mildest:
            return True
        forbids = ready.interim is not None and not self._interim <= ready.interim
        return self.mildest == REFERRAL and forbids and NO in found


class _Search:
    """Follows open facts back to the unanswered questions behind them."""

    def __init__(self, relevance: Relevance, spans: Mapping[str, Span], unanswered_: Set[str]) -> None:
        self.found: dict[str, set[str]] = {}
        self._relevance, self._spans, self._unanswered = relevance, spans, unanswered_
        self._behind: dict[str, frozenset[str]] = {}

    def add(self, rules: Set[str], keys: Iterable[str]) -> None:
        """Note that these rules wait for the questions behind these facts."""
        found = self.found
        for key in keys:
            for question in self._questions(key):
                found.setdefault(question, set()).update(rules)

    def _questions(self, key: str) -> frozenset[str]:
        behind = self._behind.get(key)
        if behind is None:
            sources = self._relevance.sources_of(key, self._spans, self._unanswered)
            behind = frozenset([name for source in sources for name in self._of_source(source)])
            self._behind[key] = behind
        return behind

    def _of_source(self, source: str) -> Iterable[str]:
        if source in self._unanswered:
            return (source,)
        if source not in self._spans:
            return ()
        span = self._spans[source]
        return self._questions(source) if span[:2] != span[2:] else ()


def _open_spans(question: Question) -> Mapping[str, Span]:
    """The spans of a question's facts while it is open; a text makes none."""
    if question.type == "text":
        return {}
    if question.type == "number":
        return {number_key(question.id): unanswered(question.minimum or 0, question.maximum or 0)}
    return {option_key(question.id, option): unanswered(0, 1) for option in question.option_ids}


def _more_of(one: Range, other: Range) -> Range:
    """What two makers of a finding come to together: the more certain of them counts."""
    return Range(max(one.least, other.least), max(one.most, other.most))


def _truth(low: int, high: int) -> int:
    """The reading of "it is so" for the interval of an option."""
    return YES if low >= 1 else (PERHAPS if high >= 1 else NO)


def _count(ranges: list[Range]) -> Span:
    """How many tests of a tally will certainly hold, and how many may: each at least and at most."""
    return Span(
        sum(found.least == YES for found in ranges),
        sum(found.least != NO for found in ranges),
        sum(found.most == YES for found in ranges),
        sum(found.most != NO for found in ranges),
    )
