"""Why and why not, for made-up people: every chain is complete, and every change offered does what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.people import EVERYBODYS, completed, people
from tests.personas import load_personas

from loosen._explain.why.chain import why
from loosen._explain.why_not.changes import single_changes
from loosen._explain.why_not.search import MOST_PAIRS
from loosen._explain.why_not.trial import GUARDED, Trials
from loosen._explain.why_not.why_not import why_not
from loosen._model.audit import Audit
from loosen._model.plan import Recommendation
from loosen._model.question import Question
from loosen._outputs.tell import tell
from loosen.errors import AnswersError

LIBRARY = EVERYBODYS.library


def spoken(audit: Audit, stage: str) -> dict[str, bool]:
    """The rules of a stage that spoke, and whether they are certain."""
    stages = (record for record in audit.stages if record.stage == stage)
    return {rule.rule: rule.result == "fired" for record in stages for rule in record.spoke}


def does_it(before: Audit, answers: Mapping[str, Any], exercise: str) -> bool:
    """Whether the plan for these answers holds the exercise and is as safe as before."""
    try:
        after = EVERYBODYS.recommend(answers).audit
    except AnswersError:
        return False
    if after.level != before.level or after.record_of(exercise).verdict != "chosen":
        return False
    return all(
        rule in spoken(after, stage) and spoken(after, stage)[rule] >= certain
        for stage in GUARDED
        for rule, certain in spoken(before, stage).items()
    )


def planned(answers: Mapping[str, Any]) -> Recommendation:
    made = EVERYBODYS.recommend(answers)
    assume(made.plan is not None)
    return made


@given(people(calm=True))
@settings(max_examples=examples(25))
def test_every_item_has_a_complete_chain(answers: dict[str, Any]) -> None:
    made = planned(answers)
    assert made.plan
    for item in made.plan.items:
        told = why(made.audit, item.exercise)
        assert told.verdict == "chosen"
        assert told.basis.evidence, "the exercise names its sources"
        assert told.pointers, "something points to it"
        in_programme = any(pointer.via.startswith("programme:") for pointer in told.pointers)
        for pointer in told.pointers:
            assert pointer.basis.evidence
            assert pointer.say
            assert pointer.muscle_words or in_programme
        assert all(one.basis.evidence and one.say and one.facts for one in told.rules)
        assert told.score or in_programme
        assert all(term.basis.evidence for term in told.score)
        assert told.dose
        assert all(step.basis.evidence and step.say for step in told.dose)
        values = {step.field: step.value for step in told.dose}
        assert values.items() >= {name: getattr(item.dose, name) for name in ("hold_s", "repetitions", "sets")}.items()


@given(people(calm=True))
@settings(max_examples=examples(25))
def test_every_exercise_is_accounted_for_once_and_told(answers: dict[str, Any]) -> None:
    made = planned(answers)
    assert [record.exercise for record in made.audit.exercises] == list(LIBRARY.exercises)
    for record in made.audit.exercises:
        told = why(made.audit, record.exercise)
        assert told.because
        assert tell(told).startswith(record.name.upper())
        effects = {one.effect for one in told.rules}
        assert ("excluded" in effects) == (record.verdict == "excluded") or record.verdict == "withdrawn"
        assert record.verdict != "held_back" or "held_back" in effects


@given(people(), st.sampled_from(sorted(LIBRARY.exercises)))
@settings(max_examples=examples(15))
def test_what_is_kept_out_for_safety_never_gets_a_change(answers: dict[str, Any], exercise: str) -> None:
    made = EVERYBODYS.recommend(answers)
    excluded = [record.exercise for record in made.audit.exercises if record.verdict == "excluded"]
    for name in excluded[:3] or [exercise] * (made.plan is None):
        told = why_not(made, name)
        assert told.change is None
        assert told.searched is None
        assert told.unsearched
        assert told.rules or told.triage


@given(people(calm=True), st.data())
@settings(max_examples=examples(12))
def test_a_change_offered_does_what_it_says(answers: dict[str, Any], data: st.DataObject) -> None:
    made = planned(answers)
    open_ = [one.exercise for one in made.audit.exercises if one.verdict in ("not_chosen", "held_back")]
    exercise = data.draw(st.sampled_from(open_))
    told = why_not(made, exercise)
    if told.change is None:
        assert told.searched
        assert told.searched.pairs == min(MOST_PAIRS, told.searched.pairs_there_are)
        return
    assert does_it(made.audit, {**answers, **told.change.answers}, exercise)
    states = {record.question: record.state for record in made.audit.answers}
    for change in told.change.changes:
        question = LIBRARY.questions[change.question]
        assert question.changeable == change.kind
        assert not question.safety
        assert states[change.question] != "not_applicable"
        now, then = answers.get(change.question), told.change.answers[change.question]
        assert not isinstance(now, list) or set(now) <= set(then), "no sign and no thing is taken away"
        assert not isinstance(now, int) or not isinstance(then, int) or then > now
        assert not takes_back(now, str(then))
    if len(told.change.changes) == 2:
        for name, value in told.change.answers.items():
            assert not does_it(made.audit, {**answers, name: value}, exercise), "both are needed"


@given(people(calm=True), st.data())
@settings(max_examples=examples(25))
def test_a_trial_says_what_the_whole_recommendation_says(answers: dict[str, Any], data: st.DataObject) -> None:
    made = planned(answers)
    exercise = data.draw(st.sampled_from([one.exercise for one in made.audit.exercises if one.verdict != "excluded"]))
    trials = Trials(EVERYBODYS, answers, exercise)
    assert trials.before.picked == (made.audit.record_of(exercise).verdict == "chosen")
    singles = single_changes(EVERYBODYS.assessor, trials.taken, ())
    for _ in range(5):
        changes = data.draw(st.lists(st.sampled_from(singles), min_size=1, max_size=2))
        other = {change.question.id: change.value for change in changes}
        told = trials.attempt(other)
        try:
            audit = EVERYBODYS.recommend({**answers, **other}).audit
        except AnswersError:
            continue
        if told.refused:
            assert not does_it(made.audit, {**answers, **other}, exercise)
        else:
            assert told.picked == (audit.record_of(exercise).verdict == "chosen")


CASES = [
    ("no_pain_desk_worker", "not_candidate", 0), ("no_pain_desk_worker", "not_chosen", 3),
    ("sciatica", "not_chosen", 5), ("chair_only_84", "not_candidate", 20),
    ("trained_and_free_of_pain", "not_chosen", 30), ("left_hamstring_tighter", "held_back", 2),
    ("five_minutes", "not_chosen", 10), ("nothing_at_hand", "not_candidate", 7),
]  # fmt: skip


@pytest.mark.parametrize(("persona", "verdict", "place"), CASES)
def test_no_smaller_change_exists(persona: str, verdict: str, place: int) -> None:
    """Every change of one answer is tried with the whole recommendation."""
    told = next(one.told for one in load_personas() if one.id == persona)
    answers = completed(told)
    audit = EVERYBODYS.recommend(answers).audit
    exercise = [record.exercise for record in audit.exercises if record.verdict == verdict][place]
    found = why_not(audit, exercise).change
    size = (2, 0, 0)
    if found and len(found.changes) == 1:
        (change,) = found.changes
        toggles = len(change.added) or 1
        size = (change.kind == "as_found", toggles, LIBRARY.questions[change.question].order)
    for other, smaller in every_single_change(audit, answers, exercise):
        if smaller < size:
            assert not does_it(audit, {**answers, **other}, exercise), other


def every_single_change(
    audit: Audit, answers: Mapping[str, Any], exercise: str
) -> Iterator[tuple[dict[str, Any], tuple[bool, int, int]]]:
    """Every change of one answer that may be offered, with its size; made without what the search uses."""
    records = {record.question: record for record in audit.answers}
    for question in LIBRARY.questions.values():
        record = records[question.id]
        if question.changeable and record.state != "not_applicable":
            for value, toggles in other_answers(question, record.value, exercise):
                yield {question.id: value}, (question.changeable == "as_found", toggles, question.order)


def other_answers(question: Question, now: Any, exercise: str) -> Iterator[tuple[Any, int]]:
    if question.takes.number:
        step = 5 if question.unit == "minutes" else 1
        values = range(now + 1, min(question.maximum or 0, 60) + 1)
        yield from ((value, 1) for value in values if value % step == 0)
    elif question.takes.several:
        for option in set(question.option_ids) - set(now):
            yield sorted({*now, option}), 1
        lacking = set(LIBRARY.exercises[exercise].equipment) - LIBRARY.at_hand(now)
        needs = set(map(LIBRARY.to_ask_for, lacking)) if question.id == "equipment" else set()
        if len(needs - {*now}) > 1:
            yield sorted({*now} | needs), len(needs - {*now})
    else:
        never = question.default if question.changeable == "as_found" else None
        other = (option for option in question.option_ids if option not in (now, never))
        yield from ((option, 1) for option in other if not takes_back(now, option))


def takes_back(now: Any, option: str) -> bool:
    """Whether a side that a test found tight would be so no more."""
    return str(now).startswith("tight_") and option not in (now, "tight_both")
