"""Making a record again: what is carried over, what is refused, and where two records part first."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.people import example
from tests.rights import without_rights

from loosen._explain.compare.diff import diff
from loosen._explain.compare.what_if import what_if
from loosen._explain.replay import replay, replay_bytes, replay_folder
from loosen._explain.replay.first_difference import first_difference
from loosen._explain.replay.found import found_in
from loosen._explain.replay.types import exit_code_of
from loosen._library import load
from loosen._model.audit import Redacted
from loosen._model.plan import Recommendation
from loosen._outputs.replay import told_replay
from loosen._planning.recommender import recommend
from loosen._records.sealing import to_json
from loosen.errors import ExitCode, FileError, Interrupted


@pytest.fixture(scope="module")
def made() -> Recommendation:
    return recommend(example("desk_worker"))


def test_another_version_of_the_program_is_carried_over_and_said(made: Recommendation) -> None:
    older = made.model_copy(update={
        "loosen": made.loosen.model_copy(update={"version": "0.0.9"}),
        "audit": made.audit.model_copy(update={"loosen_version": "0.0.9"}),
    })  # fmt: skip
    raw = to_json(older).encode()
    for found in (replay(older), replay_bytes(raw, "a record", load())):
        assert (found.outcome, found.carried) == ("identical", ("loosen.version",))
        assert "the name of the version that made it" in told_replay(found, "text", name="a record", width=1000)


def test_a_file_that_was_written_in_another_form_is_told_apart(made: Recommendation) -> None:
    raw = json.dumps(json.loads(to_json(made)), indent=1).encode()
    found = replay_bytes(raw, "a record", load())
    assert (found.outcome, found.reformatted) == ("identical", True)
    assert "the file was laid out anew" in told_replay(found, "text", name="a record", width=1000)
    assert not replay_bytes(to_json(made).encode(), "a record", load()).reformatted


def test_a_record_without_its_answers_can_be_compared_and_not_made_again(made: Recommendation) -> None:
    hidden = tuple(
        answer.model_copy(update={"value": None, "also": (), "hashed": "0" * 64}) for answer in made.audit.answers
    )
    marked = {"answers": hidden, "redacted": Redacted(original="1" * 64, key="2" * 16)}
    redacted = made.model_copy(update={"audit": made.audit.model_copy(update=marked)})
    for refused in (lambda: replay(redacted), lambda: what_if(redacted, {"minutes": 20})):
        with pytest.raises(FileError, match="were replaced by hashes"):
            refused()
    found = diff(made, redacted)
    assert not list(found.attributed)
    assert {change.words[1] for change in found.changed_answers} >= {"hidden (00000000)"}


@pytest.mark.parametrize(
    ("part", "step", "path"),
    [
        ("answers", "answers", "audit.answers[age].value"),
        ("findings", "findings", "audit.findings[back_pain].derived_from"),
        ("level", "triage", "audit.level"),
        ("focus", "focus", "audit.focus[back_extensors].strength"),
        ("effects", "safety", "audit.effects"),
        ("selection", "selection", "audit.selection (order)"),
        ("loosen_version", "record", "audit.loosen_version"),
    ],
)
def test_the_step_that_parts_first_is_named_with_its_place(
    made: Recommendation, part: str, step: str, path: str
) -> None:
    was = json.loads(to_json(made))
    now = json.loads(to_json(made))
    audit = now["audit"]
    audit["loosen_version"] = "9"  # something later differs, too
    if part == "answers":
        audit["answers"][0]["value"] = 99
    elif part == "findings":
        next(one for one in audit["findings"] if one["finding"] == "back_pain")["derived_from"] = ["FND-001"]
    elif part == "level":
        audit["level"] = "proceed_with_caution"
    elif part == "focus":
        audit["focus"][0]["strength"] = 1
    elif part in ("effects", "selection"):
        audit[part].reverse()
    found = first_difference(was, now)
    assert found is not None
    assert (found.step, found.path) == (step, path)


def test_a_step_that_is_missing_or_too_many_is_named(made: Recommendation) -> None:
    was, now = json.loads(to_json(made)), json.loads(to_json(made))
    del now["plan"]["items"][1]
    found = first_difference(was, now)
    assert found is not None
    assert (found.path, found.after) == (f"plan.items[{was['plan']['items'][1]['exercise']}]", "nothing")
    turned = first_difference(now, was)
    assert turned is not None
    assert (turned.path, turned.before) == (found.path, "nothing")


def test_the_exit_code_is_of_the_worst() -> None:
    assert exit_code_of([]) == exit_code_of(["identical", "unchanged"]) == ExitCode.PLAN
    assert exit_code_of(["identical", "changed_level"]) == exit_code_of(["refused"]) == ExitCode.DIFFERS
    assert exit_code_of(["differs", "unreadable", "identical"]) == ExitCode.BAD_INPUT


def test_an_interrupt_says_how_far_it_came(made: Recommendation, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.json").write_text(to_json(made), "utf-8")

    def interrupt(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="Stopped after 2 of 3 plans"):
        replay_folder(tmp_path, advance=interrupt)


def test_nothing_of_a_folder_is_left_out_unseen(anybodys: Path) -> None:
    folder, elsewhere = anybodys / "plans", anybodys / "elsewhere"
    for name in ("a.json", "more/b.json", "shut/c.json", "\x1b.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}", "utf-8")
    elsewhere.mkdir()
    (folder / "linked").symlink_to(elsewhere)
    (folder / "loop").symlink_to("..")
    (folder / "gone.json").symlink_to("nowhere.json")
    (folder / "again.json").symlink_to("a.json")
    (folder / ".#a.json").symlink_to("somebody@somewhere")
    os.mkfifo(folder / "pipe.json")
    (folder / "shut").chmod(0)
    with without_rights():
        tasks, people = found_in(folder)
    assert [task.name for task in tasks] == ["\\u001b.json", "a.json", "again.json", "more/b.json"]
    assert {person.file: person.outcome for person in people} == dict.fromkeys(
        ("gone.json", "linked", "loop", "pipe.json", "shut"), "unreadable"
    )
    assert all(person.says for person in people)
