"""Ruling out and choosing exercises never makes a plan looser: what safety decided without it is what counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.people import EVERYBODYS, people, sealed

from loosen._explain.replay import replay
from loosen.errors import AnswersError

LIBRARY = EVERYBODYS.library


@settings(max_examples=examples(25))
@given(people(calm=True), st.data())
def test_every_exercise_after_a_swap_is_one_that_safety_allowed_before(
    answers: dict[str, Any], data: st.DataObject
) -> None:
    before = EVERYBODYS.recommend(answers)
    assume(before.plan is not None and before.plan.items)
    assert before.plan is not None
    out = data.draw(st.lists(st.sampled_from([item.exercise for item in before.plan.items]), min_size=1, unique=True))
    others = sorted(LIBRARY.active_exercises.keys() - set(out))
    chosen = data.draw(st.one_of(st.none(), st.sampled_from(others)))
    not_these: dict[str, Any] = {**dict.fromkeys(out), out[0]: {"instead": chosen} if chosen else "I do not like it"}
    verdicts = {record.exercise: record.verdict for record in before.audit.exercises}
    try:
        after = EVERYBODYS.recommend({**answers, "not_these": not_these})
    except AnswersError:
        assert chosen is not None
        return
    assert after.plan is not None
    now = {item.exercise for item in after.plan.items}
    assert now.isdisjoint(out)
    assert all(verdicts[name] not in ("excluded", "held_back", "withdrawn") for name in now)
    assert after.excluded == before.excluded
    assert after.triage == before.triage
    assert [stage for stage in after.audit.stages if stage.stage in ("triage", "safety", "progression")] == [
        stage for stage in before.audit.stages if stage.stage in ("triage", "safety", "progression")
    ]
    assert replay(sealed(after)).outcome == "identical"


@settings(max_examples=examples(25))
@given(people(calm=True), st.data())
def test_what_safety_or_the_level_bars_is_never_brought_in(answers: dict[str, Any], data: st.DataObject) -> None:
    before = EVERYBODYS.recommend(answers)
    barred = [one.exercise for one in before.audit.exercises if one.verdict in ("excluded", "held_back", "withdrawn")]
    assume(before.plan is not None and before.plan.items and barred)
    assert before.plan is not None
    new, old = data.draw(st.sampled_from(barred)), data.draw(st.sampled_from(before.plan.items)).exercise
    with pytest.raises(AnswersError) as refused:
        EVERYBODYS.recommend({**answers, "not_these": {old: {"instead": new}}})
    assert [fault.code for fault in refused.value.faults] == ["barred"]
