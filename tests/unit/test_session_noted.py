"""A session as it is counted, kept, asked about and heard: no clock drifts, and nothing that was done is lost."""

from __future__ import annotations

import functools
import io
import json
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from rich.console import Console
from tests.people import EVERYBODYS, example, sealed
from tests.unit.test_session import Script, item_with, plan_of

from loosen._cli.case.files import FileCase
from loosen._cli.session.guide import guide
from loosen._cli.session.kept import Kept
from loosen._cli.session.notes import Notes
from loosen._cli.session.seams import Seams
from loosen._cli.session.voice import SystemVoice, system_voice
from loosen._diary.entering import told_more, with_session
from loosen._diary.keeping import keep
from loosen._diary.reading import read_diary
from loosen._model.diary import Done, SessionEntry
from loosen._model.plan import Recommendation
from loosen._outputs.session import Player, SessionStep, done_of, steps_of
from loosen._outputs.session.cues import is_counted
from loosen._outputs.session.large import large
from loosen._outputs.session.words import spoken
from loosen._records.sealing import digest_of_record, to_json
from loosen._words.speech import speech_of
from loosen.errors import FaultCode, FileError

DESK = EVERYBODYS.recommend(example("desk_worker"))
NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


class Spoken:
    """A voice that keeps what it was to say, and when; it can go away."""

    def __init__(self, *, works: bool = True) -> None:
        self.said: list[str] = []
        self._works = works

    speaks = False

    def say(self, text: str) -> bool:
        self.said.append(text)
        return self._works

    def hush(self) -> None:
        self.said.append("")


def case_in(folder: Path, record: Recommendation = DESK) -> FileCase:
    """The plan and the diary in a folder."""
    plan = folder / "plan.json"
    plan.write_text(to_json(record), "utf-8")
    return FileCase(plan, folder / "diary.json")


def run(
    keys: Iterable[tuple[int, str]], folder: Path, *, clock: Callable[[], float] | None = None, **seams: object
) -> tuple[str, SessionEntry]:
    """A session that writes a diary; what was on its screen, and the entry."""
    file, looks = io.StringIO(), count()
    console = Console(file=file, width=80, height=24, force_terminal=True, color_system=None, legacy_windows=False)
    notes = Notes(case_in(folder), EVERYBODYS.library, lambda: NOW)
    driven = Seams(Script(keys), clock or (lambda: float(next(looks))), tick_s=0, notes=notes)
    guide(DESK, console, driven._replace(**seams))  # type: ignore[arg-type]
    return " ".join(file.getvalue().split()), read_diary(folder / "diary.json").sessions[-1]


def typed(*lines: str) -> list[tuple[int, str]]:
    return [(0, key) for line in lines for key in [*line, "\n"]]


def stalling(seed: int) -> Iterator[float]:
    """A clock whose looks are late by anything up to what counts as asleep."""
    lateness, at = (0.125, 0.125, 0.375, 2.875, 0.125, 1.5, 0.25), 1e6
    for look in count():
        yield at
        at += lateness[(look * (seed + 2) + look // 5) % len(lateness)]


@pytest.mark.parametrize("seed", range(3))
def test_the_clock_does_not_drift_in_an_hour_however_late_it_is_looked_at(seed: int) -> None:
    steps = [SessionStep(place // 3, "hold", 10) for place in range(360)]
    player, looks = Player(steps), stalling(seed)
    player.start()
    began = looked = next(looks)
    while player.state != "done":
        now = next(looks)
        player.tick(now - looked)
        looked = now
        if player.state == "running":
            assert player.at == int((now - began) / 10)  # each step begins at its very second
    assert player.seconds_done == 3600
    assert looked - began < 3600 + 3


class Timed(Spoken):
    """A voice that keeps at which second of a clock it was to say something."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.times = 0.0, list[tuple[str, float]]()

    def clock(self, looks: Iterator[float]) -> float:
        self.now = next(looks)
        return self.now

    def say(self, text: str) -> bool:
        self.times.append((text, self.now))
        return super().say(text)


@pytest.mark.parametrize("seed", range(2))
def test_a_session_of_an_hour_says_each_step_as_it_begins_however_late_it_looks(seed: int, tmp_path: Path) -> None:
    assert DESK.plan is not None
    bends = item_with("each", hold_s=20, settle_s=5, repetitions=72, sets=1, rest_s=0, sides=2)
    plan = DESK.plan.model_copy(update={"items": (bends,), "seconds": 3615})
    record, voice, looks = sealed(DESK.model_copy(update={"plan": plan})), Timed(), stalling(seed)
    console = Console(file=io.StringIO(), width=80, height=24)
    seams = Seams(Script([(0, "\n")]), lambda: voice.clock(looks), tick_s=0, voice=voice)
    guide(record, console, seams)
    began, at = next(time for text, time in voice.times if text == "Get ready"), 0
    speech = speech_of("en")
    for step in steps_of(plan):
        place = next(n for n, (text, _) in enumerate(voice.times) if text == spoken(step, bends, speech))
        text, time_said = voice.times[place]
        del voice.times[: place + 1]
        assert at <= time_said - began < at + 3, (step, text)
        at += step.seconds
    assert at >= 3600


def test_reading_takes_no_time_of_the_session_and_a_key_ends_it() -> None:
    player = Player(steps_of(plan_of()))
    player.start()
    player.read(20)
    player.tick(15)
    assert (player.state, player.seconds_to_read, player.seconds_done) == ("reading", 5, 0)
    player.tick(7)
    assert (player.state, player.seconds_done) == ("running", 2)
    player.read(20)
    player.start()
    assert (player.state, player.seconds_to_read) == ("running", 0)


HELD = {"hold_s": 20, "settle_s": 5, "repetitions": 2, "sets": 1, "rest_s": 0, "sides": 2}
SLOW = {"hold_s": 1, "settle_s": 4, "repetitions": 3, "sets": 2, "rest_s": 15, "sides": 2}
BOUT = {"hold_s": 180, "settle_s": 0, "repetitions": 1, "sets": 1, "rest_s": 0, "sides": 1}


@pytest.mark.parametrize(
    ("side", "dose", "seconds", "done"),
    [
        ("each", HELD, 10 + 50 + 5 + 30, {"repetitions": 3, "seconds": 75 + 5, "side": "both"}),
        ("each", HELD, 10 + 24, {"repetitions": 0, "seconds": 24, "side": "left"}),
        ("each", HELD, 10**4, {"repetitions": 4, "seconds": 100, "side": "both"}),
        ("alternate", SLOW, 10 + 15, {"repetitions": 3, "seconds": 15, "side": "both"}),
        ("alternate", SLOW, 10**4, {"repetitions": 12, "seconds": 60, "side": "both"}),
        ("both", BOUT, 10 + 100, {"repetitions": 0, "seconds": 100, "side": None}),
        ("both", BOUT, 10**4, {"repetitions": 1, "seconds": 180, "side": None}),
        ("each", HELD, 9, {"repetitions": 0, "seconds": 0, "side": None}),
    ],
)
def test_what_was_done_is_counted_exactly(
    side: str, dose: dict[str, int], seconds: int, done: dict[str, object]
) -> None:
    plan = plan_of().model_copy(update={"items": (item_with(side, **dose),)})
    player = Player(steps_of(plan))
    player.start()
    player.tick(seconds)
    assert done_of(plan, player, {}) == (Done.model_validate({"exercise": plan.items[0].exercise, **done}),)


def test_why_something_was_left_out_is_written_down_as_it_was_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert DESK.plan is not None
    first = DESK.plan.items[0].seconds
    keys = [(0, "\n"), *typed("3"), (first + 30, "s"), (0, "1"), (0, "\n"), (30, "s"), (0, "2"), (20, "q")]
    keys += typed("4", "11", "6", "2", "3", "x", "5", "3", "1", "5", "1")
    screen, entry = run(keys, tmp_path, kept=Kept(DESK))
    done = {one.exercise: one for one in entry.done}
    walk, hip, third, fourth, *rest = (done[item.exercise] for item in DESK.plan.items)
    assert (walk.seconds, walk.cut_short, walk.skipped) == (first - 10, None, None)
    assert (hip.cut_short, hip.side, hip.seconds) == ("hurt", "left", 21)
    assert third.cut_short == "too_hard"
    assert fourth.cut_short == "no_time"
    assert {one.skipped for one in rest} == {"no_time"}
    assert (entry.pain_before, entry.pain_worst, entry.pain_after, entry.effort) == (3, 6, 2, 5)
    assert (entry.moved, entry.new_signs, entry.entered, entry.plan) == (
        "no",
        ("flags_illness=fever",),
        "session",
        entry.plan,
    )
    assert "Stopped. You did 1 of 7 exercises in" in screen
    assert "A whole number from 0 to 10, please." in screen
    assert "Do no more exercises until this has been looked at." in screen
    assert "it hurt" in screen
    assert "press g" not in screen  # a new sign comes first
    assert Kept(DESK).stand() is None


def test_what_nobody_said_is_not_filled_in(tmp_path: Path) -> None:
    screen, entry = run([(0, "\n"), (0, "\n"), (60, "q"), (0, "q")], tmp_path)
    assert "You did part of 1 of 7 exercises" in screen
    assert entry.new_signs is entry.moved is entry.pain_after is entry.effort is entry.pain_before is None
    assert [one.skipped for one in entry.done] == [None] * 7
    assert entry.done[0].seconds == 51


def test_a_session_gone_on_with_is_one_entry_with_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert DESK.plan is not None
    for keys in (
        [(0, "\n"), (0, "\n"), (DESK.plan.items[0].seconds + 40, "q"), (0, "q")],
        [(0, "g"), (0, "\n"), (1000, "\n")],
    ):
        _, entry = run([*keys, *typed("", "", "", "", "2")], tmp_path, kept=Kept(DESK))
    (entry,) = read_diary(tmp_path / "diary.json").sessions
    assert entry.done[0].seconds == DESK.plan.items[0].seconds - 10
    assert all(one.seconds and one.cut_short is None for one in entry.done)
    assert entry.new_signs == ()


def of_last_week(folder: Path) -> None:
    """A diary with one session a week ago."""
    seal, then = digest_of_record(DESK), NOW - timedelta(days=7)
    done = tuple(Done(exercise=item.exercise) for item in plan_of().items)
    entry = SessionEntry(id="b" * 32, plan=seal, started=then, done=done, entered="log", entered_at=then)
    keep(folder / "diary.json", functools.partial(with_session, session=entry))


def test_a_new_week_is_asked_about_before_its_first_session(tmp_path: Path) -> None:
    of_last_week(tmp_path)
    week = typed("2", "2", "-1", "x", "6", "Tying my SHOES", "", "4")
    screen, entry = run([(0, "\n"), *week, *typed("3"), (0, "\n"), (60, "q"), (0, "q")], tmp_path)
    assert "A new week has begun." in screen
    diary = read_diary(tmp_path / "diary.json")
    (check,) = diary.checks
    assert (check.new_signs, check.change, check.sleep) == ((), -1, 6)
    assert [(one.name, one.rating) for one in check.activities] == [("Tying my SHOES", 4)]
    assert (diary.sessions[0].pain_next_morning, entry.pain_before, entry.id) == (2, 3, diary.sessions[1].id)


def test_a_new_sign_at_the_start_is_told_at_once_and_lets_no_session_begin(tmp_path: Path) -> None:
    of_last_week(tmp_path)
    screen, entry = run([(0, "\n"), *typed("", "1", "2", "1")], tmp_path)
    assert "Get emergency help now." in screen
    assert "Get ready" not in screen
    assert entry.id == "b" * 32
    assert read_diary(tmp_path / "diary.json").checks[0].new_signs == ("flags_both_legs=new_or_worse",)


def test_of_a_session_told_in_two_parts_the_worse_counts() -> None:
    first = entry_of(1).model_copy(update={"pain_worst": 6, "moved": "down", "new_signs": ("flags_illness=fever",)})
    both = told_more(first, NOW, pain_worst=2, moved="no", new_signs=(), effort=3, pain_after=None)
    assert (both.pain_worst, both.moved, both.new_signs, both.effort) == (6, "down", ("flags_illness=fever",), 3)


def entry_of(number: int) -> SessionEntry:
    at = NOW + timedelta(days=number)
    return SessionEntry(id=f"{number:032x}", plan="0" * 64, started=at, done=(), entered="session", entered_at=at)


def test_adding_keeps_what_is_there_in_order_and_refuses_another_session_under_the_same_id(tmp_path: Path) -> None:
    file = tmp_path / "diary.json"
    for number in (3, 1, 2, 1):
        diary = keep(file, functools.partial(with_session, session=entry_of(number)))
    assert read_diary(file) == diary
    assert [one.id for one in diary.sessions] == [entry_of(number).id for number in (1, 2, 3)]
    before = file.read_bytes()
    with pytest.raises(FileError) as refused:
        keep(file, functools.partial(with_session, session=entry_of(1).model_copy(update={"started": NOW})))
    assert refused.value.faults[0].code == FaultCode.TWICE
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ("{", FaultCode.NOT_READABLE, "cut off"),
        ("[]", FaultCode.WRONG_FORM, ""),
        ('{"form":9,"person":"x"}', FaultCode.UNKNOWN_FORM, "form 9"),
        (json.dumps({"form": 1, "person": "0" * 32, "checks": [{"sleep": 11}]}), FaultCode.WRONG_FORM, "sleep"),
    ],
)
def test_what_is_no_diary_is_refused_before_a_session_begins(
    content: str, code: FaultCode, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "diary.json"
    file.write_text(content, "utf-8")
    with pytest.raises(FileError) as refused:
        Notes(case_in(tmp_path), EVERYBODYS.library, lambda: NOW)
    assert code in {fault.code for fault in refused.value.faults}
    assert told in str(refused.value)
    assert file.read_text("utf-8") == content


WRITER = """
import sys
from itertools import count
from pathlib import Path
from tests.unit.test_session_noted import entry_of, keep, with_session
for number in range(int(sys.argv[2]), 400, 2):
    keep(Path(sys.argv[1]), lambda diary: with_session(diary, entry_of(number)))
    print(number, flush=True)
"""


def test_nothing_that_was_said_to_be_kept_is_lost_when_writers_are_killed(tmp_path: Path) -> None:
    file, told = tmp_path / "diary.json", set[int]()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(first)], stdout=subprocess.PIPE, text=True)
        for first in (0, 1)
    ]
    for writer in writers:
        assert writer.stdout is not None
        told.add(int(writer.stdout.readline()))
    time.sleep(0.2)
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
        told |= {int(line) for line in writer.communicate()[0].splitlines()}
    assert len(told) > 2
    assert {entry_of(number).id for number in told} <= {one.id for one in read_diary(file).sessions}


def test_a_voice_says_the_steps_in_the_plans_language_and_counts_the_holds(tmp_path: Path) -> None:
    voice = Spoken()
    assert DESK.plan is not None
    whole = DESK.plan.seconds + 600
    _, entry = run([(0, "\n"), (0, "\n"), (whole, "q")], tmp_path, voice=voice, words_a_minute=110, bell=False)
    heard = [text for text in voice.said if text]
    hip = DESK.plan.items[1]
    assert any(text.startswith(f"{hip.name}. ") and hip.steps[0] in text for text in heard)
    at = heard.index("Move in slowly, left, 1")
    assert heard[at + 1 : at + 8] == ["Hold", "20", "10", "3", "2", "1", "Let go, again, 2"]
    assert "Change sides, right" in heard
    assert entry.ended is not None


def test_a_voice_that_is_lost_gives_way_to_the_bell(tmp_path: Path) -> None:
    screen, _ = run([(0, "\n"), (0, "\n"), (30, "q"), (0, "q")], tmp_path, voice=Spoken(works=False))
    assert screen.count("a bell rings") == 1
    assert "\x07" in screen


def test_long_bouts_are_counted_by_the_minute() -> None:
    bout, hold = SessionStep(0, "hold", 180), SessionStep(0, "hold", 30)
    assert [left for left in range(181) if is_counted(bout, left)] == [1, 2, 3, 60, 120]
    assert [left for left in range(31) if is_counted(hold, left)] == [1, 2, 3, 10, 20]
    assert not is_counted(SessionStep(0, "rest", 30), 10)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_words_go_to_the_program_and_are_no_arguments(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\ncat > {tmp_path}/words\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(sys, "platform", "linux")
    voice = system_voice(language)
    assert voice is not None
    assert voice.say("--help 3")
    until = time.monotonic() + 10
    while voice.speaks and time.monotonic() < until:
        time.sleep(0.01)
    assert (tmp_path / "words").read_text() == "--help 3\n"
    assert (tmp_path / "arguments").read_text().split() == ["-v", language, "-s", "130", "--stdin"]
    assert voice.say("again")
    voice.hush()
    assert not voice.speaks


def test_a_program_that_fails_is_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    voice = SystemVoice(("/bin/false",))
    assert voice.say("one")
    until = time.monotonic() + 10
    while voice.speaks and time.monotonic() < until:
        time.sleep(0.01)
    assert not voice.say("two")
    assert not SystemVoice(("/nowhere/at/all",)).say("one")
    monkeypatch.setenv("PATH", "")
    assert system_voice("en") is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_real_program_speaks_both_languages(language: str, tmp_path: Path) -> None:
    from tests.tools import where_is

    where_is("espeak-ng")
    voice = system_voice(language)
    assert voice is not None
    sound = tmp_path / "sound.wav"
    done = subprocess.run([*voice.command, "-w", str(sound)], input=b"Hold, left side, 2 of 3\n", check=False)
    assert done.returncode == 0
    with wave.open(str(sound)) as heard:
        assert heard.getnframes() / heard.getframerate() > 1


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_said_is_over_before_the_step_is(language: str, tmp_path: Path) -> None:
    from tests.tools import where_is

    where_is("espeak-ng")
    voice, speech = system_voice(language), speech_of(language)
    assert voice is not None
    plans = [plan for name in ("desk_worker", "desk_neck") if (plan := EVERYBODYS.recommend(example(name)).plan)]
    shortest: dict[str, int] = {}
    for plan in plans:
        for step in steps_of(plan):
            words = spoken(step, plan.items[step.item], speech)
            shortest[words] = min(step.seconds, shortest.get(words, step.seconds))
    sound = tmp_path / "sound.wav"
    for words, seconds in shortest.items():
        subprocess.run([*voice.command, "-w", str(sound)], input=f"{words}\n".encode(), check=True)
        with wave.open(str(sound)) as heard:
            assert heard.getnframes() / heard.getframerate() < seconds, words


@pytest.mark.parametrize(
    ("words", "columns", "rows", "size"),
    [
        ("Hold L 24", 79, 8, (5, 72)),
        ("Hold L 24", 39, 6, (3, 35)),
        ("Hold L 24", 30, 6, (0, 0)),
        ("Hö!", 79, 8, (0, 0)),
    ],
)
def test_large_letters_are_as_large_as_the_room_allows(
    words: str, columns: int, rows: int, size: tuple[int, int]
) -> None:
    lines = large(words, columns, rows)
    assert len(lines) == size[0]
    assert max(map(len, lines), default=0) <= columns
    assert len(large("Hold 3", 79, 8, blocks=False)) == 5
    assert set("".join(large("Hold 3", 79, 8, blocks=False))) == {"#", " "}
