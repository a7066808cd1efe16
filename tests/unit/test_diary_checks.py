"""What a diary cannot hold: each fault is named, with its entry, by its code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone

import pytest
from tests.diaries import HERE, LIBRARY, PERSON, START, check, diary, evening, record_of, session

from loosen._diary.checking import impossible, refuse_impossible
from loosen._diary.merging import merged
from loosen._model.diary import Diary
from loosen.errors import FaultCode, FileError

NOW = START + timedelta(days=7)
PLANS = {session(0).plan: record_of()}
BAD: dict[str, tuple[Callable[[], Diary], FaultCode, str]] = {
    "in the future": (lambda: diary(session(9)), FaultCode.OUT_OF_RANGE, "in the future"),
    "before the plan": (lambda: diary(session(-3)), FaultCode.OUT_OF_RANGE, "before the plan"),
    "a clock that went back": (
        lambda: diary(session(5, entered_at=NOW + timedelta(days=2))), FaultCode.OUT_OF_RANGE, "the clock went back",
    ),
    "entered before it was done": (
        lambda: diary(session(5, entered_at=evening(4))), FaultCode.OUT_OF_RANGE, "before it took place",
    ),
    "not in the plan": (
        lambda: diary(session(1, done=({"exercise": "bird_dog"},))), FaultCode.UNKNOWN_ENTRY, "is not in the plan",
    ),
    "an exercise twice": (
        lambda: diary(session(1, done=({"exercise": "heel_slide"},) * 2)), FaultCode.TWICE, "is told twice",
    ),
    "the same session twice": (
        lambda: diary(session(1), session(2, started=evening(1) + timedelta(minutes=5))), FaultCode.TWICE, "told twice",
    ),
    "one id twice": (lambda: diary(session(1), session(3, id=f"{1:032x}")), FaultCode.TWICE, "given twice"),
    "a sign that is none": (
        lambda: diary(session(1, new_signs=("flags_illness=fevr",))), FaultCode.NOT_AN_ANSWER, "fevr",
    ),
    "a question that is none": (
        lambda: diary(session(1), checks=(check(2, answers={"agge": 4}),)), FaultCode.UNKNOWN_QUESTION, "agge",
    ),
    "a check in the future": (
        lambda: diary(session(1), checks=(check(9, entered_at=NOW),)), FaultCode.OUT_OF_RANGE, "in the future",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_named(name: str) -> None:
    made, code, told = BAD[name]
    (fault,) = impossible(made(), PLANS, LIBRARY, NOW)
    assert fault.code == code
    assert told in str(fault)


def test_every_fault_is_named_at_once() -> None:
    kept = diary(session(-3), session(9), session(1, new_signs=("flags_illness=fevr",)))
    with pytest.raises(FileError) as refused:
        refuse_impossible(kept, PLANS, LIBRARY, NOW, person="b" * 32)
    assert [fault.code for fault in refused.value.faults] == [
        FaultCode.OTHER_PERSON, FaultCode.OUT_OF_RANGE, FaultCode.OUT_OF_RANGE, FaultCode.NOT_AN_ANSWER,
    ]  # fmt: skip


def test_a_change_of_time_zone_is_no_fault() -> None:
    west = timezone(timedelta(hours=-9))
    moved = session(5, started=evening(5).astimezone(west))
    kept = diary(session(4), moved, checks=(check(6),))
    assert list(impossible(kept, PLANS, LIBRARY, NOW.astimezone(west), person=PERSON)) == []


def test_an_entry_filled_in_later_keeps_what_was_told_before() -> None:
    first = session(1, pain_next_morning=None)
    later = session(1, pain_worst=None, pain_next_morning=3, entered_at=NOW)
    (both,) = merged(diary(first), diary(later)).sessions
    assert (both.pain_worst, both.pain_next_morning, both.entered_at) == (1, 3, NOW)
    assert merged(diary(later), diary(first)) == merged(diary(first), diary(later))


def test_a_sign_is_not_taken_back_and_people_are_not_mixed() -> None:
    sign = ("flags_illness=fever",)
    (both,) = merged(diary(session(1, new_signs=sign)), diary(session(1, entered_at=NOW))).sessions
    assert both.new_signs == sign
    with pytest.raises(FileError) as refused:
        merged(diary(session(1)), diary(session(1)).model_copy(update={"person": "b" * 32}))
    assert refused.value.faults[0].code == FaultCode.OTHER_PERSON
    assert START.tzinfo == HERE


def test_a_session_that_was_killed_and_begun_anew_at_once_is_not_told_twice() -> None:
    began = evening(1)
    cut = {"ended": None, "entered": "session", "entered_at": began + timedelta(minutes=1)}
    killed = session(1).model_copy(update=cut)
    anew = session(2, started=began + timedelta(minutes=2), entered="session", entered_at=began + timedelta(minutes=17))
    assert list(impossible(diary(killed, anew), PLANS, LIBRARY, NOW)) == []
    told_in_the_morning = killed.model_copy(update={"entered_at": began + timedelta(days=1)})
    later = session(2, started=began + timedelta(hours=1))
    assert list(impossible(diary(told_in_the_morning, later), PLANS, LIBRARY, NOW)) == []
