"""Reading a text: how phrases match, how answers in one's own words are taken in, and what is said about them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.commands import EXAMPLES, loosen
from tests.people import EVERYBODYS, example

from loosen._assessment.lexicon import Listener, Reading
from loosen._library import load
from loosen._model.lexicon import Lexicon
from loosen._model.plan import Recommendation
from loosen._model.question import LONGEST_TEXT, Question
from loosen._proof.check import check
from loosen.errors import AnswersError, LibraryError

GOOD = example("desk_worker")


def lexicon(*phrases: str, unless: tuple[str, ...] = ()) -> Listener:
    entry = Lexicon.model_validate(
        {
            "id": "example", "name": "An example", "finding": "said_example",
            "boxes": {"flags_leg_power": ["foot_drop"]},
            "words": {"en": {
                "phrases": phrases, "unless": unless, "found_in": ["One.", "Two."], "not_found_in": ["One.", "Two."],
            }},
            "evidence": [{"source": "MEM", "supports": "an example", "certainty": "expert"}],
        }
    )  # fmt: skip
    return Listener({"example": entry}, EVERYBODYS.library.vocabulary)


def words(listener: Listener, text: str) -> list[str]:
    return [found.words for found in listener.read(text)]


def recommended(text: Any) -> Recommendation:
    return EVERYBODYS.recommend({**GOOD, "own_words": text})


def test_a_gap_stands_for_up_to_three_words_and_never_crosses_a_sentence() -> None:
    listener = lexicon("leg ... weak")
    assert words(listener, "My leg weak") == ["leg weak"]
    assert words(listener, "My leg, it is weak") == ["leg, it is weak"]
    assert words(listener, "My leg is so very weak") == ["leg is so very weak"]
    assert words(listener, "My leg is so very very weak") == []
    assert words(listener, "It is in the leg. Weak coffee helps") == []


def test_words_side_by_side_are_not_parted_by_a_comma_but_may_be_by_a_line() -> None:
    listener = lexicon("chest pain")
    assert words(listener, "a tight chest, pain in the back") == []
    assert words(listener, "chest\npain") == ["chest pain"]


def test_a_star_a_choice_and_a_contraction() -> None:
    listener = lexicon("tingl* feet|toes", "can't pee")
    assert words(listener, "tingling toes") == ["tingling toes"]
    assert words(listener, "tingly feet, tingly hands") == ["tingly feet"]
    for written in ("cannot pee", "can not pee", "cant pee", "can\u2019t pee", "ca'nt pee", "CAN'T PEE"):
        assert words(listener, written) == [written.replace("\u2019", "'")]


def test_what_only_looks_alike_does_not_count() -> None:
    listener = lexicon("fever", unless=("hay fever",))
    assert words(listener, "My hay fever is bad") == []
    assert words(listener, "My hay fever is bad and I have a fever") == ["fever"]


@pytest.mark.parametrize("phrase", ["", "Numb", "...", "numb ...", "... numb", "a ... ... b", "|a", "a|", "*", "a  b"])
def test_a_phrase_that_could_not_match_as_meant_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="phrases"):
        lexicon(phrase)


def test_only_the_matched_words_are_quoted_without_anything_that_could_be_markup() -> None:
    listener = lexicon("numb ... legs")
    assert words(listener, "secret numb <b>*my*</b> legs secret") == ["numb b my b legs"]


def test_the_words_the_finding_and_the_reason_are_in_the_record() -> None:
    told = recommended("Just so you know: I can't feel when I wipe.")
    assert told.triage.level == "emergency_now"
    assert told.triage.reasons[0].words == ("can't feel when I wipe",)
    assert "You wrote: “can't feel when I wipe”." in told.triage.reasons[0].say
    assert "flags_bladder_bowel" in told.triage.ask_again
    record = next(answer for answer in told.audit.answers if answer.question == "own_words")
    assert record.value == "Just so you know: I can't feel when I wipe."
    assert [heard.lexicon for heard in told.audit.heard] == ["saddle_or_bladder_lost"]
    finding = next(entry for entry in told.audit.findings if entry.finding == "said_saddle_or_bladder_lost")
    assert finding.derived_from == ("lexicon:saddle_or_bladder_lost",)


def test_words_that_leave_it_open_are_quoted_and_asked_again_without_being_told_as_fact() -> None:
    told = recommended("No fever and numbness between my legs.")
    assert told.triage.level == "urgent_same_day"
    reason = told.triage.reasons[0]
    assert (reason.certain, reason.words) == (False, ("numbness between my legs",))
    assert "We cannot tell whether" in reason.say


def test_history_that_is_chosen_too_adds_nothing() -> None:
    chosen = EVERYBODYS.recommend({**GOOD, "bone_joint": ["osteoporosis"]})
    both = EVERYBODYS.recommend({**GOOD, "bone_joint": ["osteoporosis"], "own_words": "I have osteoporosis."})
    assert (both.triage.level, both.triage.reasons) == (chosen.triage.level, chosen.triage.reasons)
    assert recommended("I have osteoporosis.").plan is None


@pytest.mark.parametrize("text", ["", "   \n", "none", "None", "unknown"])
def test_nothing_written_is_the_default(text: str) -> None:
    record = next(answer for answer in recommended(text).audit.answers if answer.question == "own_words")
    assert (record.state, record.value) == ("default", "none")


def test_a_text_may_be_as_long_as_said_and_no_longer() -> None:
    assert recommended("a" * LONGEST_TEXT).plan
    with pytest.raises(AnswersError, match=r"own_words: is 2,001 characters long; the most is 2,000\. Keep"):
        recommended("a" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize("value", [3, True, ["numb"], {"a": "b"}, 2.5])
def test_only_a_text_is_a_text(value: Any) -> None:
    with pytest.raises(AnswersError, match=r"own_words: .* is not a text"):
        recommended(value)


def test_a_text_is_never_a_safety_question_and_its_default_is_none() -> None:
    question = {"id": "more", "section": "pain", "order": 1, "text": "More?", "type": "text"}
    assert Question.model_validate({**question, "default": "none"}).option_ids == ()
    for wrong in ({"safety": True}, {"default": "some"}, {"default": "none", "yes_means": "pain"}):
        with pytest.raises(ValueError, match=r"text|yes_means"):
            Question.model_validate({**question, **wrong})


def test_the_command_reads_it_from_a_file_and_lists_the_question(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text((EXAMPLES / "desk_worker.yaml").read_text("utf-8") + '  own_words: "I can\'t pee."\n', "utf-8")
    done = loosen("plan", str(path))
    assert done.returncode == 3
    assert "You wrote: “can't pee”." in done.stdout
    listed = json.loads(loosen("questions", "--format", "json").stdout)["questions"]
    question = next(entry for entry in listed if entry["id"] == "own_words")
    assert (question["type"], question["options"], question["safety"]) == ("text", [], False)


def overlay(folder: Path, name: str, content: str) -> Path:
    path = folder / "knowledge" / "lexicon" / name
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    return folder


_ENTRY = """id: sore_thumb
name: A sore thumb
finding: said_dizziness
boxes: {flags_head_neck: [dizzy_turning_head]}
words:
  en:
    phrases: [sore thumb]
    found_in:
      - I have a sore thumb.
      - My toe is sore.
    not_found_in:
      - I have no sore thumb.
      - A sore thumb it is.
evidence:
  - {source: MEM, supports: an example, certainty: expert}
"""


def test_a_sentence_that_reads_otherwise_is_a_fault_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        check(overlay=overlay(tmp_path, "sore_thumb.yaml", _ENTRY))
    first, second = caught.value.faults
    assert (first.where, second.where) == (
        "knowledge/lexicon/sore_thumb.yaml:10",
        "knowledge/lexicon/sore_thumb.yaml:13",
    )
    assert "should be found in it and is not found in it: “My toe is sore.”" in first.what
    assert "should be not found in it and is found in it" in second.what


def test_an_overlay_may_add_phrases_but_not_take_any_away(tmp_path: Path) -> None:
    mild = _ENTRY.replace("sore_thumb", "suicidal")
    with pytest.raises(LibraryError, match="redefines suicidal, which findings rest on"):
        load(overlay=overlay(tmp_path, "suicidal.yaml", mild))


def test_a_rule_that_takes_comfort_from_words_not_written_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "rules" / "triage" / "TRI-950-comfort.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "id: TRI-950\nname: comfort\nstatus: active\nsince: 2026-11-21\nsummary: Comfort.\n"
        "when: {finding: said_dizziness, is: absent}\nunknown: ignore\nthen:\n  - {level: proceed}\nsay: Comfort.\n"
        "evidence:\n  - {source: MEM, supports: nothing, certainty: expert}\n",
        "utf-8",
    )
    with pytest.raises(LibraryError, match="Words not written must never reassure"):
        load(overlay=tmp_path)


def test_readings_are_ordered_so_that_the_worse_one_wins() -> None:
    assert Reading.SURE > Reading.PERHAPS > Reading.DENIED
    listener = lexicon("numb")
    assert [found.reading for found in listener.read("I am not numb. My gran is numb. I am numb.")] == [Reading.SURE]
