"""Made-up people for tests: answers that the library's own questions allow."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from loosen._assessment.answers_file import read_answers
from loosen._assessment.stages.intake import Intake, take_one
from loosen._model.plan import Recommendation
from loosen._model.question import Question
from loosen._planning.recommender import Recommender, recommender_of
from loosen._records.reading import read_record
from loosen._records.sealing import to_json
from tests.personas import load_personas

EVERYBODYS = recommender_of()
EXAMPLES = Path(__file__).parents[1] / "examples"
RED_FLAG_SECTIONS = ("red_flags",)


def example(name: str, **changes: Any) -> dict[str, Any]:
    """The answers of one of the examples, some of them changed."""
    return {**read_answers(EXAMPLES / f"{name}.yaml"), **changes}


def sealed(recommendation: Recommendation) -> Recommendation:
    """The same as it is when it has been kept and read again, with its seal."""
    return read_record(to_json(recommendation))


@cache  # hypothesis takes as long to make a strategy ready as to draw from it
def answers_to(question: Question, *, unknown: bool = True) -> st.SearchStrategy[Any]:
    """Any answer the question allows; quiet ones are likelier, so that many people get a plan."""
    if question.span:
        plain: st.SearchStrategy[Any] = st.integers(*question.span)
    elif question.takes.several:
        signs = st.lists(st.sampled_from(question.option_ids), unique=True, min_size=1, max_size=3)
        plain = st.one_of(st.just("none"), st.just("none"), st.just("none"), signs)
    elif question.takes.own_words:
        plain = st.sampled_from(
            ("none", "It hurts after a day at my desk.", "My back is stiff in the morning, no numbness.")
        )
    else:
        plain = st.sampled_from(question.option_ids)
    return st.one_of(*[plain] * 12, st.just("unknown")) if unknown else plain


@st.composite
def people(draw: st.DrawFn, *, recommender: Recommender | None = None, calm: bool = False) -> dict[str, Any]:
    """Valid answers: every question that applies is answered, in the order of the interview.

    `calm` people have no red flags and nothing unknown, so that most of them get a plan.
    """
    recommender = recommender or EVERYBODYS
    answers: dict[str, Any] = {}
    intake = Intake()
    for question in recommender.library.questions_in_order:
        applies = recommender.assessor.applies(question.id, intake.facts)
        if applies != "no":
            answers[question.id] = draw(_likely(question, calm=calm))
        assert not take_one(answers, question, applies, intake)
    return answers


CALM = {
    "age": st.integers(18, 95),
    "flags_both_legs": st.just("no"),
    "pregnancy_complication": st.just("no"),
    "pain_usual": st.integers(0, 8),
    "pain_constancy": st.sampled_from(["comes_and_goes", "constant_eased"]),
    "pain_changes_with": st.just("movement"),
    "seen_clinician": st.just("yes"),
    "selfcare_result": st.sampled_from(["not_tried", "helping", "too_early"]),
    "surgery": st.just("none"),
    "spondyloarthritis_signs": st.just("none"),
}


@cache
def _likely(question: Question, *, calm: bool) -> st.SearchStrategy[Any]:
    if question.id == "programme":  # half of all people want a plan made for them
        return st.one_of(st.just("own_plan"), st.sampled_from(question.option_ids))
    if not calm:
        return answers_to(question)
    if question.section in RED_FLAG_SECTIONS and question.takes.several:
        return st.just("none")
    return CALM.get(question.id, answers_to(question, unknown=False))


QUIET: dict[str, Any] = {
    "age": 40,
    "pregnant": "no",
    "pain_usual": 3,
    "pain_constancy": "comes_and_goes",
    "pain_duration": "over_12w",
    "pain_course": "steady",
    "pain_changes_with": "movement",
    "seen_clinician": "yes",
    "selfcare_result": "not_tried",
    "pain_onset_age": 38,
    "settles_in": "under_1h",
    "joint_replacement_weeks": 104,
}
"""What a person says who has nothing to add, where "no", "none" and the default do not fit."""


def completed(
    told: Mapping[str, Any], recommender: Recommender | None = None, *, drop_unasked: bool = False
) -> dict[str, Any]:
    """`told` and, for every other question that applies and must be answered, the quietest answer.

    With `drop_unasked`, what is told of questions that nobody would ask is left out instead of refused.
    """
    recommender = recommender or EVERYBODYS
    answers, intake = dict(told), Intake()
    for question in recommender.library.questions_in_order:
        applies = recommender.assessor.applies(question.id, intake.facts)
        if applies == "no" and drop_unasked:
            answers.pop(question.id, None)
        if applies != "no" and question.safety:
            answers.setdefault(question.id, quiet(question))
        faults = take_one(answers, question, applies, intake)
        assert not faults, faults
    return answers


def quiet(question: Question) -> Any:
    """The quietest answer to a question that must be answered."""
    if question.id in QUIET:
        return QUIET[question.id]
    if question.takes.number:
        return question.maximum
    if question.takes.quiet:
        return question.takes.quiet
    return "no" if "no" in question.option_ids else question.option_ids[-1]


@cache
def plan_of(persona: str) -> Recommendation:
    """What a persona of `tests/personas` gets, everything they were not asked filled in with what is usual; made once.

    Most of what holds of everybody is looked for in these.
    """
    told = next(one.told for one in load_personas() if one.id == persona)
    return EVERYBODYS.recommend(completed(told))
