"""Which signs another answer takes back; they count until the person confirms that it was a mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from loosen._assessment.answer import read_answer
from loosen._assessment.assessor import Assessor
from loosen._assessment.stages.intake import is_telling
from loosen._library import Library
from loosen._model.question import RED_FLAGS, Question
from loosen._words.record import option_words


class Sign(NamedTuple):
    """Something that was said and tells of a sign or a condition: what it is called, and its words."""

    id: str
    words: str


def signs_taken_back(question: str, old: Any, new: Any, assessor: Assessor) -> Iterator[Sign]:
    """The signs that an answer tells of and another answer to the same question does not."""
    asked = assessor.library.questions[question]
    if asked.takes.own_words:
        yield from _unheard(str(old), str(new), assessor)
    elif asked.safety:
        yield from _unticked(asked, old, new, _quiet(asked, assessor.library))


def _quiet(question: Question, library: Library) -> frozenset[str]:
    """The options of a question about warning signs that tell of none; where no screen names one, all may tell."""
    return frozenset(screen.quiet[question.id] for screen in library.screens.values() if question.id in screen.quiet)


def _unticked(question: Question, old: Any, new: Any, quiet: Collection[str]) -> Iterator[Sign]:
    before, after = (_chosen(question, value) for value in (old, new))
    for option in before:
        warns = question.section == RED_FLAGS and option not in quiet
        if option not in after and (warns or is_telling(_as_given(question, option), question)):
            (words,) = option_words(option, question)
            yield Sign(f"{question.id}.{option}", words)


def _as_given(question: Question, option: str) -> Any:
    return [option] if question.takes.several else option


def _chosen(question: Question, value: Any) -> tuple[str, ...]:
    """The options that an answer names; none of a number, which tells of a sign by rules alone."""
    given, _ = read_answer({question.id: value}, question)
    said = given.value if given else None
    if isinstance(said, tuple):
        return said
    return (said,) if isinstance(said, str) else ()


def _unheard(old: str, new: str, assessor: Assessor) -> Iterator[Sign]:
    after, language = assessor.read(new), assessor.library.language_id
    for entry in assessor.read(old):
        if entry not in after:
            yield Sign(f"lexicon:{entry}", assessor.library.lexicon[entry].named(language))
