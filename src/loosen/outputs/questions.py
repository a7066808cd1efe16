"""The list of questions, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from loosen.library import Library
from loosen.model.language import AnswerWords
from loosen.model.question import LONGEST_TEXT, NONE, UNKNOWN, Question, TypeName
from loosen.model.when import Always
from loosen.words.conditions import condition_words

from .document import Block, to_text

TYPES_IN_WORDS: Mapping[TypeName, str] = {
    "yes_no": "yes or no", "choice": "one of these", "choices": "any of these", "number": "whole number",
    "text": f"your own words, at most {LONGEST_TEXT:,} characters",
}  # fmt: skip


def questions_as(library: Library, form: str, *, width: int) -> str:
    """Every question in the order asked, as `text` or `json`.

    JSON: `{library, questions: [{id, section, text, help, type, options: [{id, text, help, exclusive}], unit, minimum,
    maximum, safety, default, asked_when, asked_if}]}`, and `language` after `library` where it is not English.
    `asked_when` is the condition in words, `asked_if` the same as data (null: always). `unknown` answers every
    question, and is listed among the options where there are options and none of them says the same.
    """
    if form == "json":
        head = {"library": library.digest} | ({"language": library.language.id} if library.language else {})
        entries = [as_data(question, library.answer_words) for question in library.questions_in_order]
        return json.dumps({**head, "questions": entries}, indent=2, ensure_ascii=False) + "\n"
    blocks = [block for question in library.questions_in_order for block in _blocks(question, library.answer_words)]
    return to_text(blocks, width)


def as_data(question: Question, words: AnswerWords) -> dict[str, Any]:
    """One question as plain data; `words` are those of yes, no and not sure."""
    always = isinstance(question.ask_when, Always)
    return {
        "id": question.id, "section": question.section, "text": question.text, "help": question.help,
        "type": question.type, "options": list(_options(question, words)), "unit": question.unit,
        "minimum": question.minimum, "maximum": question.maximum, "safety": question.safety,
        "default": question.default, "asked_when": condition_words(question.ask_when),
        "asked_if": None if always else question.ask_when.model_dump(mode="json", by_alias=True, exclude_none=True),
    }  # fmt: skip


def _options(question: Question, words: AnswerWords) -> Iterator[dict[str, Any]]:
    if question.is_written:
        return
    for name in question.takes.options:
        yield {"id": name, "text": getattr(words, name), "help": None, "exclusive": True}
    for option in question.options:
        yield {"id": option.id, "text": option.text, "help": option.help, "exclusive": not question.takes.several}
    if question.takes.several:
        yield {"id": NONE, "text": question.none_text, "help": None, "exclusive": True}
    if question.unknown_is is None:
        yield {"id": UNKNOWN, "text": words.not_sure, "help": None, "exclusive": True}


def _blocks(question: Question, words: AnswerWords) -> Iterator[Block]:
    yield Block("subheading", (f"{question.id} ({_kind(question)})",))
    yield Block("text", (question.text,))
    if question.help:
        yield Block("text", (question.help,))
    if options := tuple(
        f"{option['id']}: {with_help(option['text'], option['help'])}" for option in _options(question, words)
    ):
        yield Block("list", options)
    if not isinstance(question.ask_when, Always):
        yield Block("text", (f"Asked when {condition_words(question.ask_when)}.",))


def with_help(text: str, help_text: str | None) -> str:
    """An option's text, and its help after it."""
    return f"{text} ({help_text})" if help_text else text


def _kind(question: Question) -> str:
    span = f" of {question.unit}, {question.minimum} to {question.maximum}" if question.takes.number else ""
    default = question.default
    shown = ", ".join(default) or NONE if isinstance(default, tuple) else default
    return f"{TYPES_IN_WORDS[question.type]}{span}; " + (
        "must be answered" if question.safety else f"left out: {shown}"
    )
