"""A plan as a session: the order of its steps, the player that goes through them, and what is said."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from itertools import count

import pytest
from rich.console import Console
from tests.people import EVERYBODYS, example

from loosen._cli.session.guide import guide
from loosen._cli.session.seams import Seams
from loosen._model.plan import Extra, Item, Override, Plan, Recommendation
from loosen._outputs.document import to_text
from loosen._outputs.session import NoSession, Player, SessionStep, shorter_day, steps_of, today
from loosen._outputs.session.words import opening, step_words, timeline
from loosen._words.amounts import length
from loosen._words.speech import speech_of
from loosen.errors import ExitCode

ENGLISH = speech_of("en")


@cache
def recommended(name: str) -> Recommendation:
    return EVERYBODYS.recommend(example(name))


def plan_of(name: str = "desk_worker") -> Plan:
    plan = recommended(name).plan
    assert plan is not None
    return plan


def item_with(side: str, **dose: int) -> Item:
    """An item of a real plan with another side and dose: get ready 10 s, 5 s between sides."""
    item = plan_of().items[0]
    changing = {"change_sides_s": 5 if side == "each" else 0, **dose}
    return item.model_copy(update={"side": side, "dose": item.dose.model_copy(update=changing), "extra": None})


def steps_of_item(item: Item) -> list[SessionStep]:
    return list(steps_of(plan_of().model_copy(update={"items": (item,)})))


def told(item: Item) -> list[tuple[str, int]]:
    return [(step_words(step, item, ENGLISH), step.seconds) for step in steps_of_item(item)]


HELD = {"hold_s": 20, "settle_s": 5, "repetitions": 2, "sets": 1, "rest_s": 0, "sides": 2}


def test_one_side_then_the_other_with_time_to_change() -> None:
    assert told(item_with("each", **HELD)) == [
        ("Get ready", 10),
        ("Move into it slowly, left side, 1 of 2", 5),
        ("Hold, left side, 1 of 2", 20),
        ("Let go slowly, then again, left side, 2 of 2", 5),
        ("Hold, left side, 2 of 2", 20),
        ("Let go, change sides, right side", 5),
        ("Move into it slowly, right side, 1 of 2", 5),
        ("Hold, right side, 1 of 2", 20),
        ("Let go slowly, then again, right side, 2 of 2", 5),
        ("Hold, right side, 2 of 2", 20),
    ]


def test_the_tighter_side_does_its_extra_repetition_last() -> None:
    tighter = item_with("each", **HELD).model_copy(update={"extra": Extra(side="left", repetitions=1)})
    holds = [(step.side, step.repetition, step.repetitions) for step in steps_of_item(tighter) if step.phase == "hold"]
    assert holds == [("left", 1, 3), ("left", 2, 3), ("left", 3, 3), ("right", 1, 2), ("right", 2, 2)]


def test_sides_that_take_turns_rest_between_rounds_as_long_as_the_plan_counts() -> None:
    item = item_with("alternate", hold_s=1, settle_s=4, repetitions=2, sets=2, rest_s=15, sides=2)
    assert told(item) == [
        ("Get ready", 10),
        ("Slow repetition, left side, 1 of 2, round 1 of 2", 5),
        ("Slow repetition, right side, 1 of 2, round 1 of 2", 5),
        ("Slow repetition, left side, 2 of 2, round 1 of 2", 5),
        ("Slow repetition, right side, 2 of 2, round 1 of 2", 5),
        ("Let go slowly and rest", 30),
        ("Slow repetition, left side, 1 of 2, round 2 of 2", 5),
        ("Slow repetition, right side, 1 of 2, round 2 of 2", 5),
        ("Slow repetition, left side, 2 of 2, round 2 of 2", 5),
        ("Slow repetition, right side, 2 of 2, round 2 of 2", 5),
    ]


def test_a_bout_counted_once_for_two_sides_is_shared_equally() -> None:
    item = item_with("each", hold_s=61, settle_s=5, repetitions=1, sets=1, rest_s=0, sides=1)
    assert told(item) == [
        ("Get ready", 10),
        ("Move into it slowly, left side", 5),
        ("Keep going, left side", 30),
        ("Let go, change sides, right side", 6),
        ("Keep going, right side", 30),
    ]


def test_what_takes_no_time_is_no_step() -> None:
    item = item_with("both", hold_s=180, settle_s=0, repetitions=1, sets=1, rest_s=0, sides=1)
    assert told(item) == [("Get ready", 10), ("Keep going", 180)]


def test_a_shorter_day_is_as_long_as_the_plan_says_of_the_other_days() -> None:
    plan = plan_of()
    shorter = shorter_day(plan)
    left_out = {item.name for item in plan.items} - {item.name for item in shorter.items}
    assert left_out == {item.name for item in plan.items if item.kind == "strengthening"}
    assert shorter.seconds == sum(step.seconds for step in steps_of(shorter)) < plan.seconds


WALK = (SessionStep(0, "get_ready", 10), SessionStep(0, "hold", 180))
STRETCH = (SessionStep(1, "get_ready", 10), SessionStep(1, "move", 10), SessionStep(1, "hold", 30))
REST = (SessionStep(2, "get_ready", 10), SessionStep(2, "hold", 60))
STEPS = (*WALK, *STRETCH, *REST)
SECONDS = 310


def player_of() -> Player:
    player = Player(STEPS)
    player.start()
    return player


def test_time_does_nothing_before_the_start_and_in_a_pause() -> None:
    player = Player(STEPS)
    player.tick(50)
    assert (player.state, player.at, player.seconds_done) == ("ready", 0, 0)
    player.pause()
    assert player.state == "ready"
    player.start()
    player.tick(4)
    player.pause()
    player.tick(50)
    assert (player.state, player.seconds_left, player.seconds_done) == ("paused", 6, 4)
    player.start()
    player.tick(6)
    assert (player.state, player.step.phase, player.seconds_left) == ("running", "hold", 180)


def test_a_long_tick_passes_through_several_steps() -> None:
    player = player_of()
    player.tick(215)
    assert (player.step.item, player.step.phase, player.seconds_left) == (1, "hold", 25)
    assert player.finished == {0}
    player.tick(10_000)
    assert (player.state, player.seconds_left, player.seconds_to_go) == ("done", 0, 0)
    assert player.seconds_done == SECONDS
    assert player.finished == {0, 1, 2}


def test_skip_leaves_an_exercise_unfinished_and_the_last_one_ends_the_session() -> None:
    player = player_of()
    player.tick(100)
    player.skip()
    assert (player.step, player.finished) == (SessionStep(1, "get_ready", 10), set())
    player.skip()
    player.skip()
    assert (player.state, player.finished, player.seconds_done) == ("done", set(), 100)
    player.back()
    player.start()
    assert player.state == "done"


def test_back_begins_the_exercise_again_and_then_goes_to_the_one_before() -> None:
    player = player_of()
    player.tick(215)
    player.back()
    assert player.step == SessionStep(1, "get_ready", 10)
    player.tick(3)
    player.back()
    assert player.step == SessionStep(0, "get_ready", 10)
    player.back()
    assert (player.step, player.seconds_left) == (SessionStep(0, "get_ready", 10), 10)


def test_skip_and_back_keep_a_pause() -> None:
    player = player_of()
    player.pause()
    player.skip()
    player.back()
    assert (player.state, player.at) == ("paused", 0)


@pytest.mark.parametrize(("name", "words"), [("sixteen", "See a doctor"), ("cauda_equina_warning", "emergency help")])
def test_a_referral_has_no_session_and_says_what_to_do(name: str, words: str) -> None:
    with pytest.raises(NoSession) as raised:
        today(recommended(name))
    assert raised.value.exit_code == ExitCode.REFERRAL
    assert words in raised.value.headline
    assert [fault.what for fault in raised.value.faults]


@pytest.mark.parametrize("name", ["desk_worker", "desk_neck", "osteoporosis_72", "sciatica", "prevention"])
def test_every_stop_sign_is_said_before_the_start_or_with_its_exercise(name: str) -> None:
    day = today(recommended(name))
    assert day.stop_signs
    text = " ".join(to_text(opening(day), 1000).split())
    assert all(sign in text for sign in day.stop_signs)
    assert "No doctor or physiotherapist has signed off" in text


def test_overridden_safety_is_said_first() -> None:
    changed = Override(entry="SAF-001", reason="a trial")
    recommendation = recommended("desk_worker")
    made_by = recommendation.loosen.model_copy(update={"overridden": (changed,)})
    day = today(recommendation.model_copy(update={"loosen": made_by}))
    assert "SAF-001 (a trial)" in opening(day)[1].lines[0]


def test_how_often_a_day_is_told() -> None:
    answers = {**example("desk_neck"), "programme": "office_neck"}
    recommendation = EVERYBODYS.recommend(answers)
    assert recommendation.plan is not None
    assert recommendation.plan.programme is not None
    times = recommendation.plan.programme.times_per_day
    assert times > 1
    assert f"{times} times a day; this is one of them" in to_text(opening(today(recommendation)), 200)


def test_a_plan_without_exercises_says_so() -> None:
    recommendation = recommended("desk_worker")
    empty = plan_of().model_copy(update={"items": (), "seconds": 0, "shortfall": "Nothing is safe just now."})
    written, _ = run_session(recommendation.model_copy(update={"plan": empty}), [])
    assert "There is no exercise in it. Nothing is safe just now." in written
    assert Player(steps_of(empty)).state == "done"


def test_the_timeline_ends_when_the_plan_does_and_fits_forty_columns() -> None:
    text = timeline(today(recommended("desk_neck")), 40)
    seconds = plan_of("desk_neck").seconds
    assert text.splitlines()[-1] == f"{seconds // 60:>2}:{seconds % 60:02d}  The end."
    assert max(map(len, text.splitlines())) <= 40


class Script:
    """Keys pressed one after the other: each a key and how many looks at the clock later it comes."""

    def __init__(self, keys: Iterable[tuple[int, str]]) -> None:
        self._keys = iter([key for wait, key in keys for key in [*[""] * wait, key]])

    def read(self, seconds: float) -> str:
        return next(self._keys, "")


def run_session(
    recommendation: Recommendation, keys: Iterable[tuple[int, str]], *, every_s: float = 1.0, terminal: bool = True
) -> tuple[str, Iterable[int]]:
    """What a session writes on a screen of 40 columns when the clock is looked at every so many seconds."""
    file = io.StringIO()
    console = Console(file=file, width=40, height=24, force_terminal=terminal, color_system=None, legacy_windows=False)
    looks = count()
    guide(recommendation, console, Seams(Script(keys), lambda: next(looks) * every_s, tick_s=0))
    return file.getvalue(), looks


def test_a_session_from_start_to_end_takes_as_long_as_the_plan_says() -> None:
    plan = plan_of()
    written, looks = run_session(recommended("desk_worker"), [(0, "\n")])
    whole = f"You did {len(plan.items)} of {len(plan.items)} exercises in {length(plan.seconds, ENGLISH)}."
    assert whole in " ".join(written.split())
    assert next(iter(looks)) == plan.seconds + 1


def test_leaving_out_what_is_not_for_every_day() -> None:
    shorter = shorter_day(plan_of())
    written, looks = run_session(recommended("desk_worker"), [(0, "l"), (0, "\n")])
    assert "Left out today: " in written
    assert f"You did {len(shorter.items)} of {len(shorter.items)} exercises" in " ".join(written.split())
    assert next(iter(looks)) == shorter.seconds + 1


def test_a_clock_that_jumps_pauses_the_session() -> None:
    written, _ = run_session(recommended("desk_worker"), [(0, "\n"), (3, "q")], every_s=60)
    assert "Paused." in written
    assert "exercises in 0 seconds." in " ".join(written.split())


def test_stopping_early_says_how_far_and_what_to_watch_out_for() -> None:
    plan = plan_of()
    first_two = plan.items[0].seconds + plan.items[1].seconds
    written, _ = run_session(recommended("desk_worker"), [(0, "\n"), (first_two, "q")])
    far = f"Stopped. You did 2 of {len(plan.items)} exercises in {length(first_two + 1, ENGLISH)}."
    assert far in " ".join(written.split())
    assert "Watch out for" in written


def test_not_starting_says_so() -> None:
    written, _ = run_session(recommended("desk_worker"), [(2, "x"), (0, "q")])
    assert "Not started." in written
    assert "Get ready" not in written
