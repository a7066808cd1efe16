"""Every warning sign with its boxes, its words, the rules that act on either, and the sources: a matrix, no holes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loosen._assessment.stages.triage import level_of
from loosen._library import Library
from loosen._model.base import LEVELS, Level
from loosen._model.effects import Find
from loosen._model.lexicon import Lexicon
from loosen._model.rule import Rule
from loosen._model.when import FindingTest, TallyTest, Test, tests_of
from loosen._outputs.document import table

from .markup import page, rule_link, source_link

INTRO = (
    "What points to something that has to be looked at before, or instead of, stretching: the answers that tell of it, "
    "words in which people tell of it, the rules that act on the one and on the other with the gravest level that they "
    "lead to, and where it comes from. All phrases are in [warning phrases](warning_phrases.md)."
)
HEADS = ("sign", "boxes", "told in words", "rules for the boxes", "rules for the words", "sources")
MOST_RULES = 4
"""Rules named in one field; the others are counted."""


class Row(NamedTuple):
    """One sign: the rules of triage that look at its boxes and at its words, the gravest first."""

    sign: Lexicon
    by_box: tuple[Rule, ...]
    by_words: tuple[Rule, ...]


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The one page."""
    yield "signs.md", page("Warning signs", INTRO, [table(HEADS, (_shown(row, library) for row in matrix(library)))])


def matrix(library: Library) -> tuple[Row, ...]:
    """A row for each sign of the lexicon."""
    return tuple(
        Row(
            sign,
            _gravest_first(_acting(_facts_of(sign, library), library)),
            _gravest_first(rule for rule in library.rules_of("triage") if _reads(rule, {sign.finding})),
        )
        for sign in sorted(library.lexicon.values(), key=lambda sign: sign.name)
    )


def level_by(rules: Iterable[Rule]) -> Level:
    """The gravest level that one of these rules leads to when it fires."""
    return max((level_of(rule, "fired") for rule in rules), key=LEVELS.index, default="proceed")


def _facts_of(sign: Lexicon, library: Library) -> set[tuple[str, str]]:
    """The options that tell of a sign, and all findings that follow from them."""
    facts = {(question, option) for question, options in sign.boxes.items() for option in options}
    facts |= {("finding", meaning) for question, option, meaning in library.meanings if (question, option) in facts}
    grown = True
    while grown:
        found = {
            ("finding", effect.find)
            for rule in library.rules_of("findings")
            if _looks_at(rule, facts, library)
            for effect in rule.effects(Find)
        }
        grown = not found <= facts
        facts |= found
    return facts


def _acting(facts: set[tuple[str, str]], library: Library) -> Iterator[Rule]:
    return (rule for rule in library.rules_of("triage") if _looks_at(rule, facts, library))


def _looks_at(rule: Rule, facts: set[tuple[str, str]], library: Library) -> bool:
    return any(_is_about(test, facts, library) for test in tests_of(rule.when))


def _is_about(test: Test, facts: set[tuple[str, str]], library: Library) -> bool:
    if isinstance(test, TallyTest):
        return any(_is_about(part, facts, library) for tally in library.tallies.values() if tally.id == test.tally
                   for of in tally.of for part in tests_of(of))  # fmt: skip
    if isinstance(test, FindingTest):
        return test.is_ == "present" and ("finding", test.finding) in facts
    return any((test.question, option) in facts for option in test.wanted)


def _reads(rule: Rule, findings: set[str]) -> bool:
    return any(isinstance(test, FindingTest) and test.finding in findings for test in tests_of(rule.when))


def _gravest_first(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: (-LEVELS.index(level_of(rule, "fired")), rule.id)))


def _shown(row: Row, library: Library) -> tuple[str, ...]:
    options = (
        f"“{option.text}”"
        for question, chosen in row.sign.boxes.items()
        for option in library.questions[question].options
        if option.id in chosen
    )
    words = (f"“{told.found_in[0]}” ({language})" for language, told in row.sign.words.items())
    sources = dict.fromkeys(source_link(entry.source) for entry in row.sign.evidence)
    return (
        row.sign.name, ", ".join(options), ", ".join(words), _rules(row.by_box, library), _rules(row.by_words, library),
        ", ".join(sources),
    )  # fmt: skip


def _rules(rules: tuple[Rule, ...], library: Library) -> str:
    named = [rule_link(library, rule.id) for rule in rules[:MOST_RULES]]
    more = f" and {len(rules) - MOST_RULES} more" if len(rules) > MOST_RULES else ""
    return f"{level_by(rules)}: {', '.join(named)}{more}"
