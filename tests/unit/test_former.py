"""Names of the release before still work, and say what to call instead."""

from __future__ import annotations

import pytest
from tests.people import plan_of

import loosen


@pytest.mark.parametrize(("former", "now"), [("why", loosen.why), ("why_not", loosen.why_not)])
def test_the_record_still_answers_by_itself(former: str, now: object) -> None:
    made = plan_of("bendy_joints")
    exercise = made.audit.selection[0].exercise
    assert callable(now)
    with pytest.warns(DeprecationWarning, match=rf"call loosen\.{former}\(recommendation"):
        assert getattr(made.audit, former)(exercise) == now(made, exercise)


def test_an_answer_is_still_told_by_str() -> None:
    made = plan_of("bendy_joints")
    told = loosen.why(made, made.audit.selection[0].exercise)
    with pytest.warns(DeprecationWarning, match=r"call loosen\.tell"):
        assert str(told) == loosen.tell(told)
