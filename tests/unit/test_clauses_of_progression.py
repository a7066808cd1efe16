"""Each clause of how a plan moves on, held on a diary: what it comes to, by which rule, and what the person is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from tests.diaries import START, check, diary, judged, plan_in, record_of, seal_of, session
from tests.lives import reviewed

from loosen._diary.entering import with_plan
from loosen._model.diary import Activity, Diary, InForce, SessionEntry, WeeklyCheck
from loosen._model.plan import Plan
from loosen._model.review import Verdict

FIRST = plan_in(record_of()).items[0].exercise
DAYS = 15
"""Two weeks and a day."""


class Clause(NamedTuple):
    """What is noted in two weeks that went well otherwise, and what that comes to for the plan or one exercise."""

    noted: dict[int, dict[str, Any]]
    checks: tuple[WeeklyCheck, ...]
    kind: str
    rule: str
    measure: str
    exercise: str | None = None


def rated(day: int, *ratings: int, **said: Any) -> WeeklyCheck:
    """A weekly check in which own activities are rated."""
    return check(day, activities=tuple(Activity(name=f"No. {n}", rating=one) for n, one in enumerate(ratings)), **said)


def done(**parts: Any) -> dict[int, dict[str, Any]]:
    """What is told of the first exercise on the last day."""
    return {DAYS - 1: {"parts": {FIRST: parts}}}


CLAUSES = {
    "all went well": Clause({}, (), "advance", "PRO-020", "green_sessions_in_a_row"),
    "daily life got harder": Clause(
        {}, (rated(1, 6, 6), rated(8, 6, 6), rated(DAYS - 1, 3, 4)), "refer", "PRO-034", "activities_change"
    ),
    "daily life got harder this week": Clause(
        {}, (rated(1, 3, 3), rated(8, 7, 7), rated(DAYS - 1, 4, 5)), "hold", "PRO-072", "activities_lately"
    ),
    "daily life is easier": Clause({}, (rated(1, 3), rated(8, 6)), "advance", "PRO-020", "pain_during"),
    "clearly worse all in all": Clause({}, (check(8, change=-2),), "refer", "PRO-034", "overall_change"),
    "a bad week of sleep": Clause({}, (check(6, sleep=7), check(13, sleep=4)), "hold", "PRO-073", "sleep_lately"),
    "as hard as can be": Clause({DAYS - 1: {"effort": 9}}, (), "hold", "PRO-074", "effort"),
    "something in reserve": Clause({DAYS - 1: {"effort": 8}}, (), "advance", "PRO-020", "pain_during"),
    "too hard": Clause(done(skipped="too_hard"), (), "step_back", "PRO-075", "exercise_too_hard", FIRST),
    "broken off": Clause(done(cut_short="too_hard"), (), "step_back", "PRO-075", "exercise_too_hard", FIRST),
    "not sure how": Clause(done(skipped="unsure"), (), "hold", "PRO-076", "exercise_unsure", FIRST),
    "no time is no fault of form": Clause(done(skipped="no_time"), (), "advance", "PRO-020", "pain_during"),
    "amber for the first time": Clause({DAYS - 1: {"pain_worst": 4}}, (), "hold", "PRO-021", "pain_during"),
    "amber for a second week": Clause(
        {6: {"pain_worst": 4}, 10: {"pain_worst": 5}, 13: {"pain_worst": 4}}, (), "step_back", "PRO-077",
        "amber_weeks_in_a_row",
    ),
    "amber with a good week between": Clause(
        {2: {"pain_worst": 4}, DAYS - 1: {"pain_worst": 4}}, (), "hold", "PRO-021", "pain_during"
    ),
    "one worse morning": Clause(
        {DAYS - 2: {"pain_next_morning": 4}}, (), "hold", "PRO-078", "pain_next_morning_above_usual"
    ),
    "two worse mornings running": Clause(
        {DAYS - 3: {"pain_next_morning": 4}, DAYS - 2: {"pain_next_morning": 4}}, (), "step_back", "PRO-027",
        "raised_mornings_in_a_row",
    ),
    "a much worse morning": Clause(
        {DAYS - 2: {"pain_next_morning": 5}}, (), "step_back", "PRO-027", "pain_next_morning_above_usual"
    ),
    "a week half done": Clause({}, (), "hold", "PRO-026", "sessions_done_percent"),
}  # fmt: skip
HALF_DONE = range(8, DAYS - 1, 3)


@pytest.mark.parametrize("name", CLAUSES)
def test_each_clause_is_kept(name: str) -> None:
    clause = CLAUSES[name]
    days = [*range(8), *HALF_DONE] if name == "a week half done" else range(DAYS)
    found = judged(diary(*(session(day, **clause.noted.get(day, {})) for day in days), checks=clause.checks), DAYS)
    kind = found.of(clause.exercise) if clause.exercise else found.kind
    assert kind == clause.kind
    assert (clause.rule, clause.measure, clause.exercise) in {
        (one.rule, one.measure, one.exercise) for one in found.reasons
    }
    if clause.exercise:
        assert found.kind == "advance", "the others go on"


def test_whoever_can_do_more_is_not_no_better_though_pain_stays() -> None:
    days = [*range(30, 42)]
    first = session(0, pain_usual=3)
    stays = diary(first, *(session(day, pain_usual=3) for day in days), checks=(rated(1, 3, 3), rated(40, 3, 4)))
    easier = stays.model_copy(update={"checks": (rated(1, 3, 3), rated(40, 6, 6))})
    assert judged(stays, 42).kind == "refer"
    assert judged(easier, 42).kind != "refer"


def asked(kept: Diary, week: int = 1) -> tuple[Verdict, Plan]:
    """What a diary comes to after some weeks, and the plan that follows."""
    record = record_of()
    begun = with_plan(kept, record, START)
    return judged(begun, 7 * week), plan_in(reviewed(begun, record, week))


@pytest.mark.parametrize(
    ("unsaid", "told"),
    [
        ({"pain_next_morning": None}, "note your pain the morning after each session"),
        ({"pain_worst": None, "pain_after": None}, "note the worst pain of each session"),
        ({"moved": None}, "whether pain, tingling or numbness moved down"),
        ({"new_signs": None}, "whether there is a new warning sign"),
    ],
)
def test_whoever_does_not_say_is_told_what_to_note_and_nothing_that_is_not_so(
    unsaid: dict[str, Any], told: str
) -> None:
    found, plan = asked(diary(*(session(day, **unsaid) for day in range(7))))
    assert found.kind == "hold"
    assert all(one.lacking for one in found.reasons)
    assert plan.since is not None
    said = " ".join(reason.say for reason in plan.since.reasons)
    assert told in said
    assert said.count(told) == 1
    for wrong in ("You may move on", "no worse than usual", "went well.", "at most 3 out of 10", "Stop, and have"):
        assert wrong not in said


def test_a_pause_is_no_step_back_of_the_two_that_stop_a_plan() -> None:
    seal = seal_of(record_of())
    away = (InForce(plan=seal, since=START), InForce(plan="b" * 64, since=START + timedelta(days=20), by="step_back"))
    kept = diary(*(session(day) for day in range(4)), plans=away)
    assert judged(kept, 27).kind == "step_back"
    back = (*away, InForce(plan="c" * 64, since=START + timedelta(days=27), by="step_back"))
    again = diary(*(session(day) for day in range(4)), session(28, pain_worst=6), plans=back)
    assert judged(again, 29).kind == "step_back", "pain after a pause is the first step back that counts"


def test_usual_pain_that_fell_for_a_week_is_an_answer_of_the_next_plan() -> None:
    def told(*usual: tuple[int, int]) -> tuple[SessionEntry, ...]:
        return tuple(session(day, strong, pain_usual=dict(usual).get(day)) for day in range(15))

    strong = record_of(6)
    fell = judged(diary(*told((0, 6), (7, 4), (14, 3))), 15, strong)
    assert fell.new_answers == {"pain_usual": 4}
    for usual in (((0, 6), (14, 3)), ((7, 5), (14, 3)), ((0, 6), (7, 7), (14, 8)), ((7, 3), (8, 3))):
        assert judged(diary(*told(*usual)), 15, strong).new_answers == {}, usual
