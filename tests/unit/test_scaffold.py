"""Exercises may be called what people call them: the name is in any script, the id in small Latin letters."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from loosen._library.loading import bundled
from loosen._library.scaffold import new_exercise, new_rule
from loosen._model.exercise import Exercise
from loosen.errors import FileError

LIBRARY = bundled()
EXERCISES, CLASSES = LIBRARY.exercises, LIBRARY.demand_classes.values()
NAMES = {
    "Café stretch": "cafe_stretch",
    "Растяжка спины": "rastyazhka_spiny",
    "Διάταση": "diatasi",
    "ストレッチ": "sutoretchi",
    "拉伸": "lashen",
    "تمدد": "tmdd",
    "90/90 Hamstring": "stretch_90_90_hamstring",
    "3/4 Sit-Up": "stretch_3_4_sit_up",
    "Child's pose": "childs_pose",
    "Child\u2019s pose": "childs_pose",
    "Fuß strecken": "fuss_strecken",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_makes_an_id(name: str, tmp_path: Path) -> None:
    file, poses = new_exercise(name, "stretch", EXERCISES, EXERCISES, CLASSES, tmp_path)
    draft = yaml.safe_load(file.read_text("utf-8"))
    assert (draft["name"], draft["id"], file.stem) == (name, NAMES[name], NAMES[name])
    pattern = str(Exercise.model_json_schema()["properties"]["id"]["pattern"])
    assert re.fullmatch(pattern, draft["id"])
    assert poses == tmp_path / f"knowledge/poses/{draft['id']}.yaml"
    assert yaml.safe_load(poses.read_text("utf-8"))["id"] == draft["id"]


REFUSED = {
    ("!!!", ""): "or give an id of your own: --id",
    ("x" * 80, ""): "or give an id of your own: --id",
    ("90 " + "x" * 57, ""): "Choose another id",
    ("Superman", "superman"): "--id",
    ("Calf", "Calf"): "small letter",
    ("Calf", "../calf"): "small letter",
    ("Calf", "9calf"): "small letter",
    ("Calf", "c" * 61): "small letter",
    ("Calf\x1b[31m", ""): r"“Calf\\u001b\[31m”: holds a character",
    ("Calf\nstatus: active", ""): "holds a character",
    ("Calf\u202e", "calf"): "holds a character",
}


@pytest.mark.parametrize(("name", "key"), REFUSED)
def test_what_makes_no_id_is_refused_with_the_remedy(name: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=REFUSED[name, key]):
        new_exercise(name, "stretch", EXERCISES, EXERCISES, CLASSES, tmp_path, key)
    assert list(tmp_path.iterdir()) == []


def test_an_id_of_ones_own_goes_with_any_name(tmp_path: Path) -> None:
    file, _ = new_exercise("🙂🙂🙂 !!!", "stretch", EXERCISES, EXERCISES, CLASSES, tmp_path, "our_stretch")
    assert file == tmp_path / "knowledge/exercises/our_stretch.yaml"


def test_a_draft_names_the_doses_that_exercises_of_its_kind_have(tmp_path: Path) -> None:
    file, _ = new_exercise("Calf", "stretch", EXERCISES, EXERCISES, CLASSES, tmp_path)
    dose = yaml.safe_load(file.read_text("utf-8"))["dose"]
    given = {one.dose for one in EXERCISES.values() if one.kind == "stretch" and one.status == "active"}
    assert dose.endswith(f"such as {', '.join(sorted(given))}.")


def test_a_rule_may_be_said_in_any_script(tmp_path: Path) -> None:
    files = new_rule("Прыгать 6 недель нельзя", "safety", ["SAF-001"], tmp_path, date(2026, 1, 1))
    assert [file.name for file in files] == [
        "SAF-002-prygat-6-nedel-nelzya.yaml",
        "SAF-002-prygat-6-nedel-nelzya.cases.yaml",
    ]
