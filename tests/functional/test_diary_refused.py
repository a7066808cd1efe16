"""A diary that cannot be what happened, given to `log`, `session` and `progress`: named, refused, left as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.commands import Done, run

from loosen._diary.reading import read_diary
from loosen._records.reading import read_record
from loosen._records.sealing import digest_of_record

NOW = datetime.now(UTC).replace(microsecond=0)
Told = dict[str, Any]


def days_ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat()


def session(number: int, seal: str, started: str, **more: Any) -> Told:
    entry = {"id": f"{number:032x}", "plan": seal, "started": started, "done": [], "new_signs": [], "pain_worst": 1}
    return {**entry, "entered": "log", "entered_at": days_ago(0), **more}


def diary(seal: str, *sessions: Told, **more: Any) -> Told:
    plans = [{"plan": seal, "since": days_ago(5)}]
    return {"form": 1, "person": "a" * 32, "plans": plans, "sessions": list(sessions), **more}


BAD: dict[str, tuple[Callable[[str], Told], str]] = {
    "in the future": (lambda seal: diary(seal, session(1, seal, days_ago(-2))), "is in the future"),
    "before the plan": (lambda seal: diary(seal, session(1, seal, days_ago(9))), "is before the plan"),
    "pain 11": (lambda seal: diary(seal, session(1, seal, days_ago(1), pain_worst=11)), "sessions.0.pain_worst"),
    "not in the plan": (
        lambda seal: diary(seal, session(1, seal, days_ago(1), done=[{"exercise": "heel_slid"}])),
        "is not in the plan. Did you mean 'heel_slide'?",
    ),
    "the same twice": (
        lambda seal: diary(seal, session(1, seal, days_ago(1)), session(2, seal, days_ago(0.999))),
        "is told twice",
    ),
    "the clock went back": (
        lambda seal: diary(seal, session(1, seal, days_ago(1), entered_at=days_ago(-1))),
        "the clock went back",
    ),
    "a newer form": (lambda seal: {**diary(seal), "form": 99}, "is a diary of form 99"),
    "no such sign": (
        lambda seal: diary(seal, session(1, seal, days_ago(1), new_signs=["flags_illness=fevr"])),
        "Did you mean 'fever'?",
    ),
}


def tried(plan: Path, file: Path) -> dict[str, Done]:
    """What each command says of a diary."""
    return {
        "log": run(("log", str(plan), "--diary", str(file), "--pain-worst", "1", "--no-signs")),
        "weekly": run(("log", str(plan), "--diary", str(file), "--weekly"), typed="2\n\n\n\n"),
        "session": run(("session", str(plan), "--diary", str(file))),
        "progress": run(("progress", str(file), "--plan", str(plan))),
    }


def put(folder: Path, content: Told) -> Path:
    file = folder / "diary.json"
    file.write_text(json.dumps(content), "utf-8")
    return file


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_named_by_each_command_and_left_as_it_was(name: str, plan: Path, tmp_path: Path) -> None:
    made, told = BAD[name]
    file = put(tmp_path, made(digest_of_record(read_record(plan))))
    before = file.read_bytes()
    for command, done in tried(plan, file).items():
        said = " ".join(done.said.decode().split())
        assert (command, done.code, told if told in said else said) == (command, 2, told)
        assert "Traceback" not in said
        assert file.read_bytes() == before


def test_a_change_of_time_zone_is_no_fault(plan: Path, tmp_path: Path) -> None:
    """In the night in which clocks go back an hour, half past two comes twice; and somebody flew home."""
    seal = digest_of_record(read_record(plan))
    times = (
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:45:00+02:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T02:45:00+01:00"),
        ("2026-10-26T11:00:00+13:00", "2026-10-26T11:15:00+13:00"),
    )
    sessions = [session(number, seal, began, ended=ended) for number, (began, ended) in enumerate(times)]
    content = {**diary(seal, *sessions), "plans": [{"plan": seal, "since": "2026-10-24T10:00:00+02:00"}]}
    file = put(tmp_path, content)
    assert {command: done.code for command, done in tried(plan, file).items()} == dict.fromkeys(
        ("log", "weekly", "session", "progress"), 0
    )
    assert len(read_diary(file).sessions) == 4


def test_a_plan_that_another_took_the_place_of_is_refused_and_a_review_that_is_due_is_told(
    plan: Path, tmp_path: Path
) -> None:
    seal = digest_of_record(read_record(plan))
    newer = {"plan": "b" * 64, "since": days_ago(2), "by": "advance"}
    older = {"plan": seal, "since": days_ago(16)}
    file = put(tmp_path, {**diary(seal), "plans": [older, newer]})
    before = file.read_bytes()
    for command in ("log", "session"):
        done = tried(plan, file)[command]
        assert (command, done.code) == (command, 2)
        assert b"is not the one that counts: since" in done.said
    assert (
        run(("log", str(plan), "--diary", str(file), "--pain-worst", "1", "--no-signs", "--started", days_ago(3))).code
        == 0
    ), "what happened before can be told of the plan before"
    file.write_bytes(before)
    put(tmp_path, {**diary(seal), "plans": [older]})
    assert "is 2 weeks old" in " ".join(tried(plan, file)["session"].said.decode().split())


def test_a_diary_that_tells_of_other_plans_alone_is_asked_about(plan: Path, tmp_path: Path) -> None:
    file = put(tmp_path, diary("c" * 64))
    said = tried(plan, file)
    assert b"Is it your diary?" in said["log"].out
    assert len(read_diary(file).plans) == 2


def test_no_session_begins_before_somebody_has_looked_at_what_stopped_it(plan: Path, tmp_path: Path) -> None:
    seal = digest_of_record(read_record(plan))
    sign = session(1, seal, days_ago(1), new_signs=["flags_bladder_bowel=saddle_numbness"])
    file = put(tmp_path, diary(seal, sign))
    done = run(("session", str(plan), "--diary", str(file)))
    assert (done.code, done.out) == (3, b"")
    assert b"Get emergency help now." in done.said
    assert b"loosen log --weekly" in done.said
    asked = run(("log", str(plan), "--diary", str(file), "--weekly"), typed="1\n2\n0\n5\n\n")
    assert asked.code == 0
    assert b"Has a doctor or physiotherapist looked at" in asked.out
    assert run(("session", str(plan), "--diary", str(file))).code == 0
