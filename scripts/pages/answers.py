"""The form of answers, as a JSON schema for editors and as a type for type checkers; both from the questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loosen._assessment.answers_file import INTERVIEW, LIBRARY, QUESTIONNAIRE
from loosen._assessment.as_given import NOT_APPLICABLE
from loosen._library import Library
from loosen._model.question import LONGEST_TEXT, NONE, UNKNOWN, Question
from loosen._model.reserved import NOT_THESE

NO_ANSWER = (UNKNOWN, NOT_APPLICABLE)


def schema(library: Library) -> dict[str, Any]:
    """The JSON schema of a file of answers; `$defs/answers` is that of the answers alone."""
    questions = {question.id: _schema_of(question) for question in library.questions_in_order}
    answers = {"type": "object", "properties": questions, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"answers": answers, "exercise": {"enum": sorted(library.exercises)}},
        "title": "Answers",
        "description": "A file of answers. A question that is left out, or null, counts as not answered.",
        "type": "object",
        "properties": {
            "answers": {"$ref": "#/$defs/answers"},
            NOT_THESE: {
                "description": "Exercises that are ruled out.",
                "anyOf": [*_ruled_out(), {"type": "null"}],
            },
            LIBRARY: {"type": "string", "description": "The digest of the library that the answers were given to."},
            QUESTIONNAIRE: {"type": "object", "description": "What each question meant when it was answered."},
            INTERVIEW: {
                "type": "object",
                "description": "Where a saved interview stands; only the interview reads it.",
            },
        },
        "required": ["answers"],
        "additionalProperties": False,
    }


def _ruled_out() -> Iterator[dict[str, Any]]:
    exercise, because = {"$ref": "#/$defs/exercise"}, {"type": "string", "maxLength": LONGEST_TEXT}
    fields = {name: {"anyOf": [one, {"type": "null"}]} for name, one in (("because", because), ("instead", exercise))}
    chosen = {"type": "object", "properties": fields, "additionalProperties": False}
    yield exercise
    yield {"type": "array", "items": exercise}
    each = {"anyOf": [because, chosen, {"type": "null"}]}
    yield {"type": "object", "propertyNames": exercise, "additionalProperties": each}


def _schema_of(question: Question) -> dict[str, Any]:
    return {"description": _described(question), "anyOf": [*_forms(question), {"type": "null"}]}


def _described(question: Question) -> str:
    return " ".join(part for part in (question.text, question.help) if part)


def _forms(question: Question) -> Iterator[dict[str, Any]]:
    if question.takes.own_words:
        yield {"type": "string", "maxLength": LONGEST_TEXT}
    elif question.takes.number:
        yield {"type": "integer", "minimum": question.minimum, "maximum": question.maximum}
        yield {"enum": list(NO_ANSWER)}
    elif question.takes.several:
        options = [*question.option_ids, NONE, UNKNOWN]
        yield {"enum": [*options, NOT_APPLICABLE]}
        yield {"type": "array", "items": {"enum": options}, "minItems": 1}
    else:
        yield {"enum": [*question.option_ids, *NO_ANSWER]}
        yield {"type": "array", "items": {"enum": [*question.option_ids, UNKNOWN]}, "minItems": 1, "maxItems": 1}
        if {"yes", "no"} <= set(question.option_ids):
            yield {"type": "boolean"}


def typed(library: Library) -> str:
    """The module with the type `Answers`."""
    lines = [
        '"""What may be answered, as a type: written by scripts/docs.py from the questions, never by hand."""',
        "",
        "# ruff: noqa: E501",
        "# fmt: off",
        "from __future__ import annotations",
        "",
        "from collections.abc import Collection, Mapping",
        "from typing import Literal, TypedDict",
        "",
        "",
        "class Answers(TypedDict, total=False):",
        '    """Answers by the ids of their questions, as `recommend` takes them.',
        "",
        "    A question may be left out, or None, when no answer to it could change the outcome; `unknown` counts the",
        "    careful way. Which questions there are is the same for every library that only words them otherwise.",
        '    """',
        "",
    ]
    for question in library.questions_in_order:
        lines += [f"    {question.id}: {_type_of(question)} | None", f'    """{_doc(question)}"""']
    lines += [f"    {NOT_THESE}: str | Collection[str] | Mapping[str, str | Mapping[str, str] | None] | None"]
    lines += ['    """Exercises that are ruled out, or each with why, or with `because` and `instead`."""']
    return "\n".join(
        [*lines, f"    {LIBRARY}: str", '    """The digest of the library that the answers were given to."""', ""]
    )


def _doc(question: Question) -> str:
    span = f" {question.minimum} to {question.maximum} {question.unit}." if question.takes.number else ""
    return f"{question.text}{span}".replace("\\", "\\\\").replace('"', '\\"')


def _type_of(question: Question) -> str:
    if question.takes.own_words:
        return "str"
    if question.takes.number:
        return f"int | {_literal(NO_ANSWER)}"
    if question.takes.several:
        options = (*question.option_ids, NONE, UNKNOWN)
        return f"{_literal((*options, NOT_APPLICABLE))} | Collection[{_literal(options)}]"
    yes_or_no = " | bool" if {"yes", "no"} <= set(question.option_ids) else ""
    return _literal((*question.option_ids, *NO_ANSWER)) + yes_or_no


def _literal(values: tuple[str, ...]) -> str:
    quoted = (f'"{value}"' for value in dict.fromkeys(values))
    return f"Literal[{', '.join(quoted)}]"
