"""Every operator of a test on an answer is known to all that read conditions: both engines, the outlook, the words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from loosen._assessment.relevance.prospects import known, prospect
from loosen._assessment.stages.intake import Intake, take_one
from loosen._engine.conditions import NO, YES, compile_condition
from loosen._engine.facts import Facts, number_key, option_key
from loosen._engine.literals import Literal, alternatives
from loosen._library.loading import bundled
from loosen._model.language import ENGLISH
from loosen._model.when import QuestionTest
from loosen._words.conditions import describe
from loosen._words.rules import RuleWords
from loosen._words.speech import speech_of

LIBRARY = bundled()
CHOICE, NUMBER = LIBRARY.questions["selfcare_result"], LIBRARY.questions["age"]
OPERATORS = {
    name: field["anyOf"][0]["type"]
    for name, field in QuestionTest.model_json_schema(by_alias=True)["properties"].items()
    if name != "question"
}
"""The operators, each with the type of what it takes: an option (string), several (array) or a number (integer)."""


def using(operator: str) -> QuestionTest:
    """A test with this operator alone, about a choice or a number, as the operator takes it."""
    takes: Mapping[str, Any] = {"string": CHOICE.option_ids[0], "array": CHOICE.option_ids[:2], "integer": 40}
    about = NUMBER if OPERATORS[operator] == "integer" else CHOICE
    wanted = takes[OPERATORS[operator]]
    return QuestionTest.model_validate({"question": about.id, operator: wanted})


def facts_of(test: QuestionTest) -> list[Facts]:
    """The facts of every answer to the question that a test is about."""
    question = LIBRARY.questions[test.question]
    found: list[Facts] = []
    for answer in question.option_ids or range(30, 50):
        intake = Intake()
        take_one({question.id: answer}, question, "yes", intake)
        found.append(intake.facts)
    return found


def holds(way: tuple[Literal, ...], facts: Facts) -> bool:
    return all(
        (one.at_least is None or facts[one.key].low >= one.at_least)
        and (one.at_most is None or facts[one.key].high <= one.at_most)
        for one in way
    )


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_reader_of_conditions_knows_it_and_they_agree(operator: str) -> None:
    test = using(operator)
    condition, outlook, ways = compile_condition(test), prospect(test), alternatives(test, "here")
    truths = [condition.truth(facts) for facts in facts_of(test)]
    assert set(truths) == {NO, YES}, "it holds for some answers and not for others"
    assert [any(holds(way, facts) for way in ways) for facts in facts_of(test)] == [truth == YES for truth in truths]
    looked_ahead = [outlook.range({key: known(fact) for key, fact in facts.items()}) for facts in facts_of(test)]
    assert looked_ahead == [(truth, truth) for truth in truths]


@pytest.mark.parametrize("language", [ENGLISH, *LIBRARY.languages])
@pytest.mark.parametrize("operator", OPERATORS)
def test_it_is_told_apart_from_every_other_in_words(operator: str, language: str) -> None:
    words = RuleWords(LIBRARY)
    others = [using(other) for other in OPERATORS if other != operator]
    assert words.test(using(operator)) not in [words.test(other) for other in others]
    speech = speech_of(language)
    assert describe(using(operator), speech) not in [describe(other, speech) for other in others]


@pytest.mark.parametrize("operator", OPERATORS)
def test_it_says_which_options_it_names(operator: str) -> None:
    named: Mapping[str, Any] = using(operator).model_dump(exclude_none=True, exclude={"question"}, by_alias=True)
    values = named[operator] if isinstance(named[operator], tuple) else (named[operator],)
    assert using(operator).options == (() if OPERATORS[operator] == "integer" else values)
    literals = {one.key for way in alternatives(using(operator), "here") for one in way}
    about = using(operator).question
    assert literals == ({option_key(about, option) for option in using(operator).options} or {number_key(about)})
