"""People who fill in the pages of an interview: what they tick, choose and write, as the truth is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.interviews import truth_about

from loosen._interview.screens import Ask
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._web.views.interview import LINE, Typed


def filled(shown: Ask, truth: Mapping[str, Any]) -> dict[str, list[str]]:
    """What this person has in the fields of a page when they send it in, by name."""
    if shown.form == "list":
        return _ticked(shown, truth)
    return {question.id: _as_typed(question, truth) for question in shown.questions}


def keys_of(typed: Typed) -> list[str]:
    """The keys of the lines that are ticked in a list."""
    return [value if name == LINE else f"{name}.{value}" for name, values in typed.items() for value in values]


def value_typed(shown: Ask, typed: Typed) -> Any:
    """The same as `Questionnaire.answer` takes it in a terminal."""
    if shown.form == "list":
        return keys_of(typed)
    return {question.id: _plain(question, typed[question.id]) for question in shown.questions}


def _ticked(shown: Ask, truth: Mapping[str, Any]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for line in shown.lines:
        question = next((one for one in shown.questions if one.id == line.question), None)
        if question is None:
            continue
        told = _told(question, truth)
        if not line.option and set(told) - {NONE, UNKNOWN}:
            typed.setdefault(LINE, []).append(line.key)
        elif line.option in told:
            typed.setdefault(question.id, []).append(line.option)
    if any(_told(question, truth) == [UNKNOWN] for question in shown.questions):
        typed.setdefault(LINE, []).append(UNKNOWN)
    return typed or {LINE: [NONE]}


def _told(question: Question, truth: Mapping[str, Any]) -> list[str]:
    told = truth_about(question, truth)
    return list(told) if isinstance(told, list) else [str(told)]


def _as_typed(question: Question, truth: Mapping[str, Any]) -> list[str]:
    told = _told(question, truth)
    return [""] if question.takes.own_words and told == [NONE] else told


def _plain(question: Question, values: list[str]) -> Any:
    return values if question.takes.several else values[0] or NONE
