"""The same person some weeks on: what the answers certainly become with time, and what follows from them then.

Nothing is asked and nothing is guessed: weeks are added to what counts weeks, and an option becomes another when that
is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from loosen._engine.facts import Fact, Facts, number_key, option_key
from loosen._engine.literals import literals_of
from loosen._library import Library
from loosen._model.question import AsWeeksPass, Question
from loosen._model.when import When, tests_of, tests_on_answers

from .stages.intake import Applies, Intake, open_facts, take_one

Borders = Mapping[str, frozenset[int]]
"""For the key of a fact the numbers at which a test on it turns: one is on either side of such a number, or not."""


def borders_of(conditions: Iterable[When]) -> Borders:
    """The borders of all facts that these conditions look at."""
    found: dict[str, set[int]] = {}
    for literal in (literal for when in conditions for test in tests_of(when) for literal in literals_of(test)):
        borders = found.setdefault(literal.key, set())
        borders.update(() if literal.at_least is None else (literal.at_least,))
        borders.update(() if literal.at_most is None else (literal.at_most + 1,))
    return {key: frozenset(numbers) for key, numbers in found.items()}


class Since:
    """Facts as they are `now` beside those of `before`, all of which are still there."""

    def __init__(self, before: Facts, now: Facts) -> None:
        self.now = now
        self._changed = {
            key: (then, fact) for key, fact in now.items() if (then := before.get(key)) is not fact and then != fact
        }

    def reads_alike(self, borders: Borders) -> bool:
        """Whether no fact has crossed a border, so that every test on them reads as before."""
        changed = self._changed
        return not any(_crossed(*changed[key], borders[key]) for key in borders.keys() & changed.keys())


def _crossed(then: Fact | None, now: Fact, borders: frozenset[int]) -> bool:
    if then is None:
        return True
    ends = (then.low, now.low), (then.high, now.high)
    return any((before < border) != (after < border) for before, after in ends for border in borders)


class Clock:
    """What time changes of a library's answers, made ready once."""

    def __init__(self, library: Library) -> None:
        moving = (question for question in library.questions_in_order if question.as_weeks_pass)
        self._moving = tuple(one for one in moving if _moves(one.as_weeks_pass))
        names = {question.id for question in self._moving}
        opening = [
            question
            for question in library.questions_in_order
            if question.safety and any(test.question in names for test in tests_on_answers(question.ask_when))
        ]
        self._opening = {question.id: _as_taken(question) for question in opening}
        times = {question.id: question.as_weeks_pass for question in opening}
        self._taken_as = {name: time.taken_as for name, time in times.items() if time and time.taken_as}
        self._ruled = borders_of(_looked_at(library))
        self._asked = borders_of(question.ask_when for question in opening)

    def turns(self, taken: Intake, weeks: int, applies: Applies) -> tuple[int, ...]:
        """After how many weeks, of the first `weeks`, something is different that a rule looks at."""
        found = {week for question in self._moving for week in _turns(question, taken, self._ruled, weeks)}
        asked = {week for question in self._moving for week in _turns(question, taken, self._asked, weeks)}
        for week in sorted(asked - found):
            if not self._opened(taken, self._moved(taken, week), applies).keys() <= taken.facts.keys():
                found.add(week)
        return tuple(sorted(found))

    def ends(self, taken: Intake) -> tuple[int, str] | None:
        """After how many weeks nothing can be said any more, and the question that tells; None where no answer does."""
        found = []
        for question in self._moving:
            time, fact = question.as_weeks_pass, taken.facts.get(number_key(question.id))
            if time and time.ends_at is not None and time.grows_every and fact:
                left = max(0, time.ends_at - fact.low) * time.grows_every
                found.append((left - taken.older.get(question.id, 0), question.id))
        return min(found, default=None)

    def changed(self, taken: Intake, weeks: int, applies: Applies) -> dict[str, Fact]:
        """The facts that are other ones after so many weeks.

        A question that comes to apply by then is open, or answered as it says that it is taken.
        """
        moved = self._moved(taken, weeks)
        return {**moved, **self._opened(taken, moved, applies)}

    def opened(self, taken: Intake, weeks: int, applies: Applies) -> tuple[str, ...]:
        """The questions that come to apply in so many weeks and were not asked before."""
        facts = self._opened(taken, self._moved(taken, weeks), applies)
        return tuple(name for name, opening in self._opening.items() if opening.keys() & facts.keys())

    def moved_on(
        self, answers: Mapping[str, Any], older: Mapping[str, int], weeks: int, taken: Intake | None = None
    ) -> tuple[dict[str, Any], dict[str, int]]:
        """The same answers as they would be given so many weeks later, and how much `older` than that some still are.

        A number grows, and an option becomes another; what is over of a year or the like makes the answer older. So
        does what was `taken` by default.
        """
        records = [taken.records[one.id] for one in self._moving] if taken else []
        answers = {**{one.question: one.value for one in records if one.state == "default"}, **answers}
        moved, left = dict(answers), dict[str, int]()
        for question in self._moving:
            if (given := answers.get(question.id)) is not None:
                age = weeks + older.get(question.id, 0)
                moved[question.id], over = _answer_later(question, given, age)
                left |= {question.id: over} if over else {}
        return moved, left

    def stood_still(self, older: Mapping[str, int], weeks: int) -> dict[str, int]:
        """How much older answers are after so many weeks in which nothing was done: what comes by doing is younger."""
        doing = (one.id for one in self._moving if one.as_weeks_pass and one.as_weeks_pass.by_doing)
        return {**older, **{name: older.get(name, 0) - weeks for name in doing}} if weeks else dict(older)

    def taken_as(self, questions: Iterable[str]) -> dict[str, str]:
        """How these questions are taken while nobody answered them, as far as they say so."""
        return {name: taken for name in questions if (taken := self._taken_as.get(name))}

    def _moved(self, taken: Intake, weeks: int) -> dict[str, Fact]:
        later = (pair for question in self._moving for pair in _later(question, taken, weeks))
        return {key: fact for key, fact in later if fact != taken.facts[key]}

    def _opened(self, taken: Intake, moved: Facts, applies: Applies) -> dict[str, Fact]:
        facts, opened = {**taken.facts, **moved}, dict[str, Fact]()
        for question, found in self._opening.items():
            if taken.records[question].state == "not_applicable" and applies(question, facts) != "no":
                facts.update(found)
                opened.update(found)
        return opened


def _looked_at(library: Library) -> Iterator[When]:
    yield from (rule.when for rule in library.rules.values() if rule.status == "active")
    yield from (test for tally in library.tallies.values() for test in tally.of)


def _turns(question: Question, taken: Intake, borders: Borders, weeks: int) -> Iterator[int]:
    time, fact = question.as_weeks_pass, taken.facts.get(number_key(question.id))
    older = taken.older.get(question.id, 0)
    if time and time.grows_every and fact:
        for border in borders.get(fact.key, ()):
            for value in {fact.low, fact.high}:
                if 0 < (week := (border - value) * time.grows_every - older) <= weeks:
                    yield week
    elif time and not time.grows_every:
        given = taken.records[question.id].value
        yield from (one.after - older for one in time.becomes if one.from_ == given and 0 < one.after - older <= weeks)


def _moves(time: AsWeeksPass | None) -> bool:
    return time is not None and (time.grows_every is not None or bool(time.becomes))


def _later(question: Question, taken: Intake, weeks: int) -> Iterator[tuple[str, Fact]]:
    time, facts = question.as_weeks_pass, taken.facts
    weeks += taken.older.get(question.id, 0)
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


def _answer_later(question: Question, given: Any, age: int) -> tuple[Any, int]:
    """What an answer is when it is so many weeks old, and how old that is then."""
    time = question.as_weeks_pass
    if time and time.grows_every:
        if type(given) is not int:
            return given, age
        return min(given + age // time.grows_every, question.maximum or 0), age % time.grows_every
    reached = [one for one in time.becomes if one.from_ == given and one.after <= age] if time else []
    last = max(reached, key=lambda one: one.after, default=None)
    return (last.to, age - last.after) if last else (given, age)


def _is_sure(fact: Fact | None) -> bool:
    return fact is not None and fact.low == 1


def _as_taken(question: Question) -> Mapping[str, Fact]:
    time, alone = question.as_weeks_pass, Intake()
    if time is None or time.taken_as is None:
        return open_facts(question)
    take_one({question.id: time.taken_as}, question, "yes", alone)
    return alone.facts
