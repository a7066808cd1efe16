"""What holds of every redacted record: it says nothing of the answers that its rules and its plan do not say."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.people import EVERYBODYS, answers_to, people

from loosen._explain.why.chain import why
from loosen._model.audit import Audit
from loosen._model.plan import Recommendation
from loosen._outputs.export import export
from loosen._outputs.session.today import today
from loosen._outputs.session.words import timeline
from loosen._records.canonical import plain
from loosen._records.redaction import not_hashed, redact
from loosen.errors import AnswersError

KEYS = st.binary(min_size=32, max_size=32)
LIBRARY = EVERYBODYS.library


def texts_in(value: Any) -> set[str]:
    """Every text in a plain value, names included."""
    if isinstance(value, dict):
        return set(value).union(*map(texts_in, value.values()))
    if isinstance(value, list):
        return set().union(*map(texts_in, value))
    return {value} if isinstance(value, str) else set()


def made_by_rules(audit: Audit) -> set[str]:
    spoke = {rule.rule for stage in audit.stages for rule in stage.spoke}
    return {record.finding for record in audit.findings if spoke & set(record.derived_from)}


@settings(max_examples=examples(50))
@given(people(), KEYS)
def test_no_answer_is_named_anywhere(answers: dict[str, Any], key: bytes) -> None:
    whole = EVERYBODYS.recommend(answers)
    without = redact(whole, key)
    data = plain(without)
    names = texts_in(data["audit"])
    for record in whole.audit.answers:
        question = LIBRARY.questions[record.question]
        for option in question.option_ids:
            assert f"{question.id}={option}" not in names
            meaning = question.meaning_of(option)
            if meaning and meaning not in made_by_rules(whole.audit):
                assert f"finding:{meaning}" not in names
                assert f"symptom:{meaning}" not in names
                assert meaning not in texts_in(data["audit"]["findings"])
        if question.takes.own_words and record.value not in (None, "none"):
            assert str(record.value) not in names
    for told in data["audit"]["answers"]:
        assert told.keys() == {"question", "state", "hashed"}
        assert told["state"] == "redacted"
    assert not {"conflicts", "heard", "tallies", "interview"} & data["audit"].keys()


@settings(max_examples=examples(50))
@given(people(), KEYS, KEYS)
def test_the_hashes_follow_from_the_key_and_the_answers(answers: dict[str, Any], key: bytes, other: bytes) -> None:
    whole = EVERYBODYS.recommend(answers)
    once, again = redact(whole, key), redact(EVERYBODYS.recommend(answers), key)
    assert once == again
    assert not_hashed(whole.audit.answers, once.audit, key) == ()
    hashes = {record.hashed for record in once.audit.answers}
    assert len(hashes) == len(once.audit.answers)
    if other != key:
        assert not hashes & {record.hashed for record in redact(whole, other).audit.answers}


@settings(max_examples=examples(40))
@given(people())
def test_every_view_of_a_redacted_record_works(answers: dict[str, Any]) -> None:
    without = redact(EVERYBODYS.recommend(answers), bytes(32))
    assert export(without, "text")
    assert export(without, "markdown")
    for record in without.audit.exercises:
        assert why(without.audit, record.exercise)
    assert without.plan is None or timeline(today(without), 80)


def rules_and_plan(made: Recommendation) -> object:
    """All that a redacted record may tell: what rules said, and what is to be done."""
    spoke = [(rule.rule, rule.result) for stage in made.audit.stages for rule in stage.spoke]
    todo = made.plan and made.plan.model_copy(
        update={"items": tuple(item.model_copy(update={"reasons": ()}) for item in made.plan.items)}
    )
    pointers = [(record.muscle, record.strength, len(record.reasons)) for record in made.audit.focus]
    return spoke, todo, pointers, made.triage.level


def without_hashes(made: Recommendation) -> Any:
    data = plain(made)
    for record in data["audit"]["answers"]:
        del record["hashed"]
    del data["audit"]["redacted"]["original"]
    return data


@settings(max_examples=examples(80))
@given(people(calm=True), st.data())
def test_answers_that_make_no_difference_leave_no_trace(answers: dict[str, Any], data: st.DataObject) -> None:
    """Two people for whom the rules say the same, and who get the same plan, cannot be told apart without the key."""
    changed = data.draw(st.sampled_from(sorted(answers)))
    other = {**answers, changed: data.draw(answers_to(LIBRARY.questions[changed]))}
    one = EVERYBODYS.recommend(answers)
    try:
        two = EVERYBODYS.recommend(other)
    except AnswersError:  # the change made a question apply that was not answered
        return
    if rules_and_plan(one) == rules_and_plan(two):
        key = bytes(32)
        assert without_hashes(redact(one, key)) == without_hashes(redact(two, key)), json.dumps([changed])
