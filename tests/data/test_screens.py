"""The screens of the interview: few enough, sound, and told of truthfully in the docs."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from scripts.diagram import drawn, places
from scripts.interview import PAGE, PICTURE, Walked, everybody, median_to_answer, most_to_tick, page
from tests.people import EVERYBODYS

from loosen._library import bundled_root, load
from loosen._model import when
from loosen.errors import LibraryError

MOST = 15
"""Answers that half of all people without a warning sign must give at most; the page says what counts as one."""
LONGEST = 22
"""Lines to tick on one list, at most."""
RECT = "{http://www.w3.org/2000/svg}rect"
SCREENS = {
    "shown twice": ("again", "form: fields\nquestions: [age]"),
    "too early": ("early", "form: fields\nquestions: [accident_when]"),
    "nothing to tick": ("tick", "form: list\nquestions: [pregnancy_weeks]"),
    "without quiet": ("loud", "form: list\nquestions: [accident_when]"),
    "of another question": ("other", "form: list\nquestions: [accident_when]\nquiet: {accident_when: never}"),
}


@pytest.fixture(scope="module")
def people() -> list[Walked]:
    return everybody()


def test_people_without_flags_are_asked_little(people: list[Walked]) -> None:
    assert sum(person.plan for person in people) > 30
    assert median_to_answer(people) <= MOST


def test_everybodys_warning_signs_come_before_all_else_and_so_does_what_an_accident_asks() -> None:
    shown = [place.screen for place in places(EVERYBODYS.library)]
    about = [{EVERYBODYS.library.questions[name].section for name in screen.questions} for screen in shown]
    first = about.index({"about_you"})
    assert all(sections == {"red_flags"} for sections in about[:first])
    assert {"accident_when", "neck_injury_signs"} <= {screen.id for screen in shown[:first]}


def test_no_list_is_too_long_to_read() -> None:
    longest, title = most_to_tick(EVERYBODYS.library)
    assert longest <= LONGEST, title


def test_nothing_that_must_be_answered_for_safety_is_filled_in_by_us() -> None:
    assert not [
        question.id for question in EVERYBODYS.library.questions.values() if question.safety and question.default
    ]


def test_the_page_tells_the_truth(people: list[Walked]) -> None:
    assert PAGE.read_text("utf-8") == page(people, EVERYBODYS.library), "run: make interview"


def test_the_picture_shows_the_interview_as_it_is() -> None:
    assert PICTURE.read_text("utf-8") == drawn(EVERYBODYS.library), "run: make interview"


def test_the_picture_has_every_screen_once_after_those_it_depends_on() -> None:
    library = EVERYBODYS.library
    shown = [place.screen for place in places(library)]
    assert sorted(screen.id for screen in shown) == sorted(screen.id for screen in library.screens_in_order)
    at = {name: number for number, screen in enumerate(shown) for name in screen.questions}
    for name, question in library.questions.items():
        tests = list(when.tests_on_answers(question.ask_when))
        assert all(at[test.question] < at[name] for test in tests), name


def test_the_picture_stands_alone() -> None:
    picture = ElementTree.fromstring(PICTURE.read_text("utf-8"))  # noqa: S314  our own file
    tags = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert not tags & {"script", "image", "use", "foreignObject", "a"}
    assert not [element for element in picture.iter() for name in element.attrib if name.endswith(("href", "src"))]
    wide, high = (int(picture.attrib[name]) for name in ("width", "height"))
    boxes = [
        {name: int(value) for name, value in box.attrib.items() if value.isdecimal()} for box in picture.iter(RECT)
    ]
    assert len(boxes) > len(EVERYBODYS.library.screens_in_order)
    for box in boxes[1:]:
        assert box["x"] + box["width"] <= wide
        assert box["y"] + box["height"] <= high
    assert PICTURE.name in PAGE.read_text("utf-8")


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
