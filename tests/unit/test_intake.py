"""Answers to facts: gaps and contradictions never pass for a "no"."""

from __future__ import annotations

from typing import Any

import pytest
from tests.people import EVERYBODYS, example

from loosen._assessment.stages.intake import Intake, take_in
from loosen._engine.facts import Fact
from loosen._model.plan import Recommendation
from loosen.errors import AnswersError

GOOD = example("desk_worker")


def taken(**changes: Any) -> Intake:
    return take_in({**GOOD, **changes}, EVERYBODYS.library, EVERYBODYS.assessor.applies)


def recommended(**changes: Any) -> Recommendation:
    return EVERYBODYS.recommend({**GOOD, **changes})


def test_an_answer_becomes_a_fact_for_each_option() -> None:
    facts = taken(worse_with=["sitting"]).facts
    assert facts["worse_with=sitting"] == Fact("worse_with=sitting", 1, 1)
    assert facts["worse_with=bending"] == Fact("worse_with=bending", 0, 0)


def test_not_sure_leaves_every_option_open() -> None:
    facts = taken(worse_with="unknown", pain_usual="unknown").facts
    assert facts["worse_with=bending"] == Fact("worse_with=bending", 0, 1)
    assert facts["pain_usual"] == Fact("pain_usual", 0, 10)


def test_a_sign_together_with_not_sure_is_a_sign_and_leaves_the_rest_open() -> None:
    facts = taken(worse_with=["sitting", "unknown"]).facts
    assert facts["worse_with=sitting"].low == 1
    assert facts["worse_with=bending"] == Fact("worse_with=bending", 0, 1)


def test_a_sign_together_with_none_is_a_sign_and_asked_again() -> None:
    result = recommended(flags_illness=["none", "weight_loss"])
    assert result.triage.level == "urgent_same_day"
    assert "flags_illness" in result.triage.ask_again


def test_a_question_that_does_not_apply_may_be_left_out_or_said_not_to_apply() -> None:
    assert taken().records["pregnancy_weeks"].state == "not_applicable"
    assert taken(pregnancy_weeks="not_applicable").records["pregnancy_weeks"].state == "not_applicable"
    assert taken(age=70, pregnant="not_applicable").records["pregnant"].state == "not_applicable"


def test_a_question_that_applies_cannot_be_waved_away() -> None:
    with pytest.raises(AnswersError, match="yet it applies"):
        taken(flags_mood="not_applicable")


def test_a_question_whose_parent_is_open_counts_as_open() -> None:
    intake = taken(bone_joint="unknown")
    assert intake.records["joint_replacement_weeks"].state == "left_open"
    assert intake.facts["joint_replacement_weeks"] == Fact("joint_replacement_weeks", 0, 5200)


def test_not_sure_may_be_an_option_with_a_question_of_its_own() -> None:
    assert taken(pregnant="unknown", flags_maybe_pregnant="none").records["pregnant"].value == "not_sure"
    result = recommended(pregnant="unknown", flags_maybe_pregnant="none")
    assert result.triage.level == "proceed_with_caution"
    assert "pregnant" in result.triage.ask_again
    with pytest.raises(AnswersError, match="1 fault"):
        recommended(pregnant="unknown")
    assert recommended(pregnant="not_sure", flags_maybe_pregnant="unknown").triage.level == "urgent_same_day"


def test_an_answer_that_contradicts_an_earlier_one_reopens_it() -> None:
    result = recommended(pregnant="no", flags_pregnancy=["bleeding"])
    assert result.plan is None
    assert {"pregnant", "flags_pregnancy"} <= set(result.triage.ask_again)


def test_a_quiet_answer_to_a_question_that_does_not_apply_does_no_harm() -> None:
    everything = {"flags_pregnancy": "none", "pregnancy_complication": "no", "neck_injury_signs": "none"}
    assert recommended(**everything).triage == recommended().triage


def test_defaults_are_used_and_recorded() -> None:
    answers = {key: value for key, value in GOOD.items() if key not in ("minutes", "goal")}
    records = take_in(answers, EVERYBODYS.library, EVERYBODYS.assessor.applies).records
    assert (records["minutes"].state, records["minutes"].value) == ("default", 15)
    assert records["goal"].state == "default"


def test_not_sure_of_a_wish_means_the_default() -> None:
    assert taken(minutes="unknown").records["minutes"].state == "default"


def test_true_and_false_are_understood_as_yes_and_no() -> None:
    assert recommended(pregnant=False) == recommended(pregnant="no")


def test_answers_may_name_the_library_they_were_given_to() -> None:
    digest = EVERYBODYS.library.digest
    assert recommended(library=digest[:12]) == recommended()
    for wrong in ("0" * 12, digest[:4], 7):
        with pytest.raises(AnswersError, match="another library"):
            recommended(library=wrong)


def test_answers_that_do_not_fit_together_are_told_in_the_language_of_the_library() -> None:
    german = EVERYBODYS.library.in_language("de")
    said = [one.say for one in take_in(example("contradictory"), german, EVERYBODYS.assessor.applies).conflicts]
    assert said
    assert [say for say in said if not say.startswith("„")] == []
