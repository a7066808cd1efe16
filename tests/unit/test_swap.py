"""An exercise that the person rules out or swaps: the plan without it, its reason on record, and safety as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.people import EVERYBODYS, example, sealed

from loosen._assessment.answers_file import read_answers
from loosen._explain.compare.diff import diff
from loosen._explain.compare.swap import swap
from loosen._explain.compare.what_if import what_if
from loosen._explain.replay import replay
from loosen._explain.why.chain import why
from loosen._explain.why_not.why_not import why_not
from loosen._model.plan import Recommendation
from loosen._model.reason import PickedFor, VerdictReason
from loosen._outputs.export import export
from loosen._outputs.prov import prov
from loosen._outputs.tell import tell
from loosen._records.keys import KEY_BYTES
from loosen._records.origin import answers_of
from loosen._records.redaction import not_hashed, redact
from loosen._records.sealing import to_json
from loosen._words.record import because_of
from loosen.errors import AnswersError, FaultCode, FileError

KEY = bytes(range(KEY_BYTES))
OUT, WORDS = "bird_dog_leg_only", "my zookeeper's knees are sore"


def made(name: str = "desk_worker", **more: Any) -> Recommendation:
    return EVERYBODYS.recommend({**example(name), **more})


def items(made: Recommendation) -> list[str]:
    return [item.exercise for item in made.plan.items] if made.plan else []


def test_a_plan_is_made_again_without_what_is_ruled_out_and_its_record_says_why() -> None:
    before = made()
    after = made(not_these={OUT: WORDS})
    assert OUT in items(before)
    assert OUT not in items(after)
    record = after.audit.record_of(OUT)
    assert after.audit.reason_for(record).code is VerdictReason.RULED_OUT
    assert WORDS in because_of(after.audit, record)
    assert WORDS in tell(why_not(after, OUT))
    assert "Bird-dog, one leg only" in export(after, "text").partition("When to stop")[0]
    assert after.triage == before.triage
    assert after.excluded == before.excluded


def test_the_weeks_ahead_lead_to_nothing_that_was_ruled_out() -> None:
    before = made()
    assert before.plan is not None
    ahead = {item.progression.next for item in before.plan.items} | {
        change.exercise for week in before.plan.outline for change in week.changes
    }
    later = sorted({name for name in ahead if name} - set(items(before)))
    assert later
    after = made(not_these=later)
    assert after.plan is not None
    assert not {item.progression.next for item in after.plan.items} & set(later)
    assert not {change.exercise for week in after.plan.outline for change in week.changes} & set(later)


def test_what_cannot_be_replaced_is_said() -> None:
    quiet_ends = [key for key, one in EVERYBODYS.library.active_exercises.items() if one.kind == "relaxation"]
    after = made(not_these=quiet_ends)
    assert after.plan is not None
    assert "you ruled out" in after.plan.shortfall
    stiff = made()
    for_it = [key for key, one in EVERYBODYS.library.active_exercises.items()
              if {target.muscle for target in one.targets} & {"hamstrings"}]  # fmt: skip
    told = made(not_these=for_it).plan
    assert stiff.plan is not None
    assert told is not None
    assert any(one.because.code is VerdictReason.RULED_OUT for one in told.unanswered)


def test_everything_may_be_ruled_out() -> None:
    after = made(not_these=list(EVERYBODYS.library.exercises))
    assert after.plan is not None
    assert not after.plan.items
    assert export(after, "text")
    assert replay(sealed(after)).outcome == "identical"


def test_a_chosen_exercise_takes_the_place_and_is_told_as_chosen() -> None:
    after = made(not_these={OUT: {"because": WORDS, "instead": "bridge"}})
    assert "bridge" in items(after)
    pick = next(pick for pick in after.audit.selection if pick.exercise == "bridge")
    assert pick.purpose.code is PickedFor.INSTEAD
    assert "you chose it in place of “Bird-dog, one leg only”" in tell(why(after, "bridge"))
    assert after.plan is not None
    assert "in place of" in next(one for one in after.plan.items if one.exercise == "bridge").reasons[0].say


@pytest.mark.parametrize(
    ("person", "new", "said"),
    [
        ("osteoporosis_72", "cat_cow", "left out"),  # safety
        ("desk_worker", "superman", "comes later"),  # level
        ("desk_worker", "band_pull_apart", "It needs"),  # nothing at hand
    ],
)
def test_what_safety_level_or_equipment_bars_is_refused_with_the_reason(person: str, new: str, said: str) -> None:
    before = made(person)
    with pytest.raises(AnswersError) as refused:
        swap(before, items(before)[1], instead=new, library=EVERYBODYS.library)
    (fault,) = refused.value.faults
    assert fault.code is FaultCode.BARRED
    assert said in fault.what


def test_a_part_of_a_routine_is_filled_with_what_was_chosen() -> None:
    before = made(programme="office_neck")
    assert before.plan is not None
    assert before.plan.programme is not None
    part = before.plan.programme.parts[-1]
    after = made(programme="office_neck", not_these={part.given: {"instead": "bridge"}})
    assert after.plan is not None
    assert after.plan.programme is not None
    now = next(one for one in after.plan.programme.parts if one.part == part.part)
    assert now.given == "bridge"
    assert "ruled it out" in now.say
    assert replay(sealed(after)).outcome == "identical"


def test_the_words_of_a_reason_are_read_for_warning_signs() -> None:
    after = made(not_these={OUT: "my saddle area went numb"})
    assert after.plan is None
    assert after.triage.level == "emergency_now"
    assert "saddle area went numb" in after.triage.reasons[0].say
    assert replay(sealed(after)).outcome == "identical"
    assert prov(after)


def test_records_with_it_are_replayed_compared_and_told_with_their_cause() -> None:
    before, after = made(), made(not_these={OUT: {"because": WORDS, "instead": "bridge"}})
    assert replay(sealed(after)).outcome == "identical"
    assert answers_of(after.audit)["not_these"] == {OUT: {"because": WORDS, "instead": "bridge"}}
    found = diff(before, after)
    assert [one.question for one in found.changed_answers] == ["not_these"]
    moved = [one for one in found.exercises if one.in_plan]
    assert moved
    assert all(one.answers == ("not_these",) for one in moved)
    assert "ruled it out" in " ".join(cause.say for one in moved for cause in one.causes)
    assert "answer.not_these" in prov(after)
    assert what_if(after, {"minutes": 20}).after.audit.ruled_out == after.audit.ruled_out


def test_a_redacted_record_says_that_it_was_ruled_out_and_not_why() -> None:
    whole = made(not_these={OUT: WORDS})
    hidden = redact(whole, KEY)
    assert "zookeeper" not in to_json(hidden)
    assert "You ruled it out." in tell(why_not(hidden, OUT))
    assert not_hashed(whole.audit.answers, hidden.audit, KEY, whole.audit.ruled_out) == ()
    other = made(not_these={OUT: "another reason"}).audit
    assert not_hashed(other.answers, hidden.audit, KEY, other.ruled_out) == ("not_these",)


def test_swaps_add_up_and_can_be_taken_back() -> None:
    once = swap(made(), OUT, because="one", library=EVERYBODYS.library).after
    new = next(name for name in items(once) if name not in items(made()))
    twice = swap(once, new, because="two", library=EVERYBODYS.library).after
    assert [one.because for one in sorted(twice.audit.ruled_out, key=lambda one: one.because)] == ["one", "two"]
    back = swap(twice, items(twice)[1], instead=OUT, library=EVERYBODYS.library).after
    assert OUT in items(back)
    assert OUT not in {one.exercise for one in back.audit.ruled_out}


def test_a_swap_needs_a_plan_that_has_the_exercise() -> None:
    with pytest.raises(FileError):
        swap(made("cauda_equina_warning"), OUT, library=EVERYBODYS.library)
    with pytest.raises(AnswersError, match="is not in the plan"):
        swap(made(), "cat_cow", instead="bridge", library=EVERYBODYS.library)
    with pytest.raises(AnswersError, match="already"):
        swap(made(), OUT, instead=items(made())[0], library=EVERYBODYS.library)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (7, "no list of exercises"),
        ([OUT, 7], "no list of exercises"),
        ("bird_dogg", "Did you mean 'bird_dog'"),
        ({OUT: 7}, "not a text"),
        ({OUT: "x" * 3000}, "characters long"),
        ({OUT: {"why": "x"}}, "does not belong here"),
        ({OUT: {"instead": 7}}, "the id of no exercise"),
        ({OUT: {"instead": OUT}}, "is ruled out"),
        ({7: None}, "the id of no exercise"),
    ],
)
def test_what_cannot_be_read_is_named(given: Any, what: str) -> None:
    with pytest.raises(AnswersError, match=what) as refused:
        made(not_these=given)
    assert {fault.where for fault in refused.value.faults} == {"not_these"}


def test_a_file_of_answers_holds_it_beside_the_answers(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(f"answers: {{age: 40}}\nnot_these: [{OUT}]\n", "utf-8")
    assert read_answers(file) == {"age": 40, "not_these": [OUT]}
