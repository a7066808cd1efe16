"""What holds of comparing, supposing and making again, for anybody and any change of answers."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.interviews import interviewed
from tests.people import EVERYBODYS, answers_to, people, sealed

from loosen._explain.compare.diff import diff
from loosen._explain.compare.types import Comparison
from loosen._explain.compare.what_if import what_if
from loosen._explain.replay import replay
from loosen._explain.replay.first_difference import first_difference
from loosen._explain.replay.one import carried_if_the_same
from loosen._interview import Questionnaire
from loosen._model.plan import Recommendation
from loosen._planning.recommender import Recommender, recommender_of
from loosen._records.canonical import canonical, plain
from loosen._records.reading import record_in
from loosen._records.sealing import to_json
from loosen.errors import AnswersError

LIBRARY = EVERYBODYS.library
GERMAN = recommender_of(LIBRARY.in_language("de"))
QUESTIONS = LIBRARY.questions_in_order
slow = settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@st.composite
def changed(draw: st.DrawFn, most: int = 3) -> tuple[dict[str, Any], dict[str, Any]]:
    """A calm person's answers, and one to `most` other answers to any questions."""
    answers = draw(people(calm=True))
    questions = draw(st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=most, unique_by=lambda one: one.id))
    return answers, {question.id: draw(answers_to(question)) for question in questions}


def told(found: Comparison, *, turned: bool = False) -> dict[str, Any]:
    """What a comparison says, by what it is about; `turned` as if it had been made the other way round."""
    step = -1 if turned else 1
    other = {"added": "removed", "removed": "added"} if turned else {}
    said: dict[str, Any] = {"sides": (found.before, found.after)[::step], "parts": found.parts}
    keyed = [(("answer", one.question), one) for one in found.changed_answers]
    keyed += [(("finding", one.finding), one) for one in found.findings]
    keyed += [(("rule", one.rule), one) for one in found.rules]
    keyed += [(one.key, one) for one in (*found.exercises, *found.items, *found.session)]
    said |= {"/".join(key): (one.before, one.after)[::step] for key, one in keyed}
    said |= {one.entry: other.get(one.change, one.change) for one in found.library}
    said |= {"/".join(one.key): one.given != turned for one in found.advice}
    if found.level:
        said["level"] = (
            (found.level.before, found.level.after)[::step],
            (found.level.gained, found.level.lost)[::step],
        )
    return said | {f"why {one.key}": {(cause.kind, cause.id) for cause in one.causes} for one in found.attributed}


@slow
@given(people(), st.sampled_from([EVERYBODYS, GERMAN]))
def test_anybodys_plan_comes_out_the_same_to_the_byte(answers: dict[str, Any], recommender: Recommender) -> None:
    raw = to_json(recommender.recommend(answers)).encode()
    record = record_in(raw, "the record")
    found = replay(record, LIBRARY)
    assert (found.outcome, found.first, found.carried) == ("identical", None, ())
    assert carried_if_the_same(raw, LIBRARY) == ()
    assert carried_if_the_same(raw.replace(b'"', b' "', 1), LIBRARY) is None


@settings(slow, max_examples=examples(6))
@given(people(calm=True))
def test_so_does_one_from_an_interview(answers: dict[str, Any]) -> None:
    questionnaire = Questionnaire(LIBRARY)
    interviewed(answers, questionnaire)
    raw = to_json(questionnaire.recommendation()).encode()
    assert record_in(raw, "the record").audit.interview is not None
    found = replay(record_in(raw, "the record"), LIBRARY)
    assert (found.outcome, found.carried) == ("identical", ("audit.interview",))
    assert carried_if_the_same(raw, LIBRARY) == ("audit.interview",)


@slow
@given(people(calm=True), st.data())
def test_a_record_that_was_changed_and_sealed_again_is_found_at_the_first_step(
    answers: dict[str, Any], data: st.DataObject
) -> None:
    made = EVERYBODYS.recommend(answers)
    assume(made.plan is not None and made.plan.items)
    assert made.plan
    item = data.draw(st.sampled_from(made.plan.items))
    other = item.model_copy(update={"dose": item.dose.model_copy(update={"hold_s": item.dose.hold_s + 1})})
    items = tuple(other if one is item else one for one in made.plan.items)
    record = sealed(made.model_copy(update={"plan": made.plan.model_copy(update={"items": items})}))
    found = replay(record_in(to_json(record).encode(), "the record"), LIBRARY)
    assert found.outcome == "differs"
    assert found.first is not None
    assert found.first.path == f"plan.items[{item.exercise}].dose.hold_s"
    assert (found.first.step, found.first.before) == ("plan", str(item.dose.hold_s + 1))
    assert carried_if_the_same(to_json(record).encode(), LIBRARY) is None


@slow
@given(changed(most=1))
def test_the_first_difference_is_one_and_is_none_only_of_equals(person: tuple[dict[str, Any], dict[str, Any]]) -> None:
    answers, changes = person
    before, after = EVERYBODYS.recommend(answers), _made({**answers, **changes})
    one, other = plain(before), plain(after)
    assert (first_difference(one, other) is None) == (canonical(one) == canonical(other))
    assert first_difference(one, one) is None


def _made(answers: dict[str, Any]) -> Recommendation:
    try:
        return EVERYBODYS.recommend(answers)
    except AnswersError:
        assume(False)
        raise


@slow
@given(people())
def test_a_plan_does_not_differ_from_itself_and_no_change_changes_nothing(answers: dict[str, Any]) -> None:
    made = EVERYBODYS.recommend(answers)
    for found in (diff(made, made), diff(made, made, LIBRARY), what_if(made, {}, LIBRARY).comparison):
        assert found.is_same
        assert not found.parts
        assert not [*found.attributed, *found.changed_answers, *found.rules, *found.findings, *found.library]
    same = {name: value for name, value in answers.items() if value != "unknown"}
    assert what_if(made, same, LIBRARY).comparison.is_same


@slow
@given(people(), people(calm=True))
def test_the_other_way_round_everything_is_turned(one: dict[str, Any], other: dict[str, Any]) -> None:
    before, after = EVERYBODYS.recommend(one), EVERYBODYS.recommend(other)
    assert told(diff(before, after, LIBRARY)) == told(diff(after, before, LIBRARY), turned=True)


@slow
@given(changed())
def test_a_what_if_is_what_the_changed_answers_give_and_every_difference_has_its_cause(
    person: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    answers, changes = person
    made, after = EVERYBODYS.recommend(answers), _made({**answers, **changes})
    found = what_if(made, changes, LIBRARY)
    assert canonical(plain(found.after)) == canonical(plain(after))
    for one in found.comparison.attributed:
        assert one.causes, one.key
        assert one.answers, one.key
        assert set(one.answers) <= set(changes)
    if found.comparison.parts:
        assert found.comparison.changed_answers
    for way in (diff(made, after), diff(after, made)):
        assert all(one.causes and one.answers for one in way.attributed)


@settings(slow, max_examples=examples(15))
@given(changed(most=2))
def test_what_is_put_down_to_one_answer_of_two_is_not_there_without_it(
    person: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    answers, changes = person
    assume(len(changes) == 2)
    made, after = EVERYBODYS.recommend(answers), _made({**answers, **changes})
    assume(not after.audit.conflicts)
    found = what_if(made, changes, LIBRARY).comparison
    for one in found.attributed:
        if len(one.answers) == 1:
            (needed,) = one.answers
            alone = results(made, {needed: changes[needed]})
            without = results(made, {name: value for name, value in changes.items() if name != needed})
            assert (one.key, one.result) not in without or (one.key, one.result) in alone


def results(made: Recommendation, changes: dict[str, Any]) -> set[Any]:
    """What these changes alone come to, difference by difference; nothing where they cannot be made alone."""
    try:
        found = what_if(made, changes, LIBRARY).comparison
    except AnswersError:
        return set()
    return {(each.key, each.result) for each in found.attributed}
