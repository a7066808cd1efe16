"""The interview on a terminal: what is asked in which order and kept where, whatever the face that shows it."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from platformdirs import user_state_path

from loosen._interview import Questionnaire, not_resumed
from loosen._interview.screens import Ask, Line, alone, checked, options_of
from loosen._library import Library
from loosen._library.files import read_bytes, refusing, write_whole
from loosen._library.yaml_text import read_text
from loosen._model.plan import Recommendation
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._words.speech import Speech, speech_of
from loosen.errors import AnswersError, Fault

GO_ON = "go_on"
"""The key of the line that accepts all fields as they are."""
Note = Callable[[Mapping[str, Any]], None]
"""Keeps what is in a field before the whole page is accepted."""


class Back(Exception):
    """The person wants to go back one step."""


class Stop(Exception):
    """The person wants to stop; `ended` says that the input was at its end."""

    def __init__(self, *, ended: bool = False) -> None:
        self.ended = ended
        super().__init__("stop")


class Face(Protocol):
    """How questions are shown and answers are read. `done` is the share of the interview that is done."""

    def choose(self, shown: Ask, done: float, *, several: bool) -> list[str]:
        """The keys of the lines chosen. Raises `Back` and `Stop`."""

    def write(self, shown: Ask, done: float) -> str:
        """A number, or words of one's own. Raises `Back` and `Stop`."""

    def say(self, text: str) -> None:
        """Show a text that is no question."""


class Keeper:
    """Keeps an interview in a file, which is always whole: what was there before, or all that was answered."""

    def __init__(self, file: Path | None) -> None:
        """`file` is where the person wants it; without one it goes to a file of its own until it is over."""
        self._named = file is not None
        self.file = file or _own_file()

    def keep(self, questionnaire: Questionnaire) -> None:
        """Write what was answered so far. Raises `FileError` when the file cannot be written."""
        text = json.dumps(questionnaire.as_data(), indent=1, ensure_ascii=False) + "\n"
        with refusing("Your answers cannot be saved.", self.file, "Choose another place with --save."):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.file, text.encode())  # readable for nobody else: it is about health

    def finish(self) -> None:
        """The interview is over: a file that nobody asked for goes."""
        if not self._named:
            self.file.unlink(missing_ok=True)


def _own_file() -> Path:
    return user_state_path("loosen") / f"interview-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.json"


def resume(file: Path, library: Library) -> Questionnaire:
    """The interview in a file. Raises `FileError` when it is none, is cut off, or belongs to other questions."""
    text = read_text(read_bytes(file), str(file), as_json=True)
    if text.faults:
        raise not_resumed(str(file), "is cut off, or is no saved interview.")
    return Questionnaire.from_data(text.value, library, where=str(file))


def hold(questionnaire: Questionnaire, face: Face, keep: Callable[[Questionnaire], None]) -> Recommendation:
    """Ask until nothing is left to ask, keeping every answer as it is given. Raises `Stop`."""

    speech = speech_of(questionnaire.library.language_id)

    def note(values: Mapping[str, Any]) -> None:
        questionnaire.note(values)
        keep(questionnaire)

    while (shown := questionnaire.next()) is not None:
        try:
            questionnaire.answer(_answer(shown, face, questionnaire.progress, note, speech))
        except AnswersError as error:
            face.say("\n".join(_plainly(fault) for fault in error.faults))
        except Back:
            _back(questionnaire, face)
        keep(questionnaire)
    return questionnaire.recommendation()


def _back(questionnaire: Questionnaire, face: Face) -> None:
    try:
        questionnaire.back()
    except AnswersError as error:
        face.say(error.headline)


def _plainly(fault: Fault) -> str:
    what = f"{fault.what[:1].upper()}{fault.what[1:]}"
    return f"{what} {fault.remedy}".strip()


def _answer(shown: Ask, face: Face, done: float, note: Note, speech: Speech) -> Any:
    if shown.form == "fields":
        return _fields(shown, face, done, note, speech)
    return _one(shown, face, done)


def _one(shown: Ask, face: Face, done: float) -> Any:
    """The answer to one question, or to a list, as `Questionnaire.answer` takes it."""
    question = shown.question
    if question.is_written:
        return face.write(shown, done)
    several = shown.form == "list" or question.takes.several
    chosen = face.choose(shown, done, several=several)
    if shown.form == "list":
        return chosen
    options = [key.removeprefix(f"{question.id}.") for key in chosen]
    return options if several or len(options) != 1 else options[0]


def _fields(shown: Ask, face: Face, done: float, note: Note, speech: Speech) -> Mapping[str, Any]:
    """First what has no answer yet, one by one; then all of it, to be accepted or changed. Each is noted as given."""
    values = dict(shown.before)
    for question in shown.questions:
        while question.id not in values:
            values |= _field(shown, question, values, face, done, note, speech)
    while shown.before:
        lines = [_as_line(question, values[question.id], speech) for question in shown.questions]
        go_on = Line(GO_ON, "", GO_ON, speech("interview.go_on"))
        menu = replace(shown, form="one", lines=(go_on, *lines), before={})
        key = face.choose(menu, done, several=False)[-1]
        if key == GO_ON:
            break
        asked = next(question for question in shown.questions if question.id == key)
        with contextlib.suppress(Back):  # to the menu
            values |= _field(shown, asked, values, face, done, note, speech)
    return values


def _field(
    shown: Ask, question: Question, values: Mapping[str, Any], face: Face, done: float, note: Note, speech: Speech
) -> dict[str, Any]:
    """The answer to one field, which shows what is in it; nothing when it cannot be used, which is then said."""
    before = {name: value for name, value in values.items() if name == question.id}
    single = replace(alone(question, shown.why, speech), before=before, conflict=shown.conflict)
    value = _one(single, face, done)
    try:
        given = checked(single, value)
    except AnswersError as error:
        face.say("\n".join(_plainly(fault) for fault in error.faults))
        return {}
    note(given)
    return given


def _as_line(question: Question, value: Any, speech: Speech) -> Line:
    texts = {line.option: line.text for line in options_of(question, speech)}
    texts |= {UNKNOWN: speech("names.answer.not_sure"), NONE: question.none_text or speech("interview.nothing")}
    words = [texts.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value])]
    unit = f" {question.unit}" if question.takes.number and value != UNKNOWN else ""
    return Line(question.id, question.id, question.id, f"{question.text} {', '.join(words)}{unit}", question.help)
