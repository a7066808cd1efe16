"""The changes of answers that may be named to a person: only of questions that are marked as changeable.

`by_choice` is what a person decides (minutes, things at hand, a goal), `as_found` what turns out to be so on looking
again (a self-test, a habit); of the latter a test is never taken back to "not done".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from loosen.asking import Asking
from loosen.given import default_of
from loosen.library import Library
from loosen.model.audit import AnswerRecord
from loosen.model.question import NONE, Question
from loosen.model.when import QuestionTest, tests_of
from loosen.stages.intake import Intake

STEP_OF_MINUTES = 5
FEW = 10
"""A number with no more values than this is tried with each of them."""


class Change(NamedTuple):
    """Another answer to one question: its value as a file of answers holds it, and the options that come in or go.

    `far` is how far a number is from what it was, and of a choice the place of the option.
    """

    question: Question
    value: Any
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    far: int = 0

    @property
    def toggles(self) -> int:
        """How many options come in or go; a choice or a number counts as one."""
        return len(self.added) + len(self.removed) or 1


Size = tuple[int, int, int, tuple[tuple[int, int, str], ...]]


def size_of(changes: tuple[Change, ...]) -> Size:
    """What makes a change small: few answers, decided rather than found, few options, then the order of questions."""
    as_found = sum(change.question.changeable == "as_found" for change in changes)
    order = tuple((change.question.order, change.far, repr(change.value)) for change in changes)
    return len(changes), as_found, sum(change.toggles for change in changes), order


def single_changes(library: Library, asking: Asking, taken: Intake, lacking: tuple[str, ...]) -> tuple[Change, ...]:
    """Every change of one answer that may be named, the smallest first.

    A question that does not certainly apply is left out: nobody is sent to a test that is not for them. `lacking` is
    what the exercise needs and the person has not at hand.
    """
    found = [
        change
        for question in library.questions_in_order
        if question.changeable and asking.applies(question.id, taken.facts) == "yes"
        for change in _changes(question, taken.records[question.id], library, lacking)
    ]
    return tuple(sorted(found, key=lambda change: size_of((change,))))


def _changes(question: Question, record: AnswerRecord, library: Library, lacking: tuple[str, ...]) -> Iterator[Change]:
    if question.type == "choices":
        yield from _of_a_list(question, record, lacking if question.id == "equipment" else ())
    elif question.type == "number":
        yield from _of_a_number(question, record, library)
    else:
        never = default_of(question) if question.changeable == "as_found" else None
        yield from (Change(question, option) for option in question.option_ids if option not in (record.value, never))


def _of_a_list(question: Question, record: AnswerRecord, lacking: tuple[str, ...]) -> Iterator[Change]:
    """Each option in or out, and for things at hand exactly those that are lacking.

    What a person decides only comes in: nobody is told to do without a wall.
    """
    chosen = record.value if isinstance(record.value, tuple) else ()
    kept = chosen if question.changeable == "by_choice" else ()
    for option in question.option_ids:
        if option in kept:
            continue
        other = tuple(name for name in question.option_ids if (name in chosen) != (name == option))
        came, went = ((), (option,)) if option in chosen else ((option,), ())
        yield Change(question, list(other) or [NONE], came, went)
    if len(lacking) > 1:
        both = [name for name in question.option_ids if name in chosen or name in lacking]
        yield Change(question, both, lacking)


def _of_a_number(question: Question, record: AnswerRecord, library: Library) -> Iterator[Change]:
    """Other numbers; of what is found only higher ones, because weeks of training only ever come."""
    now = record.value if isinstance(record.value, int) else None
    for value in _values(question, library):
        if value != now and (question.changeable == "by_choice" or now is None or value > now):
            yield Change(question, value, far=abs(value - (now or 0)))


def _values(question: Question, library: Library) -> tuple[int, ...]:
    """The values worth trying: fives of minutes, all of a few, otherwise both sides of each bound that a rule tests."""
    least, most = question.minimum or 0, question.maximum or 0
    if question.unit == "minutes":
        return tuple(range(-(-least // STEP_OF_MINUTES) * STEP_OF_MINUTES, most + 1, STEP_OF_MINUTES))
    if most - least < FEW:
        return tuple(range(least, most + 1))
    return tuple(value for value in _bounds(library).get(question.id, ()) if least <= value <= most)


@lru_cache(maxsize=4)
def _bounds(library: Library) -> Mapping[str, tuple[int, ...]]:
    """For each number the values on both sides of every bound that a rule or tally tests."""
    whens = [rule.when for rule in library.rules.values() if rule.status == "active"]
    whens += [part for tally in library.tallies.values() for part in tally.of]
    sides: dict[str, set[int]] = {}
    for test in (test for when in whens for test in tests_of(when)):
        if isinstance(test, QuestionTest):
            found = sides.setdefault(test.question, set())
            found.update(() if test.at_least is None else (test.at_least - 1, test.at_least))
            found.update(() if test.at_most is None else (test.at_most, test.at_most + 1))
    return {name: tuple(sorted(values)) for name, values in sides.items()}
