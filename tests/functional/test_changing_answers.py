"""Going back to an answer after the end of an interview: a mistapped sign, in both faces, and any other answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.functional.test_ask import DESK_WORKER, on_terminal, piped

from loosen._interview import Questionnaire
from loosen._model.interview import InterviewRecord
from loosen.errors import AnswersError

REST = "\n".join(DESK_WORKER.lstrip().splitlines()[2:])
MISTAPPED = "none\nchest_pain\nchange\nflags_chest_tummy\nnone\n"


def kept(folder: Path) -> dict[str, Any]:
    data = json.loads((folder / "mine.json").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def test_a_mistapped_sign_is_taken_back_once_it_is_confirmed_and_the_interview_goes_on(tmp_path: Path) -> None:
    run = piped(f"{MISTAPPED}yes\n{REST}", "--save", "mine.json", folder=tmp_path)
    told = " ".join(run.stdout.split())
    assert run.returncode == 0
    assert (
        told.index("GET EMERGENCY HELP NOW")
        < told.index("Did you do that by mistake?")
        < told.index("YOU CAN EXERCISE")
    )
    steps = kept(tmp_path)["interview"]["trail"]
    assert [sign for step in steps for sign in step["taken_back"]] == ["flags_chest_tummy.chest_pain"]
    record = json.loads((tmp_path / "mine.plan.json").read_text("utf-8"))
    assert record["audit"]["interview"]["taken_back"] == ["flags_chest_tummy.chest_pain"]


@pytest.mark.parametrize("then", ["no\nend\n", ""])
def test_until_it_is_confirmed_the_sign_counts(then: str, tmp_path: Path) -> None:
    run = piped(f"{MISTAPPED}{then}", "--save", "mine.json", folder=tmp_path)
    assert run.returncode == 3
    assert "YOU CAN EXERCISE" not in run.stdout
    assert kept(tmp_path)["answers"]["flags_chest_tummy"] == ["chest_pain"]


def test_any_answer_can_be_changed_once_the_plan_is_there_and_the_difference_is_shown(tmp_path: Path) -> None:
    run = piped(f"{DESK_WORKER.lstrip()}change\nminutes\n30\nend\n", "--save", "mine.json", folder=tmp_path)
    assert run.returncode == 0
    assert kept(tmp_path)["answers"]["minutes"] == 30
    assert "WHAT DIFFERS" in run.stdout


def test_before_the_plan_is_shown_the_answers_can_be_gone_to(tmp_path: Path) -> None:
    safe = "\n".join(DESK_WORKER.lstrip().splitlines()[:13])
    run = piped(f"{safe}\nchange\nage\n40\nplan\n", "--save", "mine.json", folder=tmp_path)
    assert run.returncode == 0
    assert kept(tmp_path)["answers"]["age"] == 40


def test_on_a_menu_the_same_keys_lead_back_to_a_mistapped_sign(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "--save", "mine.json")
    terminal.wait_for("n none of these")
    terminal.type("n\r")
    terminal.wait_for("or with this pain?")
    terminal.type(" \r")
    terminal.wait_for("GET EMERGENCY HELP NOW")
    terminal.wait_for("ticked by mistake")
    terminal.type("2\r")
    terminal.wait_for("Which one do you want to change?")
    place = [name for name in _in_order() if name in kept(tmp_path)["answers"]].index("flags_chest_tummy")
    terminal.type(f"{place + 2}\r")
    terminal.wait_for("space ticks")
    terminal.type(" n\r")
    terminal.wait_for("Did you do that by mistake?")
    terminal.type("2\r")
    terminal.wait_for("b back")
    terminal.type("q")
    assert terminal.ends() == 130
    assert kept(tmp_path)["answers"]["flags_chest_tummy"] == ["none"]


def _in_order() -> list[str]:
    return [question.id for question in Questionnaire().library.questions_in_order]


def test_what_would_be_taken_back_is_told_before_and_put_down_after() -> None:
    questionnaire = Questionnaire()
    questionnaire.answer({"flags_bladder_bowel": "none"})
    questionnaire.answer({"flags_chest_tummy": ["chest_pain", "breathless"]})
    assert [sign.id for sign in questionnaire.taken_back("flags_chest_tummy", ["breathless"])] == [
        "flags_chest_tummy.chest_pain"
    ]
    assert questionnaire.taken_back("flags_chest_tummy", ["chest_pain", "breathless"]) == ()
    questionnaire.change("flags_chest_tummy", "none")
    again = Questionnaire.from_data(json.loads(json.dumps(questionnaire.as_data())))
    assert [step.taken_back for step in again._history.trail][-1] == (
        "flags_chest_tummy.chest_pain",
        "flags_chest_tummy.breathless",
    )
    again.back()
    assert again.answers["flags_chest_tummy"] == ["chest_pain", "breathless"]
    with pytest.raises(AnswersError):
        again.taken_back("minutes", 20)
    assert InterviewRecord.of(()).taken_back == ()


def test_a_warning_sign_that_was_chosen_and_not_ticked_is_taken_back_in_words_too() -> None:
    questionnaire = Questionnaire()
    questionnaire.answer({"flags_bladder_bowel": "none", "flags_both_legs": "new_or_worse"})
    for milder in ("no", "longstanding"):
        (sign,) = questionnaire.taken_back("flags_both_legs", milder)
        assert sign.id == "flags_both_legs.new_or_worse"
    assert questionnaire.taken_back("flags_both_legs", "new_or_worse") == ()
    questionnaire.change("flags_both_legs", "no")
    assert questionnaire.taken_back("flags_both_legs", "new_or_worse") == ()
