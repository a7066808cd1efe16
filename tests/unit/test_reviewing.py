"""From diary to next plan, for people: what is said agrees with what changed; and what does not fit is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.courses import Course, said_of
from tests.diaries import LIBRARY, PERSON, START, plan_in, session
from tests.people import EVERYBODYS, example, sealed

from loosen import AnswersError, Diary, FileError, Recommendation, ancestors_of, redact, replay, review, tell
from loosen._model.diary import InForce
from loosen._model.plan import Item
from loosen.errors import FaultCode

NOTHING_DIFFERENT = ("caution", "adapted")


def agree(before: Recommendation, after: Recommendation) -> None:
    """Whether the review tells of just those exercises whose dose is another, that came in, or that left."""
    since = plan_in(after).since
    assert since is not None
    told = {one.change.exercise for one in since.changes if one.change.what not in NOTHING_DIFFERENT}
    told |= {one.change.instead_of for one in since.changes if one.change.instead_of}
    was, now = ({item.exercise: item.dose for item in plan_in(made).items} for made in (before, after))
    changed = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    further = {one.change.exercise for one in since.changes if one.change.what == "range"}
    assert told - further == changed - further
    assert replay(after, LIBRARY).outcome == "identical"


def test_after_three_good_weeks_it_moves_on_each_week() -> None:
    course = Course()
    made = course.well(3)
    for before, after in zip(course.records, course.records[1:], strict=False):
        agree(before, after)
    assert "All went well, and the plan moves on." in said_of(made)
    assert [one.kind for one in ancestors_of(made)] == [None, "advance", "advance"]
    assert [one.by for one in course.diary.plans] == ["new", "advance", "advance", "advance"]


def test_after_too_much_pain_it_goes_back_and_says_how_much_pain_and_when() -> None:
    course = Course()
    course.well(1)
    course.does(8, pain_worst=6)
    made = course.reviewed(14)
    agree(course.records[-2], made)
    assert "The plan goes a step back." in said_of(made)
    assert "You noted pain of 6 out of 10 on 9 September." in said_of(made)
    assert "“Heel slide, lying” a step back (8 times). Until now: 9 times." in said_of(made)


def test_two_weeks_away_are_one_step_back_and_looking_twice_makes_no_more_of_them() -> None:
    course = Course()
    course.well(2)
    once, twice = course.reviewed(26), course.reviewed(27)
    agree(course.records[-3], once)
    assert "Weeks without a session: 2." in said_of(once)
    assert "The plan goes a step back." in said_of(once)
    assert not (since := plan_in(twice).since) or not since.changes
    assert "a step back" not in said_of(twice)
    before = plan_in(course.records[-3]).items
    again = course.well(1, since=5)  # week 6 is one of looking back
    agree(course.records[-2], again)
    assert [item.dose for item in plan_in(again).items] == [item.dose for item in before], "it comes back whole"
    assert "again as before the break" in said_of(again)


def test_of_an_exercise_that_sends_signs_down_it_is_said_which_and_it_leaves() -> None:
    course = Course()
    item = plan_in(course.last).items[2]
    course.does(0, 1, 3, 4).does(2, parts={item.exercise: {"moved": "down"}})
    made = course.reviewed(7)
    agree(course.records[0], made)
    assert item.exercise not in {one.exercise for one in plan_in(made).items}
    assert f"“{item.name}”: It sends pain" in said_of(made)
    assert "3 September" in said_of(made)


def test_an_exercise_that_hurt_goes_back_alone_and_the_plan_does_not_say_that_it_moved_on() -> None:
    course = Course()
    item = plan_in(course.last).items[4]
    course.does(0, 1, 2, 3).does(4, parts={item.exercise: {"skipped": "hurt"}})
    made = course.reviewed(7)
    agree(course.records[0], made)
    assert "moves on" not in said_of(made)
    assert f"“{item.name}”: You left an exercise out because it hurt" in said_of(made)


def test_a_pregnancy_goes_on_and_what_late_weeks_do_not_allow_gives_way() -> None:
    course = Course("pregnant_24_weeks")
    made = course.well(5)
    for before, after in zip(course.records, course.records[1:], strict=False):
        agree(before, after)
    assert any(one.change.what == "safer" for each in course.records[1:] for one in since_of(each))
    assert not [one for one in plan_in(made).items if made.audit.rules_that("excluded", one.exercise)]


def test_after_a_birthday_told_in_a_check_the_doses_of_that_age_hold() -> None:
    course = Course(age=64)
    course.does(0, 1, 2, 3, 4).says(5, answers={"age": 65}, new_signs=())
    made = course.reviewed(7)
    agree(course.records[0], made)
    assert {one.question: one.value for one in made.audit.answers}["age"] == 65
    assert replay(made, LIBRARY).outcome == "identical"


SIGN = {"flags_illness": ("fever",)}
STOPS: dict[str, Callable[[Course], Course]] = {
    "pain of 9": lambda course: course.does(8, pain_worst=9),
    "a new sign": lambda course: course.does(8).says(9, answers=SIGN),
    "twice a step back": lambda course: course.does(8, pain_worst=6),
}


@pytest.mark.parametrize("stops", STOPS.values(), ids=STOPS)
def test_a_stop_stays_until_somebody_has_looked_and_then_goes_on_lower(stops: Callable[[Course], Course]) -> None:
    course = Course()
    course.does(0, 1).does(2, pain_worst=6).does(3, 4)
    before = course.reviewed(7)
    stopped = stops(course).reviewed(10)
    assert stopped.plan is None
    assert "When it has been looked at" in tell(stopped)
    assert course.reviewed(30).plan is None, "time alone makes nothing good"
    course.says(31, answers={"seen_clinician": "yes", "flags_illness": ("none",)}, new_signs=())
    again = course.reviewed(32)
    agree(before, again)
    assert "somebody has looked at it since" in said_of(again)
    assert load_of(again) < load_of(before)
    assert course.diary.plans[-1].by == "again"
    course.does(32, 33, 34, 35, 36)
    assert plan_in(course.reviewed(39)).since


def test_who_was_looked_at_without_a_stop_goes_on_as_before() -> None:
    quiet, seen = Course(), Course()
    seen.does(0, 1, 2, 3, 4).says(5, new_signs=(), answers={"seen_clinician": "yes"})
    assert [one.change for one in since_of(seen.reviewed(7))] == [one.change for one in since_of(quiet.well(1))]


def test_all_day_a_review_comes_to_the_same() -> None:
    course = Course()
    course.does(0, 1, 2, 3, 4)
    first, made = course.last, course.reviewed(7)
    evening = START.replace(hour=8) + timedelta(days=7, hours=12)
    assert sealed(review(first, course.diary, evening, LIBRARY)) == made, "the plan before, reviewed once more"
    assert sealed(review(made, course.diary, evening, LIBRARY)) == made, "the new plan, of which nothing is known yet"


def test_a_wish_for_something_else_is_kept_and_one_that_cannot_be_is_refused() -> None:
    course = Course()
    course.does(0, 1, 2, 3, 4)
    with pytest.raises(AnswersError):
        course.reviewed(7, swaps={"heel_slide": "knee_plank"})
    made = course.reviewed(7, swaps={"heel_slide": None})
    agree(course.records[0], made)
    assert "as you wanted" in said_of(made)


def test_what_was_noted_is_not_in_a_record_without_its_answers() -> None:
    course = Course()
    course.does(0, pain_worst=6)
    back, stopped = course.reviewed(2), course.does(3, pain_worst=9).reviewed(4)
    assert "pain of 6" in tell(back)
    assert "pain of 9" in tell(stopped)
    for made in (back, stopped):
        hidden = redact(made, b"k" * 32)
        assert "out of 10 on" not in tell(hidden)
        assert '"on"' not in hidden.audit.course.verdict.model_dump_json(exclude_defaults=True)  # type: ignore[union-attr]


def since_of(made: Recommendation) -> Any:
    since = plan_in(made).since
    assert since is not None
    return since.changes


def load_of(made: Recommendation) -> int:
    """The seconds of work in a week."""
    return sum(map(_work, plan_in(made).items))


def _work(item: Item) -> int:
    dose = item.dose
    return dose.sets * dose.repetitions * (dose.hold_s + dose.settle_s) * dose.days_per_week


def beginning() -> Course:
    return Course().does(0, 1, 2)


def running() -> Course:
    course = beginning()
    now = course.diary.sessions[-1].model_copy(
        update={"id": "b" * 32, "started": START + timedelta(days=3), "ended": None, "entered": "session",
                "entered_at": START + timedelta(days=3)}
    )  # fmt: skip
    course.diary = course.diary.model_copy(update={"sessions": (*course.diary.sessions, now)})
    return course


def older() -> Course:
    course = Course().does(0, 1)
    course.reviewed(2)
    course.records.pop()
    return course


def later() -> Course:
    course = beginning()
    course.diary = Diary(person=PERSON, plans=(InForce(plan=course.diary.plans[0].plan, since=START + timedelta(9)),))
    return course


def of_another() -> Course:
    course = beginning()
    course.records = [sealed(EVERYBODYS.recommend(example("sciatica")))]
    return course


def impossible() -> Course:
    course = beginning()
    course.diary = course.diary.model_copy(update={"sessions": (*course.diary.sessions, session(40))})
    return course


def empty() -> Course:
    course = beginning()
    course.diary = Diary(person=PERSON)
    return course


def referral() -> Course:
    course = beginning()
    course.records = [EVERYBODYS.recommend(example("desk_worker", flags_illness=["fever"]))]
    return course


def redacted() -> Course:
    course = beginning()
    course.records = [redact(course.last, b"k" * 32)]
    return course


REFUSED: dict[str, tuple[Callable[[], Course], FaultCode, str]] = {
    "a session that runs": (running, FaultCode.IN_USE, "is not over yet"),
    "not the last plan": (older, FaultCode.OLDER_PLAN, "is not the last plan"),
    "a plan of later": (later, FaultCode.OUT_OF_RANGE, "after this review"),
    "somebody else's": (of_another, FaultCode.OTHER_PERSON, "is no plan of this diary"),
    "what cannot be": (impossible, FaultCode.OUT_OF_RANGE, "is in the future"),
    "an empty diary": (empty, FaultCode.NOTHING_THERE, "holds nothing yet"),
    "a referral": (referral, FaultCode.NO_PLAN, "is a referral"),
    "no answers": (redacted, FaultCode.REDACTED, "holds no answers"),
}


@pytest.mark.parametrize(("made", "code", "what"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_by_name(made: Callable[[], Course], code: FaultCode, what: str) -> None:
    course = made()
    with pytest.raises(FileError) as refused:
        review(course.records[-1], course.diary, START + timedelta(days=3, hours=1), LIBRARY)
    told = [fault for fault in refused.value.faults if fault.code == code]
    assert any(what in fault.what and fault.remedy for fault in told), refused.value


def test_a_moment_needs_its_time_zone() -> None:
    course = beginning()
    with pytest.raises(ValueError, match="time zone"):
        review(course.last, course.diary, START.replace(tzinfo=None), LIBRARY)
