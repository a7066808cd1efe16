"""Rules by the facts they wait for, so that a trial judges only those that a change can touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loosen._assessment.stages import findings
from loosen._engine import Outcome
from loosen._engine.checked import may_be_unknown
from loosen._engine.evaluator import Evaluator
from loosen._engine.facts import Facts
from loosen._engine.literals import literals_of
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.base import LATER_STAGES
from loosen._model.question import Question
from loosen._model.rule import Rule
from loosen._model.when import tests_of, tests_on_answers


class Rules:
    """The rules of a library, each made ready by itself and found by the facts that it looks at."""

    def __init__(self, library: Library) -> None:
        self.layers = findings.layers(library)
        groups: dict[str, tuple[Rule, ...]] = {
            **self.layers,
            **{stage: library.rules_of(stage) for stage in LATER_STAGES},
        }
        in_order = {group: sorted(rules, key=lambda rule: rule.id) for group, rules in groups.items()}
        self._judges = {group: [_judge(rule) for rule in rules] for group, rules in in_order.items()}
        self._places = {group: _places(rules) for group, rules in in_order.items()}
        self.working_on: dict[str, set[str]] = {}
        for key, exercise in library.active_exercises.items():
            for target in exercise.targets:
                self.working_on.setdefault(target.muscle, set()).add(key)
        self._library = library
        self._waiting = _waiting(library)
        self._read_again: dict[frozenset[str], tuple[Question, ...]] = {}

    def read_again(self, changed: Iterable[str]) -> tuple[Question, ...]:
        """The questions with another answer and those that hang on them, in the order in which they are asked."""
        key = frozenset(changed)
        if key not in self._read_again:
            again, open_ = set(key), list(key)
            while open_:
                fresh = self._waiting[open_.pop()] - again
                again |= fresh
                open_.extend(fresh)
            self._read_again[key] = tuple(one for one in self._library.questions_in_order if one.id in again)
        return self._read_again[key]

    def run(self, group: str, facts: Facts) -> tuple[Outcome, ...]:
        """What every rule of a group says."""
        return tuple([judge.run(facts)[0] for judge in self._judges[group]])

    def again(self, group: str, facts: Facts, before: Facts, said: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        """The same when facts have changed since; `said` itself when no rule says anything else."""
        places = {
            place
            for key, places in self._places[group].items()
            if facts.get(key) != before.get(key)
            for place in places
        }
        judges = self._judges[group]
        other = {place: now for place in places if (now := judges[place].run(facts)[0]) != said[place]}
        return tuple([other.get(place, one) for place, one in enumerate(said)]) if other else said


def _judge(rule: Rule) -> Evaluator:
    return Evaluator((rule,), (rule.id,) if may_be_unknown(rule) else ())


def _places(rules: Iterable[Rule]) -> Mapping[str, tuple[int, ...]]:
    """The places of the rules that look at each fact."""
    places: dict[str, list[int]] = {}
    for place, rule in enumerate(rules):
        for key in {literal.key for test in tests_of(rule.when) for literal in literals_of(test)}:
            places.setdefault(key, []).append(place)
    return {key: tuple(found) for key, found in places.items()}


def _waiting(library: Library) -> Mapping[str, frozenset[str]]:
    """For each question those that are asked, or not, because of its answer."""
    waiting: dict[str, set[str]] = {key: set() for key in library.questions}
    for question in library.questions.values():
        for test in tests_on_answers(question.ask_when):
            waiting[test.question].add(question.id)
    return {key: frozenset(found) for key, found in waiting.items()}


@remembered()
def rules_by_stage(library: Library) -> Rules:
    """The rules of a library, made ready once."""
    return Rules(library)
