"""The commands as people type them; a few in processes of their own, which is the same and takes longer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests import commands

from loosen._assessment.answers_file import read_answers

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def loosen(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loosen", *arguments]
    settings = {**os.environ, "COLUMNS": "80", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=settings, stdin=subprocess.DEVNULL)


EXPECTED = {
    "desk_worker": ("proceed", 0),
    "desk_neck": ("proceed", 0),
    "cauda_equina_warning": ("emergency_now", 3),
    "pregnant_24_weeks": ("proceed_with_caution", 0),
    "osteoporosis_72": ("proceed_with_caution", 0),
    "sciatica": ("proceed_with_caution", 0),
    "known_stenosis": ("proceed_with_caution", 0),
    "new_hip_8_weeks": ("clinician_before_exercise", 3),
    "new_hip_2_years": ("proceed_with_caution", 0),
    "hypermobile": ("proceed_with_caution", 0),
    "chair_only_84": ("proceed_with_caution", 0),
    "sixteen": ("clinician_before_exercise", 3),
    "prevention": ("proceed", 0),
    "not_sure": ("urgent_same_day", 3),
    "contradictory": ("emergency_now", 3),
}


def test_every_example_is_expected() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_examples_give_a_plan_or_a_referral(name: str) -> None:
    level, code = EXPECTED[name]
    done = commands.loosen("plan", str(EXAMPLES / f"{name}.yaml"), "--format", "json")
    assert (done.returncode, done.stderr) == (code, "")
    told = json.loads(done.stdout)
    assert told["triage"]["level"] == level
    assert (told["plan"] is None) == (code == 3)


def test_text_and_markdown_can_be_read() -> None:
    for form in ("text", "markdown"):
        done = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", form)
        assert done.returncode == 0
        assert "Your routine" in done.stdout
        assert "No doctor or physiotherapist has signed off" in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 80 or form == "markdown"


def test_the_same_answers_give_the_same_bytes_whatever_the_hash_seed_and_locale() -> None:
    runs = [
        loosen(
            "plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", PYTHONHASHSEED=seed, LC_ALL=locale
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX"))
    ]
    assert runs[0] == runs[1] == runs[2]


def test_a_json_file_gives_the_same_plan_as_yaml(tmp_path: Path) -> None:
    as_json = tmp_path / "answers.json"
    as_json.write_text(json.dumps({"answers": read_answers(EXAMPLES / "desk_worker.yaml")}), "utf-8")
    one = commands.loosen("plan", str(as_json), "--format", "json")
    assert one.stdout == commands.loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json").stdout


def test_out_writes_the_file_whole(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    done = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", "--out", str(out))
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads(out.read_text("utf-8"))["plan"]
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_out_to_a_place_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    done = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--out", str(tmp_path / "no" / "plan.txt"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_why_tells_the_chain_with_rules_and_sources(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    commands.loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", "--out", str(out))
    item = next(item for item in json.loads(out.read_text("utf-8"))["plan"]["items"] if item["kind"] == "stretch")
    done = commands.loosen("why", str(out), item["exercise"])
    assert done.returncode == 0
    assert "What led to it" in done.stdout
    assert "How much, and why" in done.stdout
    deep = commands.loosen("why", str(out), item["exercise"], "--deep").stdout
    assert "certainty" in deep
    assert "dose:" in deep
    assert item["exercise"] in deep


def test_why_names_the_sources_that_were_overruled(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    commands.loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", "--out", str(out))
    told = " ".join(commands.loosen("why", str(out), "neck_circles", "--deep").stdout.split())
    assert "C-25" in told
    assert "Turn the head" in told
    assert "By Safety first" in told
    assert "C-21" not in told  # settled by the self-tests, which have nothing to do with the neck


def test_why_suggests_the_nearest_exercise(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    commands.loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", "--out", str(out))
    done = commands.loosen("why", str(out), "heel_rise")
    assert done.returncode == 2
    assert "Did you mean 'heel_raise' (Heel raise with support) or 'heel_slide' (" in done.stderr


def test_questions_as_json_tell_everything_a_program_needs() -> None:
    told = json.loads(commands.loosen("questions", "--format", "json").stdout)
    by_id = {question["id"]: question for question in told["questions"]}
    assert by_id["age"]["minimum"] == 0
    assert by_id["age"]["unit"] == "years"
    assert by_id["pregnancy_weeks"]["asked_if"] == {"question": "pregnant", "is": "yes"}
    assert {"none", "unknown"} <= {option["id"] for option in by_id["flags_bladder_bowel"]["options"]}


def test_version() -> None:
    assert loosen("--version").stdout.startswith("loosen ")


def test_graph_draws_the_part_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "graph.svg"
    done = commands.loosen("graph", "--around", "hamstrings", "--steps", "1", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "<svg" in out.read_text("utf-8")
    again = tmp_path / "again.svg"
    commands.loosen("graph", "--around", "hamstrings", "--steps", "1", "--out", str(again))
    assert again.read_bytes() == out.read_bytes()
    wrong = commands.loosen("graph", "--around", "hamstring", "--out", str(out))
    assert wrong.returncode == 2
    assert "Did you mean" in wrong.stderr


def test_a_plan_in_a_second_language_is_the_same_plan() -> None:
    for name in ("desk_worker", "cauda_equina_warning"):
        english, german = (
            commands.loosen("plan", str(EXAMPLES / f"{name}.yaml"), "--format", "json", "--lang", lang)
            for lang in ("en", "de")
        )
        assert (english.returncode, german.stderr) == (german.returncode, "")
        one, two = json.loads(english.stdout), json.loads(german.stdout)
        assert ("language" in one["loosen"], two["loosen"]["language"]["id"]) == (False, "de")
        assert one["loosen"]["library_digest"] == two["loosen"]["library_digest"]
        assert one["triage"]["level"] == two["triage"]["level"]
        assert doses_in(one) == doses_in(two)
        assert not one["plan"] or one["plan"]["items"][0]["steps"] != two["plan"]["items"][0]["steps"]


def doses_in(record: Mapping[str, Any]) -> list[tuple[str, Any, int]]:
    """Every exercise of a plan with its dose and its seconds; none of a referral."""
    items = record["plan"]["items"] if record["plan"] else ()
    return [(item["exercise"], item["dose"], item["seconds"]) for item in items]


def test_questions_in_a_second_language_have_the_same_ids() -> None:
    english, german = (
        json.loads(commands.loosen("questions", "--format", "json", "--lang", one).stdout) for one in ("en", "de")
    )
    assert german["language"] == "de"
    assert "language" not in english
    assert [question["id"] for question in german["questions"]] == [question["id"] for question in english["questions"]]
    told = {question["id"]: question["text"] for question in german["questions"]}
    assert told["flags_mood"] == "War Ihre Stimmung in letzter Zeit sehr gedrückt?"


@pytest.mark.parametrize("command", [("questions",), ("plan", str(EXAMPLES / "desk_worker.yaml"))])
def test_an_unknown_language_is_told_in_one_line(command: tuple[str, ...]) -> None:
    done = commands.loosen(*command, "--lang", "xx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There is no wording in the language 'xx'. You can have: en (English), de (Deutsch).\n"
