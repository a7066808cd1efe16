"""The places that questions are about, on the picture of the body."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from types import MappingProxyType

import pytest

from loosen._library.loading import bundled, look_over
from loosen._model.question import Question
from loosen._outputs.pictures.sketch import SIZE
from loosen._outputs.pictures.store import body_of

ABOUT_PLACES = MappingProxyType({key: one for key, one in bundled().questions.items() if one.is_about_places})
MOST_BYTES = 25_000
"""Of the figure with all places of one question, packed as it is sent."""
A_SPOT = """id: sore_spots
section: symptoms
order: 401
text: Where is it sore?
type: choices
options:
  - {id: knee, text: A knee, lies: [{on: shank, along: [0, 0.1], faces: front, breadth: 0.04}]}
  - {id: elbow, text: An elbow}
none_text: Nowhere
default: []
"""


def test_it_is_asked_on_the_body_where_it_hurts_and_where_it_feels_tight() -> None:
    assert sorted(ABOUT_PLACES) == ["pain_areas", "tight_places"]


@pytest.mark.parametrize("question", ABOUT_PLACES.values(), ids=ABOUT_PLACES)
def test_each_option_is_on_the_picture_or_says_why_not(question: Question) -> None:
    places = body_of(bundled()).places[question.id]
    for option in question.options:
        assert bool(option.lies) == bool(places.get(option.id)), option.id
        assert bool(option.lies) != bool(option.no_place), option.id


@pytest.mark.parametrize("question", ABOUT_PLACES.values(), ids=ABOUT_PLACES)
def test_places_lie_on_the_page_and_each_has_a_shape_of_its_own(question: Question) -> None:
    places = body_of(bundled()).places[question.id]
    for path in places.values():
        assert path.startswith("M")
        assert path.endswith("z")
        assert all(0 <= int(number) <= SIZE for number in re.findall(r"(?<=[MLA ])\d+", path))
    assert len(set(places.values())) == len(places)


@pytest.mark.parametrize("question", ABOUT_PLACES.values(), ids=ABOUT_PLACES)
def test_the_picture_is_small(question: Question) -> None:
    body = body_of(bundled())
    assert len(gzip.compress("".join([body.figure, *body.places[question.id].values()]).encode())) < MOST_BYTES / 5


def test_a_language_shows_the_same_places() -> None:
    assert body_of(bundled().in_language("de")) == body_of(bundled())


def test_places_of_an_overlay_are_drawn_for_it_alone(tmp_path: Path) -> None:
    written(tmp_path, A_SPOT.replace("An elbow}", "An elbow, no_place: It is drawn behind the arm.}"))
    places = body_of(look_over(overlay=tmp_path).library).places
    assert list(places["sore_spots"]) == ["knee"]
    assert "sore_spots" not in body_of(bundled()).places


def test_an_option_left_off_the_picture_and_a_part_that_is_not_there_are_told(tmp_path: Path) -> None:
    written(tmp_path, A_SPOT.replace("shank", "shanks"))
    told = [str(fault) for fault in look_over(overlay=tmp_path).faults]
    assert any("elbow has no place on the picture of the body. Say where it lies" in line for line in told)
    assert any("'shanks' is not among the segments. Did you mean 'shank'?" in line for line in told)


def test_an_option_has_a_place_or_a_reason_and_not_both(tmp_path: Path) -> None:
    written(tmp_path, A_SPOT.replace("A knee,", "A knee, no_place: Somewhere else.,").replace("An elbow}", "Elbow}"))
    (fault, *_) = look_over(overlay=tmp_path).faults
    assert "lies somewhere on the body, or says why it has no_place" in str(fault)


def written(folder: Path, question: str) -> None:
    place = folder / "knowledge" / "questions"
    place.mkdir(parents=True)
    (place / "sore_spots.yaml").write_text(question, "utf-8")
