"""Who lives through half a year: kinds of people, and made-up people of each, always the same for the same number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from loosen._model.plan import Plan, Recommendation
from loosen._model.question import Question
from tests.people import EVERYBODYS, completed

WEEKS = 26
TOLD_OFTEN = (
    "minutes", "days_per_week", "goal", "experience", "tight_places", "movement_trouble", "equipment", "place",
    "time_of_day", "eased_by", "worse_with", "habits", "test_hamstrings", "test_hip_flexors", "test_core",
    "test_calves", "test_hip_rotation", "test_neck_side", "test_mid_back_turn", "test_quadriceps",
)  # fmt: skip
"""Questions that nearly everybody answers in their own way; of the others one in eight."""
LOW_BACK = ({"pain_areas": ["low_back"]}, {"pain_areas": ["hip_buttock"]}, {"pain_areas": ["low_back", "mid_back"]})
ANYWHERE = (*LOW_BACK, {"pain_areas": ["neck"]}, {"pain_areas": ["shoulder_arm"]}, {"pain_areas": ["mid_back"]})
NOWHERE = ({"pain_areas": ["none"]},)
IN_THE_LEG = ({"pain_areas": ["low_back", "leg"], "leg_symptoms": ["tingling_numbness"]},)
MILD, STRONG, ANY_PAIN = (1, 2, 3), (4, 5, 6), (1, 2, 3, 3, 4, 5)


@dataclass(frozen=True)
class Kind:
    """A kind of people: where and how much it hurts, how that goes on, and what they do and note.

    `easing` is by how many points a week the usual pain falls (rises, where below zero), `from_week` on; `noise` how
    far pain strays by itself; `keenness` which share of the sessions is done; `flares` how many days of much more pain
    come; `doings` are what else they do, which `living.py` knows.
    """

    name: str
    where: tuple[Mapping[str, Any], ...] = ANYWHERE
    usual: tuple[int, ...] = ANY_PAIN
    easing: float = 0.0
    from_week: int = 0
    noise: float = 0.0
    keenness: float = 1.0
    flares: int = 0
    says_better: bool = False
    doings: frozenset[str] = frozenset()
    also: tuple[Mapping[str, Any], ...] = field(default=({},))


def _does(*doings: str) -> frozenset[str]:
    return frozenset(doings)


BEFORE_A_BIRTHDAY = tuple({"age": age} for age in (18, 39, 49, 54, 59, 64, 69, 74, 79))
WITH_CHILD = tuple(
    {"age": 31, "sex": "female", "pregnant": "yes", "pregnancy_weeks": weeks, "pregnancy_complication": "no"}
    for weeks in (8, 12, 16, 20, 24, 28)
)
KINDS = (
    Kind("gets well, mild pain", usual=MILD, easing=0.3, says_better=True),
    Kind("gets well, strong pain", usual=STRONG, easing=0.4, says_better=True),
    Kind("nothing hurts", where=NOWHERE),
    Kind("gets well, pain that varies", easing=0.3, noise=0.6, says_better=True),
    Kind("flares up", easing=0.2, flares=2, says_better=True),
    Kind("no better, mild pain", usual=MILD),
    Kind("no better, strong pain", usual=STRONG),
    Kind("does half", easing=0.2, keenness=0.5, says_better=True),
    Kind("is away for weeks", easing=0.3, says_better=True, doings=_does("away")),
    Kind("gets worse", usual=(1, 2, 3, 4, 5), easing=-0.7, from_week=2),
    Kind("gets worse, clears it each week", usual=(1, 2, 3, 4), easing=-0.7, from_week=2, doings=_does("repeats")),
    Kind("a new sign in week 5", easing=0.2, says_better=True, doings=_does("sign")),
    Kind("notes what cannot be", easing=0.3, says_better=True, doings=_does("wrong")),
    Kind("leaves much unsaid", easing=0.3, says_better=True, doings=_does("silent")),
    Kind("notes it later", easing=0.3, says_better=True, doings=_does("late")),
    Kind("is pregnant", usual=MILD, easing=0.1, says_better=True, also=WITH_CHILD),
    Kind("has a birthday", easing=0.3, says_better=True, also=BEFORE_A_BIRTHDAY, doings=_does("birthday")),
    Kind("signs go down once", where=IN_THE_LEG, easing=0.2, says_better=True, doings=_does("down")),
    Kind("an exercise hurts", easing=0.3, says_better=True, doings=_does("hurts")),
    Kind("looks twice a week", easing=0.3, says_better=True, doings=_does("impatient")),
    Kind("wants something else", easing=0.3, says_better=True, doings=_does("swaps")),
)
BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class Person:
    """Somebody who gets a plan: their kind, their number among all of it, what they told, and that plan."""

    kind: Kind
    number: int
    answers: Mapping[str, Any]
    first: Recommendation

    @property
    def named(self) -> str:
        """What messages call them; `benchmarks/simulation.py --show` takes it."""
        return f"{self.kind.name}/{self.number}"

    def chance(self, what: str) -> Random:
        """A source of chance for one thing about them, always the same."""
        return Random(f"{self.named} {what}")  # noqa: S311

    @property
    def plan(self) -> Plan:
        """The plan that they begin with."""
        assert self.first.plan is not None
        return self.first.plan

    @property
    def usual(self) -> int:
        """How strong their pain usually was when they began."""
        return int(self.answers.get("pain_usual", 0))


def person(kind: Kind, number: int) -> Person:
    """Somebody of a kind who gets a plan; who would be sent to somebody at once is passed over for another."""
    for attempt in range(40):
        chance = Random(f"{kind.name} {number} {attempt}")  # noqa: S311
        answers = _told(kind, chance)
        if (made := EVERYBODYS.recommend(answers)).plan is not None:
            return Person(kind, number, answers, made)
    raise AssertionError(f"nobody of the kind '{kind.name}' gets a plan: number {number}")


def everybody(people: int, share: int = 0, shares: int = 1) -> list[tuple[Kind, int]]:
    """So many people, the same number of every kind; or one of so many shares of them."""
    each = [(KINDS[one % len(KINDS)], one // len(KINDS)) for one in range(people)]
    return each[share::shares]


def _told(kind: Kind, chance: Random) -> dict[str, Any]:
    told: dict[str, Any] = {"age": chance.randint(18, 80)}
    for question in _free_questions():
        if chance.random() < (0.7 if question.id in TOLD_OFTEN else 0.12):
            told[question.id] = _any_answer(question, chance)
    told |= {**chance.choice(kind.where), "pain_usual": chance.choice(kind.usual), **chance.choice(kind.also)}
    return completed(told, drop_unasked=True)


@cache
def _free_questions() -> tuple[Question, ...]:
    """Questions that a person may answer in any way and still get a plan, mostly."""
    ours = ("age", "pain_areas", "pain_usual", "programme", "own_words", "pregnant", "pregnancy_weeks", "cleared")
    asked = EVERYBODYS.library.questions_in_order
    return tuple(one for one in asked if one.section != "red_flags" and one.id not in ours)


def _any_answer(question: Question, chance: Random) -> Any:
    if question.span:
        return chance.randint(*question.span)
    if question.takes.several:
        options = [one for one in question.option_ids if one not in ("none", "unknown")]
        return chance.sample(options, min(len(options), chance.randint(1, 2))) if chance.random() < 0.7 else ["none"]
    return chance.choice([one for one in question.option_ids if one != "unknown"])
