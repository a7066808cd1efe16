"""How it went over the weeks: what is counted, in words and as pictures that need no colour."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from tests.people import EVERYBODYS, example

from loosen._model.diary import Activity, Diary, Done, SessionEntry, WeeklyCheck
from loosen._outputs.document import to_text
from loosen._outputs.progress import Progress, alt_text, drawn, in_words, progress_of
from loosen._words.speech import speech_of

DESK = EVERYBODYS.recommend(example("desk_worker"))
START = datetime(2026, 10, 5, 23, 30, tzinfo=UTC)
SEAL = "0" * 64


def session(day: int, *done: Done, **said: int) -> SessionEntry:
    at = START + timedelta(days=day)
    return SessionEntry.model_validate(
        {"id": f"{day:032x}", "plan": SEAL, "started": at, "done": done, "entered": "log", "entered_at": at, **said}
    )


def check(day: int, **rated: int) -> WeeklyCheck:
    activities = tuple(Activity(name=name, rating=rating) for name, rating in rated.items())
    on = START.date() + timedelta(days=day)
    return WeeklyCheck(id=f"{day:032x}", plan=SEAL, on=on, activities=activities, entered_at=START)


def progress(*sessions: SessionEntry, checks: tuple[WeeklyCheck, ...] = ()) -> Progress:
    assert DESK.plan is not None
    return progress_of(Diary(person="0" * 32, sessions=sessions, checks=checks), DESK.plan, EVERYBODYS.library)


def everything() -> Progress:
    assert DESK.plan is not None
    hip = DESK.plan.items[1].exercise
    return progress(
        session(0, Done(exercise=hip, seconds=120, repetitions=6), pain_worst=6, pain_after=4),
        session(2, Done(exercise=hip, skipped="hurt"), pain_worst=7),
        session(
            15, Done(exercise=hip, seconds=60, repetitions=3), Done(exercise="gone_since", seconds=60), pain_worst=3
        ),
        checks=(check(6, socks=3), check(20, socks=6, film=2)),
    )


def test_weeks_are_counted_from_the_first_day_and_a_missed_one_is_a_week() -> None:
    found = everything()
    assert (found.first, found.sessions, found.weeks) == (date(2026, 10, 5), (1, 0, 1), 3)
    assert dict(found.pains).keys() == {"pain_worst", "pain_after"}
    assert [point.value for point in dict(found.pains)["pain_worst"]] == [6, 7, 3]
    assert [(one.name, [point.day for point in one.ratings]) for one in found.activities] == [
        ("socks", [6, 20]),
        ("film", [20]),
    ]
    assert {one.minutes for one in found.muscles} == {(2.0, 0.0, 1.0)}


def test_what_was_only_said_to_be_done_counts_as_long_as_the_plan_has_it() -> None:
    assert DESK.plan is not None
    hip, other = DESK.plan.items[1], DESK.plan.items[2]
    told = (Done(exercise=hip.exercise), Done(exercise=other.exercise, seconds=0, repetitions=0))
    found = progress(session(0, *told), session(1, told[1]), checks=(check(0),))
    assert found.sessions == (1,)
    assert {one.minutes for one in found.muscles} == {(hip.seconds / 60,)}


def test_every_item_with_a_ladder_stands_on_it_where_the_plan_has_it() -> None:
    assert DESK.plan is not None
    standings = everything().ladders
    items = [item for item in DESK.plan.items if item.progression.steps > 1]
    assert [one.steps[one.at] for one in standings] == [item.name for item in items]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("columns", [40, 80])
def test_words_fit_the_screen_and_an_empty_diary_says_so(language: str, columns: int) -> None:
    speech = speech_of(language)
    text = to_text(in_words(everything(), speech), columns)
    assert max(map(len, text.splitlines())) <= columns
    assert "socks: 3, -, 6" in text
    assert speech("progress.nothing_yet") in to_text(in_words(progress(), speech))


def test_an_svg_says_what_it_shows_and_tells_lines_apart_without_colour() -> None:
    speech = speech_of("en")
    for found in (everything(), progress()):
        picture = drawn(found, speech, "svg")
        root = ElementTree.fromstring(picture)  # noqa: S314  # our own
        assert root.attrib["role"] == "img"
        assert root[1].text == alt_text(found, speech)
        colours = {
            colour.lower() for colour in re.findall(rb"#[0-9a-fA-F]{6}\b", picture) for colour in [colour.decode()]
        }
        assert all(len({colour[1:3], colour[3:5], colour[5:7]}) == 1 for colour in colours)  # greys alone
    assert b"stroke-dasharray" in drawn(everything(), speech, "svg")
    assert drawn(everything(), speech, "svg") == drawn(everything(), speech, "svg")


def test_a_png_is_one_and_has_its_words_in_it() -> None:
    speech = speech_of("en")
    picture = drawn(everything(), speech, "png")
    assert picture.startswith(b"\x89PNG\r\n")
    assert b"Description" in picture
