"""The next plan from the last one and what happened: safe first, one step at most, and the same as the weeks ahead."""

from __future__ import annotations

import contextlib
import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.by_day import examples
from tests.people import EVERYBODYS, example, people

from loosen import diff, prov, read_record, recommend, redact, replay, tell, to_json, what_if, why, why_not
from loosen._model.plan import Plan, Recommendation
from loosen._model.review import Ground, Verdict
from loosen._planning.review.review import review
from loosen._records.line import ancestors_of
from loosen.errors import AnswersError, FaultCode, FileError, LoosenError

LIBRARY = EVERYBODYS.library
BEGUN = date(2026, 8, 31)
GREEN = Verdict(kind="advance", reasons=(Ground(kind="advance", rule="PRO-020"),))
HOLD = Verdict(kind="hold", reasons=(Ground(kind="hold", rule="PRO-021", measure="pain_during", entries=("a" * 32,)),))
BACK = Verdict(kind="step_back", reasons=(Ground(kind="step_back", rule="PRO-022", measure="pain_during"),))
STOP = Verdict(kind="stop", reasons=(Ground(kind="stop", rule="PRO-029", measure="pain_during"),))
GROWTH = {"range", "hold_s", "repetitions", "sets", "variant"}


def on(week: int, day: int = 0) -> date:
    return BEGUN + timedelta(7 * (week - 1) + day)


def reviewed(last: Recommendation, verdict: Verdict, week: int, day: int = 0) -> Recommendation:
    return review(last, verdict, on(week, day), LIBRARY, begun=None if last.audit.course else BEGUN)


def first(name: str = "desk_worker", **changes: Any) -> Recommendation:
    return EVERYBODYS.recommend(example(name, **changes))


def after(*verdicts: Verdict, last: Recommendation | None = None) -> Recommendation:
    """The plan after these verdicts, week by week from the second on."""
    made = last or first()
    for week, verdict in enumerate(verdicts, start=2):
        made = reviewed(made, verdict, week)
    return made


def plan_in(made: Recommendation) -> Plan:
    assert made.plan is not None
    return made.plan


def what_changed(made: Recommendation) -> list[Any]:
    since = plan_in(made).since
    assert since is not None
    return [one.change for one in since.changes]


def doses(made: Recommendation) -> dict[str, Any]:
    return {item.exercise: item.dose for item in plan_in(made).items}


def load_of(made: Recommendation, exercise: str) -> int:
    """The seconds of work of one exercise in a week."""
    dose = doses(made)[exercise]
    return int(dose.sets * dose.repetitions * (dose.hold_s + dose.settle_s) * dose.times_per_day * dose.days_per_week)


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people(calm=True))
def test_the_weeks_ahead_are_reviews_of_somebody_who_does_all_and_stays_well(answers: dict[str, Any]) -> None:
    made = EVERYBODYS.recommend(answers)
    assume(made.plan is not None)
    outline = plan_in(made).outline
    for before, week in pairwise(outline):
        if week.focus == "end" or (week is outline[-1] and week.week < 12):
            break
        made = reviewed(made, GREEN, week.week)
        assert (tuple(what_changed(made)), before.week) == (week.changes, week.week - 1)


def test_a_plan_and_its_outline_say_the_same_weeks_later() -> None:
    made = after(*[GREEN] * 4)
    weeks = {week.week + 4: week.changes for week in plan_in(made).outline[1:]}
    told = {week.week: week.changes for week in plan_in(first()).outline}
    assert {week: told[week] for week in range(6, 13)} == {week: weeks[week] for week in range(6, 13)}


def test_hold_leaves_everything_as_it_is_and_says_why() -> None:
    made = after(GREEN, HOLD)
    assert doses(made) == doses(after(GREEN))
    since = plan_in(made).since
    assert since is not None
    assert not since.changes
    assert [(one.rule, "4 or 5 out of 10" in one.say) for one in since.reasons] == [("PRO-021", True)]


def test_a_step_back_takes_the_last_step_back_and_does_less_where_none_was_taken() -> None:
    before, made = after(GREEN), after(GREEN, BACK)
    stepped = {change.exercise for change in what_changed(before) if change.what in GROWTH}
    for item in plan_in(first()).items:
        if item.kind == "relaxation":
            assert doses(made)[item.exercise] == doses(before)[item.exercise]
        elif item.exercise in stepped:
            assert doses(made)[item.exercise] == item.dose
        else:
            assert load_of(made, item.exercise) <= load_of(before, item.exercise)
    assert {change.what for change in what_changed(made)} == {"back", "eased"}


def test_a_harder_form_goes_back_to_the_one_before_and_may_come_again() -> None:
    harder = after(GREEN, GREEN, GREEN)
    came = {change.exercise: change.instead_of for change in what_changed(harder) if change.what == "variant"}
    assert came
    back = reviewed(harder, BACK, 5)
    for new, old in came.items():
        assert new not in doses(back)
        assert old in doses(back)
    again = reviewed(back, GREEN, 7)
    assert {change.exercise for change in what_changed(again)} & came.keys()


def test_nothing_grows_within_seven_days_of_a_change_nor_in_a_week_of_looking_back() -> None:
    grown = after(GREEN)
    assert not what_changed(review(grown, GREEN, on(2, 6), LIBRARY))
    late = review(first(), GREEN, on(2, 6), LIBRARY, begun=BEGUN)
    assert what_changed(late)
    assert not what_changed(review(late, GREEN, on(3, 5), LIBRARY))
    assert what_changed(review(late, GREEN, on(3, 6), LIBRARY))
    assert not what_changed(reviewed(grown, GREEN, 6))


def test_who_stays_well_comes_to_the_top_of_a_ladder() -> None:
    made = after(*[GREEN] * 14)
    began = {item.exercise for item in plan_in(first()).items}
    top = [one for one in plan_in(made).items if one.progression.step == one.progression.steps > 1]
    assert [one.exercise for one in top if one.exercise not in began and one.kind == "strengthening"]


def test_missed_weeks_hold_and_then_step_back_gently() -> None:
    before = after(GREEN, GREEN, GREEN)
    one, four = (reviewed(before, GREEN.model_copy(update={"missed_weeks": weeks}), 9) for weeks in (1, 4))
    assert not what_changed(one)
    assert {change.what for change in what_changed(four)} == {"back", "eased"}


def test_of_an_exercise_that_stops_the_whole_direction_goes_and_never_comes_back() -> None:
    item = next(item for item in plan_in(first()).items if "lumbar_extension_end_range" in item.demands or
                item.exercise == plan_in(first()).items[2].exercise)  # fmt: skip
    ground = Ground(kind="stop", rule="PRO-028", measure="symptoms_spread", exercise=item.exercise)
    stop = Verdict(kind="advance", items={item.exercise: "stop"}, reasons=(ground,))
    made = after(stop)
    assert item.exercise not in doses(made)
    assert not {change.what for change in what_changed(made)} & GROWTH
    course = made.audit.course
    assert course is not None
    assert course.now is not None
    assert item.exercise in course.now.gone
    for week in range(3, 16):
        made = reviewed(made, GREEN, week)
        assert item.exercise not in doses(made)
        assert not any(set(course.now.dropped) & set(one.demands) for one in plan_in(made).items)


def test_a_plan_that_stops_is_a_referral_with_the_rule_and_no_plan_follows() -> None:
    made = after(GREEN, STOP)
    assert made.plan is None
    assert made.triage.level == "clinician_before_exercise"
    assert [reason.rule for reason in made.triage.reasons if reason.rule.startswith("PRO")] == ["PRO-029"]
    assert "Pain reached 8 out of 10" in tell(made)
    assert replay(read_record(to_json(made)), LIBRARY).outcome == "identical"
    with pytest.raises(FileError) as refused:
        reviewed(made, GREEN, 5)
    assert [fault.code for fault in refused.value.faults] == [FaultCode.NO_PLAN]
    with pytest.raises(ValidationError):
        Verdict(kind="refer")


def test_a_new_warning_sign_is_a_referral_and_a_changed_answer_changes_the_plan() -> None:
    sign = Verdict(kind="advance", new_answers={"flags_bladder_bowel": ("saddle_numbness",)})
    assert after(GREEN, sign).plan is None
    less = after(GREEN, Verdict(kind="hold", new_answers={"bone_joint": ("osteoporosis",)}))
    assert plan_in(less)
    fates = {record.exercise: record.verdict for record in less.audit.exercises}
    assert all(fates[item.exercise] == "chosen" for item in plan_in(less).items)
    assert not {one for one in doses(less) if less.audit.rules_that("excluded", one)}
    assert less.audit.course is not None
    assert less.audit.course.were
    assert replay(read_record(to_json(less)), LIBRARY).outcome == "identical"


def test_answers_that_time_moves_are_moved_when_others_change() -> None:
    made = first("pregnant_24_weeks")
    assert made.plan is not None
    made = reviewed(reviewed(made, GREEN, 3), Verdict(kind="hold", new_answers={"minutes": 20}), 5)
    given = {record.question: record.value for record in made.audit.answers}
    assert given["pregnancy_weeks"] == 28
    assert replay(read_record(to_json(made)), LIBRARY).outcome == "identical"
    with pytest.raises(AnswersError) as refused:
        reviewed(made, GREEN, 18)
    assert [fault.where for fault in refused.value.faults] == ["pregnancy_weeks"]


def test_what_was_never_asked_is_asked_for_and_goes_on_with_the_answer() -> None:
    made = first("sciatica")
    with pytest.raises(AnswersError) as asked:
        reviewed(made, GREEN, 14)
    assert [fault.where for fault in asked.value.faults] == ["pain_onset_age", "spondyloarthritis_signs"]
    answers = {"pain_onset_age": 40, "spondyloarthritis_signs": ("none",)}
    on_they_go = reviewed(made, Verdict(kind="hold", new_answers=answers), 14)
    assert on_they_go.plan is not None
    assert replay(read_record(to_json(on_they_go)), LIBRARY).outcome == "identical"


def test_an_answer_that_does_not_apply_any_more_is_let_go() -> None:
    made = reviewed(first("pregnant_24_weeks"), Verdict(kind="hold", new_answers={"pregnant": "no"}), 2)
    given = {record.question: record.state for record in made.audit.answers}
    assert given["pregnancy_weeks"] == "not_applicable"


def test_a_direction_that_was_told_of_beside_the_questions_stays_told() -> None:
    item = plan_in(first()).items[2].exercise
    stop = Ground(kind="stop", rule="PRO-028", measure="symptoms_spread", exercise=item)
    told = Verdict(
        kind="hold",
        items={item: "stop"},
        reasons=(stop,),
        new_answers={"spreads_with": ("bending",), "spread_in_sessions": "once"},
    )
    made = after(told, Verdict(kind="hold", new_answers={"minutes": 15}))
    assert {record.question: record.value for record in made.audit.answers}["spreads_with"] == ("bending",)


def test_a_swap_keeps_the_target_and_is_no_harder() -> None:
    swapped = 0
    for item in plan_in(first()).items:
        with contextlib.suppress(AnswersError):  # where there is no other that is safe and no harder
            made = after(Verdict(kind="hold", swaps={item.exercise: None}))
            change = next(one for one in what_changed(made) if one.what == "swap")
            new, old = (LIBRARY.exercises[name or ""] for name in (change.exercise, change.instead_of))
            assert new.level <= old.level
            assert {one.muscle for one in new.targets} & {one.muscle for one in old.targets}
            assert not made.audit.rules_that("excluded", new.id)
            swapped += 1
    assert swapped >= 3
    with pytest.raises(AnswersError) as refused:
        after(Verdict(kind="hold", swaps={plan_in(first()).items[2].exercise: "knee_plank"}))
    assert [fault.code for fault in refused.value.faults] == [FaultCode.BARRED]


HISTORY = st.lists(st.tuples(st.sampled_from([GREEN, GREEN, GREEN, HOLD, BACK]), st.integers(3, 16)), max_size=9)


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people(calm=True), HISTORY)
def test_load_never_rises_after_pain_and_all_is_made_again_byte_by_byte(
    answers: dict[str, Any], history: list[tuple[Verdict, int]]
) -> None:
    made, today, grown = EVERYBODYS.recommend(answers), BEGUN, BEGUN
    assume(made.plan is not None)
    for verdict, days in history:
        today += timedelta(days)
        try:
            now = review(made, verdict, today, LIBRARY, begun=None if made.audit.course else BEGUN)
        except AnswersError:
            return
        if now.plan is None:
            return
        changes = what_changed(now)
        growing = [change for change in changes if change.what in GROWTH]
        if verdict is not GREEN:
            assert not growing
            shared = doses(now).keys() & doses(made).keys()
            assert all(load_of(now, name) <= load_of(made, name) for name in shared)
        assert len({change.exercise for change in growing}) == len(growing)
        if growing:
            assert (today - grown).days >= 7
            grown = today
        assert not {name for name in doses(now) if now.audit.rules_that("excluded", name)}
        made = now
    assert replay(read_record(to_json(made)), LIBRARY).outcome == "identical"


def test_explanations_work_on_a_plan_that_was_carried_on() -> None:
    before, made = after(GREEN, GREEN), after(GREEN, GREEN, GREEN)
    for item in plan_in(made).items:
        assert why(made, item.exercise).dose
    kept = next(one.exercise for one in made.audit.exercises if one.verdict == "not_chosen")
    assert "plan before" in tell(why_not(made, kept))
    assert diff(before, made).items or diff(before, made).exercises
    other = what_if(made, {"bone_joint": ["osteoporosis"]}, LIBRARY)
    assert other.comparison
    assert "Since the last plan" in tell(made)


def test_a_redacted_record_tells_no_answer_that_changed() -> None:
    made = after(GREEN, Verdict(kind="hold", new_answers={"bone_joint": ("osteoporosis",)}))
    told = to_json(redact(made, b"k" * 32))
    assert "osteoporosis" not in str(read_record(told).audit.course)
    assert read_record(told).audit.course


def test_the_line_of_ancestors_is_told_with_their_seals() -> None:
    one = first()
    two = reviewed(one, GREEN, 2)
    three = reviewed(read_record(to_json(two)), HOLD, 3)
    line = ancestors_of(three)
    assert [(one.on, one.kind) for one in line] == [(on(1), None), (on(2), "advance")]
    seals = [read_record(to_json(record)).seal for record in (one, two)]
    assert [ancestor.seal for ancestor in line] == [seal.digest for seal in seals if seal]
    assert ancestors_of(one) == ()
    told = json.loads(prov(three))["wasDerivedFrom"].values()
    derived = {(link["prov:generatedEntity"], link["prov:usedEntity"]) for link in told}
    names = [f"loosen:record-{ancestor.seal}" for ancestor in line]
    assert (names[1], names[0]) in derived
    assert any(used == names[1] for _, used in derived)


@pytest.mark.parametrize(
    ("verdict", "day", "begun", "code"),
    [
        (GREEN, on(2), None, FaultCode.BAD_OPTION),
        (GREEN, BEGUN - timedelta(1), BEGUN, FaultCode.OUT_OF_RANGE),
        (Verdict(kind="hold", items={"plank_nowhere": "hold"}), on(2), BEGUN, FaultCode.UNKNOWN_ENTRY),
        (Verdict(kind="hold", reasons=(Ground(kind="hold", rule="PRO-999"),)), on(2), BEGUN, FaultCode.UNKNOWN_ENTRY),
    ],
)
def test_what_cannot_be_reviewed_is_named(verdict: Verdict, day: date, begun: date | None, code: FaultCode) -> None:
    with pytest.raises(LoosenError) as refused:
        review(first(), verdict, day, LIBRARY, begun=begun)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_in_another_language_the_changes_are_told_in_it() -> None:
    german = EVERYBODYS.library.in_language("de")
    made = review(recommend(example("desk_worker"), german), GREEN, on(2), LIBRARY, begun=BEGUN)
    since = plan_in(made).since
    assert since is not None
    assert since.say.startswith("Alles ging gut")
    grown = [one for one in since.changes if one.change.what in GROWTH]
    assert all("mal" in one.say or "Runden" in one.say or "Sekunden" in one.say for one in grown)


def test_weeks_away_are_no_weeks_of_training() -> None:
    """Eight weeks at home do not earn the hardest step, which half a year of training earns."""
    away = Verdict(kind="hold", missed_weeks=8)
    answers = {"training_weeks": 20, "equipment": ["mat", "cushion", "wall", "step"], "minutes": 15}
    made = review(first("prevention", **answers), away, on(9), LIBRARY, begun=BEGUN)
    assert made.audit.course is not None
    assert made.audit.course.older["training_weeks"] == -8
    late = reviewed(made, GREEN, 10)
    assert "held_back" in {record.verdict for record in late.audit.exercises if record.exercise == "superman"}
    there = review(first("prevention", **answers), GREEN, on(9), LIBRARY, begun=BEGUN)
    assert "held_back" not in {record.verdict for record in there.audit.exercises if record.exercise == "superman"}
    assert replay(read_record(to_json(late)), LIBRARY).outcome == "identical"
