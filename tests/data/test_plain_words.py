"""The words that people see can be read by a twelve-year-old, and no hard word stands there without its explanation.

Measured with the Flesch-Kincaid grade: it counts the two things that make these texts hard, long sentences and words of
many syllables, and needs no list of known words, which are American and know no "tummy" or "pharmacist". A grade counts
years at school from the age of six, so the reading age is the grade plus five, and twelve is grade seven.

A formula means little for a few words, where one "physiotherapist" decides. So a text is measured alone from
`LONG_ENOUGH` words on, and every question as a whole: text, help and options, each as a sentence of its own. Advice and
self-tests are always measured alone. Sentences have an upper limit of their own, which holds for short texts too.

What rules, exercises, routines and screens say is taken from the library, all of it. What the program itself says is
gathered from the handouts and interviews of the personas, so that no list of sentences has to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import textstat
import yaml
from tests.interviews import held, truthful
from tests.people import EVERYBODYS, completed, plan_of

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask
from loosen._model.effects import Gate
from loosen._model.knowledge import SelfTest
from loosen._model.question import Question
from loosen._outputs.handout import handout

LIBRARY = EVERYBODYS.library
READING_AGE = 12
YEARS_BEFORE_GRADE_ONE = 5
LONG_ENOUGH = 20
LONGEST_SENTENCE = 25
"""Words; beyond this a sentence is better split."""
HARD_SYLLABLES = 3

WORDS = yaml.safe_load((Path(__file__).parent / "hard_words.yaml").read_text("utf-8"))
KNOWN: frozenset[str] = frozenset(WORDS["known"])
"""Words of three syllables and more that need no explanation."""
EXPLAINED: dict[str, str] = WORDS["explained"]
"""The other ones, each with what must stand beside it."""


def sentence(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


def reading_age(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text)) + YEARS_BEFORE_GRADE_ONE


def parts(question: Question) -> Iterator[str]:
    """Text, help and options of a question; an option and its help are read together."""
    yield sentence(question.text)
    if question.help:
        yield sentence(question.help)
    for option in question.options:
        yield " ".join(sentence(text) for text in (option.text, option.help) if text)
    if question.none_text:
        yield sentence(question.none_text)


def whole(test: SelfTest) -> str:
    return " ".join(map(sentence, (test.name, *test.steps, test.positive_if, test.not_if)))


def everything() -> Iterator[tuple[str, str]]:
    """All that is measured as a whole, by the id of its entry."""
    yield from ((key, " ".join(parts(question))) for key, question in LIBRARY.questions.items())
    yield from ((key, entry.say) for key, entry in LIBRARY.advice.items())
    yield from ((key, whole(test)) for key, test in LIBRARY.self_tests.items())


EVERYTHING = dict(everything())


def test_every_entry_can_be_read_at_twelve() -> None:
    ages = {key: reading_age(text) for key, text in EVERYTHING.items()}
    assert {key: age for key, age in ages.items() if age > READING_AGE} == {}


def test_every_text_of_a_question_that_is_long_enough_can_be_read_at_twelve() -> None:
    texts = [text for question in LIBRARY.questions.values() for text in parts(question)]
    assert sum(len(text.split()) >= LONG_ENOUGH for text in texts) > 50
    assert [text for text in texts if len(text.split()) >= LONG_ENOUGH and reading_age(text) > READING_AGE] == []


def test_no_sentence_is_long() -> None:
    sentences = [one for text in EVERYTHING.values() for one in re.split(r"(?<=[.?!:;])\s+", text)]
    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []


def test_every_question_has_help() -> None:
    assert [key for key, question in LIBRARY.questions.items() if not question.help] == []


@pytest.mark.parametrize("question", ["pain_areas", "tight_places"])
def test_every_place_asked_about_is_described(question: str) -> None:
    assert [option.id for option in LIBRARY.questions[question].options if not option.help] == []


def test_the_names_of_symptoms_are_in_plain_words() -> None:
    names = " ".join(sentence(symptom.name) for symptom in LIBRARY.symptoms.values())
    assert reading_age(names) <= READING_AGE
    assert hard_words(names) <= KNOWN


def hard_words(text: str) -> set[str]:
    words = {word.lower().removesuffix("'s") for word in re.findall(r"[A-Za-z][A-Za-z'-]+", text)}
    return {word for word in words if textstat.syllable_count(word) >= HARD_SYLLABLES}


def unexplained(text: str) -> set[str]:
    """The hard words of a text beside which their explanation does not stand."""
    return {word for word in hard_words(text) - KNOWN if EXPLAINED.get(word, "?").lower() not in text.lower()}


@pytest.mark.parametrize("key", EVERYTHING)
def test_hard_words_are_explained_beside(key: str) -> None:
    assert unexplained(EVERYTHING[key]) == set(), "say it more simply, or explain it and add it to hard_words.yaml"


def told_by_the_library() -> Iterator[str]:
    """What rules, exercises, routines and screens tell a person."""
    for rule in LIBRARY.rules.values():
        yield rule.say_of("“it”")
        yield from (criterion.say for effect in rule.then if isinstance(effect, Gate) for criterion in effect.criteria)
    for exercise in LIBRARY.exercises.values():
        ways = (way.how for way in exercise.adaptations)
        yield from (exercise.in_short or exercise.steps[0], *exercise.steps, exercise.feel, *exercise.stop_signs, *ways)
    for programme in LIBRARY.programmes.values():
        yield from (programme.plain, *(change.say for change in programme.changes))
    for screen in LIBRARY.screens.values():
        yield from (text for text in (screen.title, screen.text) if text)


@cache
def told_to_the_personas() -> frozenset[str]:
    """Whatever the personas read in their handouts, and on the screens of the interview."""
    told: set[str] = set()
    for one in held():
        blocks = handout(plan_of(one.persona.id))
        told |= {line for block in blocks if block.form != "subheading" for line in block.lines}
        told |= {text for shown in one.asked for text in texts_of(shown)}
    options = {option.text for question in LIBRARY.questions.values() for option in question.options}
    return frozenset({*told, *told_of_contradictions()} - options)  # an option is measured with its help, above


def texts_of(shown: Ask) -> Iterator[str]:
    yield from (text for text in (shown.title, shown.text, shown.why) if text)
    yield from shown.conflict.splitlines() if shown.conflict else ()


def told_of_contradictions() -> Iterator[str]:
    """What people read who tick a sign and "none of these", or who take back being pregnant after a sign of it."""
    answers = completed({"age": 30, "pregnant": "yes", "pregnancy_weeks": 20, "pain_areas": ["low_back"]})
    for ticked in (["tightenings", "none"], ["tightenings"]):
        questionnaire = Questionnaire(LIBRARY)
        while (shown := questionnaire.next()) is not None and shown.id != "flags_pregnancy":
            questionnaire.answer(truthful(shown, answers))
        questionnaire.answer(ticked)
        if ticked == ["tightenings"]:
            questionnaire.change("pregnant", "no")
        if (shown := questionnaire.next()) is not None:
            yield from texts_of(shown)


def without_names(text: str) -> str:
    """A text with what stands in quotation marks (names of exercises, questions, a person's words) as one word."""
    return re.sub(r"“[^”]*”", "it", sentence(text))


@cache
def told() -> frozenset[str]:
    return frozenset(map(without_names, (*told_by_the_library(), *told_to_the_personas())))


def test_what_people_are_told_is_gathered_from_all_over() -> None:
    assert len(told()) > 2500
    for said in (
        "What to do.",
        "The weeks ahead.",
        "These answers do not fit together.",
        "it is answered both with signs and with none of them. The signs count.",
    ):
        assert said in told()


def test_whatever_a_person_is_told_can_be_read_at_twelve() -> None:
    long_enough = [text for text in told() if len(text.split()) >= LONG_ENOUGH]
    assert [text for text in long_enough if reading_age(text) > READING_AGE] == []


def test_no_sentence_that_a_person_is_told_is_long() -> None:
    sentences = [one for text in told() for one in re.split(r"(?<=[.?!:;])\s+", text)]
    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []


def test_no_hard_word_is_told_without_its_explanation() -> None:
    assert {text: hard for text in told() if (hard := unexplained(text))} == {}


def test_the_list_of_hard_words_holds_nothing_idle() -> None:
    names = (symptom.name for symptom in LIBRARY.symptoms.values())
    used = set().union(*map(hard_words, (*EVERYTHING.values(), *names, *told())))
    assert sorted((KNOWN | set(EXPLAINED)) - used) == []
    assert sorted(KNOWN & set(EXPLAINED)) == []


def test_the_measure_tells_hard_from_plain() -> None:
    plain = "Do you feel numb between the legs? Stop at once if it hurts."
    hard = "Saddle paraesthesia accompanied by micturition disturbance necessitates immediate evaluation."
    assert reading_age(plain) < READING_AGE < reading_age(hard)
