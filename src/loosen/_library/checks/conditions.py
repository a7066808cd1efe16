"""What must be true of the tests in a condition: that each can hold, and that none reassures where it must not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from loosen._library.library import Library
from loosen._library.reading import Entry, Shelf
from loosen._library.yaml_text import Path
from loosen._model.names import did_you_mean
from loosen._model.question import Question
from loosen._model.rule import Rule
from loosen._model.when import Always, FindingTest, QuestionTest, Test, When
from loosen.errors import Fault, FaultCode

_CONDITION = {"rules": "when", "questions": "ask_when", "tallies": "of"}
"""Where each kind of entry has its condition."""
_WHEN: TypeAdapter[Any] = TypeAdapter(When)


def tests_in(entry: Entry) -> Iterator[tuple[Test, Path]]:
    """Every test in an entry's condition that makes sense by itself, and where it stands."""
    key = _CONDITION.get(entry.kind, "")
    if key in entry.text.value:
        yield from _tests_in(entry.text.value[key], (key,))


def _tests_in(value: Any, path: Path) -> Iterator[tuple[Test, Path]]:
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _tests_in(part, (*path, number))
    elif isinstance(value, dict) and (joined := value.keys() & {"all", "any"}):
        for key in joined:
            yield from _tests_in(value[key], (*path, key))
    else:
        try:
            test = _WHEN.validate_python(value)
        except ValidationError:  # told already
            return
        if not isinstance(test, Always):
            yield test, path


def of_conditions(entry: Entry, library: Library, shelf: Shelf) -> Iterator[Fault]:
    """Every fault in the tests of an entry's condition."""
    heard = {lexicon.finding for lexicon in library.lexicon.values()}
    guarded = entry.kind == "rules" and isinstance(entry.model, Rule) and entry.model.stage == "safety"
    for test, path in tests_in(entry):
        where = entry.text.at(path)
        if isinstance(test, QuestionTest) and (question := _question(test.question, library, shelf)):
            yield from _of_question_test(test, question, where)
            if isinstance(entry.model, Question) and question.order >= entry.model.order:
                yield Fault(
                    FaultCode.UNSOUND, where, f"looks at {test.question}, which is asked later.", "Change the order."
                )
        if isinstance(test, FindingTest) and test.wants_absence and test.finding in heard:
            yield Fault(
                FaultCode.UNSOUND,
                where,
                f"looks for {test.finding} being absent.",
                "Words not written must never reassure.",
            )
        if guarded and test.wants_absence:
            yield Fault(
                FaultCode.UNSOUND,
                where,
                "a safety rule looks for something absent.",
                "More risk must never allow more.",
            )


_LOOKED_AT = {"id", "order", "type", "options", "minimum", "maximum"}


def _question(name: str, library: Library, shelf: Shelf) -> Question | None:
    """A question, also one of which only the rest could not be read."""
    for part in shelf.parts:
        if part.kind == "questions" and part.key == name:
            return part.model if vars(part.model).keys() >= _LOOKED_AT else None
    return library.questions.get(name)


def _of_question_test(test: QuestionTest, question: Question, where: str) -> Iterator[Fault]:
    known = question.option_ids
    bounds = [bound for bound in (test.at_least, test.at_most) if bound is not None]
    for option in test.options:
        if option not in known:
            remedy = did_you_mean(option, known, f"It has: {', '.join(known)}.")
            yield Fault(FaultCode.UNKNOWN_ENTRY, where, f"{question.id} has no option '{option}'.", remedy)
    for bound in bounds:
        if question.minimum is None or question.maximum is None:
            yield Fault(FaultCode.UNSOUND, where, f"{question.id} is not a number.", "Test an option with 'is'.")
        elif not question.minimum <= bound <= question.maximum:
            yield Fault(
                FaultCode.UNSOUND,
                where,
                f"{question.id} can never be {bound}.",
                f"Its range is {question.minimum} to {question.maximum}.",
            )
