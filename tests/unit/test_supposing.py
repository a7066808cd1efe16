"""What if: what counts is said first, and nothing is named as a cause that has no part in it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.people import EVERYBODYS, completed
from tests.personas import load_personas

from loosen._explain.compare.what_if import what_if
from loosen._model.effects import Session
from loosen._outputs.comparison import told_what_if

LIBRARY = EVERYBODYS.library


def supposed(persona: str, **changes: Any) -> Any:
    told = next(one.told for one in load_personas() if one.id == persona)
    return what_if(EVERYBODYS.recommend(completed(told)), changes, LIBRARY)


@pytest.mark.parametrize(
    ("persona", "changes", "says"),
    [
        ("fell_off_a_roof", {"accident_when": "checked"}, "Get emergency help now."),
        ("thoughts_of_self_harm", {"flags_mood": ["none"]}, "You deserve help now"),
    ],
)
def test_a_referral_that_would_be_milder_is_said_to_count_first(
    persona: str, changes: dict[str, Any], says: str
) -> None:
    text = " ".join(told_what_if(supposed(persona, **changes), "text").split())
    assert says in text[: text.index("Answers -------")]
    assert "it still counts" in text[: text.index("Answers -------")]
    assert "Do not change one that is true." in text


def test_nothing_is_said_to_count_still_where_the_level_is_no_milder() -> None:
    assert "still counts" not in told_what_if(supposed("sore_shoulder", minutes=30), "text")
    assert "still counts" not in told_what_if(supposed("fell_off_a_roof", flags_mood=["self_harm"]), "text")


def test_of_the_reasons_for_a_level_the_gravest_comes_first() -> None:
    level = supposed("thoughts_of_self_harm", flags_mood=["none"], flags_illness=["unwell"]).comparison.level
    assert level.causes[0].id == "TRI-092"


def test_nothing_milder_is_said_beside_an_emergency() -> None:
    found = supposed("sore_shoulder", arm_symptoms=["arm_tingling"], flags_bladder_bowel=["saddle_numbness"])
    assert any(reason.rule == "TRI-008" for reason in found.after.triage.reasons)
    assert [cause.id for cause in found.comparison.level.causes] == ["TRI-001"]
    assert "plan is possible" not in told_what_if(found, "text")


def test_a_wish_for_other_exercises_is_no_cause() -> None:
    found = supposed("sore_shoulder", age=34, settles_in="next_day").comparison
    assert any(change.rule == "SEL-062" for change in found.rules)
    named = {cause.id for one in found.attributed for cause in one.causes if cause.kind == "rule"}
    wishes = {rule.id for rule in LIBRARY.rules_of("selection") if not any(isinstance(t, Session) for t in rule.then)}
    assert not named & wishes
