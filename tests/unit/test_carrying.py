"""Saved answers and another questionnaire: what means the same is kept, the rest is asked anew, and it is said why."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.functional.test_ask import DESK_WORKER, piped
from tests.interviews import interviewed
from tests.people import EVERYBODYS, QUIET, completed

from loosen._interview import Questionnaire
from loosen._interview.carrying import meaning_of
from loosen.errors import FileError

LIBRARY = EVERYBODYS.library
Data = dict[str, Any]


def saved() -> Data:
    """A whole interview, as it is saved with another library whose questions are these."""
    questionnaire = Questionnaire(LIBRARY)
    interviewed(completed({**QUIET, "bone_joint": ["knee_problem"], "equipment": ["mat"]}), questionnaire)
    data: Data = json.loads(json.dumps(questionnaire.as_data()))
    return {**data, "library": "0" * 64}


def other_words(data: Data) -> None:
    data["questionnaire"]["age"]["question"] = "00000000"


def a_new_sign(data: Data) -> None:
    data["questionnaire"]["bone_joint"]["options"].pop("osteoporosis")


def a_sign_that_is_gone(data: Data) -> None:
    data["questionnaire"]["bone_joint"]["options"]["long_gone"] = "00000000"
    data["answers"]["bone_joint"] = ["knee_problem", "long_gone"]


def a_new_thing(data: Data) -> None:
    data["questionnaire"]["equipment"]["options"].pop("chair")


def nobody_asks(data: Data) -> None:
    data["questionnaire"]["shoe_size"] = {"question": "00000000"}
    data["answers"]["shoe_size"] = 43


def nothing_is_said(data: Data) -> None:
    data["questionnaire"].pop("age")


@pytest.mark.parametrize(
    ("change", "anew", "earlier"),
    [
        (lambda _: None, {}, {}),
        (other_words, {"age": "other_question"}, {}),
        (a_new_sign, {"bone_joint": "other_options"}, {"bone_joint": ["knee_problem"]}),
        (a_sign_that_is_gone, {"bone_joint": "other_options"}, {"bone_joint": ["knee_problem"]}),
        (a_new_thing, {}, {}),
        (nobody_asks, {"shoe_size": "gone"}, {}),
        (nothing_is_said, {"age": "not_said"}, {}),
    ],
)
def test_what_means_the_same_is_kept_and_the_rest_asked_anew(
    change: Callable[[Data], object], anew: dict[str, str], earlier: Data
) -> None:
    data, before = saved(), saved()["answers"]
    change(data)
    questionnaire = Questionnaire.from_data(data, LIBRARY)
    assert questionnaire.asked_anew == anew
    assert questionnaire.answers == {name: value for name, value in before.items() if name not in anew}
    asked = [name for name in anew if name in LIBRARY.questions]
    assert set(asked) <= {question.id for shown in [questionnaire.next()] if shown for question in shown.questions}
    for name, value in earlier.items():
        shown = questionnaire.next()
        assert shown is not None
        assert shown.before[name] == value


def test_another_id_or_wording_of_the_same_is_known_by_what_the_data_say() -> None:
    old = LIBRARY.questions["bone_joint"]
    knee = next(option for option in old.options if option.id == "knee_problem")
    then = meaning_of(old)
    now = old.model_copy(update={
        "text": "Bones and joints?", "formerly": (f"bones:{then.question}",),
        "options": tuple(
            one.model_copy(update={"text": "A knee", "formerly": (f"sore_knee:{then.options[knee.id]}",)})
            if one is knee else one for one in old.options
        ),
    })  # fmt: skip
    library = replace(LIBRARY, questions={**LIBRARY.questions, "bone_joint": now})
    data = saved()
    data["questionnaire"]["bones"] = data["questionnaire"].pop("bone_joint")
    options = data["questionnaire"]["bones"]["options"]
    options["sore_knee"] = options.pop("knee_problem")
    data["answers"]["bones"] = ["sore_knee"]
    data["answers"].pop("bone_joint")
    questionnaire = Questionnaire.from_data(data, library)
    assert questionnaire.asked_anew == {}
    assert questionnaire.answers["bone_joint"] == ["knee_problem"]


def test_a_translation_changes_no_meaning() -> None:
    german = Questionnaire.from_data(saved(), LIBRARY.in_language("de"))
    assert german.asked_anew == {}
    assert german.as_data()["questionnaire"] == Questionnaire.from_data(saved(), LIBRARY).as_data()["questionnaire"]


def test_what_is_ruled_out_goes_with_the_answers() -> None:
    data = {**saved(), "not_these": ["bird_dog"]}
    questionnaire = Questionnaire.from_data(data, LIBRARY)
    assert questionnaire.as_data()["not_these"] == ["bird_dog"]
    while (shown := questionnaire.next()) and not shown.ready:
        questionnaire.answer({})
    assert [one.exercise for one in questionnaire.recommendation().audit.ruled_out] == ["bird_dog"]


def test_an_interview_of_the_form_before_is_gone_on_with_where_the_library_is_the_same() -> None:
    data = saved()
    data |= {"library": LIBRARY.digest, "interview": {**data["interview"], "schema_version": 1}}
    data.pop("questionnaire")
    assert Questionnaire.from_data(data, LIBRARY).asked_anew == {}


def test_a_file_of_answers_begins_an_interview_and_a_broken_part_is_refused() -> None:
    assert Questionnaire.from_data({"answers": {"age": 40}}, LIBRARY).answers == {"age": 40}
    for broken in ([], {"age": 3}, {"age": {"question": 3}}):
        with pytest.raises(FileError):
            Questionnaire.from_data({**saved(), "questionnaire": broken}, LIBRARY)


def test_in_a_terminal_it_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    assert piped(DESK_WORKER.lstrip(), "--save", "mine.json", folder=tmp_path).returncode == 0
    (tmp_path / "mine.plan.json").unlink()
    data = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    data["library"] = "0" * 64
    other_words(data)
    (tmp_path / "mine.json").write_text(json.dumps(data), "utf-8")
    run = piped("40\n", "--resume", "mine.json", folder=tmp_path)
    told = " ".join(run.stdout.split())
    assert run.returncode == 0
    assert "You began with an older questionnaire." in told
    assert "the question is another now: “How old are you?”" in told
    assert json.loads((tmp_path / "mine.before-1.json").read_text("utf-8"))["answers"]["age"] == 38
    assert json.loads((tmp_path / "mine.json").read_text("utf-8"))["answers"]["age"] == 40
