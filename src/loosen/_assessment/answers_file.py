"""Reads a file of answers: `{answers: {<question id>: value, …}}` in YAML or JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from loosen._characters import NotText, decoded
from loosen._library import Library
from loosen._library.files import read_bytes
from loosen._library.yaml_text import Text, read_text
from loosen._model.names import near
from loosen._model.reserved import NOT_THESE, OWN_PLAN, PROGRAMME
from loosen.errors import AnswersError, Fault, FaultCode

INTERVIEW = "interview"
"""The part of a saved interview that only the interview reads; without it the file is a file of answers."""
QUESTIONNAIRE = "questionnaire"
"""The part of a saved interview that tells what each question meant when it was answered."""
LIBRARY = "library"
"""The reserved name under which the digest of the library travels with the answers."""
_FORM = "An answers file looks like: answers: {age: 45, …}; `loosen questions` lists the questions."


def read_answers(path: str | Path) -> dict[str, Any]:
    """The answers in a file, by question id, not yet checked against the questions.

    A file may name under `library` the digest of the data it was made for; `recommend` then refuses it with other data.
    Raises `FileError` when the file cannot be read and `AnswersError` naming every fault with its line.
    """
    raw = read_bytes(path)
    return _answers(read_text(raw, str(path), as_json=Path(path).suffix.lower() == ".json"))


def answers_told(raw: bytes, where: str) -> dict[str, Any]:
    """The answers in bytes that do not say whether they are YAML or JSON; `where` names them in messages.

    Raises `AnswersError` naming every fault with its line.
    """
    text = read_text(raw, where, as_json=True)
    if text.faults:
        as_yaml = read_text(raw, where)
        text = text if as_yaml.faults and begins_as_json(raw) else as_yaml
    return _answers(text)


def begins_as_json(raw: bytes) -> bool:
    """Whether bytes that cannot be read were meant as JSON, so that it is its faults that are told."""
    try:
        return re.match(r'\s*\{\s*"', decoded(raw)) is not None
    except NotText:
        return False


def _answers(text: Text) -> dict[str, Any]:
    if text.faults:
        raise AnswersError(f"{text.where} cannot be used.", text.faults)
    return answers_in(text.value, text.where)


def answers_in(value: Any, where: str) -> dict[str, Any]:
    """The answers inside a file's value. Raises `AnswersError` when it has another form."""
    if value is None:
        raise AnswersError(f"{where} is empty.", [Fault(FaultCode.NO_ANSWERS, where, "holds nothing.", _FORM)])
    if not isinstance(value, dict) or not isinstance(value.get("answers"), dict):
        raise AnswersError(
            f"{where} holds no answers.", [Fault(FaultCode.NO_ANSWERS, where, "has no part called 'answers'.", _FORM)]
        )
    strange = sorted(set(value) - {"answers", LIBRARY, NOT_THESE, QUESTIONNAIRE, INTERVIEW})
    if strange:
        faults = [
            Fault(
                FaultCode.STRAY,
                where,
                f"'{key}' does not belong here.",
                f"Only 'answers', '{NOT_THESE}' and '{LIBRARY}' do.",
            )
            for key in strange
        ]
        raise AnswersError(f"{where} cannot be used.", faults)
    beside = {name: value[name] for name in (LIBRARY, NOT_THESE) if name in value}
    return {**value["answers"], **beside}


def asking_for(name: str, answers: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """The answers with the programme of this id or name asked for, whatever they asked for before.

    Raises `AnswersError` with the nearest ids when there is no such programme.
    """
    names = {OWN_PLAN: OWN_PLAN}
    for key, programme in library.programmes.items():
        names |= {key: key, programme.name.lower(): key}
    wanted = name.strip().lower()
    found = names.get(wanted) or names.get(wanted.replace(" ", "_").replace("-", "_"))
    if found is None:
        meant = dict.fromkeys(names[match] for match in near(wanted, names, most=3))
        remedy = f"Did you mean {' or '.join(meant)}?" if meant else "`loosen programmes` lists them all."
        raise AnswersError(
            "There is no such programme.", [Fault(FaultCode.UNKNOWN_ENTRY, name, "is the name of none.", remedy)]
        )
    return {**answers, PROGRAMME: found}
