"""The changes of answers that may be named to a person: only of questions that are marked as changeable.

`by_choice` is what a person decides (minutes, things at hand, a goal), `as_found` what turns out to be so on looking
again (a self-test, a habit). A sign is never taken back, be it a complaint, a habit or the result of a test, and nobody
is told to do without a thing, or to exercise for less time, to get an exercise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from loosen._assessment.answer import default_of
from loosen._assessment.assessor import Assessor
from loosen._assessment.stages.intake import Intake
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import AnswerRecord
from loosen._model.base import Side
from loosen._model.question import AnswerValue, Question
from loosen._model.reserved import EQUIPMENT, SIDE_OF_RESULT
from loosen._model.when import tests_on_answers

STEP_OF_MINUTES = 5
FEW = 10
"""A number with no more values than this is tried with each of them."""


class Change(NamedTuple):
    """Another answer to one question: its value as a file of answers holds it, and the options that come in.

    `far` is how far a number is from what it was, and of a choice the place of the option.
    """

    question: Question
    value: Any
    added: tuple[str, ...] = ()
    far: int = 0

    @property
    def toggles(self) -> int:
        """How many options come in; a choice or a number counts as one."""
        return len(self.added) or 1


Size = tuple[int, int, int, tuple[tuple[int, int, str], ...]]


def size_of(changes: tuple[Change, ...]) -> Size:
    """What makes a change small: few answers, decided rather than found, few options, then the order of questions."""
    as_found = sum(change.question.changeable == "as_found" for change in changes)
    order = tuple((change.question.order, change.far, repr(change.value)) for change in changes)
    return len(changes), as_found, sum(change.toggles for change in changes), order


def single_changes(assessor: Assessor, taken: Intake, lacking: tuple[str, ...]) -> tuple[Change, ...]:
    """Every change of one answer that may be named, the smallest first.

    A question that does not certainly apply is left out: nobody is sent to a test that is not for them. `lacking` is
    what the exercise needs and the person has not at hand.
    """
    found = [
        change
        for question in assessor.library.questions_in_order
        if question.changeable and assessor.applies(question.id, taken.facts) == "yes"
        for change in _changes(question, taken.records[question.id], assessor.library, lacking)
    ]
    return tuple(sorted(found, key=lambda change: size_of((change,))))


def _changes(question: Question, record: AnswerRecord, library: Library, lacking: tuple[str, ...]) -> Iterator[Change]:
    if question.takes.several:
        yield from _of_a_list(question, record, lacking if question.id == EQUIPMENT else ())
    elif question.takes.number:
        yield from _of_a_number(question, record, library)
    else:
        never = default_of(question) if question.changeable == "as_found" else None
        for option in question.option_ids:
            if option not in (record.value, never) and _sides(record.value) <= _sides(option):
                yield Change(question, option)


def _sides(answer: AnswerValue | None) -> frozenset[Side]:
    """The sides that a self-test found to be tight; none for any other answer."""
    side = SIDE_OF_RESULT.get(str(answer))
    return frozenset(("left", "right") if side == "both" else (side,) if side else ())


def _of_a_list(question: Question, record: AnswerRecord, lacking: tuple[str, ...]) -> Iterator[Change]:
    """Each option that is not there yet, and for things at hand exactly those that are lacking."""
    chosen = record.value if isinstance(record.value, tuple) else ()
    for option in question.option_ids:
        if option not in chosen:
            yield _with(question, chosen, (option,))
    if len(lacking) > 1:
        yield _with(question, chosen, lacking)


def _with(question: Question, chosen: tuple[str, ...], more: tuple[str, ...]) -> Change:
    return Change(question, [name for name in question.option_ids if name in chosen or name in more], more)


def _of_a_number(question: Question, record: AnswerRecord, library: Library) -> Iterator[Change]:
    """Higher numbers: more minutes or days; weeks of training only ever come."""
    now = record.value if isinstance(record.value, int) else None
    for value in _values(question, library):
        if now is None or value > now:
            yield Change(question, value, far=abs(value - (now or 0)))


def _values(question: Question, library: Library) -> tuple[int, ...]:
    """The values worth trying: fives of minutes, all of a few, otherwise both sides of each bound that a rule tests."""
    least, most = question.minimum or 0, question.maximum or 0
    if question.unit == "minutes":
        return tuple(range(-(-least // STEP_OF_MINUTES) * STEP_OF_MINUTES, most + 1, STEP_OF_MINUTES))
    if most - least < FEW:
        return tuple(range(least, most + 1))
    return tuple(value for value in _bounds(library).get(question.id, ()) if least <= value <= most)


@remembered()
def _bounds(library: Library) -> Mapping[str, tuple[int, ...]]:
    """For each number the values on both sides of every bound that a rule or tally tests."""
    whens = [rule.when for rule in library.rules.values() if rule.status == "active"]
    whens += [part for tally in library.tallies.values() for part in tally.of]
    sides: dict[str, set[int]] = {}
    for test in (test for when in whens for test in tests_on_answers(when)):
        found = sides.setdefault(test.question, set())
        found.update(() if test.at_least is None else (test.at_least - 1, test.at_least))
        found.update(() if test.at_most is None else (test.at_most, test.at_most + 1))
    return {name: tuple(sorted(values)) for name, values in sides.items()}
