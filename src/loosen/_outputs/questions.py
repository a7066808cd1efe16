"""The list of questions, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loosen._library import Library
from loosen._model.language import AnswerWords
from loosen._model.question import LONGEST_TEXT, NONE, UNKNOWN, Question
from loosen._model.when import Always
from loosen._words.conditions import condition_words
from loosen._words.speech import Speech, speech_of

from .document import Block, to_json, to_text


def questions_as(library: Library, form: str, *, width: int) -> str:
    """Every question in the order asked, as `text` or `json`.

    JSON: `{library, questions: [{id, section, text, help, type, options: [{id, text, help, exclusive}], unit, minimum,
    maximum, safety, default, asked_when, asked_if}]}`, and `language` after `library` where it is not English.
    `asked_when` is the condition in words, `asked_if` the same as data (null: always). `unknown` answers every
    question, and is listed among the options where there are options and none of them says the same.
    """
    speech = speech_of(library.language_id)
    if form == "json":
        head = {"library": library.digest} | ({"language": library.language.id} if library.language else {})
        entries = [as_data(question, library.answer_words, speech) for question in library.questions_in_order]
        return to_json({**head, "questions": entries})
    words = library.answer_words
    blocks = [block for question in library.questions_in_order for block in _blocks(question, words, speech)]
    return to_text(blocks, width)


def as_data(question: Question, words: AnswerWords, speech: Speech) -> dict[str, Any]:
    """One question as plain data; `words` are those of yes, no and not sure."""
    always = isinstance(question.ask_when, Always)
    return {
        "id": question.id, "section": question.section, "text": question.text, "help": question.help,
        "type": question.type, "options": list(_options(question, words)), "unit": question.unit,
        "minimum": question.minimum, "maximum": question.maximum, "safety": question.safety,
        "default": question.default, "asked_when": condition_words(question.ask_when, speech),
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


def _blocks(question: Question, words: AnswerWords, speech: Speech) -> Iterator[Block]:
    yield Block("subheading", (f"{question.id} ({_kind(question, speech)})",))
    yield Block("text", (question.text,))
    if question.help:
        yield Block("text", (question.help,))
    if options := tuple(
        f"{option['id']}: {with_help(option['text'], option['help'])}" for option in _options(question, words)
    ):
        yield Block("list", options)
    if not isinstance(question.ask_when, Always):
        yield Block("text", (speech("commands.asked_when", condition=condition_words(question.ask_when, speech)),))


def with_help(text: str, help_text: str | None) -> str:
    """An option's text, and its help after it."""
    return f"{text} ({help_text})" if help_text else text


def _kind(question: Question, speech: Speech) -> str:
    """What may be answered, and what counts where nothing is."""
    if question.takes.number:
        unit, least, most = question.unit or "", question.minimum or 0, question.maximum or 0
        kind = speech("commands.whole_number", unit=unit, least=least, most=most)
    elif question.takes.own_words:
        kind = speech("commands.own_words", most=LONGEST_TEXT)
    else:
        kind = speech.one_of("options", question.type)
    if question.safety:
        return f"{kind}; {speech('commands.must_be_answered')}"
    default = question.default
    shown = ", ".join(default) or NONE if isinstance(default, tuple) else default
    return f"{kind}; {speech('commands.left_out', default=str(shown))}"
