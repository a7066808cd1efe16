"""Where a difference comes from: back from a rule over findings and other rules to the answers that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from loosen._library import Library
from loosen._model.audit import AnswerRecord
from loosen._model.base import RuleId
from loosen._model.effects import Advise, Session
from loosen._model.reserved import PROGRAMME
from loosen._model.when import FindingTest, QuestionTest, Test, tests_of

from .seen import Seen
from .types import EntryChange

SET_BY_A_PROGRAMME = ("minutes", "days_per_week")
"""Answers in whose place a programme puts its own."""
SELF_TEST = "test_"
"""How the questions about self-tests begin."""
UNSAID = ("not_applicable", "skipped", "left_open", "default")
"""States of a question to which nobody gave an answer."""


class Roots(NamedTuple):
    """The changed answers, and the changed entries of the library, that something goes back to."""

    answers: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()


def joined(roots: Iterable[Roots]) -> Roots:
    """All of these together."""
    answers: set[str] = set()
    entries: set[str] = set()
    for one in roots:
        answers |= one.answers
        entries |= one.entries
    return Roots(frozenset(answers), frozenset(entries))


class Tracer:
    """Follows both records back to what changed.

    The records do not say which question a self-test has, which tests a tally counts, nor which rule gives a piece of
    advice: a `library` that one of them was made with does, where there is one.
    """

    def __init__(self, before: Seen, after: Seen, library: Library | None = None) -> None:
        self.sides = (before, after)
        known = library is not None and library.digest in {side.audit.library_digest for side in self.sides}
        self.library = library if known else None
        self._known: dict[str, Roots] = {}

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The questions whose answer changed, in the order of the interview."""
        before, after = self.sides
        names = dict.fromkeys((*after.answers, *before.answers))
        return tuple([name for name in names if not same_answer(before.answers.get(name), after.answers.get(name))])

    @cached_property
    def entries(self) -> tuple[EntryChange, ...]:
        """The entries of the library that changed, as far as both records show it."""
        return tuple(self._entries())

    def _entries(self) -> Iterator[EntryChange]:
        before, after = self.sides
        if before.audit.library_digest == after.audit.library_digest:
            return
        for node in sorted({f"rule:{rule}" for side in self.sides for rule in side.rules}):
            rule = node.removeprefix("rule:")
            stage = next(side.rules[rule].stage for side in self.sides if rule in side.rules)
            known = tuple(self._entry(node, before.state(rule, stage), after.state(rule, stage)))
            yield from known
            if not known and self._is_another(rule):
                yield EntryChange(entry=node, change="changed")
        for name in sorted({name for side in self.sides for name in side.exercises}):
            yield from self._entry(f"exercise:{name}", before.fate(name), after.fate(name))

    def _entry(self, node: str, was: str, now: str) -> Iterator[EntryChange]:
        before, after = self.sides
        digests = (before.digest_of(node), after.digest_of(node))
        if "not_considered" in (was, now):
            return
        if "not_there" in (was, now):
            yield EntryChange(entry=node, change="added" if was == "not_there" else "removed")
        elif all(digests) and digests[0] != digests[1]:
            yield EntryChange(entry=node, change="changed")

    def _is_another(self, rule: RuleId) -> bool:
        """Whether a rule speaks otherwise although nothing that it looks at changed: then it must have changed."""
        if not all(rule in side.rules for side in self.sides) or not self.differs(rule):
            return False
        heard = [side.rules[rule] for side in self.sides]
        facts = {fact for one in heard for fact in one.matched}
        facts |= {one.failed.fact for one in heard if one.failed and one.failed.fact}
        return not any(map(self._fact_differs, facts))

    def _fact_differs(self, fact: str) -> bool:
        """Whether what is known of a fact is not the same on both sides."""
        before, after = self.sides
        kind, _, name = fact.partition(":")
        if kind == "finding":
            return before.finding(name) != after.finding(name)
        if kind == "tally":
            return before.tallies.get(name) != after.tallies.get(name)
        return bool(self.of_question(fact.partition("=")[0]).answers)

    @cached_property
    def _changed(self) -> frozenset[str]:
        return frozenset(change.entry for change in self.entries)

    def differs(self, rule: RuleId) -> bool:
        """Whether a rule speaks in one record as it does not in the other."""
        states = [side.rules[rule].state if rule in side.rules else "" for side in self.sides]
        return states[0] != states[1]

    def of_rule(self, rule: RuleId) -> Roots:
        """What a rule's speaking, or another silence of it, goes back to."""
        return self._of(f"rule:{rule}")

    def of_entry(self, node: str) -> Roots:
        """The entry itself, where it changed."""
        return Roots(entries=frozenset({node} & self._changed))

    def of_question(self, *questions: str) -> Roots:
        """The questions themselves, where their answer changed."""
        wanted = {*questions, *([PROGRAMME] if not set(questions).isdisjoint(SET_BY_A_PROGRAMME) else [])}
        return Roots(answers=frozenset(wanted & set(self.answers)))

    def of_finding(self, finding: str) -> Roots:
        """What a finding goes back to."""
        return self._of(f"finding:{finding}")

    def of_pointer(self, via: str) -> Roots:
        """What something that points to a muscle goes back to: a symptom, a self-test or a rule."""
        kind, _, name = via.partition(":")
        if kind == "rule":
            return self.of_rule(name)
        if kind == "programme":
            return self.of_question(PROGRAMME)
        if kind == "symptom":
            return self.of_finding(name)
        if self.library and name in self.library.self_tests:
            return self.of_question(self.library.self_tests[name].question)
        return self.of_question(*(question for question in self.answers if question.startswith(SELF_TEST)))

    def advising(self, advice: str) -> tuple[RuleId, ...]:
        """The rules that give a piece of advice and speak otherwise now; all that may, where no library tells."""
        speaking = [rule for rule in self.changed_rules if self._may_advise(rule, advice)]
        return tuple(speaking)

    def _may_advise(self, rule: RuleId, advice: str) -> bool:
        if self.library and rule in self.library.rules:
            return any(advice in effect.advise for effect in self.library.rules[rule].effects(Advise))
        stage = next(side.rules[rule].stage for side in self.sides if rule in side.rules)
        return stage not in ("findings", "focus")

    def may_shape_the_session(self, rule: RuleId) -> bool:
        """Whether a rule says how many exercises there are, of which kinds; a wish for some of them does not."""
        if self.library and rule in self.library.rules:
            return bool(self.library.rules[rule].effects(Session))
        return True

    @cached_property
    def changed_rules(self) -> tuple[RuleId, ...]:
        """The rules that speak in one record as they do not in the other, by id."""
        return tuple(sorted(rule for rule in {**self.sides[0].rules, **self.sides[1].rules} if self.differs(rule)))

    def _of(self, key: str) -> Roots:
        """What a fact or rule goes back to; one that is being followed already adds nothing."""
        if key not in self._known:
            self._known[key] = Roots()
            self._known[key] = joined(self._steps(key))
        return self._known[key]

    def _steps(self, key: str) -> Iterator[Roots]:
        kind, _, name = key.partition(":")
        if kind == "rule":
            yield self.of_entry(key)
            yield from self._of_conditions(name)
        elif kind == "finding":
            yield from (
                self._of_source(source)
                for side in self.sides
                if name in side.findings
                for source in side.findings[name].derived_from
            )
        elif kind == "tally":
            tests = self.library.tallies[name].of if self.library and name in self.library.tallies else ()
            yield from (self._of_test(test) for when in tests for test in tests_of(when))
        else:
            yield from self._of_asked(key.partition("=")[0])

    def _of_asked(self, question: str) -> Iterator[Roots]:
        """The question itself, what it contradicts, and what it is asked upon where it is asked on one side only."""
        yield self.of_question(question)
        said = [{conflict.questions for conflict in side.audit.conflicts} for side in self.sides]
        for questions in sorted(said[0] ^ said[1]):
            if question in questions:
                yield self.of_question(*questions)
        states = [side.answers[question].state if question in side.answers else "" for side in self.sides]
        if states[0] != states[1] and self.library and question in self.library.questions:
            yield from map(self._of_test, tests_of(self.library.questions[question].ask_when))

    def _of_test(self, test: Test) -> Roots:
        if isinstance(test, QuestionTest):
            return self._of(test.question)
        return self._of(f"finding:{test.finding}" if isinstance(test, FindingTest) else f"tally:{test.tally}")

    def _of_conditions(self, rule: RuleId) -> Iterator[Roots]:
        for side in self.sides:
            if rule in side.rules:
                yield from (self._of(fact) for fact in side.rules[rule].matched)
                if (failed := side.rules[rule].failed) and failed.fact:
                    yield self._of(failed.fact)

    def _of_source(self, source: str) -> Roots:
        """What something that a finding was derived from goes back to."""
        if source.startswith("lexicon:"):
            heard = (record for side in self.sides for record in side.audit.heard)
            return self.of_question(*(record.question for record in heard if source == f"lexicon:{record.lexicon}"))
        if source == "conflicts":
            conflicts = (conflict for side in self.sides for conflict in side.audit.conflicts)
            return self.of_question(*(question for conflict in conflicts for question in conflict.questions))
        return self._of(f"rule:{source}" if "-" in source else source)


def same_answer(one: AnswerRecord | None, other: AnswerRecord | None) -> bool:
    """Whether two records hold the same answer; where nobody gave one, a value that both have must be the same."""
    states = [record.state if record else "skipped" for record in (one, other)]
    if all(state in UNSAID for state in states):
        values = [record.value for record in (one, other) if record and record.value is not None]
        return len(values) < 2 or values[0] == values[1]
    return one == other
