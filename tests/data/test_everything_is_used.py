"""Nothing in the library is idle: every rule speaks, and every exercise is given, to somebody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest
from scripts.pairs import Told
from tests.by_day import AT_NIGHT
from tests.crowd import Crowd
from tests.people import EVERYBODYS, completed, plan_of
from tests.personas import load_personas

from loosen._model.plan import Recommendation

LIBRARY = EVERYBODYS.library
MOST_TRIES = 80
"""How many people an exercise is offered to before it counts as idle."""
FIRST_TRIES = (3, 20)
"""How many it is offered to before the others have their turn, whose people may be given it as well."""
BEHIND_TRIAGE = {"SAF-019", "SAF-036", "SAF-055", "SAF-407"}
"""Safety rules for people whom triage never lets through: a second net, which only their own cases can make speak."""


class Seen:
    """Which rules spoke and which exercises were given so far, at once or in the weeks ahead."""

    def __init__(self) -> None:
        self.rules: set[str] = set()
        self.exercises: set[str] = set()

    def note(self, recommendation: Recommendation) -> None:
        stages = recommendation.audit.stages
        planned = [stage for stage in stages if recommendation.plan or stage.stage != "safety"]  # a referral bars, too
        self.rules.update(record.rule for stage in planned for record in stage.spoke if record.result == "fired")
        if plan := recommendation.plan:
            self.exercises.update(item.exercise for item in plan.items)
            self.exercises.update(change.exercise for week in plan.outline for change in week.changes)

    def ask(self, told: Told) -> None:
        self.note(EVERYBODYS.recommend(completed(told, drop_unasked=True)))

    def until(self, found: Callable[[], bool], people: islice[Told]) -> None:
        for told in people:
            if found():
                return
            self.ask(told)


@pytest.fixture(scope="module")
def seen() -> Seen:
    """Every persona, at night somebody with each option, and then people for whatever is idle until they come."""
    seen, crowd = Seen(), Crowd(EVERYBODYS)
    for persona in load_personas():
        seen.note(plan_of(persona.id))
    for told in crowd.for_option() if AT_NIGHT else ():
        seen.ask(told)
    for rule in LIBRARY.rules.values():
        if rule.status == "active":
            seen.until(lambda wanted=rule.id: wanted in seen.rules, islice(crowd.for_rule(rule), MOST_TRIES))
    for tries in (*FIRST_TRIES, MOST_TRIES):
        for exercise in LIBRARY.active_exercises.values():
            people = islice(crowd.for_exercise(exercise), tries)
            seen.until(lambda wanted=exercise.id: wanted in seen.exercises, people)
    return seen


def test_every_rule_speaks_for_somebody(seen: Seen) -> None:
    active = {rule.id for rule in LIBRARY.rules.values() if rule.status == "active"}
    assert sorted(active - seen.rules - BEHIND_TRIAGE) == []


def test_the_second_net_is_only_for_people_whom_triage_keeps_back(seen: Seen) -> None:
    assert sorted(BEHIND_TRIAGE & seen.rules) == []
    crowd = Crowd(EVERYBODYS)
    for rule in sorted(BEHIND_TRIAGE):
        people = list(crowd.for_rule(LIBRARY.rules[rule]))
        assert people
        assert all(EVERYBODYS.recommend(completed(told, drop_unasked=True)).plan is None for told in people), rule


def test_every_exercise_is_given_to_somebody(seen: Seen) -> None:
    assert sorted(set(LIBRARY.active_exercises) - seen.exercises) == []
