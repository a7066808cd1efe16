"""The causes of a difference in words: the main ones, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loosen._explain.compare.types import (
    AdviceChange,
    Attributed,
    Cause,
    Comparison,
)
from loosen._words.speech import Speech

MOST_CAUSES = 2
"""Causes told of one difference; the rest are for the reviewer."""
MOST_ANSWERS = 3
"""Answers named as the cause of one difference; more are counted."""


def only_answer(found: Comparison) -> str:
    """The question behind all of it, where one answer changed and nothing else."""
    answers = [change.question for change in found.changed_answers]
    return answers[0] if len(answers) == 1 and found.same_library else ""


Called = Callable[[str], str]
"""What a question is called in a sentence, by its id."""


def whence(
    one: Attributed, found: Comparison, speech: Speech, *, deep: bool, called: Called | None = None
) -> list[str]:
    """What brought a difference about, as sentences; where questions are `called` by their words, without any id."""
    told = _once(one.causes if deep else _main_causes(one, found, speech), speech, ids=called is None)
    if one.answers and not only_answer(found):
        names = one.answers if called is None else tuple(map(called, one.answers))
        told.append(_because_of(names, found, speech, deep=deep))
    entries = sorted({entry.partition(":")[2] for cause in one.causes for entry in cause.entries})
    if entries:
        told.append(speech("comparison.changed_in_library", entries=", ".join(entries)))
    return told or ([] if one.is_attributed else [speech("comparison.not_attributed")])


def _main_causes(one: Attributed, found: Comparison, speech: Speech) -> Sequence[Cause]:
    """Those told to a person; of advice not what the level says already."""
    if found.level and isinstance(one, AdviceChange):
        own = [cause for cause in one.causes if cause.id not in {level.id for level in found.level.causes}]
        return own[:MOST_CAUSES] or [Cause(kind="level", say=speech("comparison.goes_with_level"))]
    return one.causes[:MOST_CAUSES]


def _once(causes: Sequence[Cause], speech: Speech, *, ids: bool) -> list[str]:
    """The causes as sentences, where what the last brackets of several say is said with the last of them."""
    if [cause.when for cause in causes] == ["now", "before"] and causes[0].what == causes[1].what:
        return [speech("comparison.now_as_before", what=causes[0].what)]
    ends = [f" ({cause.aside})." if cause.aside else "" for cause in causes]
    last = {end: place for place, end in enumerate(ends)}
    told = [f"{cause.say[: -len(end)]}." if end and last[end] > place else cause.say
            for place, (cause, end) in enumerate(zip(causes, ends, strict=True))]  # fmt: skip
    return told if ids else [_without_id(say, cause) for say, cause in zip(told, causes, strict=True)]


def _without_id(say: str, cause: Cause) -> str:
    """A sentence without the id of the rule that it is about."""
    return say.replace(f" ({cause.id.rpartition(':')[2]})", "")


def _because_of(answers: Sequence[str], found: Comparison, speech: Speech, *, deep: bool) -> str:
    if not deep and len(answers) > MOST_ANSWERS:
        return speech("comparison.because_of_some", some=len(answers), all=len(found.changed_answers))
    key = "comparison.because_of_answers" if len(answers) > 1 else "comparison.because_of_answer"
    return speech(key, questions=", ".join(answers))
