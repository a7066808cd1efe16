"""`loosen rule` and `loosen exercise`: one entry's page, the same that the docs show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.commands import loosen
from tests.functional.test_cli import ROOT

from loosen._library.loading import bundled

RULE, EXERCISE = ("rule", "SAF-001"), ("exercise", "bird_dog")
SOURCE = re.compile(r"\[(\w+)\]\(\.\./sources\.md#\w+\)")
LINK = re.compile(r"\[([^\]]+)\]\(\.\./[a-z_]+\.md#[^)]*\)")
SOURCES = bundled().sources


def section(page: str, heading: str) -> str:
    """What a page of the docs says under a heading, its links as a command names what they lead to."""
    text = (ROOT / "docs" / page).read_text("utf-8").partition(f"\n## {heading}\n\n")[2].partition("\n## ")[0]
    text = SOURCE.sub(lambda link: f"{SOURCES[link[1]].title} ({link[1]})", text)
    return LINK.sub(r"\1", text).strip()


@pytest.mark.parametrize(
    ("command", "page", "heading"),
    [(RULE, "rules/safety.md", "SAF-001"), (EXERCISE, "exercises/strengthening.md", "Bird-dog")],
    ids=["rule", "exercise"],
)
def test_a_command_and_the_docs_say_the_same(command: tuple[str, str], page: str, heading: str) -> None:
    done = loosen(*command, "--format", "markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"# {heading}\n\n")
    said = done.stdout.partition("\n\n")[2].strip().rsplit("\n\n", 2)
    assert said[0] == re.sub(r"^!\[.*\]\(pictures/.*\)\n\n", "", section(page, heading))  # a terminal shows no picture
    assert (ROOT / said[2].strip("`")).is_file()


def test_a_rule_tells_its_sources_and_cases_in_words() -> None:
    done = loosen(*RULE)
    assert done.returncode == 0
    told = " ".join(done.stdout.split())
    assert "When: “Bones that may be weak”." in told
    assert "UK consensus statement on physical activity and exercise for osteoporosis (OSTEO2022) [CI-01]" in told
    assert "Not sure: bones that may be weak (unknown)" in told
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_data_has_what_the_page_says() -> None:
    rule = json.loads(loosen(*RULE, "--format", "json").stdout)
    assert (rule["id"], rule["stage"], rule["status"]) == ("SAF-001", "safety", "active")
    assert rule["in_words"]["when"] == "“Bones that may be weak”"
    assert {case["expect"] for case in rule["cases"]} == {"fires", "silent", "unknown"}
    assert set(rule["sources"]) == {entry["source"] for entry in rule["evidence"]}
    exercise = json.loads(loosen(*EXERCISE, "--format", "json").stdout)
    assert exercise["ladder"]["step"] <= exercise["ladder"]["steps"]
    assert set(exercise["demands"]) <= set(exercise["asks_for"])
    assert exercise["library"] == rule["library"]
    assert all((ROOT / one["file"]).is_file() for one in (rule, exercise))


def test_names_are_taken_and_german_is_said() -> None:
    done = loosen("exercise", "bird dog", "--lang", "de")
    assert done.returncode == 0
    assert "Beruht auf:" in done.stdout
    assert "Rests on:" not in done.stdout
    assert loosen("rule", "saf 001").stdout.startswith("SAF-001\n")


@pytest.mark.parametrize(
    ("kind", "wrong", "near"), [("rule", "SFA-001", "SAF-001"), ("exercise", "brid dog", "bird_dog")]
)
def test_an_unknown_name_is_told_with_the_nearest(kind: str, wrong: str, near: str) -> None:
    done = loosen(kind, wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"There is no such {kind}.\n  - {wrong}: is not in the library. Did you mean ")
    assert f"'{near}'" in done.stderr


def test_an_entry_of_ones_own_is_shown_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "knowledge" / "exercises" / "bird_dog.yaml"
    file.parent.mkdir(parents=True)
    text = (ROOT / "knowledge" / "exercises" / "bird_dog.yaml").read_text("utf-8")
    file.write_text(text.replace("name: Bird-dog", "name: Four-point reach"), "utf-8")
    out = tmp_path / "page.md"
    done = loosen(*EXERCISE, "--library", str(tmp_path), "--format", "markdown", "--out", str(out))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Nothing was written.\n")
    done = loosen("exercise", "four point reach", "--library", str(tmp_path), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["file"] == str(file)
