"""Entries put into the words of another language, as long as these were made from the English that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from loosen.model.base import Authored
from loosen.model.knowledge import Advice
from loosen.model.language import Language, QuestionWording, Said, ScreenWording, Wording, mark_of
from loosen.model.question import Option, Question
from loosen.model.rule import Rule
from loosen.model.screen import Screen

Worded = Question | Advice | Screen | Rule
"""The kinds of entry that a language has words for."""
Entry = TypeVar("Entry", Question, Advice, Rule)


def mark_of_english(entry: Worded) -> str:
    """The mark of all that an entry says in English, which a wording remembers."""
    return mark_of(*_english(entry))


def _english(entry: Worded) -> Iterable[str | None]:
    match entry:
        case Question():
            options = (part for option in entry.options for part in (option.id, option.text, option.help))
            return entry.text, entry.help, entry.none_text, *options
        case Screen():
            return entry.title, entry.text
        case _:
            return (entry.say,)


def in_words_of(entries: Mapping[str, Entry], wordings: Mapping[str, Wording]) -> dict[str, Entry]:
    """The same entries, in other words where there are such."""
    return {key: _worded(entry, wordings.get(key)) for key, entry in entries.items()}


def screens_in_words_of(screens: Mapping[str, Screen], language: Language) -> dict[str, Screen]:
    """The same screens in another language; the answers that all lists share are always said in it."""
    shared = {"none_text": language.words.none_of_these, "not_sure": language.words.not_sure}
    worded = {key: _worded(screen, language.screens.get(key)) for key, screen in screens.items()}
    return {key: screen.model_copy(update=shared) for key, screen in worded.items()}


def _worded(entry: Any, wording: Wording | None) -> Any:
    if wording is None or wording.of != mark_of_english(entry):
        return entry
    return entry.model_copy(update=_said(entry, wording))


def _said(entry: Authored, wording: Wording) -> dict[str, Any]:
    match entry, wording:
        case Question(), QuestionWording():
            options = tuple(_option(option, wording) for option in entry.options)
            return {"text": wording.text, "help": wording.help, "none_text": wording.none_text, "options": options}
        case _, ScreenWording():
            return {"title": wording.title, "text": wording.text}
        case _, Said():
            return {"say": wording.say}
    raise TypeError(f"{type(wording).__name__} words no {type(entry).__name__}")


def _option(option: Option, wording: QuestionWording) -> Option:
    said = wording.options[option.id]
    return option.model_copy(update={"text": said.text, "help": said.help})
