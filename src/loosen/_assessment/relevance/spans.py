"""Where every fact, tally and finding may still come to lie, given what is known of a person so far."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from loosen._engine.conditions import NO, PERHAPS, YES
from loosen._engine.facts import Facts, finding_key, option_key, tally_key
from loosen._model.audit import HeardRecord
from loosen._model.reserved import CONTRADICTORY, PROGRAMME

from .prospects import Range, Span, Spans, known, of_range
from .ready import ReadyLibrary


@dataclass(frozen=True)
class Known:
    """What is known of a person so far: facts (those of `unanswered` questions are open), and what was heard.

    `contradictory` says whether answers do not fit together.
    """

    facts: Facts
    unanswered: Set[str]
    heard: tuple[HeardRecord, ...] = ()
    contradictory: bool = False


def spans_of(so_far: Known, ready: ReadyLibrary) -> Spans:
    """The span of every fact, tally and finding, by its key."""
    spans = {key: known(fact) for key, fact in so_far.facts.items()}
    for question in ready.questions:
        if question in so_far.unanswered:
            _open(question, spans, ready)
    if PROGRAMME in so_far.unanswered:  # a routine asked for by name brings its own minutes and days
        for name in ("minutes", "days_per_week"):
            _open(name, spans, ready)
    _add_findings(spans, so_far, ready)
    return spans


def _open(question: str, spans: dict[str, Span], ready: ReadyLibrary) -> None:
    """Put down that an answer is missing; a question that cannot apply has no facts."""
    if ready.ask_when[question].range(spans).most != NO:
        spans.update(ready.open_spans[question])
    else:
        for key in ready.open_spans[question]:
            spans.pop(key, None)


def _add_findings(spans: dict[str, Span], so_far: Known, ready: ReadyLibrary) -> None:
    """The findings as far as they are settled, in the order in which stages.findings derives them."""
    found: dict[str, Range] = dict.fromkeys(ready.makers, Range(NO, NO))
    for finding, more in _told(spans, so_far, ready):
        found[finding] = _more_of(found[finding], more)
    spans.update((finding_key(finding), of_range(range_)) for finding, range_ in found.items())
    for tally, tests in ready.tallies.items():
        spans[tally_key(tally)] = _count([test.range(spans) for test in tests])
    for rule in ready.finding_rules:
        for finding in rule.finds:
            found[finding] = _more_of(found[finding], rule.condition.range(spans))
            spans[finding_key(finding)] = of_range(found[finding])


def _told(spans: Spans, so_far: Known, ready: ReadyLibrary) -> Iterator[tuple[str, Range]]:
    """What makes findings present before any rule does: options, words heard, answers that do not fit together."""
    for question, option, finding in ready.meanings:
        span = spans.get(option_key(question, option))
        if span is not None:
            yield finding, Range(_truth(span.a, span.b), _truth(span.c, span.d))
    for record in so_far.heard:
        truth = YES if record.certain else PERHAPS
        yield record.finding, Range(truth, truth)
    if ready.texts & so_far.unanswered:
        yield from ((finding, Range(NO, YES)) for finding in ready.lexicon)
    if CONTRADICTORY in ready.makers:
        yield CONTRADICTORY, Range(YES if so_far.contradictory else NO, YES)


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
