"""From a diary to a verdict: what counts, since when, and what is not known never counts as good."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest
from tests.diaries import HERE, LIBRARY, START, check, diary, judged, plan_in, record_of, seal_of, session

from loosen._diary.counted import Counted
from loosen._diary.measures import Person, measures
from loosen._diary.triage import referral_now
from loosen._diary.verdict import directions_of, verdict
from loosen._model.diary import Diary, InForce, SessionEntry

WEEK = range(7)
FIRST = plan_in(record_of()).items[0].exercise


def week(**last: Any) -> tuple[SessionEntry, ...]:
    """A session each day of a week that went well, but for what is said of the last."""
    return (*(session(day) for day in range(6)), session(6, **last))


def test_a_good_week_moves_on() -> None:
    found = judged(diary(*week()), 7)
    assert found.kind == "advance"
    assert {ground.measure for ground in found.reasons} == {
        "pain_during", "pain_next_morning_above_usual", "green_sessions_in_a_row", "sessions_done_percent",
        "days_since_last_change",
    }  # fmt: skip
    assert (found.items, found.new_answers, found.missed_weeks) == ({}, {}, 0)


@pytest.mark.parametrize(
    ("said", "kind", "rule", "measure"),
    [
        ({"pain_worst": 4}, "hold", "PRO-021", "pain_during"),
        ({"pain_worst": 2, "pain_after": 5}, "hold", "PRO-021", "pain_during"),
        ({"pain_worst": 6}, "step_back", "PRO-022", "pain_during"),
        ({"pain_next_morning": 4}, "hold", "PRO-078", "pain_next_morning_above_usual"),
        ({"pain_next_morning": 5}, "step_back", "PRO-027", "pain_next_morning_above_usual"),
        ({"hours_to_settle": 30}, "step_back", "PRO-027", "hours_to_settle"),
        ({"pain_worst": 8}, "stop", "PRO-029", "pain_during"),
        ({"moved": "down"}, "stop", "PRO-028", "symptoms_spread"),
        ({"new_signs": ("flags_illness=fever",)}, "stop", "PRO-028", "any_red_flag"),
        # what is not said
        ({"pain_worst": None, "pain_after": None}, "hold", "PRO-020", "pain_during"),
        ({"pain_worst": None}, "hold", "PRO-020", "pain_during"),
        ({"pain_next_morning": None}, "hold", "PRO-020", "pain_next_morning_above_usual"),
        ({"moved": None}, "hold", "PRO-020", "green_sessions_in_a_row"),
    ],
)
def test_one_session_decides(said: dict[str, Any], kind: str, rule: str, measure: str) -> None:
    found = judged(diary(*week(**said)), 7)
    assert found.kind == kind
    assert (rule, measure) in {(ground.rule, ground.measure) for ground in found.reasons}
    for ground in found.reasons:
        if (ground.rule, ground.measure) == (rule, measure) and kind != "hold":
            assert ground.entries == (f"{6:032x}",)


def test_signs_that_nobody_asked_about_are_not_absent() -> None:
    unasked = tuple(session(day, new_signs=None) for day in WEEK)
    assert judged(diary(*unasked), 7).kind == "hold"
    assert judged(diary(*unasked, checks=(check(6, answers={"flags_illness": ("none",)}),)), 7).kind == "advance"


@pytest.mark.parametrize(
    ("worst", "kind"), [(6, "advance"), (7, "hold"), (8, "stop")], ids=["1 above", "2 above", "3 above is 8"]
)
def test_strong_usual_pain_is_judged_by_change(worst: int, kind: str) -> None:
    strong = record_of(5)
    sessions = [session(day, strong, pain_worst=worst, pain_after=5, pain_next_morning=5) for day in WEEK]
    assert judged(diary(*sessions), 7, strong).kind == kind


def test_a_usual_pain_that_crept_up_hides_no_rise() -> None:
    strong = record_of(5)
    sessions = [session(day, strong, pain_worst=7, pain_after=7, pain_next_morning=7, pain_usual=7) for day in WEEK]
    assert judged(diary(*sessions), 7, strong).kind == "step_back"


def test_entries_filled_in_later_open_no_gate_that_is_past() -> None:
    """The known fault of another program: sessions entered on day 10 would have opened the gate of day 7."""
    late = START + timedelta(days=10)
    sessions = [session(day, entered_at=late) for day in WEEK]
    assert judged(diary(*sessions), 7).kind == "hold"
    assert judged(diary(*sessions), 11).kind != "stop"
    bad = session(6, pain_worst=8, entered_at=late)
    assert judged(diary(*week()[:6], bad), 7).kind == "stop", "what went badly counts whenever it was entered"


def test_least_and_most_never_drift_apart() -> None:
    """The known fault of another program: after many changes the least was above the most. Here each starts anew."""
    seals = [f"{number:064x}" for number in range(4)]
    plans = tuple(
        InForce(plan=seal, since=START + timedelta(days=7 * number), by="new" if number == 0 else "advance")
        for number, seal in enumerate(seals)
    )
    kept = diary(*(session(day) for day in range(28)), plans=plans)
    assert judged(kept, 22).kind == "hold", "the last change is a day ago"
    assert judged(kept, 28).kind == "advance"


def test_a_step_back_that_has_been_taken_is_not_taken_again() -> None:
    bad = diary(*week(pain_worst=6))
    back = InForce(plan="b" * 64, since=START + timedelta(days=7), by="step_back")
    after = bad.model_copy(update={"plans": (*bad.plans, back)})
    assert judged(bad, 7).kind == "step_back"
    assert judged(after, 8).kind == "hold"


def test_a_second_step_back_within_two_weeks_is_a_stop() -> None:
    back = InForce(plan="b" * 64, since=START + timedelta(days=7), by="step_back")
    kept = diary(*week(pain_worst=6), session(9, pain_worst=7))
    flare = kept.model_copy(update={"plans": (*kept.plans, back)})
    assert judged(flare, 10).kind == "step_back", "days of the same week are one flare"
    again = flare.model_copy(update={"sessions": (*flare.sessions, session(13, pain_worst=6))})
    assert judged(again, 14).kind == "stop", "a flare is over after a week"
    better = flare.model_copy(update={"sessions": (*flare.sessions, session(8))})
    found = judged(better, 10)
    assert found.kind == "stop", "or when a session went better"
    assert [(ground.rule, ground.measure) for ground in found.reasons] == [("PRO-028", "step_backs_in_two_weeks")]


def test_a_stop_stays_until_somebody_has_looked_at_it() -> None:
    sessions = (*week(moved="down"), *(session(day) for day in range(7, 30)))
    assert judged(diary(*sessions), 30).kind == "stop"
    looked = check(14, answers={"seen_clinician": "yes"})
    assert judged(diary(*sessions, checks=(looked,)), 14).kind == "stop", "the check is of that evening"
    found = judged(diary(*sessions, checks=(looked,)), 30)
    assert (found.kind, {one.rule for one in found.reasons}) == ("step_back", {"PRO-055"})


def test_an_exercise_that_sends_signs_down_is_dropped_with_its_direction() -> None:
    found = judged(diary(*week(parts={FIRST: {"moved": "down"}})), 7)
    assert (found.kind, found.items) == ("hold", {FIRST: "stop"})
    again = judged(diary(*week(parts={FIRST: {"moved": "down"}}), session(7, parts={FIRST: {"moved": "down"}})), 8)
    assert again.kind == "stop", "a second time somebody looks at it"
    bending = next(key for key in LIBRARY.exercises if directions_of(key, LIBRARY) == ["bending"])
    assert "lumbar_flexion_end_range" in LIBRARY.graph.library.exercises[bending].demands


@pytest.mark.parametrize("field", ["skipped", "cut_short"])
def test_an_exercise_that_hurt_goes_back_alone(field: str) -> None:
    found = judged(diary(*week(parts={FIRST: {field: "hurt"}})), 7)
    assert (found.kind, found.items) == ("advance", {FIRST: "step_back"})
    assert judged(diary(*week(parts={FIRST: {field: "no_time"}})), 7).items == {}


def test_missed_weeks_step_back_gently() -> None:
    found = judged(diary(*week()), 21)
    assert (found.kind, found.missed_weeks) == ("step_back", 2)
    assert {ground.rule for ground in found.reasons} == {"PRO-037"}


def weekly(weeks: int, **said: Any) -> tuple[Diary, int]:
    """That many weeks of five good sessions each, and the day on which they are over."""
    days = [7 * number + day for number in range(weeks) for day in range(5)]
    return diary(*(session(day, **said) for day in days), checks=(check(7 * weeks - 2),)), 7 * weeks


@pytest.mark.parametrize(
    ("weeks", "said", "checked", "rule"),
    [
        (2, {"pain_usual": 5}, {}, "PRO-034"),
        (2, {"pain_usual": 3}, {"change": -2}, "PRO-034"),
        (2, {"pain_usual": 4}, {"change": -1}, None),
        (6, {"pain_usual": 3}, {}, "PRO-035"),
        (6, {"pain_usual": 3}, {"change": 2}, None),
        (6, {"pain_usual": 2}, {}, None),
        (6, {}, {}, None),
    ],
)
def test_who_gets_worse_or_no_better_is_referred(
    weeks: int, said: dict[str, Any], checked: dict[str, Any], rule: str | None
) -> None:
    days = [7 * number + day for number in range(weeks) for day in range(5)]
    first = session(0, pain_usual=3)
    kept = diary(first, *(session(day, **said) for day in days[1:]), checks=(check(7 * weeks - 2, **checked),))
    found = judged(kept, 7 * weeks)
    assert (found.kind == "refer") == (rule is not None)
    assert rule is None or rule in {ground.rule for ground in found.reasons}


def test_the_weeks_of_review_are_told_once() -> None:
    kept, day = weekly(6, pain_usual=1)
    reviewed = InForce(plan="c" * 64, since=START + timedelta(days=day), by="hold")
    assert "PRO-041" in {ground.rule for ground in judged(kept, day).reasons}
    after = kept.model_copy(update={"plans": (*kept.plans, reviewed)})
    assert "PRO-041" not in {ground.rule for ground in judged(after, day + 1).reasons}


def test_answers_of_checks_and_new_signs_are_told_as_new() -> None:
    kept = diary(
        *week(new_signs=("flags_illness=fever",)), checks=(check(5, answers={"age": 43, "flags_mood": ("none",)}),)
    )
    assert judged(kept, 7).new_answers["flags_illness"] == ("fever",)
    assert judged(kept, 7).new_answers["age"] == 43


def test_a_day_is_that_of_the_person() -> None:
    """Half past midnight is a week after the plan; for somebody who has since flown west it is the day before."""
    sessions = [session(day) for day in range(6)]
    at = START + timedelta(days=6, hours=15, minutes=30)
    here = verdict(diary(*sessions), record_of(), LIBRARY, at)
    there = verdict(diary(*sessions), record_of(), LIBRARY, at.astimezone(UTC))
    assert (here.kind, there.kind) == ("advance", "hold")
    assert [ground.measure for ground in there.reasons] == ["days_since_last_change"]


def test_a_moment_needs_a_zone_and_a_plan() -> None:
    with pytest.raises(ValueError, match="time zone"):
        verdict(diary(*week()), record_of(), LIBRARY, START.replace(tzinfo=None))
    referral = record_of().model_copy(update={"plan": None})
    with pytest.raises(ValueError, match="referral"):
        verdict(diary(*week()), referral, LIBRARY, START.astimezone(HERE))
    assert seal_of(record_of()) == week()[0].plan


def test_a_check_that_says_nothing_of_signs_is_no_word_that_none_is_new() -> None:
    warnings = {key for key, one in LIBRARY.questions.items() if one.section == "red_flags"}
    none_of_them = {"answers": {"flags_illness": ("none",)}}
    for said, known in (({"sleep": 7}, False), ({"new_signs": ()}, True), (none_of_them, True)):
        kept = diary(session(0, new_signs=None), checks=(check(6, **{"new_signs": None, **said}),))
        found = measures(Counted(kept, START + timedelta(days=8)), Person(record_of(), warnings))
        assert (found["any_red_flag"] is not None, found["any_red_flag"] and found["any_red_flag"].most) == (
            known, 0 if known else None,
        )  # fmt: skip
        assert judged(kept, 8).new_answers == {}


def test_a_new_sign_is_an_answer_whether_its_question_takes_one_or_several() -> None:
    signs = ("flags_both_legs=new_or_worse", "flags_illness=fever")
    for kept in (diary(session(0, new_signs=signs)), diary(session(0), checks=(check(0, new_signs=signs),))):
        found = judged(kept, 1)
        assert found.kind == "stop"
        assert found.new_answers == {"flags_both_legs": "new_or_worse", "flags_illness": ("fever",)}
        again = referral_now(record_of(), found.new_answers, LIBRARY)
        assert again is not None
        assert again.triage.level == "emergency_now"
