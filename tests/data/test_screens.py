"""The screens of the interview: few enough, sound, and told of truthfully in the docs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from scripts.interview import PAGE, Walked, everybody, median_without_flags, page
from tests.people import EVERYBODYS

from loosen.errors import LibraryError
from loosen.library import bundled_root, load

MOST = 15
"""Screens that half of all people without a warning sign get at most."""
SCREENS = {
    "shown twice": ("again", "form: fields\nquestions: [age]"),
    "too early": ("early", "form: fields\nquestions: [accident_when]"),
    "nothing to tick": ("tick", "form: list\nquestions: [pregnancy_weeks]"),
    "without quiet": ("loud", "form: list\nquestions: [accident_when]"),
    "of another question": ("other", "form: list\nquestions: [accident_when]\nquiet: {accident_when: never}"),
}


@pytest.fixture(scope="module")
def people() -> list[Walked]:
    return everybody(EVERYBODYS.library)


def test_people_without_flags_are_asked_little(people: list[Walked]) -> None:
    assert sum(person.plan for person in people) > 30
    assert median_without_flags(people) <= MOST


def test_the_page_tells_the_truth(people: list[Walked]) -> None:
    assert PAGE.read_text("utf-8") == page(people, EVERYBODYS.library), "run: make interview"


@pytest.mark.parametrize(("name", "rest"), SCREENS.values(), ids=SCREENS)
def test_a_screen_that_cannot_work_is_a_fault(name: str, rest: str, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "screens"
    folder.mkdir(parents=True)
    order = 1 if name == "early" else 800
    (folder / f"{name}.yaml").write_text(f"id: {name}\norder: {order}\ntitle: A screen\n{rest}\n")
    with pytest.raises(LibraryError) as error:
        load(overlay=tmp_path)
    assert error.value.faults
    assert all("knowledge/screens/" in fault.where for fault in error.value.faults)


def test_an_overlay_says_why_when_none_of_these_means_something_else(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "screens"
    folder.mkdir(parents=True)
    shutil.copy(bundled_root() / "knowledge" / "screens" / "warning_legs.yaml", folder)
    text = (folder / "warning_legs.yaml").read_text().replace("flags_both_legs: no", "flags_both_legs: longstanding")
    (folder / "warning_legs.yaml").write_text(text)
    with pytest.raises(LibraryError, match="none of these"):
        load(overlay=tmp_path)
