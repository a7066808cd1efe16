"""How why and why-not name, word and refuse; their truth is tested with made-up people elsewhere."""

from __future__ import annotations

import pytest
from tests.people import EVERYBODYS, completed, plan_of
from tests.personas import load_personas

from loosen._explain.why.chain import why
from loosen._explain.why.naming import exercise_called
from loosen._explain.why.types import AnswerChange, Counterfactual, WhyNot
from loosen._explain.why_not.why_not import why_not
from loosen._model.audit import Redacted
from loosen._model.base import LEVELS
from loosen._outputs.tell import tell
from loosen.errors import FileError, UnknownEntry

AS_IT_IS = "Do not change an answer to get an exercise: answer what you find."
NAMES = {"bird_dog": "Bird-dog", "cat_cow": "Cat-cow", "walking_lunge": "Walking lunge, slow"}


@pytest.mark.parametrize("wanted", ["bird_dog", "Bird-dog", "BIRD DOG", "bird-dog", " birddog "])
def test_an_exercise_is_known_by_its_id_and_by_its_name(wanted: str) -> None:
    assert exercise_called(wanted, NAMES) == "bird_dog"


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("brid_dog", "bird_dog"), ("walking lung slow", "walking_lunge"), ("zzz", "its id or its name")],
)
def test_an_exercise_that_does_not_exist_is_answered_with_the_nearest(wanted: str, near: str) -> None:
    with pytest.raises(UnknownEntry, match=near):
        exercise_called(wanted, NAMES)


def test_plain_words_hold_no_ids_and_say_once_that_nobody_reviewed() -> None:
    made = plan_of("knee_replaced_a_year_ago")
    for record in made.audit.exercises:
        told = tell(why(made, record.exercise))
        assert "_" not in told, told
        assert not any(part in told for part in ("SAF-", "SEL-", "DOS-", "FOC-", "rule:", "muscle:"))
        assert told.count("No clinician has reviewed this.") <= 1


def test_a_finding_is_followed_back_to_the_answer_it_comes_from() -> None:
    made = plan_of("thin_bones_and_a_ball")
    excluded = next(record for record in made.audit.exercises if record.verdict == "excluded")
    facts = [
        fact for one in why(made, excluded.exercise).rules for fact in one.facts if fact.key.startswith("finding:")
    ]
    assert facts
    assert any(str(answer).startswith("“") for fact in facts for answer in fact.answers)


@pytest.mark.parametrize("days", [None, "unknown", 4])
def test_nobody_is_told_to_have_said_what_they_did_not_say(days: int | str | None) -> None:
    told = next(one.told for one in load_personas() if one.id == "slipped_bone_gymnast")
    made = EVERYBODYS.recommend(completed({**told, **({"days_per_week": days} if days else {})}))
    steps = [step for record in made.audit.exercises for step in why(made, record.exercise).dose]
    said = {step.say for step in steps if str(step.because) == "answer:days_per_week"}
    assert said
    assert all(one.startswith("You told us" if days == 4 else "You did not say") for one in said)


def test_nothing_in_a_referral_says_that_a_plan_would_be_fine() -> None:
    """Also not the words of a rule that would let a plan be made, if only its answer were known."""
    made = plan_of("not_sure_about_the_bladder")
    assert made.plan is None
    said = [one.say for one in why_not(made, "bird_dog").triage] + [reason.say for reason in made.triage.reasons]
    assert any(reason.rule == "TRI-005" for reason in made.triage.reasons)
    assert not any(reassuring in one for one in said for reassuring in ("not stop a plan", "plan is possible", "fine"))


def test_weeks_of_training_are_told_as_what_comes_with_time() -> None:
    question = EVERYBODYS.library.questions["training_weeks"]
    change = AnswerChange(
        question=question.id, kind="as_found", text=question.text, value=8, before=("2 weeks",), after=("8 weeks",)
    )
    told = WhyNot(
        exercise="bird_dog", name="Bird-dog", verdict="held_back", level="proceed",
        change=Counterfactual(changes=(change,)),
    )  # fmt: skip
    said = " ".join(tell(told).split())
    assert "With time, once this is so:" in said
    assert "looking again" not in said


def test_a_reviewer_gets_more_than_the_person() -> None:
    made = plan_of("knee_replaced_a_year_ago")
    exercise = made.audit.selection[0].exercise
    plain, deep = why(made, exercise), why(made, exercise, deep=True)
    assert plain.model_copy(update={"deep": True}) == deep
    assert len(tell(deep)) > len(tell(plain))
    for part in (exercise, made.audit.library_digest, "certainty", "reviewed by nobody"):
        assert part in " ".join(tell(deep).split())


def test_the_same_is_to_be_had_from_the_record() -> None:
    made = plan_of("bendy_joints")
    exercise = made.audit.selection[0].exercise
    assert why(made.audit, exercise) == why(made, exercise)
    assert why_not(made.audit, exercise) == why_not(made, exercise)


def test_what_is_found_is_worded_as_a_finding_and_what_is_decided_as_a_choice() -> None:
    found = why_not(plan_of("athletic_at_95"), "side_lying_knee_straighten")
    assert found.change
    assert [change.kind for change in found.change.changes] == ["as_found"]
    assert "If a self-test found this" in tell(found)
    assert AS_IT_IS in " ".join(tell(found).split())
    decided = why_not(plan_of("afraid_to_bend"), "side_lying_knee_straighten")
    assert decided.change
    assert decided.change.answers == {"minutes": 50}
    assert "If you like" in tell(decided)
    assert AS_IT_IS not in " ".join(tell(decided).split())


def test_the_search_says_how_far_it_went() -> None:
    told = why_not(plan_of("afraid_to_bend"), "calf_step_drop")
    assert told.change is None
    assert told.searched
    assert not told.searched.all_pairs
    assert f"all {told.searched.singles} changes of one answer" in " ".join(tell(told).split())
    assert f"{told.searched.pairs_there_are:,} changes of two answers" in " ".join(tell(told).split())


def test_answers_replaced_by_hashes_are_not_searched() -> None:
    made = plan_of("bendy_joints")
    redacted = made.audit.model_copy(update={"redacted": Redacted(original="0" * 64, key="0" * 16)})
    told = why_not(redacted, "seated_hip_hitch")
    assert told.because
    assert told.change is None
    assert "hashes" in told.unsearched


def test_a_referral_is_explained_by_what_leads_to_its_level() -> None:
    for persona in load_personas():
        made = plan_of(persona.id)
        if made.plan is None:
            told = why_not(made, "Bird-dog")
            assert (told.verdict, told.change, told.exercise) == ("referral", None, "bird_dog")
            assert told.triage
            levels = {reason.rule: reason.level for reason in made.triage.reasons}
            assert {levels[said.rule] for said in told.triage} == {max(levels.values(), key=LEVELS.index)}
            of_record = {said.rule for said in why_not(made.audit, "bird_dog").triage}
            assert of_record <= {said.rule for said in told.triage}
            assert of_record
            with pytest.raises(FileError, match=told.triage[0].rule):
                why(made, "bird_dog")


def test_what_nobody_is_given_is_never_searched() -> None:
    made = plan_of("bendy_joints")
    withdrawn = next(record for record in made.audit.exercises if record.verdict == "withdrawn")
    told = why_not(made, withdrawn.exercise)
    assert told.because
    assert "not given to anybody" in told.unsearched
