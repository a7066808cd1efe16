"""`loosen review` as it is typed: what it shows and keeps, that all day it is the same, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.commands import Done, run, week_of

from loosen._diary.reading import read_diary
from loosen._records.reading import read_record
from loosen._records.redaction import redact
from loosen._records.sealing import to_json


class Files(NamedTuple):
    """The files of one person's case."""

    plan: Path
    diary: Path
    next: Path

    def review(self, *options: str, plan: Path | None = None) -> Done:
        return run(("review", str(plan or self.plan), "--diary", str(self.diary), *options))


@pytest.fixture
def files(plan: Path, tmp_path: Path) -> Files:
    made = Files(tmp_path / "plan.json", tmp_path / "diary.json", tmp_path / "next.json")
    made.plan.write_bytes(plan.read_bytes())
    made.diary.write_text(week_of(made.plan), "utf-8")
    return made


def test_it_shows_the_next_plan_and_keeps_nothing(files: Files) -> None:
    before = files.diary.read_bytes()
    done = files.review()
    told = done.out.decode()
    assert (done.code, done.said) == (0, b"")
    assert told.index("All went well, and the plan moves on.") < told.index("Your routine") < told.index("1. ")
    assert "Until now: 8 times." in told
    assert told.endswith("Nothing was kept. With --out NEXT.json, you go on with this plan.\n")
    assert files.diary.read_bytes() == before


def test_kept_it_is_in_the_diary_and_all_day_the_same(files: Files) -> None:
    assert files.review("--out", str(files.next)).code == 0
    record, diary = files.next.read_bytes(), files.diary.read_bytes()
    assert files.next.stat().st_mode & 0o077 == 0
    assert [one.by for one in read_diary(files.diary).plans] == ["new", "advance"]
    assert read_diary(files.diary).plans[-1].plan == json.loads(record)["seal"]["digest"]
    for again in (files.plan, files.next):
        assert files.review("--out", str(files.next.with_name("again.json")), plan=again).code == 0
        assert (files.next.with_name("again.json").read_bytes(), files.diary.read_bytes()) == (record, diary)
    assert run(("replay", str(files.next))).code == 0
    assert b"The reviews that led" in run(("diff", str(files.plan), str(files.next))).out


@pytest.mark.parametrize("form", ["markdown", "json", "html", "pdf"])
def test_it_is_written_in_every_form_that_a_plan_has(files: Files, form: str) -> None:
    page = files.next.with_name("page")
    done = files.review("--format", form, "--out", str(page))
    assert done.code == 0
    kept = len(read_diary(files.diary).plans) == 2
    assert kept == (form == "json"), "only the record is a plan to go on with"
    if form != "pdf":
        assert "Bird-dog, one leg only" in page.read_text("utf-8")
        assert "moves on" in page.read_text("utf-8")
    else:
        assert page.read_bytes().startswith(b"%PDF")


def test_json_on_the_screen_is_nothing_but_the_record(files: Files) -> None:
    done = files.review("--format", "json")
    assert json.loads(done.out)["plan"]["since"]["kind"] == "advance"
    assert b"Nothing was kept" in done.said


def test_a_stop_ends_with_its_code_is_noted_and_has_a_way_on(files: Files) -> None:
    files.diary.write_text(week_of(files.plan, pain_worst=9), "utf-8")
    looked = files.review("--look")
    assert (looked.code, b"See a doctor" in looked.out or b"SEE A DOCTOR" in looked.out) == (3, True)
    assert len(read_diary(files.diary).plans) == 1
    done = files.review("--out", str(files.next))
    assert done.code == 3
    assert b"loosen log --weekly" in done.out
    assert [one.by for one in read_diary(files.diary).plans] == ["new", "stop"]
    refused = files.review(plan=files.next)
    assert (refused.code, b"Then review the plan before it" in refused.said) == (2, True)
    check = files.next.with_name("check.yaml")
    check.write_text('{new_signs: [], answers: {seen_clinician: "yes"}}', "utf-8")
    assert run(("log", str(files.plan), "--diary", str(files.diary), "--check", str(check))).code == 0
    on = files.review("--out", str(files.next))
    assert on.code == 0
    assert b"somebody has looked at it" in on.out
    assert [one.by for one in read_diary(files.diary).plans] == ["new", "stop", "again"]


def test_a_wish_by_name_and_in_a_store(files: Files, tmp_path: Path) -> None:
    done = files.review("--swap", "Heel slide, lying", "--out", str(files.next))
    assert b"as you wanted" in b" ".join(done.out.split())
    store = tmp_path / "store.db"
    assert run(("keep", str(files.plan), "--store", str(store))).code == 0
    assert run(("log", "--store", str(store), "--pain-worst", "1", "--no-signs")).code == 0
    for _ in range(2):
        assert run(("review", "--store", str(store))).code == 0
        assert b"2 plans" in run(("people", "--store", str(store))).out


def lost(files: Files) -> tuple[str, ...]:
    files.diary.unlink()
    return ()


def damaged(files: Files) -> tuple[str, ...]:
    files.diary.write_text(files.diary.read_text("utf-8")[:-9], "utf-8")
    return ()


def of_another(files: Files) -> tuple[str, ...]:
    told = json.loads(files.diary.read_text("utf-8"))
    swapped = json.dumps(told).replace(told["plans"][0]["plan"], "f" * 64)
    files.diary.write_text(swapped, "utf-8")
    return ()


def older(files: Files) -> tuple[str, ...]:
    told = json.loads(files.diary.read_text("utf-8"))
    told["plans"].append({"plan": "e" * 64, "since": told["sessions"][-1]["entered_at"], "by": "advance"})
    files.diary.write_text(json.dumps(told), "utf-8")
    return ()


def with_pain_of_11(files: Files) -> tuple[str, ...]:
    files.diary.write_text(files.diary.read_text("utf-8").replace('"pain_worst":1', '"pain_worst":11', 1), "utf-8")
    return ()


def hidden(files: Files) -> tuple[str, ...]:
    files.plan.write_text(to_json(redact(read_record(files.plan), b"k" * 32)), "utf-8")
    return ()


REFUSED: dict[str, tuple[Callable[[Files], tuple[str, ...]], str]] = {
    "no diary": (lost, "holds nothing yet"),
    "a damaged diary": (damaged, "diary.json"),
    "a diary of another": (of_another, "is no plan of this diary"),
    "an older plan": (older, "is not the last plan of the diary"),
    "pain of 11": (with_pain_of_11, "pain_worst"),
    "no answers": (hidden, "holds no answers"),
    "out is the plan": (lambda files: ("--out", str(files.plan)), "the same file as the one that is read"),
    "out is the diary": (lambda files: ("--out", str(files.diary)), "the same file as the one that is read"),
    "a page in a record": (lambda files: ("--format", "pdf", "--out", str(files.next)), "takes the record, not pdf"),
    "paper for text": (lambda files: ("--paper", "a4"), "is for pdf alone"),
    "a wish unknown": (lambda files: ("--swap", "heel_slid"), "Did you mean 'heel_slide'"),
    "a wish not in the plan": (lambda files: ("--swap", "knee_plank"), "is not in the plan"),
    "a wish that is barred": (lambda files: ("--swap", "heel_slide=knee_plank"), "cannot be changed for knee_plank"),
    "files and a store": (lambda files: ("--store", str(files.next)), "is about a store, and files are given"),
}


@pytest.mark.parametrize(("spoil", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_named_and_changes_nothing(
    files: Files, spoil: Callable[[Files], tuple[str, ...]], said: str
) -> None:
    options = spoil(files)
    before = {path: path.read_bytes() for path in files.plan.parent.iterdir()}
    given = (
        options if "--out" in options else (*options, "--out", str(files.next)) if "--store" not in options else options
    )
    done = files.review(*given)
    assert done.code == 2
    assert said in done.said.decode()
    assert b"Traceback" not in done.said
    assert {path: path.read_bytes() for path in files.plan.parent.iterdir()} == before


def test_a_record_of_another_program_that_was_altered_is_refused(files: Files) -> None:
    files.plan.write_text(files.plan.read_text("utf-8").replace('"minutes":15', '"minutes":16', 1), "utf-8")
    done = files.review()
    assert (done.code, b"altered" in done.said) == (2, True)
