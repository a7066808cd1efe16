"""`loosen log`: a session told by options, by a file or when asked; and everything that cannot be, named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.commands import EMERGENCY, Done, loosen, run

from loosen._diary.reading import read_diary

GOOD = ("--pain-worst", "2", "--pain-after", "1", "--moved", "no", "--no-signs", "--effort", "4")
LEFT_OUT_THE_FIRST = "1\n1\n2\n3\n2\n3\n4\n3\n2\n"
"""Typed: the first left out because it hurt; pain before, worst, after, usual; effort; nothing moved, nothing new."""


def log(plan: Path, file: Path, *options: str, typed: str = "") -> Done:
    return run(("log", str(plan), "--diary", str(file), *options), typed=typed)


def test_a_session_by_options(plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "diary.json"
    done = log(plan, file, *GOOD, "--skip", "heel_slide=no_time", "--started", "2026-11-20T18:00+01:00")
    assert (done.code, done.said) == (0, b"")
    (session,) = read_diary(file).sessions
    assert (session.pain_worst, session.moved, session.new_signs, session.entered) == (2, "no", (), "log")
    assert {one.exercise: one.skipped for one in session.done if one.skipped} == {"heel_slide": "no_time"}
    assert session.started.isoformat() == "2026-11-20T18:00:00+01:00"
    assert file.stat().st_mode & 0o077 == 0, "nobody else can read it"


def test_a_session_by_answering(plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "diary.json"
    assert log(plan, file, *GOOD, "--started", "2026-11-20T18:00+01:00").code == 0
    done = log(plan, file, typed=f"x\n11\n4\n{LEFT_OUT_THE_FIRST}")
    assert done.code == 0
    assert done.out.count(b"A whole number from 0 to 10, please.") == 2
    before, session = read_diary(file).sessions
    assert (before.pain_next_morning, session.pain_before, session.pain_worst, session.pain_usual) == (4, 2, 3, 3)
    assert [one.skipped for one in session.done][:2] == ["hurt", None]


def test_a_session_in_german_asks_the_same(plan: Path, tmp_path: Path) -> None:
    done = log(plan, tmp_path / "diary.json", "--lang", "de", typed=LEFT_OUT_THE_FIRST)
    assert done.code == 0
    assert "Wie anstrengend war die Übungseinheit" in done.out.decode()


@pytest.mark.parametrize("typed", ["q\n", "1\n1\nq\n", "1\n"], ids=["at once", "later", "the input ends"])
def test_who_stops_keeps_nothing(plan: Path, tmp_path: Path, typed: str) -> None:
    assert log(plan, tmp_path / "diary.json", typed=typed).code == 130
    assert not (tmp_path / "diary.json").exists()


def test_a_session_by_a_file_or_a_pipe(plan: Path, tmp_path: Path) -> None:
    file, entry = tmp_path / "diary.json", tmp_path / "entry.yaml"
    entry.write_text("started: 2026-11-20T18:00\npain_worst: 2\ndone:\n  - {exercise: heel_slide, repetitions: 8}\n")
    assert log(plan, file, "--entry", str(entry)).code == 0
    assert log(plan, file, "--entry", "-", typed='{"pain_worst": 1}').code == 0
    first, second = read_diary(file).sessions
    assert (first.done[0].repetitions, second.pain_worst, second.done) == (8, 1, ())


def test_a_new_sign_tells_whom_to_see(plan: Path, tmp_path: Path) -> None:
    done = log(plan, tmp_path / "diary.json", "--sign", "flags_bladder_bowel=saddle_numbness")
    assert done.code == 0
    assert b"Get emergency help now." in done.out
    done = log(plan, tmp_path / "other.json", "--pain-worst", "9")
    assert b"have it looked at before you go on" in b" ".join(done.out.split())


def test_a_weekly_check_lifts_a_stop_once_somebody_has_looked(plan: Path, tmp_path: Path) -> None:
    file, check = tmp_path / "diary.json", tmp_path / "check.yaml"
    assert b"Do no more exercises" in log(plan, file, "--pain-worst", "9", "--started", "2026-11-20T18:00+01:00").out
    check.write_text("change: 1\nactivities: [{name: Tying my shoes, rating: 6}]\n")
    assert b"Do no more exercises" in log(plan, file, "--check", str(check)).out
    check.write_text('answers: {seen_clinician: "yes", flags_illness: [none]}\n')
    done = log(plan, file, "--check", str(check))
    assert done.code == 0
    assert b"Do no more exercises" not in done.out
    assert len(read_diary(file).checks) == 2
    check.write_text("change: 6\n")
    assert log(plan, file, "--check", str(check)).code == 2
    assert log(plan, file, "--check", str(check), "--effort", "3").code == 2


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "pain 11": (("--pain-worst", "11"), "--pain-worst"),
    "an unknown way": (("--moved", "up"), "--moved"),
    "an unknown reason": (("--skip", "heel_slide=boring"), "--skip"),
    "not in the plan": (("--skip", "heel_slid=hurt"), "heel_slid: is not in the plan. Did you mean 'heel_slide'?"),
    "an unknown sign": (("--sign", "flags_illness=fevr"), "Did you mean 'fever'?"),
    "an unknown question": (("--sign", "flag_illness=fever"), "Did you mean 'flags_illness'?"),
    "the future": (("--pain-worst", "1", "--started", "2126-01-01T10:00+01:00"), "is in the future"),
    "no date": (("--started", "yesterday"), "--started"),
    "no morning": (("--morning", "3"), "--morning"),
    "both ways": (("--entry", "-", "--effort", "3"), "--entry"),
    "the same again": ((*GOOD, "--started", "2026-11-20T18:05+01:00"), "is told twice"),
}


def test_what_cannot_be_is_named_and_nothing_is_kept(plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "diary.json"
    assert log(plan, file, *GOOD, "--started", "2026-11-20T18:00+01:00", "--morning", "2").code == 2
    assert log(plan, file, *GOOD, "--started", "2026-11-20T18:00+01:00").code == 0
    kept = file.read_bytes()
    for name, (options, told) in BAD.items():
        if name == "no morning":
            continue  # there is one now; the first line of this test has the other case
        done = log(plan, file, *options)
        assert (done.code, name if told in done.said.decode() else done.said) == (2, name)
        assert b"Traceback" not in done.said
        assert file.read_bytes() == kept


def test_files_that_are_no_diary_and_plans_that_are_none(plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "diary.json"
    for raw, told in (
        (b"{", "is cut off"),
        (b"[]", "is JSON, but no diary"),
        (b'{"form": 2, "person": "x"}', "is a diary of form 2; this program reads 1."),
        (b'{"form": 1, "person": "x"}', "person"),
        (b'{"form": 1, "person": "' + b"a" * 32 + b'", "sessions": [{"pain_worst": 11}]}', "sessions.0.pain_worst"),
        (b"\xff", "UTF-8"),
    ):
        file.write_bytes(raw)
        done = log(plan, file, *GOOD)
        assert (done.code, told in re.sub(r"\s+", " ", done.said.decode())) == (2, True)
        assert file.read_bytes() == raw
    assert log(plan, plan, *GOOD).code == 2, "a diary does not take the place of the plan"
    referral = tmp_path / "referral.json"
    loosen("plan", EMERGENCY, "--format", "json", "--out", str(referral))
    assert b"is a referral" in log(referral, tmp_path / "new.json", *GOOD).said
    assert not (tmp_path / "new.json").exists()
