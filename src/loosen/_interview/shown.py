"""What every face of the interview shows alike: headings, help, what was chosen before, an answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from loosen._model.question import NONE, UNKNOWN, Question
from loosen._words.speech import Speech
from loosen.errors import Fault

from .carrying import Why
from .questionnaire import Questionnaire
from .screens import Ask, Line, options_of


def span_of(question: Question, speech: Speech) -> str:
    """The unit of a number, and from where to where it may go."""
    least, most = question.span or (0, 0)
    return speech("interview.span", unit=_unit_of(question, speech), least=least, most=most)


def _unit_of(question: Question, speech: Speech) -> str:
    """What a number counts; as it stands in its question where this language has no word of its own for it."""
    unit = question.unit or ""
    return speech.one_of("unit", unit) if f"names.unit.{unit}" in speech else unit


def above(shown: Ask) -> Iterator[str]:
    """What stands between the title and what is to be answered: what does not fit together, and what to do."""
    for text in (shown.conflict, None if is_help(shown) else shown.text):
        if text:
            yield text


def is_help(shown: Ask) -> bool:
    """Whether the text is only the help for the question, which waits until somebody asks for it."""
    return shown.text == shown.question.help and not shown.question.shows_help


def headings(shown: Ask) -> Iterator[tuple[str | None, str | None, Line]]:
    """Every line, with the text of its question where a new one begins, and its help where nobody can do without.

    Neither stands where there is only one question, or where the lines speak for themselves.
    """
    texts = {question.id: question for question in shown.questions} if shown.form == "list" and not shown.as_one else {}
    last = ""
    for line in shown.lines:
        question = texts.get(line.question) if line.question != last else None
        last = line.question
        help_text = question.help if question and question.shows_help else None
        yield (question.text if question else None), help_text, line


def chosen_before(shown: Ask) -> set[str]:
    """The keys of the lines that earlier answers chose."""
    found = set()
    for name, value in shown.before.items():
        options = value if isinstance(value, list) else [value]
        found |= {f"{name}.{option}" for option in options} | ({name} if options != [NONE] else set())
        if len(shown.questions) == 1:
            found |= {str(option) for option in options if option in (NONE, UNKNOWN)}
    return found


def help_for(shown: Ask) -> str:
    """Why this is asked, and all help there is beyond what is shown with it anyway."""
    lines = [shown.why]
    if shown.text and is_help(shown):
        lines.append(shown.text)
    if shown.form != "one":
        lines += [f"{question.text} {question.help}" for question in shown.questions if question.help]
    lines += [f"{line.text}: {line.help}" for line in shown.lines if line.help]
    return "\n".join(lines)


def help_here(shown: Ask, line: Line) -> str:
    """Why this is asked, and the help for the question that a line belongs to; its own help stands beside it."""
    own = next((question for question in shown.questions if question.id == line.question), None)
    if shown.text and is_help(shown):
        return f"{shown.why}\n{shown.text}"
    asks = shown.form == "list" and own is not None and own.help is not None
    return f"{shown.why}\n{own.text} {own.help}" if asks and own else shown.why


def value_of(shown: Ask, keys: Sequence[str]) -> Any:
    """The lines that were chosen, as `Questionnaire.answer` takes them."""
    if shown.form == "list":
        return list(keys)
    options = [key.removeprefix(f"{shown.question.id}.") for key in keys]
    return options if shown.question.takes.several or len(options) != 1 else options[0]


def answer_words(question: Question, value: Any, speech: Speech) -> str:
    """An answer in the words of its question, a number with its unit."""
    texts = {line.option: line.text for line in options_of(question, speech)}
    texts |= {UNKNOWN: speech("names.answer.not_sure"), NONE: question.none_text or speech("interview.nothing")}
    words = [texts.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value])]
    unit = f" {_unit_of(question, speech)}" if question.takes.number and value != UNKNOWN else ""
    return f"{', '.join(words)}{unit}"


def plainly(fault: Fault) -> str:
    """What is wrong with an answer and what to do, as sentences."""
    what = f"{fault.what[:1].upper()}{fault.what[1:]}"
    return f"{what} {fault.remedy}".strip()


def asked_anew_words(questionnaire: Questionnaire, speech: Speech) -> Iterator[str]:
    """Which answers of an older questionnaire are not kept, and why, line by line."""
    questions, by_why = questionnaire.library.questions, dict[Why, list[str]]()
    for name, why in questionnaire.asked_anew.items():
        asked = questions[name].text if name in questions else name.replace("_", " ")
        by_why.setdefault(why, []).append(speech("handout.quoted", name=asked))
    yield speech("interview.carried", kept=len(questionnaire.answers))
    for why, names in by_why.items():
        yield f"- {speech.one_of('asked_anew', why)}: {', '.join(names)}"
