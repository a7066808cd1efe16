"""Reasons as codes: their one text in a record, the words for each, who gives them, and that nobody reads the words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from loosen._library import load
from loosen._model import when
from loosen._model.audit import DoseStep, RuleRecord
from loosen._model.base import KINDS
from loosen._model.reason import (
    Because,
    DoseSource,
    Failed,
    Operator,
    PackingStep,
    PickedFor,
    Purpose,
    SetBy,
    VerdictReason,
    by_session,
)
from loosen._model.when import Test
from loosen._words.conditions import describe
from loosen._words.reasons import (
    because_words,
    chosen_words,
    clause_words,
    dose_cause,
    dose_note,
    dose_sentence,
    failed_words,
    purpose_words,
)
from loosen._words.speech import speech_of

ENGLISH = speech_of("en")
SRC = Path(__file__).parents[2] / "src" / "loosen"
UPGRADING = SRC / "_records" / "upgrading"
ENUMS: tuple[type[StrEnum], ...] = (VerdictReason, PickedFor, DoseSource, PackingStep, Operator)


def says(rule: str, exercise: str) -> str:
    return f"{rule} says something of {exercise}."


# The one text of each


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (Because(VerdictReason.OFF_FOCUS), "off_focus"),
        (Because.of(VerdictReason.NEEDS, "chair", "massage_ball"), "needs:chair,massage_ball"),
        (Because(VerdictReason.ENTRY, "It strains: a, b."), "entry:It strains: a, b."),
        (Purpose(PickedFor.KIND, "stretch"), "kind:stretch"),
        (Purpose(PickedFor.PART, "Arch (cobra)"), "part:Arch (cobra)"),
        (SetBy(DoseSource.LIMIT, "SAF-003"), "limit:SAF-003"),
        (SetBy(DoseSource.SELF_TEST), "self_test"),
        (by_session(PackingStep.REST), "session:rest"),
        (Failed("age>=65"), "age>=65"),
        (Failed(""), ""),
        (Failed("said:once upon a time"), "said:once upon a time"),
    ],
)
def test_a_code_is_one_text_and_comes_back_as_it_was(code: Any, text: str) -> None:
    assert str(code) == text
    assert type(code).read(text) == code


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Because, "It works on no muscle that is in focus."), (Because, "needs:"), (Because, "full"),
        (Because, "ladder:x"), (Because, "enough:dance"),
        (Because, "rule:SEL-001"), (Purpose, ""), (Purpose, "kind:dance"), (Purpose, "focus:x"),
        (Purpose, "part"), (SetBy, "session"), (SetBy, "session:never"), (SetBy, "self_test:x"), (SetBy, "dose"),
        (Failed, "age at least 65"), (Failed, "age>=x"), (Failed, "age=>65"), (Failed, "finding:fever>=1"),
        (Failed, "finding:fever=2"), (Failed, "tally:signs=2"), (Failed, "x=a||b"),
    ],
)  # fmt: skip
def test_any_other_text_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        kind.read(text)


def test_a_record_refuses_words_in_the_place_of_a_code() -> None:
    with pytest.raises(ValidationError):
        DoseStep.model_validate({"field": "hold_s", "value": 3, "because": "session: little time"})
    with pytest.raises(ValidationError):
        RuleRecord.model_validate({"rule": "SAF-001", "result": "unknown", "failed": 7})


TESTS = [
    ({"question": "worse_with", "is": "sitting"}, "worse_with=sitting", "worse_with is sitting"),
    ({"question": "worse_with", "is_not": "sitting"}, "worse_with!=sitting", "worse_with is not sitting"),
    (
        {"question": "worse_with", "any_of": ["sitting", "bending"]},
        "worse_with=sitting|bending",
        "worse_with is any of sitting, bending",
    ),
    ({"question": "worse_with", "any_of": ["sitting"]}, "worse_with=sitting|", "worse_with is any of sitting"),
    ({"question": "age", "at_least": 18, "at_most": 64}, "age>=18<=64", "age at least 18 and at most 64"),
    ({"question": "age", "at_most": 64}, "age<=64", "age at most 64"),
    ({"finding": "fever"}, "finding:fever=1", "fever is present"),
    ({"finding": "fever", "is": "absent"}, "finding:fever=0", "fever is absent"),
    ({"tally": "signs", "at_most": 0}, "tally:signs<=0", "signs at most 0"),
]


@pytest.mark.parametrize(("test", "code", "words"), TESTS)
def test_a_test_has_a_code_and_words(test: dict[str, Any], code: str, words: str) -> None:
    typed = TypeAdapter(Test).validate_python(test)
    failed = Failed.of(typed)
    assert str(failed) == code
    assert failed.test == typed
    assert Failed.read(code) == failed
    assert describe(typed, ENGLISH) == failed_words(failed, ENGLISH) == words


def test_every_test_of_the_library_comes_back() -> None:
    tests = {test for rule in load().rules.values() for test in when.tests_of(rule.when)}
    assert len(tests) > 100
    for test in tests:
        assert Failed.read(str(Failed.of(test))).test == test


def test_what_a_test_looks_at_is_a_fact() -> None:
    assert [Failed(code).fact for _, code, _ in TESTS[-3:]] == ["finding:fever", "finding:fever", "tally:signs"]
    assert Failed("age>=65").fact == "age"
    assert [Failed("").fact, Failed("said:age at least 65").fact] == ["", ""]


# The words


WHOLE: dict[VerdictReason, str] = {
    VerdictReason.NEEDS: "chair,towel", VerdictReason.FULL: "6", VerdictReason.ENOUGH_OF_KIND: "stretch",
    VerdictReason.RATHER: "SEL-009,squat", VerdictReason.ENTRY: "It strains.", VerdictReason.SAID: "Once.",
}  # fmt: skip
"""What a code is about, where it is about something."""


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_has_words(language: str) -> None:
    speech = speech_of(language)
    verdicts = [
        because_words(Because(code, WHOLE.get(code, "")), says, speech, purpose="it helps", rules="It hurts.")
        for code in VerdictReason
    ]
    purposes = [
        *(purpose_words(Purpose(code, "Legs" if code in ("part", "said", "aim") else ""), str, speech)
          for code in PickedFor if code is not PickedFor.KIND),
        *(purpose_words(Purpose(PickedFor.KIND, kind), str, speech) for kind in KINDS),
    ]  # fmt: skip
    enough = [because_words(Because(VerdictReason.ENOUGH_OF_KIND, kind), says, speech) for kind in KINDS]
    sources = [*(SetBy(code, "x") for code in {*DoseSource} - {DoseSource.SESSION}), *map(by_session, PackingStep)]
    for words in (
        verdicts, purposes, enough, [dose_sentence(by, speech, "So.") for by in sources],
        [dose_cause(by, speech, "So.") for by in sources], [dose_note(by, speech) for by in sources],
    ):  # fmt: skip
        assert all(words)
        assert not any("{" in one for one in words)
    assert len({*verdicts}) == len(VerdictReason)
    assert len({*purposes}) == len(purposes)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("needs:chair,massage_ball", "It needs: chair, massage ball."),
        ("needs:pogo_stick", "It needs: pogo stick."),
        ("needs", "It needs something that is not at hand."),
        ("full:6", "Not chosen: the session has its 6 exercises."),
        ("enough:aerobic", "Not chosen: the session has enough aerobic work."),
        ("rule:SEL-009,squat", "Not chosen: SEL-009 says something of squat."),
        ("entry:It is {odd}.", "It is {odd}."),
        ("said:Once.", "Once."),
    ],
)
def test_parameters_are_put_into_the_words(why: str, words: str) -> None:
    assert because_words(Because.read(why), says, ENGLISH) == words


def test_words_for_purposes_doses_and_ends_of_sentences() -> None:
    quiet_end = chosen_words(Purpose.read("kind:relaxation"), str, ENGLISH)
    assert quiet_end == "Chosen because every session needs a quiet end."
    part = purpose_words(Purpose.read("part:Legs"), str, ENGLISH)
    assert part == "it is a part of the routine you asked for (Legs)"
    aim = purpose_words(Purpose.read("aim:symptom:tight_calf"), lambda node: f"Named {node}", ENGLISH)
    assert aim == "it answers this: named symptom:tight_calf"
    assert clause_words(Because.read("needs:towel"), says, ENGLISH) == "it needs towel."
    assert dose_note(by_session(PackingStep.LITTLE_TIME), ENGLISH) == "session: little time"
    assert dose_note(SetBy.read("limit:SAF-003"), ENGLISH) == "limit:SAF-003"


# Who gives a code, and who reads one


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SRC.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def _named(tree: ast.AST) -> Iterator[StrEnum]:
    """The codes that a module names."""
    enums = {enum.__name__: enum.__members__ for enum in ENUMS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            codes = enums.get(node.value.id, {})
            yield from (codes[node.attr],) if node.attr in codes else ()


OLDER = {"VerdictReason.SAID", "PickedFor.SAID", "DoseSource.SAID", "PickedFor.REST", "PackingStep.SHORTEST"}
"""The codes that only records of an older form have."""


def test_every_code_is_given_by_somebody_and_some_are_for_older_records_alone() -> None:
    giving: dict[str, set[str]] = {}
    for path, tree in _sources():
        if path == SRC / "_model" / "reason.py":
            continue
        room = "upgrading" if UPGRADING in path.parents else path.relative_to(SRC).parts[0]
        for code in _named(tree):
            giving.setdefault(f"{type(code).__name__}.{code.name}", set()).add(room)
    steps = {DoseSource.SESSION}  # `by_session` gives this code, for each step
    for code in (code for enum in (VerdictReason, PickedFor, DoseSource, PackingStep) for code in {*enum} - steps):
        name = f"{type(code).__name__}.{code.name}"
        rooms = giving.get(name, set()) - {"_words"}
        assert rooms <= {"upgrading"} if name in OLDER else rooms & {"_planning", "_model"}, code


SENTENCES = ("say", "because", "purpose", "failed", "why_not", "shortfall", "unsearched")
"""What holds words for people, or a code."""
READING = (
    "startswith", "endswith", "partition", "rpartition", "removeprefix", "removesuffix", "split", "find", "index",
)  # fmt: skip
PLACES = {"_outputs/why.py: it_or_name", "_words/record.py: without_head", "_records/redaction.py: _given_part"}
"""Functions that take off the words of an entry a name or a heading, or out of them what the plan says is lacking."""


def _is_read(node: ast.AST) -> bool:
    """Whether a piece of code looks into words."""

    def holds_words(value: ast.AST) -> bool:
        name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
        return name in SENTENCES

    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        on_words = node.func.attr in READING and holds_words(node.func.value)
        matched = node.func.attr in ("match", "fullmatch", "search", "sub", "findall")
        return on_words or ((of_re or matched) and any(map(holds_words, node.args)))
    if isinstance(node, ast.Compare):
        texts = [one for one in (node.left, *node.comparators) if isinstance(one, ast.Constant)]
        words = any(isinstance(one.value, str) and one.value for one in texts)
        return words and any(map(holds_words, (node.left, *node.comparators)))
    return False


def test_nobody_reads_words_that_another_module_wrote() -> None:
    found = set()
    for path, tree in _sources():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            if UPGRADING not in path.parents and any(map(_is_read, ast.walk(function))):
                found.add(f"{path.relative_to(SRC).as_posix()}: {function.name}")
    assert found == PLACES
