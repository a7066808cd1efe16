"""What a recommendation says to the person."""

from __future__ import annotations

from tests.people import EVERYBODYS, completed

from loosen.export import export

LEAKAGE = {"flags_bladder_bowel": ["bladder_longstanding"]}


def test_what_calls_for_care_alone_is_not_said_beside_an_emergency() -> None:
    calm = EVERYBODYS.recommend(completed(LEAKAGE))
    comfort = [reason.say for reason in calm.triage.reasons if reason.level == "proceed_with_caution"]
    assert comfort
    assert all(say in export(calm, "text", width=1000) for say in comfort)
    both = EVERYBODYS.recommend(completed({"flags_bladder_bowel": ["bladder_longstanding", "saddle_numbness"]}))
    assert both.triage.level == "emergency_now"
    assert not any(say in export(both, "text", width=1000) for say in comfort)
