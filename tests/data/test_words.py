"""What the program says is data: every message that is asked for is there, and every one that is there is asked for."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.literals import SRC, Asked, asked, sentences_in

from loosen._diary.signs import RED_FLAGS
from loosen._explain.compare.diff import WORDING
from loosen._explain.compare.types import EntryChange
from loosen._explain.replay.types import OUTCOMES
from loosen._interview.carrying import Why
from loosen._interview.why_asked import AIMS
from loosen._library.checks.messages import messages
from loosen._library.checks.wordings import wordings
from loosen._library.graph.schema import RELATIONS
from loosen._library.loading import bundled
from loosen._library.messages import messages_in
from loosen._library.reading import DataFile, Shelf, put_on
from loosen._model.audit import AnswerState, EffectName, ExerciseVerdict, FindingRecord
from loosen._model.base import KINDS, LEVELS, STAGES, Certainty, Position
from loosen._model.diary import Moved, SkipReason
from loosen._model.effects import Gate, Measure
from loosen._model.exercise import Equipment, Exercise
from loosen._model.knowledge import MuscleClass, Source
from loosen._model.language import ENGLISH, AnswerWords
from loosen._model.messages import COUNT, parameters_of
from loosen._model.reason import PackingStep
from loosen._model.record_view import Fate
from loosen._model.review import VerdictKind
from loosen._model.rule import Case
from loosen._model.when import FindingTest
from loosen._outputs.illustrated.page import DAYS
from loosen._outputs.progress.measured import PAINS
from loosen._outputs.report.picture import PictureName
from loosen._outputs.session.words import Doing
from loosen._planning.review.telling import OF_POINTS, OF_VALUE
from loosen._records.redaction import HIDDEN_KINDS
from loosen._words.amounts import MONTHS
from loosen._words.record import DOSE_LABELS
from loosen._words.speech import NAMES, speech_of
from loosen.errors import Fault

LIBRARY = bundled()
LANGUAGES = tuple(name for name in LIBRARY.languages if messages_in(name))
SPEECH = speech_of(ENGLISH)
LIMITED = ("hold_s", "repetitions", "sets", "days_per_week", "times_per_day")
MOST_SENTENCES = 183
"""Texts of three words or more that stand in the code, but for docstrings, help texts, errors and the checks."""


def options(model: Any, field: str) -> tuple[str, ...]:
    """What a field of a model may be."""
    return get_args(model.model_fields[field].annotation)


def flat(union: Any) -> tuple[str, ...]:
    """The words of a union of literals."""
    return tuple(word for part in get_args(union) for word in (get_args(part) or (part,)))


STEPPED = (*DOSE_LABELS, "extra_left", "extra_right")
PARTS = (
    *WORDING, "equipment", "adaptations", "cautions", "extra", "next_step", "minutes", "seconds", "shortfall",
    "programme", "order", "moving_on", "weeks",
)  # fmt: skip
PACKING = tuple(PackingStep)
ENDING = tuple(one.id for one in LIBRARY.questions.values() if one.as_weeks_pass and one.as_weeks_pass.ends_at)
UNITS = tuple(sorted({question.unit for question in LIBRARY.questions.values() if question.unit}))
WARNINGS = tuple(one.id for one in LIBRARY.questions_in_order if one.section == RED_FLAGS)
TABLES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("level", ""): LEVELS, ("kind", ""): KINDS, ("kind", "work"): KINDS,
    ("stage", ""): STAGES, ("skipped", ""): LEVELS, ("aim", ""): AIMS,
    ("verdict", "short"): flat(Fate), ("verdict", "sentence"): get_args(ExerciseVerdict),
    ("effect", "heading"): get_args(EffectName), ("effect", "deed"): get_args(EffectName),
    ("certainty", ""): get_args(Certainty), ("certainty", "shown"): get_args(Certainty),
    ("certainty", "noted"): get_args(Certainty), ("status", ""): options(Exercise, "status"),
    ("expect", ""): options(Case, "expect"), ("sides", ""): options(Exercise, "sides"),
    ("filled_in", ""): ("steps", "position", "dose", "targets", "demands"),
    ("dose", "label"): DOSE_LABELS, ("dose", "unit"): STEPPED, ("dose", "rule"): LIMITED, ("part", ""): PARTS,
    ("gate", "person"): options(Gate, "verdict"), ("gate", "rule"): options(Gate, "verdict"),
    ("outcome", ""): OUTCOMES, ("end", ""): ENDING, ("carried", ""): ("interview", "version", "form"),
    ("change", ""): options(EntryChange, "change"),
    ("answer_state", ""): ("asked", "taken", *get_args(AnswerState)), ("answer_state", "long"): get_args(AnswerState),
    ("finding_state", ""): options(FindingRecord, "state"), ("answer", ""): ("yes", "no"),
    ("side", ""): ("left", "right", "both"), ("side", "side"): ("left", "right"),
    ("position", ""): get_args(Position), ("equipment", ""): get_args(Equipment),
    ("equipment", "needed"): get_args(Equipment),
    ("muscle_class", ""): tuple(sorted({*get_args(MuscleClass)} - {*LIBRARY.muscles})),
    ("doing", ""): get_args(Doing), ("doing", "large"): get_args(Doing), ("side", "letter"): ("left", "right"),
    ("doing", "spoken"): get_args(Doing), ("new_sign", ""): WARNINGS,
    ("left_because", ""): get_args(SkipReason), ("pain", ""): PAINS,
    ("moved", ""): get_args(Moved), ("yes_no", ""): ("yes", "no"),
    ("options", ""): ("yes_no", "choice", "choices"),
    ("read", ""): options(Source, "retrieved"),
    ("kind", "some"): KINDS, ("kind", "enough"): KINDS,
    ("because", "sentence"): ("not_asked_for", "off_focus", "draft"),
    ("because", "clause"):
        ("ladder", "outscored", "no_time", "none_safe", "stretched", "part_filled", "ruled_out", "draft", "kept",
         "gave_way"),
    ("asked_anew", ""): get_args(Why),
    ("picked_for", ""): ("focus", "promise", "rest", "carried"),
    ("picked_for", "one"): ("step", "back", "safer", "swap"), ("on_plan", ""): get_args(VerdictKind),
    ("lacking", ""): tuple(one for one in get_args(Measure) if not one.startswith("exercise_") and one != "looked_at"),
    ("measured", "points"): tuple(OF_POINTS), ("measured", "value"): tuple(OF_VALUE), ("month", ""): MONTHS,
    ("dose_source", "sentence"): ("dose", "answer", "self_test", "carried"),
    ("dose_source", "cause"): ("dose", "answer", "programme", "self_test", "carried"),
    ("packing", "sentence"): PACKING, ("packing", "cause"): PACKING, ("packing", "note"): PACKING,
    ("finding_is", ""): options(FindingTest, "is_"), ("cause", ""): ("minutes", "days_per_week"),
    ("hidden", ""): HIDDEN_KINDS, ("relation", ""): tuple(RELATIONS),
    ("day", ""): DAYS, ("unit", ""): UNITS,
    ("picture", "title"): get_args(PictureName), ("picture", "tells"): get_args(PictureName),
}  # fmt: skip
"""The members of each table of names, by table and form."""


def keys_of(one: Asked) -> tuple[str, ...]:
    """The keys that a call can ask for."""
    if one.table:
        return tuple(
            f"{NAMES}.{one.table}.{member}{one.form and f'.{one.form}'}" for member in TABLES[one.table, one.form]
        )
    return one.keys


def wanted(key: str) -> frozenset[str]:
    """What a message has to be given."""
    text = messages_in(ENGLISH)[key]
    texts = (text,) if isinstance(text, str) else tuple(text.values())
    counted = frozenset() if isinstance(text, str) else {COUNT}
    return counted | {name for one in texts for name in parameters_of(one)}


@cache
def asked_for() -> tuple[Asked, ...]:
    """Every message that is asked for, read from the code once."""
    return tuple(asked())


def test_every_message_asked_for_is_there_with_just_these_parameters() -> None:
    assert len(asked_for()) > 400
    assert [one.where for one in asked_for() if not keys_of(one)] == [], "A key is a text in the code."
    missing = [(one.where, key) for one in asked_for() for key in keys_of(one) if key not in SPEECH]
    assert missing == []
    other = [(one.where, key) for one in asked_for() for key in keys_of(one) if wanted(key) != one.parameters]
    assert other == []


def test_every_message_is_asked_for() -> None:
    used = {key for one in asked_for() for key in keys_of(one)}
    assert sorted(messages_in(ENGLISH).keys() - used) == []


def test_sentences_in_code_only_become_fewer() -> None:
    found = [
        (path.relative_to(SRC).as_posix(), *sentence)
        for path in sorted(SRC.rglob("*.py")) if "checks" not in path.parts
        for sentence in sentences_in(path)
    ]  # fmt: skip
    rooms = sorted({path.partition("/")[0] for path, _, _ in found})
    print(len(found), {room: sum(path.startswith(room) for path, _, _ in found) for room in rooms})  # noqa: T201
    assert len(found) <= MOST_SENTENCES


WORDS = st.lists(st.sampled_from([*string.ascii_letters, *" {}:%“\\", "{count}", "{name}"]), max_size=20).map("".join)


@given(st.sampled_from(sorted(messages_in(ENGLISH))), st.data())
def test_what_is_given_is_said_as_it_is(key: str, data: st.DataObject) -> None:
    names = sorted(wanted(key))
    numbers = {name for name in names if name == COUNT or any(f"{{{name}:" in text for text in texts(key))}
    given_ = {name: 3 if name in numbers else data.draw(WORDS) for name in names}
    said = SPEECH(key, **given_)
    marks = {name: 3 if name in numbers else f"<{name}>" for name in names}
    plain = SPEECH(key, **marks)
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(str(marks[name]), str(given_[name])) if name not in numbers else plain
    if not any(f"<{name}>" in str(value) for name in names for value in given_.values()):
        assert said == plain


def texts(key: str) -> tuple[str, ...]:
    text = messages_in(ENGLISH)[key]
    return (text,) if isinstance(text, str) else tuple(text.values())


def test_a_number_chooses_its_form_and_is_written_as_the_message_says() -> None:
    assert [SPEECH("amounts.points", count=count) for count in (0, 1, 2)] == ["0 points", "1 point", "2 points"]
    assert SPEECH("replay.people", count=12345) == "12,345 people"
    assert SPEECH("why.everything_else", points=-3).startswith("-3: ")
    with pytest.raises(KeyError):
        SPEECH("amounts.points")
    with pytest.raises(KeyError):
        SPEECH("amounts.pints", count=1)


def test_a_language_without_messages_speaks_english() -> None:
    assert speech_of("xyz")("amounts.points", count=2) == "2 points"


def test_english_has_one_word_for_the_answers_of_every_question() -> None:
    said = {name: SPEECH(f"names.answer.{name}") for name in AnswerWords.model_fields}
    assert said == AnswerWords().model_dump()


ENGLISH_FILE = """id: talk
messages:
  plain: Hello {name}
  counted: {one: one day, other: "{count} days"}
"""
BROKEN = {
    "no text": ("plain: Hello {name}", "plain: [a, b]", "talk.yaml:3", "is no text"),
    "a number": ("plain: Hello {name}", "plain: 3", "talk.yaml:3", "is no text"),
    "empty": ("plain: Hello {name}", 'plain: " "', "talk.yaml:3", "is empty"),
    "a parameter without a name": ("{name}", '"{}"', "talk.yaml:3", "holds a parameter that is none"),
    "an open brace": ("Hello {name}", "Hello {name", "talk.yaml:3", "belongs to no parameter"),
    "a parameter that is code": ("Hello {name}", "Hello {name.upper}", "talk.yaml:3", "holds a parameter that is none"),
    "a form that is none": ("Hello {name}", "'Hello {name:>9}'", "talk.yaml:3", "holds a parameter that is none"),
    "one without other": ('{one: one day, other: "{count} days"}', "{one: one day}", "talk.yaml:4", "is missing"),
    "no count": ('"{count} days"', "many days", "talk.yaml:4", "no {count} in the other"),
    "a key in capitals": ("plain:", "Plain:", "talk.yaml:3", "should match pattern"),
}  # fmt: skip


def read(*files: tuple[str, str, str], overlay: bool = False) -> Shelf:
    """Files by name, kind and text, as read."""
    shelf = Shelf()
    put_on(shelf, [DataFile(name, kind, text.encode()) for name, kind, text in files], overlay=overlay)
    return shelf


def english(text: str) -> tuple[str, str, str]:
    return "knowledge/words/talk.yaml", "words", text


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_message_is_a_fault_with_its_line(what: str) -> None:
    old, new, where, says = BROKEN[what]
    assert old in ENGLISH_FILE
    faults = read(english(ENGLISH_FILE.replace(old, new))).faults
    assert [fault.where for fault in faults] == [f"knowledge/words/{where}"]
    assert says in faults[0].what


GERMAN_FILE = """words:
  talk:
    plain: {of: %s, say: "Hallo {name}"}
    counted: {of: %s, one: ein Tag, other: "{count} Tage"}
"""
WRONG = {
    "another parameter": ("{name}", "{nahme}", 3, "has other parameters in talk.plain: nahme"),
    "one too many": ("Hallo {name}", "Hallo {name} {count}", 3, "has other parameters"),
    "a key that is none": ("plain", "plane", 3, "there is no message talk.plane"),
    "a topic that is none": ("  talk:", "  walk:", 3, "'walk' is no topic of messages"),
    "other forms": ('one: ein Tag, other: "{count} Tage"', 'say: "{count} Tage"', 4, "in other forms"),
}


def faults_beside_english(text: str) -> tuple[Fault, ...]:
    """The faults of a German file beside the English one."""
    shelf = read(english(ENGLISH_FILE), ("knowledge/languages/de/words.yaml", "wordings", text))
    shelf.entries["languages"].update(shelf.entries["wordings"])  # so that there is a language of this name
    shelf.entries["languages"]["de"] = shelf.entries["languages"].pop("de/words")
    return (*shelf.faults, *messages(shelf))


def german(text: str) -> list[str]:
    return [f"{fault.where} {fault.what}" for fault in faults_beside_english(text)]


def marked() -> str:
    """The German file with the marks that its faults say."""
    faults = faults_beside_english(GERMAN_FILE % ("aaaaaaaa", "aaaaaaaa"))
    return GERMAN_FILE % tuple(fault.remedy.rpartition(": ")[2] for fault in faults)


def test_a_wording_that_fits_its_english_has_no_fault() -> None:
    assert german(marked()) == []


@pytest.mark.parametrize("what", WRONG)
def test_a_wording_that_does_not_fit_its_english_is_a_fault_with_its_line(what: str) -> None:
    old, new, line, says = WRONG[what]
    text = marked()
    assert old in text
    faults = german(text.replace(old, new, 1))
    assert [fault for fault in faults if f"words.yaml:{line} " in fault and says in fault]


def test_a_wording_of_english_that_changed_says_where() -> None:
    faults = german(GERMAN_FILE % ("aaaaaaaa", "aaaaaaaa"))
    assert len(faults) == 2
    assert "says talk.plain as it was before its English (knowledge/words/talk.yaml:3) changed" in faults[0]


def test_an_overlay_cannot_change_what_the_program_says() -> None:
    assert "holds messages of the program" in read(english(ENGLISH_FILE), overlay=True).faults[0].what


ALWAYS_ENGLISH = {"record.worded_by_machine", "record.worded_by_person"}
"""Who worded a plan is said in its language by that language's own note, and in English too."""
EVERY_LANGUAGE = pytest.mark.parametrize("name", LANGUAGES)


def pairs(name: str) -> list[tuple[str, str, str]]:
    """Every text of a language's messages beside its English, with its key."""
    there = messages_in(name)
    return [
        (key, said, here)
        for key in there
        for said, here in zip(of_message(there[key]), texts(key), strict=True)
    ]  # fmt: skip


def of_message(message: Any) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message.values())


def test_german_says_everything() -> None:
    assert "de" in LANGUAGES


@EVERY_LANGUAGE
def test_a_language_says_every_message(name: str) -> None:
    assert messages_in(ENGLISH).keys() - messages_in(name).keys() == ALWAYS_ENGLISH


@EVERY_LANGUAGE
def test_no_sentence_is_left_in_english(name: str) -> None:
    assert [key for key, said, here in pairs(name) if said == here and len(here.split()) > 2 and "{" not in here] == []


@EVERY_LANGUAGE
def test_numbers_are_the_same_in_every_language(name: str) -> None:
    def numbers(text: str) -> list[str]:
        return sorted("".join(sign if sign.isdigit() else " " for sign in text).split())

    assert [key for key, said, here in pairs(name) if numbers(said) != numbers(here)] == []


@EVERY_LANGUAGE
def test_levels_and_answers_are_the_words_of_the_language(name: str) -> None:
    language, speech = LIBRARY.languages[name], speech_of(name)
    assert {level: speech.one_of("level", level) for level in LEVELS} == language.levels
    answers = {answer: speech(f"names.answer.{answer}") for answer in AnswerWords.model_fields}
    assert answers == language.words.model_dump()


CALF = """id: calf
name: The calf
plain: the calf
class: calves
usual_need: stretch
uberon: none
attachments: from here to there
"""
GERMAN_CALF = "muscles:\n  calf: {of: aaaaaaaa, name: Die Wade, plain: die Wade}\n"


def beside(part: str) -> list[str]:
    """The faults of what a German file says of a muscle."""
    shelf = read(
        ("knowledge/muscles/calf.yaml", "muscles", CALF),
        (f"knowledge/languages/de/{part}.yaml", "wordings", GERMAN_CALF),
    )
    shelf.entries["languages"].update(de=shelf.entries["muscles"]["calf"])  # so that there is a language of this name
    return [f"{fault.where} {fault.what}" for fault in (*shelf.faults, *wordings(shelf))]


def test_an_entry_in_another_language_has_the_mark_of_its_english() -> None:
    (found,) = beside("muscles")
    assert "says calf as it was before its English (knowledge/muscles/calf.yaml) changed" in found


def test_a_file_beside_a_language_holds_what_it_is_called_after() -> None:
    assert any("the file is called doses, yet holds muscles" in one for one in beside("doses"))
