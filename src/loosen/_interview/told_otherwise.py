"""Words of one's own that the ticked answers deny, or that were not understood: what is asked about them once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from loosen._library import Library
from loosen._model.audit import Conflict, HeardRecord, WrittenRecord
from loosen._model.effects import AskAgain
from loosen._model.question import NONE
from loosen._model.when import FindingTest, tests_of
from loosen._words.speech import speech_of

_DENIALS = (NONE, "no", [NONE])
"""Answers that say that none of it is there."""


def told_otherwise(
    heard: Sequence[HeardRecord], written: Sequence[WrittenRecord], answers: Mapping[str, Any], library: Library
) -> Iterator[Conflict]:
    """One conflict for each question that denies a sign heard in a text, and for each text that was not understood."""
    speech, quotes = speech_of(library.language_id), defaultdict[tuple[str, str], list[str]](list)
    for record in heard:
        for question in _asked_by(library).get(record.finding, ()):
            if answers.get(question) in _DENIALS:
                quotes[record.question, question].append(record.words)
    for (text, question), words in quotes.items():
        told = ", ".join(f"“{quote}”" for quote in dict.fromkeys(words))
        say = speech("interview.told_otherwise", words=told, question=library.questions[question].text)
        yield Conflict(questions=(text, question), say=say)
    for one in written:
        if not one.understood:
            yield Conflict(questions=(one.question,), say=speech("interview.not_understood"))


@lru_cache(maxsize=4)
def _asked_by(library: Library) -> Mapping[str, tuple[str, ...]]:
    """The questions that the rules of triage ask again, by the finding from words that they look at."""
    told = {entry.finding for entry in library.lexicon.values()}
    asked: dict[str, dict[str, None]] = defaultdict(dict)
    for rule in library.rules_of("triage"):
        for test in tests_of(rule.when):
            if isinstance(test, FindingTest) and test.finding in told:
                for effect in rule.effects(AskAgain):
                    asked[test.finding].update(dict.fromkeys(effect.ask_again))
    return {finding: tuple(questions) for finding, questions in asked.items()}
