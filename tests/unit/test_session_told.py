"""A session that is played elsewhere: what it is given, what it tells, and that telling it twice changes nothing."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError
from tests.people import EVERYBODYS, example

from loosen._diary.entering import with_state_of
from loosen._diary.keeping import new_id
from loosen._diary.signs import signs_of
from loosen._model.diary import Diary, SessionEntry
from loosen._model.plan import Plan
from loosen._outputs.session import Player, done_of, steps_of, today
from loosen._outputs.session.as_data import session_data
from loosen._outputs.session.deed import Deed, Said
from loosen._records.sealing import digest_of_record
from loosen._web.session_form import told_in
from loosen._words.speech import speech_of

DESK = EVERYBODYS.recommend(example("desk_worker"))
SEAL = digest_of_record(DESK)
ZONE = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 27, 8, 0, tzinfo=ZONE)


def plan() -> Plan:
    assert DESK.plan
    return DESK.plan


def deed(**told: Any) -> Deed:
    at = {"started": NOW - timedelta(minutes=10), "told": NOW, "sent": NOW}
    return Deed.model_validate({"id": "a" * 32, "plan": SEAL, **at, **told})


def as_told(player: Player) -> dict[str, Any]:
    """What a player elsewhere would tell of where it stands."""
    worked = [one.model_dump() for one in player.worked.values()]
    return {
        "at": player.at, "finished": sorted(player.finished), "worked": worked, "seconds": player.seconds_done,
    }  # fmt: skip


def test_what_is_played_elsewhere_is_the_timeline_of_the_terminal() -> None:
    data = json.loads(json.dumps(session_data(today(DESK), SEAL, 120)))
    steps = steps_of(plan())
    assert [(one["item"], one["phase"], one["seconds"], one["side"]) for one in data["steps"]] == [
        (one.item, one.phase, one.seconds, one.side or "") for one in steps
    ]
    assert sum(one["seconds"] for one in data["steps"]) == data["seconds"] == plan().seconds
    assert [one["name"] for one in data["items"]] == [item.name for item in plan().items]
    assert data["plan"] == SEAL


def test_what_rings_is_said_and_is_counted_stands_in_the_data() -> None:
    data = session_data(today(DESK), SEAL, 120)
    first, hold = data["steps"][0], next(one for one in data["steps"] if one["phase"] == "hold")
    assert (first["phase"], first["rings"], first["counts"]) == ("get_ready", True, {})
    assert [hold["counts"][left] for left in "321"] == ["3", "2", "1"]
    assert hold["repetition_ends"]
    assert data["steps"][-1]["then"] == speech_of("en")("session.then", what="the end")
    assert all(one["read_s"] > 0 and "{to_go}" in one["where"] for one in data["items"])


@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
def test_a_deed_says_what_the_player_would_have_put_down_itself(part: float) -> None:
    player = Player(steps_of(plan()))
    player.start()
    player.tick(plan().seconds * part)
    entry = deed(**as_told(player)).entry(plan(), Said(), NOW)
    assert entry.done == done_of(plan(), player, {})
    assert (deed(**as_told(player)).player(plan()).state == "done") is (part == 1.0)


def test_whoever_stopped_says_why_of_the_exercise_at_which_it_was() -> None:
    entry = deed(at=0, stopped="hurt", left_out={"2": "too_hard"}).entry(plan(), Said(), NOW)
    assert [one.skipped for one in entry.done[:3]] == ["hurt", None, "too_hard"]


def test_a_clock_that_is_wrong_is_set_right_and_nothing_is_in_the_future() -> None:
    ahead = timedelta(days=3)
    told = deed(started=NOW + ahead - timedelta(minutes=10), told=NOW + ahead, sent=NOW + ahead, ended=NOW + ahead)
    entry = told.entry(plan(), Said(), NOW)
    assert (entry.started, entry.entered_at, entry.ended) == (NOW - timedelta(minutes=10), NOW, NOW)
    a_little = deed(told=NOW + timedelta(seconds=30), sent=NOW + timedelta(seconds=30)).entry(plan(), Said(), NOW)
    assert (a_little.started, a_little.entered_at) == (NOW - timedelta(minutes=10), NOW)


def test_moving_down_is_of_the_exercise_in_which_it_did() -> None:
    entry = deed().entry(plan(), Said(moved="down", moved_in=1), NOW)
    assert [one.moved for one in entry.done[:3]] == [None, "down", None]
    assert deed().entry(plan(), Said(moved="no", moved_in=1), NOW).done[1].moved is None


@pytest.mark.parametrize(
    "wrong", [{"id": "1"}, {"worked": [{"item": 0, "seconds": -1}]}, {"left_out": {"0": "bored"}}, {"at": -1}, {"x": 1}]
)
def test_what_cannot_be_told_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        deed(**wrong)


def diary_of(*entries: SessionEntry) -> Diary:
    diary = Diary(person=new_id())
    for entry in entries:
        diary = with_state_of(diary, entry, DESK)
    return diary


def test_states_of_a_session_give_one_entry_in_whatever_order_and_however_often_they_come() -> None:
    early = deed(told=NOW - timedelta(minutes=5), worked=[{"item": 0, "seconds": 20.0}])
    late = deed(worked=[{"item": 0, "seconds": 40.0}], ended=NOW)
    first = early.entry(plan(), Said(pain_before=2, pain_worst=5), NOW)
    last = late.entry(plan(), Said(pain_worst=4, new_signs=()), NOW)
    expected = diary_of(first, last).sessions
    assert [(one.done[0].seconds, one.ended) for one in expected] == [(40, NOW)]
    assert (expected[0].pain_before, expected[0].pain_worst, expected[0].new_signs) == (2, 5, ())
    for order in ((last, first), (first, first, last, last), (last, first, last), (first, last, first)):
        assert diary_of(*order).sessions == expected


def test_a_sign_that_was_told_is_never_taken_back_by_another_state() -> None:
    sign = signs_of(DESK, EVERYBODYS.library)[0].signs[0].id
    told = deed(told=NOW - timedelta(minutes=5)).entry(plan(), Said(new_signs=(sign,)), NOW)
    none = deed().entry(plan(), Said(new_signs=()), NOW)
    assert diary_of(told, none).sessions[0].new_signs == (sign,)
    assert diary_of(none, told).sessions[0].new_signs == (sign,)


class Fields(dict[str, list[str]]):
    """The fields of a form."""

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(super().get(name, []))

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        return self.all(name)[-1] if name in self else default


@pytest.mark.parametrize(
    ("fields", "new_signs", "other"),
    [
        ({}, None, False),
        ({"new": ["no"]}, (), False),
        ({"new": ["yes"]}, None, True),
        ({"new": ["no"], "sign": ["SIGN"]}, ("SIGN",), False),
        ({"sign": ["SIGN", "SIGN"]}, ("SIGN",), False),
        ({"sign": ["made_up=yes"]}, None, True),
        ({"new": ["no"], "sign": ["SIGN", "made_up=yes"]}, ("SIGN",), True),
    ],
)
def test_whatever_could_be_a_sign_counts_as_one(
    fields: dict[str, list[str]], new_signs: tuple[str, ...] | None, other: bool
) -> None:
    signs = signs_of(DESK, EVERYBODYS.library)
    real = signs[0].signs[0].id
    form = Fields({name: [one.replace("SIGN", real) for one in values] for name, values in fields.items()})
    told = told_in(form, 3, signs, speech_of("en"))
    expected = None if new_signs is None else tuple(one.replace("SIGN", real) for one in new_signs)
    assert (told.said.new_signs, told.other) == (expected, other)


def test_every_fault_of_a_form_is_named_at_its_field_and_the_rest_is_read() -> None:
    form = Fields(
        {
            "pain_before": ["11"], "pain_worst": ["-1"], "effort": ["٣"], "pain_after": [" 3 "], "note": ["x" * 2001],
            "moved": ["sideways"], "did-0": ["hurt"], "did-1": ["bored"], "did-9": ["hurt"], "moved_in": ["7"],
        }
    )  # fmt: skip
    told = told_in(form, 3, (), speech_of("en"))
    assert set(told.faults) == {"pain_before", "pain_worst", "effort", "note"}
    assert (told.said.pain_after, told.said.moved, told.said.moved_in, told.said.note) == (3, None, None, None)
    assert told.left_out == {0: "hurt", 1: "other"}
