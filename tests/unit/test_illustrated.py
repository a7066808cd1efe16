"""The illustrated hand-out: what stands on it, and in which letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from jinja2 import Environment, nodes
from tests.people import EVERYBODYS, completed, example, plan_of

from loosen._model.plan import Override
from loosen._outputs import illustrated
from loosen._outputs.export import export
from loosen._outputs.illustrated.exercises import MOST_STEPS, Drawings, few_steps, shown_in
from loosen._outputs.illustrated.model import Page, Private
from loosen._outputs.illustrated.on_paper import most_pages, printable
from loosen._outputs.illustrated.on_screen import as_html
from loosen._outputs.illustrated.page import page_of
from loosen._planning.recommender import Recommender, recommender_of
from loosen._words.speech import speech_of

HERE = Path(illustrated.__file__).parent
GERMAN = recommender_of(EVERYBODYS.library.in_language("de"))
WRITTEN = "My calf is tight and my neighbour Wilhelmina says so."
NOTHING = Private()
OF_PICTURES = tuple(speech_of(language)("handout.usual_way") for language in ("en", "de"))
PEOPLE: dict[str, dict[str, Any]] = {
    "desk_worker": example("desk_worker"),
    "osteoporosis_72": example("osteoporosis_72"),
    "a routine": completed({"programme": "lie_down_breaks"}),
}


def handed(told: dict[str, Any], private: Private = NOTHING, recommender: Recommender = EVERYBODYS) -> Page:
    return page_of(recommender.recommend(told), recommender.library, private, "print")


def texts(value: Any) -> Iterator[str]:
    """Every text of a page but its drawings."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "_asdict"):
        yield from (text for name, part in value._asdict().items() if name != "picture" for text in texts(part))
    elif isinstance(value, tuple):
        yield from (text for part in value for text in texts(part))


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("recommender", [EVERYBODYS, GERMAN], ids=["en", "de"])
def test_it_says_what_the_text_says(name: str, recommender: Recommender) -> None:
    found = recommender.recommend(PEOPLE[name])
    whole = " ".join(export(found, "text", width=100_000).split())
    page = page_of(found, recommender.library, NOTHING, "print")
    assert page.exercises
    for one in page.exercises:
        assert all(line in whole for line in (one.name, one.dose, one.why, *one.ways))
        assert all(note in whole for note in one.notes if note not in OF_PICTURES)
    assert all(say in whole for say in (*page.notes, *page.reasons, *page.closing, page.summary))
    assert all(say in whole for part in page.urgent[:2] for say in part.says)


def test_no_exercise_has_more_than_five_steps_and_none_loses_a_word() -> None:
    for exercise in EVERYBODYS.library.exercises.values():
        few = few_steps(exercise.steps)
        assert len(few) <= MOST_STEPS
        assert " ".join(few) == " ".join(exercise.steps)


@pytest.mark.parametrize("name", ["desk_worker", "cauda_equina_warning"])
def test_what_is_private_stands_on_it_only_if_asked_for(name: str) -> None:
    told = example(name, own_words=WRITTEN)
    answers = "What you answered"
    bare = " ".join(texts(handed(told)))
    assert "Wilhelmina" not in bare
    assert answers not in bare
    given = " ".join(texts(handed(told, Private("Erika  Beispiel\n", answers=True))))
    assert answers in given
    assert "Erika Beispiel " in given


def test_a_picture_says_in_words_what_it_shows() -> None:
    key = next(iter(EVERYBODYS.library.poses))
    exercise = EVERYBODYS.library.exercises[key]
    drawn = Drawings(EVERYBODYS.library, "print").of(key)
    assert shown_in(drawn) == f"{exercise.name}: {exercise.in_short}"
    assert Drawings(EVERYBODYS.library, "print").of("no_such_exercise") == shown_in("") == ""


def test_a_picture_of_what_is_done_in_another_way_is_said_to_be_of_the_usual_one() -> None:
    found = EVERYBODYS.recommend(example("osteoporosis_72"))
    assert found.plan
    others = {item.exercise for item in found.plan.items if item.adaptations}
    page = page_of(found, EVERYBODYS.library, NOTHING, "print")
    assert others
    assert {one.key for one in page.exercises if one.notes[:1] == OF_PICTURES[:1]} == others


def test_a_referral_begins_with_what_to_do_and_has_no_exercises() -> None:
    page = handed(example("cauda_equina_warning"))
    assert page.is_referral
    assert page.level == "Get emergency help now"
    assert page.first[0].startswith("Go to an emergency department now")
    assert (page.exercises, page.week, page.urgent) == ((), None, ())
    assert most_pages(page) == 1


def test_rules_that_were_overridden_are_told_before_anything_else() -> None:
    found = EVERYBODYS.recommend(example("desk_worker"))
    changed = (Override(entry="SAF-001", reason="Our clinic has its own."),)
    page = page_of(
        found.model_copy(update={"loosen": found.loosen.model_copy(update={"overridden": changed})}),
        EVERYBODYS.library,
        NOTHING,
        "auto",
    )
    assert "SAF-001 (Our clinic has its own.)" in page.above[0]
    told = as_html(page)
    assert told.index("SAF-001") < told.index("<h1>")


def test_what_there_is_no_room_for_on_a_referral_is_told() -> None:
    page = page_of(plan_of("not_sure_about_bones"), EVERYBODYS.library, NOTHING, "print")
    assert page.is_referral
    assert "There was no room for the rest; the text has it." in page.closing


def test_every_letter_that_is_kept_is_in_the_fonts() -> None:
    fonts = [TTFont(HERE / "fonts" / f"OpenSans-{weight}.ttf").getBestCmap() for weight in ("Regular", "Bold")]
    kept = [sign for sign in map(chr, range(0x20, 0xD800)) if printable(sign) == sign]
    assert set("aßäöüÄÖÜéœŁžΩЖ„“”…€≤½") <= set(kept)
    assert [sign for sign in kept if not all(ord(sign) in font for font in fonts)] == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Łukasz Ångström, Ελένη, Жанна", "Łukasz Ångström, Ελένη, Жанна"), ("e\u0301", "é"), ("漢字", "HanZi"),
        ("\x1b[2J", "\\u001b[2J"), ("a" * 90, f"{'a' * 40}\u200b{'a' * 40}\u200b{'a' * 10}"),
    ],
)  # fmt: skip
def test_letters_that_no_font_has_sound_alike(text: str, printed: str) -> None:
    assert printable(text) == printed


@pytest.mark.parametrize("recommender", [EVERYBODYS, GERMAN], ids=["en", "de"])
def test_every_language_is_printed_as_it_is(recommender: Recommender) -> None:
    for told in PEOPLE.values():
        assert all(printable(text) == text for text in texts(handed(told, recommender=recommender)))


def test_the_templates_hold_no_words() -> None:
    """What a person reads is data, for both forms."""
    tree = Environment(autoescape=True).parse((HERE / "templates" / "handout.html").read_text("utf-8"))
    markup = "".join(part.data for part in tree.find_all(nodes.TemplateData))
    between = re.sub(r"<[^>]*>", " ", re.sub(r"<head>.*</head>", " ", markup, flags=re.DOTALL))
    assert not re.search(r"[^\W\d_]", between)
    on_paper = re.sub(r"//.*", "", (HERE / "templates" / "handout.typ").read_text("utf-8"))
    assert not [
        text for text in re.findall(r"\[([^#\[\]][^\[\]]*)\]", on_paper) if re.search(r"(?<![#\w.-])[A-Za-z]{2,}", text)
    ]
