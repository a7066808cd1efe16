"""What other programs got wrong when they moved people on, each as a case of its own: here it does not happen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import pairwise

import pytest
from tests.diaries import LIBRARY, START, check, diary, judged, plan_in, record_of, session

from loosen._diary.counted import Counted
from loosen._diary.entering import with_session
from loosen._diary.measures import Person, measures
from loosen._diary.merging import merged
from loosen._model.diary import Diary, Done, InForce
from loosen._model.plan import Recommendation
from loosen._model.review import Ground, Verdict
from loosen._planning.review.review import review
from loosen._records.sealing import to_json

GREEN = Verdict(kind="advance", reasons=(Ground(kind="advance", rule="PRO-020"),))
BACK = Verdict(kind="step_back", reasons=(Ground(kind="step_back", rule="PRO-022", measure="pain_during"),))
A_WEEK = [session(day) for day in range(7)]


def reviewed(last: Recommendation, found: Verdict, week: int) -> Recommendation:
    begun = None if last.audit.course else START.date()
    return review(last, found, START.date() + timedelta(days=7 * week), LIBRARY, begun=begun)


def doses(made: Recommendation) -> dict[str, tuple[int, int, int]]:
    return {one.exercise: (one.dose.hold_s, one.dose.repetitions, one.dose.sets) for one in plan_in(made).items}


def entries_filled_in_later_open_a_gate() -> bool:
    """A week that is noted when it is over moves nobody on in the week before."""
    late = START + timedelta(days=21)
    filled = diary(*(one.model_copy(update={"entered_at": late}) for one in A_WEEK))
    return judged(filled, 7).kind == "advance"


def a_session_told_twice_counts_twice() -> bool:
    """One session on three machines is one, and not the three that moving on asks for."""
    one = session(3)
    kept = diary(one)
    for minutes in (1, 2):
        again = one.model_copy(update={"entered_at": one.entered_at + timedelta(minutes=minutes)})
        kept = merged(kept, with_session(diary(), again))
    return len(kept.sessions) != 1 or judged(kept, 7).kind == "advance"


def least_and_most_drift_apart() -> bool:
    """Of a measure the least never exceeds the most, whatever was left unsaid."""
    person = Person(record_of(), frozenset())
    for left_out in ("pain_worst", "pain_after", "pain_next_morning", "moved", "new_signs"):
        kept = diary(*(session(day, pain_usual=2, **({left_out: None} if day % 2 else {})) for day in range(7)))
        found = measures(Counted(kept, START + timedelta(days=7)), person)
        if any(reading.least > reading.most for reading in found.values() if reading):
            return True
    return False


def a_dose_drifts_with_every_step_there_and_back() -> bool:
    """A step and the same step back are no step, however often: nothing is lost to rounding, and nothing gained."""
    made = reviewed(record_of(), GREEN, 1)
    harder, grew = doses(made), doses(made).items() - doses(record_of()).items()
    for turn in range(5):
        made = reviewed(made, BACK, 2 + 2 * turn)
        back = doses(made)
        made = reviewed(made, GREEN, 3 + 2 * turn + (turn >= 1))
        if any(back[name] == harder[name] for name, _ in grew):
            return True
    return any(now > harder[name] for name, now in doses(made).items() if name in dict(grew))


def weeks_alone_move_somebody_on() -> bool:
    """Who does nothing is not moved on because time goes by."""
    kept = diary(checks=tuple(check(7 * week, change=2) for week in range(1, 12)))
    return any(judged(kept, 7 * week).kind == "advance" for week in range(1, 12))


def what_was_skipped_counts_as_done() -> bool:
    """A session that was opened and in which all was left out is none."""
    nothing = [Done(exercise=item.exercise, skipped="no_time") for item in plan_in(record_of()).items]
    kept = diary(*(one.model_copy(update={"done": tuple(nothing)}) for one in A_WEEK))
    return judged(kept, 7).kind == "advance"


def a_warning_sign_can_be_tapped_away() -> bool:
    """A sign that was told stays told, whatever later entries leave out or deny."""
    told = session(1, new_signs=("flags_illness=fever",))
    kept = diary(told, *(session(day) for day in range(2, 7)), checks=(check(6, answers={"flags_illness": ("none",)}),))
    denied = with_session(kept, told.model_copy(update={"new_signs": (), "entered_at": START + timedelta(days=3)}))
    return any(judged(one, 7).kind not in ("stop", "refer") for one in (kept, denied))


def one_good_day_makes_up_for_a_bad_one() -> bool:
    """No average of pain: six quiet sessions hide no seventh of 6 out of 10."""
    return any(
        judged(diary(*(session(day, pain_worst=6 if day == bad else 0) for day in range(7))), 7).kind == "advance"
        for bad in range(7)
    )


def the_same_review_comes_out_otherwise() -> bool:
    """No new ids and no clock in what is made: the same review made again is the same to the byte."""
    one, again = (to_json(reviewed(record_of(), GREEN, 1)) for _ in range(2))
    return one != again


def the_next_step_comes_before_the_last_is_seven_days_old() -> bool:
    """However often somebody looks at the plan: a review every day moves it on once a week."""
    kept, steps = diary(*(session(day) for day in range(28))), []
    for day in range(7, 28):
        known: Diary = kept.model_copy(update={"sessions": kept.sessions[:day]})
        if judged(known, day).kind == "advance":
            steps.append(day)
            plan = InForce(plan=f"{day:064x}", since=START + timedelta(days=day, hours=3), by="advance")
            kept = kept.model_copy(update={"plans": (*kept.plans, plan)})
    return len(steps) < 2 or any(later - earlier < 7 for earlier, later in pairwise(steps))


FAULTS: Mapping[str, Callable[[], bool]] = {
    fault.__name__: fault
    for fault in (
        entries_filled_in_later_open_a_gate, a_session_told_twice_counts_twice, least_and_most_drift_apart,
        a_dose_drifts_with_every_step_there_and_back, weeks_alone_move_somebody_on, what_was_skipped_counts_as_done,
        a_warning_sign_can_be_tapped_away, one_good_day_makes_up_for_a_bad_one, the_same_review_comes_out_otherwise,
        the_next_step_comes_before_the_last_is_seven_days_old,
    )
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_of_others_does_not_happen(fault: str) -> None:
    assert not FAULTS[fault](), FAULTS[fault].__doc__
