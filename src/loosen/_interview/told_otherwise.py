"""Words of one's own that no ticked answer fits, or that were not understood: what is asked about them once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loosen._assessment.lexicon import Listened
from loosen._assessment.stages.intake import Intake
from loosen._library import Library
from loosen._model.audit import Conflict
from loosen._words.speech import speech_of


def told_otherwise(listened: Listened, taken: Intake, library: Library) -> Iterator[Conflict]:
    """One conflict for each question that denies a sign heard in a text, and for each text that was not understood."""
    speech, quotes = speech_of(library.language_id), defaultdict[tuple[str, str], list[str]](list)
    for record in listened.heard:
        for question in _that_deny(library.lexicon[record.lexicon].boxes, taken):
            quotes[record.question, question].append(record.words)
    for (text, question), words in quotes.items():
        told = ", ".join(f"“{quote}”" for quote in dict.fromkeys(words))
        say = speech("interview.told_otherwise", words=told, question=library.questions[question].text)
        yield Conflict(questions=(text, question), say=say)
    for one in listened.written:
        if not one.understood:
            yield Conflict(questions=(one.question,), say=speech("interview.not_understood"))


def _that_deny(boxes: Mapping[str, Sequence[str]], taken: Intake) -> list[str]:
    """The questions that were answered without ticking the sign; none where another of them tells of it."""
    answered = [name for name in boxes if name in taken.records and taken.records[name].state == "answered"]
    if any(not set(boxes[name]).isdisjoint(_chosen(taken.records[name].value)) for name in answered):
        return []
    return answered


def _chosen(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple) else (value,)
