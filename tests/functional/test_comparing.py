"""`what-if`, `diff` and `replay` as people type them, also with libraries of their own."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
from tests.commands import EXAMPLES, loosen
from tests.functional.test_cli import loosen as in_a_process

import loosen as front_door
from loosen._assessment.answers_file import read_answers
from loosen._library import bundled_root, load
from loosen._model.plan import Recommendation
from loosen._planning.recommender import recommend
from loosen._records.reading import read_record
from loosen._records.sealing import to_json

ADDED = """\
id: SAF-901
name: no-bird-dog-for-beginners
status: active
since: 2026-11-21
summary: Beginners do without the bird-dog at our clinic.
when: {question: experience, is: new}
unknown: caution
then:
  - exclude: {exercise: [bird_dog_leg_only]}
say: "{exercise} is left out: we teach it in person first."
inferred: true
evidence:
  - {source: MEM, supports: our clinic teaches it in person first, certainty: expert}
reviewed: {by: none, on: none}
"""
ITS_CASES = """\
rule: SAF-901
cases:
  - {name: A beginner, answers: {experience: new}, expect: fires}
  - {name: Somebody who trains, answers: {experience: regular}, expect: silent}
  - {name: Not sure, answers: {experience: unknown}, expect: unknown}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _plan("desk_worker", tmp_path_factory.mktemp("plans") / "desk.json")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one's own: SAF-901 is added, SEL-101 changed, SEL-080 removed."""
    folder = tmp_path_factory.mktemp("clinic")
    for stage in ("safety", "selection"):
        (folder / "rules" / stage).mkdir(parents=True)
    stem = folder / "rules/safety/SAF-901-no-bird-dog-for-beginners"
    stem.with_suffix(".yaml").write_text(ADDED, "utf-8")
    stem.with_suffix(".cases.yaml").write_text(ITS_CASES, "utf-8")
    for rule, old, new in (("SEL-101", "points: 15", "points: 2"), ("SEL-080", "status: active", "status: retired")):
        path = bundled_root() / f"rules/selection/{rule}-{load().rules[rule].name}.yaml"
        text = path.read_text("utf-8")
        assert old in text
        (folder / "rules/selection" / path.name).write_text(text.replace(old, new), "utf-8")
    return folder


def _plan(example: str, out: Path) -> Path:
    out.write_text(to_json(recommend(read_answers(EXAMPLES / f"{example}.yaml"))), "utf-8")
    return out


def _old_form(name: str, folder: Path) -> Path:
    packed = Path(__file__).parents[1] / "records" / f"{name}.v1.json.gz"
    path = folder / f"{name}.v1.json"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def _changed(record: Recommendation, out: Path) -> Path:
    """A record in which somebody held an exercise longer, and sealed it again."""
    assert record.plan
    first, *others = record.plan.items
    longer = first.model_copy(update={"dose": first.dose.model_copy(update={"hold_s": 7})})
    plan = record.plan.model_copy(update={"items": (longer, *others)})
    out.write_text(to_json(record.model_copy(update={"plan": plan, "seal": None})), "utf-8")
    return out


def test_what_if_shows_both_plans_and_what_each_difference_comes_from(desk: Path) -> None:
    done = loosen("what-if", str(desk), "--set", "minutes=10", "--set", "goal=relax", "--set", "equipment=chair,wall")
    assert (done.returncode, done.stderr) == (0, "")
    assert "minutes would you like one session to last? 15 → 10" in " ".join(done.stdout.split())
    assert "As it is                               | What if" in done.stdout
    told = " ".join(done.stdout.split())
    assert re.search("Out: [^(]*“Bird-dog, one leg only”[^(]*[(]now: safe, but not chosen[)]", told)
    assert "Because of the answer to minutes." in told
    assert "Not attributed" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("columns", [40, 69, 70, 120])
def test_two_plans_stand_beside_each_other_only_where_there_is_room(desk: Path, columns: int) -> None:
    done = loosen("what-if", str(desk), "--set", "minutes=30", "--deep", columns=columns)
    assert ("As it is  " in done.stdout) == (columns >= 70)
    assert max(map(len, done.stdout.splitlines())) <= columns


def test_what_if_works_from_a_file_of_answers_too_and_writes_what_code_can_read(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "told.json"
    arguments = ("--set", "minutes=30", "--format", "json", "--out", str(out))
    assert loosen("what-if", str(EXAMPLES / "desk_worker.yaml"), *arguments).returncode == 0
    told = json.loads(out.read_text("utf-8"))
    assert loosen("what-if", str(desk), *arguments).returncode == 0
    assert json.loads(out.read_text("utf-8")) == told
    assert told["changes"] == {"minutes": 30}
    assert told["is_same"] is False
    assert told["after"]["plan"]["minutes"] == 30
    assert all(one["causes"] and one["answers"] == ["minutes"] for one in told["comparison"]["exercises"])
    as_json = tmp_path / "answers.json"
    as_json.write_text(json.dumps({"answers": read_answers(EXAMPLES / "desk_worker.yaml")}), "utf-8")
    assert loosen("what-if", str(as_json), *arguments).returncode == 0


def test_a_warning_sign_that_a_what_if_brings_is_said_first(desk: Path) -> None:
    done = loosen("what-if", str(desk), "--set", "flags_bladder_bowel=saddle_numbness")
    assert done.returncode == 3
    assert done.stdout.splitlines()[2].startswith("Get emergency help now.")
    assert done.stdout.index("Go to an emergency department now") < done.stdout.index("As it is")
    assert "The 7 exercises of the plan, and the advice on them, fall away." in done.stdout


def test_beside_an_emergency_nothing_milder_is_given_as_its_reason(desk: Path) -> None:
    leg = ("--set", "leg_symptoms=pain_below_knee")
    done = loosen("what-if", str(desk), "--set", "flags_bladder_bowel=saddle_numbness", *leg)
    assert done.returncode == 3
    assert "A gentle plan is possible" not in " ".join(done.stdout.split())


def test_a_warning_sign_that_is_taken_away_still_stands_where_it_is_true() -> None:
    emergency = str(EXAMPLES / "cauda_equina_warning.yaml")
    done = loosen("what-if", emergency, "--set", "flags_bladder_bowel=none")
    assert done.stdout.splitlines()[2].startswith("Get emergency help now. That is what your answers say")
    assert "Advice, new" not in done.stdout


def test_answers_that_a_what_if_leaves_behind_are_told_and_can_be_taken_back() -> None:
    pregnant = str(EXAMPLES / "pregnant_24_weeks.yaml")
    done = loosen("what-if", pregnant, "--set", "pregnant=no")
    assert "How many weeks pregnant are you?” is answered, although" in " ".join(done.stdout.split())
    assert "question=not_applicable" in done.stdout
    settled = loosen("what-if", pregnant, "--set", "pregnant=no", "--set", "pregnancy_weeks=not_applicable")
    assert "although" not in settled.stdout
    assert settled.returncode == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["minuts=20"], ["minuts: there is no such question. Did you mean 'minutes'?"]),
        (["goal=relx"], ["goal: 'relx' is not an option. Did you mean 'relax'?"]),
        (["minutes=400", "goal=fly"], ["minutes: 400 is out of range", "goal: 'fly' is not an option"]),
        (["minutes=soon"], ["minutes: 'soon' is not a whole number."]),
        (["minutes"], ["minutes: is no change. Write it as question=value"]),
        (["=3"], ["=3: is no change."]),
        (["minutes=20", "minutes=30"], ["minutes=30: changes the same answer again."]),
        (["pregnant=yes"], ["pregnancy_weeks: is asked because of this change", "Add: --set pregnancy_weeks=VALUE"]),
    ],
)
def test_an_impossible_what_if_is_told_in_one_message(desk: Path, changes: list[str], said: list[str]) -> None:
    done = loosen("what-if", str(desk), *(part for change in changes for part in ("--set", change)))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("That change cannot be made as it stands.\n")
    assert "Traceback" not in done.stderr
    for part in said:
        assert part in done.stderr


def test_a_what_if_needs_the_library_of_the_record(desk: Path, clinic: Path, tmp_path: Path) -> None:
    for plan, library in ((desk, ["--library", str(clinic)]), (_old_form("osteoporosis_72", tmp_path), [])):
        done = loosen("what-if", str(plan), "--set", "minutes=20", *library)
        assert (done.returncode, done.stdout) == (2, "")
        assert "was made with the library" in done.stderr
        assert "loosen replay" in done.stderr


def test_diff_of_a_plan_and_itself_is_nothing_and_ends_well(desk: Path, tmp_path: Path) -> None:
    done = loosen("diff", str(desk), str(shutil.copy(desk, tmp_path)))
    assert (done.returncode, done.stdout) == (0, "\n".join(["THE TWO ARE THE SAME", "=" * 20, ""]))


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_diff_of_two_plans_ends_with_the_code_for_a_difference(desk: Path, tmp_path: Path, form: str) -> None:
    other = _plan("osteoporosis_72", tmp_path / "other.json")
    done = loosen("diff", str(desk), str(other), "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Not attributed" not in done.stdout
    if form == "json":
        assert json.loads(done.stdout)["level"]["after"] == "proceed_with_caution"
    else:
        assert "Osteoporosis (thin bones)" in " ".join(done.stdout.split())
    if form == "markdown":
        assert "| --- | --- |" in done.stdout
    again = in_a_process("diff", str(desk), str(other), "--format", form, PYTHONHASHSEED="7", LC_ALL="C")
    assert again.stdout == done.stdout


def test_diff_tells_what_was_added_changed_and_removed_in_the_library(desk: Path, clinic: Path, tmp_path: Path) -> None:
    other = tmp_path / "clinic.json"
    made = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", "--library", str(clinic))
    other.write_text(made.stdout, "utf-8")
    done = loosen("diff", str(desk), str(other))
    told = " ".join(done.stdout.split())
    assert done.returncode == 1
    for part in (
        "SAF-901 was added.", "SEL-101 was changed.", "SEL-080 was removed.",
        "Out: “Bird-dog, one leg only” (now: left out for safety).",
        "Bird-dog, one leg only is left out: we teach it in person first (SAF-901). Changed in the library: SAF-901.",
    ):  # fmt: skip
        assert part in told
    assert "Not attributed" not in told
    back = " ".join(loosen("diff", str(other), str(desk)).stdout.split())
    assert "SAF-901 was removed." in back
    assert "SEL-080 was added." in back


def test_diff_reads_records_of_the_older_form(tmp_path: Path) -> None:
    files = _old_form("osteoporosis_72", tmp_path), _plan("osteoporosis_72", tmp_path / "n.json")
    done = loosen("diff", *map(str, files), "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert not found["is_same"]
    assert found["level"] is None
    assert found["before"]["library_digest"] != found["after"]["library_digest"]
    for one in (*found["exercises"], *found["items"], *found["session"], *found["advice"]):
        assert one["causes"], "what the library changed since is named as a cause, and nothing that the form left out"


@pytest.mark.parametrize("command", ["what-if", "diff", "replay"])
def test_what_is_no_plan_is_told_in_one_message(desk: Path, tmp_path: Path, command: str) -> None:
    cut_off = tmp_path / "cut.json"
    cut_off.write_bytes(desk.read_bytes()[:5000])
    more = {"what-if": ["--set", "minutes=20"], "diff": [str(desk)], "replay": []}[command]
    for path in (cut_off, tmp_path / "nowhere.json"):
        done = loosen(command, str(path), *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert path.name in done.stderr
        assert "Traceback" not in done.stderr


@pytest.fixture(scope="module", params=["en", "de"])
def two_plans(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans in a language, each made by the command."""
    folder = tmp_path_factory.mktemp(request.param)
    for example in ("osteoporosis_72", "cauda_equina_warning"):
        arguments = ("--format", "json", "--lang", request.param, "--out", str(folder / f"{example}.json"))
        loosen("plan", str(EXAMPLES / f"{example}.yaml"), *arguments)
    return folder


@pytest.mark.parametrize(("seed", "locale"), [("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX")])
def test_a_plan_comes_out_the_same_whatever_the_hash_seed_and_locale(two_plans: Path, seed: str, locale: str) -> None:
    done = in_a_process("replay", str(two_plans), PYTHONHASHSEED=seed, LC_ALL=locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Identical: 2" in done.stdout


def test_replay_names_the_first_step_that_differs(desk: Path, tmp_path: Path) -> None:
    altered = _changed(read_record(desk), tmp_path / "altered.json")
    done = loosen("replay", str(altered))
    assert done.returncode == 1
    assert "The first step that differs: plan, at plan.items[walking_indoors_or_out].dose.hold_s." in " ".join(
        done.stdout.split()
    )
    assert "In the record: 7" in done.stdout


def test_replay_with_another_library_tells_what_would_change(desk: Path, clinic: Path) -> None:
    done = loosen("replay", str(desk), "--library", str(clinic))
    assert done.returncode == 1
    assert "SAF-901 was added." in done.stdout
    assert "Out: “Bird-dog, one leg only” (now: left out for safety)" in " ".join(done.stdout.split())


def test_answers_that_another_library_does_not_accept_are_named(desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge/questions"
    folder.mkdir(parents=True)
    text = (bundled_root() / "knowledge/questions/days_per_week.yaml").read_text("utf-8")
    text = text.replace("minimum: 2", "minimum: 6").replace("default: 5", "default: 6")
    (folder / "days_per_week.yaml").write_text(text, "utf-8")
    done = loosen("replay", str(desk), "--library", str(tmp_path))
    assert (done.returncode, done.stderr) == (1, "")
    assert "ANOTHER LIBRARY, AND IT DOES NOT ACCEPT THE ANSWERS" in done.stdout
    assert "days_per_week 5 is out of range." in done.stdout
    whole_folder = loosen("replay", str(desk.parent), "--library", str(tmp_path))
    assert whole_folder.returncode == 1
    assert "desk.json: days_per_week 5 is out of range." in whole_folder.stdout


def test_a_folder_is_made_again_by_several_processes_as_by_one(desk: Path, clinic: Path, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    (plans / "more").mkdir(parents=True)
    for number in range(30):
        shutil.copy(desk, plans / f"{number:02}.json")
    _plan("cauda_equina_warning", plans / "more/referral.json")
    _changed(read_record(desk), plans / "altered.json")
    _old_form("osteoporosis_72", plans)
    (plans / "broken.json").write_bytes(desk.read_bytes()[:999])
    (plans / "notes.txt").write_text("not a plan", "utf-8")

    one, several = (in_a_process("replay", str(plans), "--jobs", jobs) for jobs in ("1", "3"))
    assert (one.stdout, one.returncode) == (several.stdout, 2)
    told = " ".join(one.stdout.split())
    for part in (
        "34 PLANS MADE AGAIN", "Identical: 31", "The same library, and not the same record: 1",
        "altered.json: first in plan, at plan.items[walking_indoors_or_out].dose.hold_s",
        "Another library, and", "Could not be read or made again: 1",
        "broken.json: is cut off or damaged",
    ):  # fmt: skip
        assert part in told

    (plans / "broken.json").unlink()
    with_another = in_a_process("replay", str(plans), "--library", str(clinic), "--format", "json")
    assert with_another.returncode == 1
    found = json.loads(with_another.stdout)
    assert found["counts"]["changed_plan"] == 32
    assert {"entry": "rule:SAF-901 added", "people": 32, "changed": 32} in found["touched"]
    assert [person["file"] for person in found["people"]] == sorted(person["file"] for person in found["people"])


def test_an_empty_folder_holds_no_plans(tmp_path: Path) -> None:
    done = loosen("replay", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds no plans" in done.stderr


def test_the_front_door_offers_all_three(desk: Path) -> None:
    record = read_record(desk)
    found = front_door.what_if(record, {"minutes": 30})
    assert found.after.plan is not None
    assert front_door.diff(found.before, found.after).changed_answers == found.comparison.changed_answers
    assert front_door.replay(record).outcome == "identical"
