"""The same person some weeks on: what the answers certainly become with time, and what follows from them then.

Nothing is asked and nothing is guessed: weeks are added to what counts weeks, and an option becomes another when that
is certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loosen._engine.facts import Fact, Facts, number_key, option_key
from loosen._library import Library
from loosen._model.question import AsWeeksPass, Question
from loosen._model.when import When, tests_on_answers

from .stages.intake import Applies, Intake, open_facts, take_one


class Clock:
    """What time changes of a library's answers, made ready once."""

    def __init__(self, library: Library) -> None:
        moving = (question for question in library.questions_in_order if question.as_weeks_pass)
        self._moving = tuple(one for one in moving if _moves(one.as_weeks_pass))
        names = {question.id for question in self._moving}
        self._opening = {
            question.id: _as_taken(question)
            for question in library.questions_in_order
            if question.safety and any(test.question in names for test in tests_on_answers(question.ask_when))
        }
        self._borders = _borders(library, names)

    def turns(self, taken: Intake, weeks: int) -> tuple[int, ...]:
        """After how many weeks, of the first `weeks`, something is different that a rule or a question looks at."""
        found = {week for question in self._moving for week in self._turns_of(question, taken, weeks)}
        return tuple(sorted(found))

    def ends(self, taken: Intake) -> tuple[int, str] | None:
        """After how many weeks nothing can be said any more, and the question that tells; None where no answer does."""
        found = []
        for question in self._moving:
            time, fact = question.as_weeks_pass, taken.facts.get(number_key(question.id))
            if time and time.ends_at is not None and time.grows_every and fact:
                found.append((max(0, time.ends_at - fact.low) * time.grows_every, question.id))
        return min(found, default=None)

    def changed(self, taken: Intake, weeks: int, applies: Applies) -> dict[str, Fact]:
        """The facts that are other ones after so many weeks.

        A question that comes to apply by then is open, or answered as it says that it is taken.
        """
        later = (pair for question in self._moving for pair in _later(question, taken.facts, weeks))
        changed = {key: fact for key, fact in later if fact != taken.facts[key]}
        facts = {**taken.facts, **changed}
        for question, opened in self._opening.items():
            if taken.records[question].state == "not_applicable" and applies(question, facts) != "no":
                facts.update(opened)
                changed.update(opened)
        return changed

    def _turns_of(self, question: Question, taken: Intake, weeks: int) -> Iterator[int]:
        time = question.as_weeks_pass
        if time and time.grows_every:
            fact = taken.facts.get(number_key(question.id))
            if fact:
                for border in self._borders[question.id]:
                    after = (border - fact.low) * time.grows_every, (border - fact.high) * time.grows_every
                    yield from (week for week in after if 0 < week <= weeks)
        elif time:
            given = taken.records[question.id].value
            yield from (one.after for one in time.becomes if one.from_ == given and one.after <= weeks)


def _moves(time: AsWeeksPass | None) -> bool:
    return time is not None and (time.grows_every is not None or bool(time.becomes))


def _borders(library: Library, names: set[str]) -> Mapping[str, frozenset[int]]:
    """For each of these questions the numbers at which a test on it turns, as a number grows."""
    found: dict[str, set[int]] = {name: set() for name in names}
    for when in _conditions(library):
        for test in tests_on_answers(when):
            if test.question in names:
                found[test.question].update(() if test.at_least is None else (test.at_least,))
                found[test.question].update(() if test.at_most is None else (test.at_most + 1,))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _conditions(library: Library) -> Iterator[When]:
    yield from (rule.when for rule in library.rules.values() if rule.status == "active")
    yield from (test for tally in library.tallies.values() for test in tally.of)
    yield from (question.ask_when for question in library.questions.values() if question.safety)


def _later(question: Question, facts: Facts, weeks: int) -> Iterator[tuple[str, Fact]]:
    time = question.as_weeks_pass
    if time and time.grows_every:
        key, grown = number_key(question.id), weeks // time.grows_every
        if fact := facts.get(key):
            most = question.maximum or 0
            yield key, Fact(key, min(fact.low + grown, most), min(fact.high + grown, most))
    elif time:
        now = next(
            (option for option in question.option_ids if _is_sure(facts.get(option_key(question.id, option)))), ""
        )
        reached = [one for one in time.becomes if one.from_ == now and one.after <= weeks]
        if reached:
            to = max(reached, key=lambda one: one.after).to
            for option in question.option_ids:
                key, holds = option_key(question.id, option), int(option == to)
                yield key, Fact(key, holds, holds)


def _is_sure(fact: Fact | None) -> bool:
    return fact is not None and fact.low == 1


def _as_taken(question: Question) -> Mapping[str, Fact]:
    time, alone = question.as_weeks_pass, Intake()
    if time is None or time.taken_as is None:
        return open_facts(question)
    take_one({question.id: time.taken_as}, question, "yes", alone)
    return alone.facts
