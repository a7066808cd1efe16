"""The weeks ahead: the person is stepped forward, and every week holds what all rules allow then."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import assume, given, settings
from tests.by_day import examples
from tests.people import EVERYBODYS, completed, example, people

from loosen._assessment.assessor import assessor_of
from loosen._library import load
from loosen._model.plan import Plan, Week
from loosen._planning.ahead.weeks import Outline
from loosen._planning.dose import Dosed
from loosen._planning.plan_stages import PLAN_STAGES
from loosen._planning.state import Work

LIBRARY = EVERYBODYS.library
COUNTED = (
    "training_weeks", "pregnancy_weeks", "spine_surgery_weeks", "abdominal_surgery_weeks", "shoulder_surgery_weeks",
    "joint_replacement_weeks",
)  # fmt: skip
LASTING = (("under_72h", 0), ("under_6w", 0), ("from_6_to_12w", 6), ("over_12w", 12))
"""What pain has certainly lasted, in weeks, when it is told so."""
TOLD = {"age": 40, "experience": "some", "minutes": 15, "days_per_week": 5, "equipment": ["chair", "wall", "mat"]}


def plan_of(answers: dict[str, Any]) -> Plan | None:
    return EVERYBODYS.recommend(answers).plan


def outline_of(name: str, **changes: Any) -> list[Week]:
    plan = plan_of(example(name, **changes))
    assert plan is not None
    return list(plan.outline)


def work_of(answers: dict[str, Any]) -> Work:
    """Everything decided for a person, up to the session."""
    work = Work(LIBRARY, EVERYBODYS.graph, EVERYBODYS.assessor.assess(answers))
    for stage in PLAN_STAGES if work.triage.allows_a_plan else ():
        if stage.rules:
            work.outcomes[stage.rules] = EVERYBODYS.assessor.run(stage.rules, work.findings.facts)
        stage.decide(work)
    return work


def later(answers: dict[str, Any], weeks: int) -> dict[str, Any]:
    """The answers of the same person so many weeks on, told without the program's own clock."""
    then = dict(answers)
    for question in COUNTED:
        if isinstance(then.get(question), int):
            then[question] = min(then[question] + weeks, LIBRARY.questions[question].maximum or 0)
    if then.get("experience") == "new" and weeks >= 4:
        then["experience"] = "some"
    told = dict(LASTING).get(then.get("pain_duration", ""))
    if told is not None and weeks:
        reached = [name for name, least in LASTING[1:] if least <= told + weeks]
        then["pain_duration"] = reached[-1]
    return completed(then, drop_unasked=True)


@settings(max_examples=examples(40))
@given(people(calm=True))
def test_the_weeks_follow_each_other_and_end_in_a_review_or_where_nothing_can_be_told(answers: dict[str, Any]) -> None:
    plan = plan_of(answers)
    if plan is None:
        return
    assert [week.week for week in plan.outline] == list(range(1, len(plan.outline) + 1))
    assert plan.outline[0].focus == "start"
    assert plan.outline[-1].focus in ("review", "end")
    assert len(plan.outline) <= 12
    for week in plan.outline:
        changed = Counter(change.exercise for change in week.changes if change.what not in ("adapted", "caution"))
        assert all(count == 1 for count in changed.values())
        if week.focus not in ("safety", "review"):
            grown = [change for change in week.changes if change.what != "eased"]
            assert len(grown) <= 4, "walking and resting may become shorter beside what grew"


@settings(max_examples=examples(40))
@given(people(calm=True))
def test_what_gave_way_is_never_named_again_and_no_rung_is_left_out(answers: dict[str, Any]) -> None:
    plan = plan_of(answers)
    if plan is None:
        return
    now = {item.exercise for item in plan.items}
    gone: set[str] = set()
    for week in plan.outline:
        named = set(re.findall("“(.+?)”", week.say))
        assert not named & {LIBRARY.exercises[name].name for name in gone}
        for change in week.changes:
            assert change.exercise not in gone
            if change.what == "variant":
                ladder, place = LIBRARY.place_on_ladder[change.instead_of or ""]
                assert ladder.steps[place] == change.exercise
            if change.what in ("variant", "safer"):
                now = (now - {change.instead_of}) | {change.exercise}
                gone.add(change.instead_of or "")
            elif change.what == "left_out":
                now.remove(change.exercise)
                gone.add(change.exercise)
            assert change.exercise in now | gone


@settings(max_examples=examples(30), deadline=None)
@given(people(calm=True))
def test_no_week_holds_what_is_barred_or_too_hard_for_the_person_by_then(answers: dict[str, Any]) -> None:
    work = work_of(answers)
    assume(work.triage.allows_a_plan)
    outline = Outline.of_plan(work, EVERYBODYS.assessor)
    weeks = [(week, [one.dosed for one in outline.session.items]) for week in outline.weeks()]
    for elapsed in (0, 4, 6, 8, len(weeks) - 2):
        if not 0 <= elapsed < len(weeks) - 1:  # with the last week the outline ends
            continue
        then = EVERYBODYS.recommend(later(answers, elapsed))
        assert then.plan is not None
        fates = {record.exercise: record.verdict for record in then.audit.exercises}
        held = {dosed.exercise.id for dosed in weeks[elapsed][1]}
        assert not {name for name in held if fates[name] in ("excluded", "held_back", "withdrawn")}


@settings(max_examples=examples(40), deadline=None)
@given(people(calm=True))
def test_caps_room_and_time_hold_in_every_week_and_easier_forms_are_told(answers: dict[str, Any]) -> None:
    work = work_of(answers)
    assume(work.triage.allows_a_plan)
    outline = Outline.of_plan(work, EVERYBODYS.assessor)
    bouts = sum(one.seconds for one in work.chosen.items if one.room.is_bout)
    for week in outline.weeks():
        items = [one.dosed for one in outline.session.items]
        assert _within_caps(items, outline.work)
        came_in = [change.exercise for change in week.changes if change.instead_of]
        assert all(way.how in week.say for name in came_in for way in outline.work.safety.adapted.get(name, ()))
        assert sum(one.seconds for one in items) <= max(work.chosen.seconds, 1.2 * work.seconds_wanted + bouts)
        for one in items:
            if not one.room.is_bout:
                assert one.dose.hold_s <= max(one.room.hold_s, outline.work.dosed(one.exercise.id).dose.hold_s)
                assert one.dose.repetitions <= max(one.room.repetitions, one.dose.repetitions and 1)


def _within_caps(items: list[Dosed], work: Work) -> bool:
    for muscle in {muscle for one in items for muscle in one.muscles}:
        held = [one for one in items if muscle in one.muscles]
        if sum(one.stretch_s for one in held) > work.dosing.cap_session_s:
            return False
        if sum(one.stretch_s * one.dose.days_per_week for one in held) > work.dosing.cap_week_s:
            return False
    return True


@settings(max_examples=examples(30))
@given(people(calm=True))
def test_what_safety_keeps_in_the_middle_of_its_range_never_goes_further(answers: dict[str, Any]) -> None:
    recommendation = EVERYBODYS.recommend(answers)
    if recommendation.plan is None:
        return
    mid = {
        item.exercise
        for item in recommendation.plan.items
        if any(_mid_range(effect.rule, item.exercise) for effect in recommendation.audit.effects_on(item.exercise))
    }
    for week in recommendation.plan.outline:
        assert not {change.exercise for change in week.changes if change.what == "range"} & mid


def _mid_range(rule: str, exercise: str) -> bool:
    for effect in LIBRARY.rules[rule].then:
        if getattr(effect, "range", None) == "mid" and exercise in EVERYBODYS.graph.select(effect.limit):  # type: ignore[union-attr]
            return True
    return False


def test_nothing_grows_for_somebody_whom_no_gate_lets_move_on() -> None:
    outline = outline_of("desk_worker", pain_usual=9, pain_constancy="constant_eased")
    assert {week.focus for week in outline} == {"start", "steady", "review"}


LASTING = {"pain_duration": "over_12w", "spondyloarthritis_signs": "none"}


@pytest.mark.parametrize(("weeks", "last"), [(36, 5), (38, 3), (39, 2), (41, 2)])
def test_in_pregnancy_the_outline_ends_when_the_birth_may_come(weeks: int, last: int) -> None:
    outline = outline_of("pregnant_24_weeks", pregnancy_weeks=weeks, **LASTING)
    assert (outline[-1].week, outline[-1].focus) == (last, "end")
    assert "After the birth" in outline[-1].say


def test_from_the_week_in_which_something_is_barred_something_safer_is_done_and_it_is_said_why() -> None:
    outline = outline_of("pregnant_24_weeks", **LASTING)
    turned = next(week for week in outline if week.focus == "safety")
    assert turned.week == 5  # 28 weeks pregnant
    assert {change.what for change in turned.changes} & {"safer", "left_out"}
    assert "late in pregnancy" in turned.say


def test_a_review_ends_the_outline_where_triage_would_ask_what_was_not_asked() -> None:
    plan = plan_of(completed({**TOLD, "pain_areas": ["low_back"], "pain_duration": "from_6_to_12w"}))
    assert plan is not None
    assert (plan.outline[-1].week, plan.outline[-1].focus) == (6, "review")
    assert "there are new questions" in plan.outline[-1].say


def test_a_review_ends_the_outline_where_triage_would_send_somebody_to_be_seen() -> None:
    told = {**TOLD, "pain_areas": ["mid_back"], "pain_duration": "under_6w", "seen_clinician": "no"}
    plan = plan_of(completed(told))
    assert plan is not None
    assert (plan.outline[-1].week, plan.outline[-1].focus) == (6, "review")
    assert "should be looked at" in plan.outline[-1].say


OLD = {"pain_areas": ["low_back"], "minutes": 15, "days_per_week": 5, "tight_places": ["low_back_stiff", "buttock"]}


@pytest.mark.parametrize(
    ("told", "never"),
    [
        ({"age": 85, "pain_usual": 4, "abilities": ["floor", "kneel"], "equipment": ["chair"]}, "single_leg_hinge"),
        ({"age": 79, "heart_blood": ["high_bp_controlled"], "equipment": ["wall", "mat", "chair"]}, "downward_dog"),
        ({"age": 66, "bone_joint": ["hip_replacement"], "hip_limits": "lifted"}, "single_leg_hinge"),
    ],
)
def test_a_rung_is_not_jumped_to_because_those_before_it_cannot_be_had(told: dict[str, Any], never: str) -> None:
    plan = plan_of(completed({**OLD, **told}, drop_unasked=True))
    assert plan is not None
    assert never not in {change.exercise for week in plan.outline for change in week.changes}


def test_who_is_unsteady_is_not_moved_to_a_harder_form_by_weeks_alone() -> None:
    plan = plan_of(completed({**OLD, "age": 79, "abilities": ["balance"], "equipment": ["chair", "wall", "mat"]}))
    assert plan is not None
    came_in = [change.exercise for week in plan.outline for change in week.changes if change.what == "variant"]
    assert all(LIBRARY.exercises[name].level == 1 for name in came_in)


def test_a_ceiling_holds_until_weeks_of_training_have_earned_more() -> None:
    """New people stay at level two for eight weeks: four until they are new no longer, and eight of training."""
    harder = {
        week.week: LIBRARY.exercises[change.exercise].level
        for week in outline_of("desk_worker")
        for change in week.changes
        if change.what == "variant"
    }
    assert harder
    assert max(level for week, level in harder.items() if week <= 8) <= 2
    assert max(harder.values()) == 3


@pytest.mark.parametrize("told", [{"pain_areas": ["neck"], "pain_usual": 5}, {"pain_areas": ["low_back"]}])
def test_twelve_weeks_bring_progress_worth_the_name(told: dict[str, Any]) -> None:
    """All strength work together is at least a quarter more in the end; a harder form counts as twice as much."""
    work = work_of(completed({**TOLD, "experience": "new", **told}))
    outline = Outline.of_plan(work, EVERYBODYS.assessor)
    items = [one for one in outline.session.items if one.dosed.exercise.kind == "strengthening"]
    before = [one.dosed for one in items]
    assert before
    assert len(list(outline.weeks())) == 12
    growth = [_growth(then, one.dosed) for then, one in zip(before, items, strict=True)]
    assert min(growth) >= 1
    assert sum(growth) >= 1.25 * len(growth)


def _growth(then: Dosed, now: Dosed) -> float:
    if now.exercise is not then.exercise:
        return 2
    load = [one.dose.sets * one.dose.repetitions * one.dose.hold_s for one in (then, now)]
    return load[1] / load[0]


def test_the_person_is_stepped_only_to_weeks_in_which_a_rule_reads_differently() -> None:
    assessor = assessor_of(load())
    trained = assessor.assess(example("desk_worker", experience="regular", training_weeks=60))
    assert assessor.clock.turns(trained.taken, 11, assessor.applies) == ()
    new = assessor.assess(example("desk_worker", experience="new", training_weeks=0))
    assert assessor.clock.turns(new.taken, 11, assessor.applies) == (4, 8)
    assert assessor.assess_later(new, 3, new).triage_outcomes is new.triage_outcomes
