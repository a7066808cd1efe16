"""What a person reads when a plan is not possible: never milder than the level, and always what to do first."""

from __future__ import annotations

from typing import Any

import pytest
from tests.people import EVERYBODYS, example

from loosen._model.plan import Recommendation
from loosen._outputs.export import export

GOOD = example("desk_worker")
RED_FLAGS = [question.id for question in EVERYBODYS.library.questions_in_order if question.section == "red_flags"]
ASKED_NEXT = {
    "neck_injury": {"neck_injury_signs": ["limb_tingling"]},
    "serious_accident": {"accident_when": "within_6w"},
    **{sign: {"cleared": "no"} for sign in ("hands_or_walk_old", "dizzy_turning_head", "girdle_stiffness")},
}
FIRST = {"emergency_now": "emergency", "urgent_same_day": "urgent", "clinician_before_exercise": "clinician"}


def recommended(**changes: Any) -> Recommendation:
    return EVERYBODYS.recommend({**GOOD, **changes})


def signs() -> list[tuple[str, str]]:
    questions = (EVERYBODYS.library.questions[name] for name in RED_FLAGS if name in GOOD)
    return [(question.id, option) for question in questions for option in (*question.option_ids, "unknown")]


@pytest.mark.parametrize(("question", "sign"), signs())
def test_every_referral_says_what_to_do_first(question: str, sign: str) -> None:
    given: dict[str, Any] = {question: sign, **ASKED_NEXT.get(sign, {})}
    result = recommended(**given)
    if result.plan is None:
        kinds = {advice.kind for advice in result.advice}
        assert FIRST[result.triage.level] in kinds
        assert kinds <= {FIRST[result.triage.level], "safety_net"}
        assert "What to do" in export(result, "text")


def test_what_is_only_possible_is_never_told_as_fact() -> None:
    text = export(recommended(flags_bladder_bowel="unknown"), "text")
    assert "not known yet" in text
    assert "Your bladder trouble is old" not in text


def test_nothing_comforting_stands_beside_an_emergency() -> None:
    result = recommended(flags_chest_tummy=["chest_pain"])
    assert result.triage.level == "emergency_now"
    assert {advice.kind for advice in result.advice} == {"emergency"}
    assert result.interim == ()


def test_an_answer_about_weeks_that_cannot_be_is_a_contradiction() -> None:
    result = recommended(pregnant="no", pregnancy_weeks=30)
    assert {"pregnant", "pregnancy_weeks"} <= set(result.triage.ask_again)
    assert result.triage.level != "proceed"
