"""`loosen why` and `loosen why-not` as people type them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commands import loosen
from tests.people import example

from loosen._library import bundled_root
from loosen._planning.recommender import recommend
from loosen._records.sealing import to_json

Kept = Callable[[str], str]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Makes the plan of an example and gives the file it is kept in."""

    def make(name: str) -> str:
        file = tmp_path / f"{name}.json"
        file.write_text(to_json(recommend(example(name))), "utf-8")
        return str(file)

    return make


def test_an_exercise_goes_by_its_id_and_by_its_name(kept: Kept) -> None:
    plan = kept("desk_worker")
    by_id, by_name = loosen("why", plan, "bird_dog"), loosen("why", plan, "Bird-dog")
    assert by_id.returncode == 0
    assert by_id.stdout == by_name.stdout
    assert "This comes from your answer" in by_id.stdout
    assert "symptom:" not in by_id.stdout
    assert by_id.stdout.count("No clinician has reviewed this.") == 1
    assert max(map(len, by_id.stdout.splitlines())) <= 80


def test_a_reviewer_gets_ids_facts_and_sources(kept: Kept) -> None:
    plan = kept("osteoporosis_72")
    told = loosen("why", plan, "double_knee_to_chest", "--deep").stdout
    for part in ("excluded", "Matched: finding:", "certainty", "reviewed by nobody", "digest", "SAF-"):
        assert part in told, part


def test_every_form_can_be_had(kept: Kept) -> None:
    plan = kept("desk_worker")
    assert loosen("why", plan, "bird_dog", "--format", "markdown").stdout.startswith("# Bird-dog")
    told = json.loads(loosen("why", plan, "bird_dog", "--format", "json").stdout)
    assert (told["exercise"], told["verdict"]) == ("bird_dog", "held_back")
    assert told["pointers"][0]["basis"]["evidence"]
    told = json.loads(loosen("why-not", plan, "bird_dog", "--format", "json").stdout)
    assert told["rules"]


@pytest.mark.parametrize("command", ["why", "why-not"])
def test_an_exercise_that_does_not_exist_is_answered_with_the_nearest(command: str, kept: Kept) -> None:
    done = loosen(command, kept("desk_worker"), "brid dog")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'bird_dog' (Bird-dog) or 'bridge' (Bridge)?" in done.stderr


def test_a_referral_says_what_it_rests_on(kept: Kept) -> None:
    plan = kept("cauda_equina_warning")
    done = loosen("why", plan, "bird_dog")
    assert (done.returncode, done.stdout) == (2, "")
    assert "No exercise was considered" in done.stderr
    assert "TRI-001" in done.stderr
    done = loosen("why-not", plan, "bird_dog")
    assert (done.returncode, done.stderr) == (3, "")
    assert "no plan was made" in done.stdout.casefold()
    assert "What would put it" not in done.stdout


def test_what_is_in_the_plan_is_said_to_be_there(kept: Kept) -> None:
    plan = kept("desk_worker")
    exercise = json.loads(Path(plan).read_text("utf-8"))["plan"]["items"][0]["exercise"]
    assert "It is in the plan." in loosen("why-not", plan, exercise).stdout


def test_safety_is_explained_and_no_change_is_offered(kept: Kept) -> None:
    done = loosen("why-not", kept("osteoporosis_72"), "double_knee_to_chest")
    assert done.returncode == 0
    assert "left out for your safety" in done.stdout.casefold()
    assert "no other answers were tried" in done.stdout
    assert "What would put it" not in done.stdout


def test_with_another_library_the_reasons_are_told_and_nothing_is_tried(kept: Kept, tmp_path: Path) -> None:
    overlay = tmp_path / "own"
    (overlay / "knowledge" / "muscles").mkdir(parents=True)
    bundled = (bundled_root() / "knowledge" / "muscles" / "hamstrings.yaml").read_text("utf-8")
    own = bundled.replace("\nname: ", "\nname: Our ", 1)
    (overlay / "knowledge" / "muscles" / "hamstrings.yaml").write_text(own, "utf-8")
    done = loosen("why-not", kept("desk_worker"), "bird_dog", "--library", str(overlay))
    assert (done.returncode, done.stderr) == (0, "")
    assert "comes later" in done.stdout
    assert "made with other rules" in " ".join(done.stdout.split())
