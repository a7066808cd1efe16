"""The rules, questions and findings of a library, made ready to be looked at many times while answers are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from loosen._assessment.stages.findings import layers
from loosen._assessment.stages.triage import level_of
from loosen._engine.checked import may_be_unknown
from loosen._engine.conditions import NO, PERHAPS, YES
from loosen._engine.facts import number_key, option_key
from loosen._library import Library
from loosen._model.base import LEVELS, STAGES
from loosen._model.effects import Find, SetLevel
from loosen._model.question import Question
from loosen._model.reserved import READ_BY_CODE
from loosen._model.rule import Rule

from .prospects import Prospect, Range, Span, Spans, prospect, unanswered

REFERRAL = LEVELS.index("clinician_before_exercise")
"""The mildest level, by its place among them, that leads to no plan."""


class ReadyRule:
    """A rule made ready: its condition, what it finds, and what it does for each reading of the condition.

    `levels` has the triage level for each thing it may do; `interim` what it allows until the appointment, None when
    it refers nobody.
    """

    __slots__ = ("_results", "condition", "finds", "id", "interim", "levels", "stage")

    def __init__(self, rule: Rule) -> None:
        self.id, self.stage = rule.id, rule.stage
        self.condition: Prospect = prospect(rule.when)
        self.finds = tuple(effect.find for effect in rule.effects(Find))
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
        grave = [effect for effect in rule.effects(SetLevel) if LEVELS.index(effect.level) >= REFERRAL]
        self.interim = frozenset.intersection(*(frozenset(e.interim) for e in grave)) if grave else None

    def results(self, spans: Spans) -> frozenset[int]:
        """What the rule may still come to do: stay silent (`NO`), speak without being certain, or fire."""
        return self._results[self.condition.range(spans)]


class Makers(NamedTuple):
    """What can make a finding present: options (the keys of their facts) and rules."""

    keys: list[str]
    rules: list[ReadyRule]


class ReadyLibrary:
    """What of a library decides which questions matter.

    `finding_rules` stand in the order in which stages.findings carries them out, and `questions` in the order in which
    they are asked. `open_spans` has the spans of each question's facts while it is open, and `asks` the question behind
    each of these facts. `texts` are the questions answered in one's own words, `lexicon` the findings that such words
    can make, `pointing` the symptoms that point to muscles, and `code` the questions that the code itself reads: among
    them those whose answers change as the weeks pass, because they matter to weeks ahead.
    """

    def __init__(self, library: Library) -> None:
        self.finding_rules = tuple(ReadyRule(rule) for layer in layers(library).values() for rule in layer)
        self.other_rules = tuple(
            ReadyRule(rule) for stage in STAGES if stage != "findings" for rule in library.rules_of(stage)
        )
        self.meanings = library.meanings
        self.makers = self._find_makers(library)
        self.tallies = {key: tuple(map(prospect, tally.of)) for key, tally in library.tallies.items()}

        self.questions = tuple(question.id for question in library.questions_in_order)
        self.ask_when = {key: prospect(question.ask_when) for key, question in library.questions.items()}
        self.open_spans = {key: _open_spans(question) for key, question in library.questions.items()}
        self.asks = {key: name for name, spans in self.open_spans.items() for key in spans}

        self.texts = frozenset(key for key, question in library.questions.items() if question.takes.own_words)
        self.lexicon = sorted({entry.finding for entry in library.lexicon.values()})
        self.pointing = sorted(key for key, symptom in library.symptoms.items() if symptom.muscles)
        stepped = {key for key, question in library.questions.items() if question.as_weeks_pass}
        self.code = READ_BY_CODE | {test.question for test in library.self_tests.values()} | stepped

    def _find_makers(self, library: Library) -> Mapping[str, Makers]:
        makers = {key: Makers([], []) for key in (*library.conditions, *library.symptoms)}
        for question, option, finding in library.meanings:
            makers[finding].keys.append(option_key(question, option))
        for rule in self.finding_rules:
            for finding in rule.finds:
                makers[finding].rules.append(rule)
        return makers


def _open_spans(question: Question) -> Mapping[str, Span]:
    """The spans of a question's facts while it is open; a text makes none."""
    if question.span is not None:
        return {number_key(question.id): unanswered(*question.span)}
    return {option_key(question.id, option): unanswered(0, 1) for option in question.option_ids}
