"""How parts of a sign come together, in which forms words are read, and what the words around a sign make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from tests.people import EVERYBODYS

from loosen._assessment.assessor import listener_of
from loosen._assessment.lexicon import Found, Listener, Reading
from loosen._model.lexicon import Lexicon, Vocabulary

GROUPS: Mapping[str, Any] = {
    "limb": ["leg", "<low>|shin", "big toe"],
    "low": ["foot", "ankle"],
    "weak": ["weak", "no strength", "gave|gives way"],
}
CUES = tuple(EVERYBODYS.library.vocabulary.values())
SENTENCES = {"found_in": ["One.", "Two."], "not_found_in": ["One.", "Two."]}


def listener(
    *phrases: str, language: str = "en", unless: Sequence[str] = (), counts: str = "lately",
    groups: Mapping[str, Any] = GROUPS, numbers: Mapping[str, Any] | None = None,
) -> Listener:  # fmt: skip
    entry = Lexicon.model_validate(
        {
            "id": "example", "name": "An example", "finding": "said_example", "counts": counts,
            "boxes": {"flags_leg_power": ["foot_drop"]},
            "words": {language: {"phrases": phrases, "unless": unless, **SENTENCES}},
            "evidence": [{"source": "MEM", "supports": "an example", "certainty": "expert"}],
        }
    )  # fmt: skip
    own = Vocabulary.model_validate(
        {"id": "own", "language": language, "name": "Own words", "groups": groups, "numbers": numbers or {}}
    )
    cues = [each.model_copy(update={"groups": _cues(each), "numbers": each.numbers}) for each in CUES]
    return Listener({"example": entry}, {"own": own, **{each.id: each for each in cues}})


def _cues(vocabulary: Vocabulary) -> Mapping[str, Any]:
    needed = ("cue_", "number", "relative")
    return {name: group for name, group in vocabulary.groups.items() if name.startswith(needed)}


def read(by: Listener, text: str) -> list[tuple[str, Reading]]:
    return [(found.words, found.reading) for found in by.read(text)]


def words(by: Listener, text: str) -> list[str]:
    return [found.words for found in by.read(text)]


WEAK_LIMB = listener("<limb> + <weak>")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My leg is weak", "leg is weak"),
        ("weakness, since Monday, in my ankle", "weakness, since Monday, in my ankle"),
        ("my big toe has no strength", "big toe has no strength"),
        ("It gave way, the left shin", "gave way, the left shin"),
        ("LEGS GO WEAK", "LEGS GO WEAK"),
    ],
)
def test_parts_come_together_in_any_order_and_form(text: str, found: str) -> None:
    assert words(WEAK_LIMB, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "My leg is fine. Weak coffee helps.",
        "My leg is fine but I feel weak",
        "My leg was out in the sun all day long on the beach yesterday, weak tea after",
    ],
)
def test_parts_of_other_sentences_or_far_away_do_not(text: str) -> None:
    assert words(WEAK_LIMB, text) == []


def test_parts_that_may_stand_anywhere_are_quoted_with_what_is_between_left_out() -> None:
    by = listener("<limb> & fell")
    assert words(by, "I fell on Sunday. Nothing at first. Now the ankle hurts.") == ["fell … ankle"]


def test_what_only_looks_alike_takes_away_the_part_that_lies_in_it() -> None:
    by = listener("<limb> + <weak>", unless=("weak coffee",))
    assert words(by, "weak coffee on my leg") == []
    assert words(by, "weak coffee and a weak leg") == ["weak leg"]


def test_numbers_belong_to_groups_by_their_size() -> None:
    by = listener("temperature + <hot>", numbers={"hot": [{"at_least": 38, "at_most": 43}]}, groups={})
    assert words(by, "my temperature was 38.6 this morning") == ["temperature was 38.6"]
    assert words(by, "39,2C temperature") == ["39,2C temperature"]
    assert words(by, "temperature 36.9, all fine") == []


def test_a_slip_of_the_keyboard_is_read_as_the_word_that_was_meant() -> None:
    by = listener("shivering", groups={})
    assert words(by, "I was shivvering all night") == ["shivvering"]
    assert words(by, "I was severing the rope") == []


@pytest.mark.parametrize("text", ["Füße taub", "fuesse sind TAUB", "taube Füsse"])
def test_german_reads_umlauts_however_they_are_typed(text: str) -> None:
    assert words(listener("fuß|füße + taub", language="de", groups={}), text)


def test_a_german_ending_finds_compounds_and_a_no_may_stand_behind() -> None:
    by = listener("*schmerzen", language="de", groups={})
    assert words(by, "Ich habe Wadenschmerzen") == ["Wadenschmerzen"]
    assert words(by, "Schmerzen habe ich nicht") == []
    assert words(by, "Ich habe keine Wadenschmerzen") == []


LONG_PAST = "My leg was weak in 1998 and I got well."


@pytest.mark.parametrize(
    ("counts", "text", "reading"),
    [
        ("lately", LONG_PAST, None),
        ("lately", "My leg was weak twenty years ago", None),
        ("lately", "As a boy my leg was weak", None),
        ("lately", "Since 1998 my leg is weak", Reading.SURE),
        ("lately", "In 1998 it began and my leg is still weak", Reading.SURE),
        ("lately", "My leg was weak, all gone now", Reading.SURE),
        ("now", "My leg went weak, all fine again", None),
        ("ever", LONG_PAST, Reading.SURE),
    ],
)
def test_what_is_over_counts_only_where_it_matters(counts: str, text: str, reading: Reading | None) -> None:
    found = listener("<limb> + <weak>", counts=counts).read(text)
    assert [one.reading for one in found] == ([reading] if reading else [])


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("My leg is not weak", None),
        ("no weakness in the leg", None),
        ("I cannot say that my leg is not weak", Reading.PERHAPS),
        ("I am afraid of a weak leg", Reading.PERHAPS),
        ("My sister has a weak leg, I am fine", None),
        ("My sister has a weak leg", Reading.SURE),
        ("I fill this in for my mother, her leg is weak", Reading.SURE),
        ("My wife says that my leg is weak", Reading.SURE),
    ],
)
def test_what_is_denied_feared_or_told_of_others(text: str, reading: Reading | None) -> None:
    found = WEAK_LIMB.read(text)
    assert [one.reading for one in found] == ([reading] if reading else [])


def test_an_illness_told_of_another_person_alone_may_be_that_of_the_family() -> None:
    by = listener("<limb> + <weak>", counts="ever")
    assert read(by, "My sister has a weak leg") == [("weak leg", Reading.PERHAPS)]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("My back hurts when I sit for long.", True),
        ("Der Rücken tut beim Sitzen weh.", True),
        ("BACK HURTS SINCE MONDAY HELP", True),
        ("Bardzo bolą mnie plecy od wczoraj wieczorem", False),
        ("ظهري يؤلمني منذ أسبوع", False),
        ("xkcd qwrtz plmokn", False),
        ("😀😀😀", False),
    ],
)
def test_a_text_in_no_language_that_is_read_is_not_understood(text: str, understood: bool) -> None:
    (written,) = listener_of(EVERYBODYS.library).listen({"own_words": text}).written
    assert written.understood is understood


def test_a_text_in_two_languages_is_read_in_both() -> None:
    assert isinstance(WEAK_LIMB.read("Mein Bein tut weh, my leg is weak and I can not stand")[0], Found)
