"""What both faces of the interview show alike: how far it is, headings, help, what was chosen before."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._interview.screens import Ask, Line
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._words.speech import Speech

from . import keys
from .hold import Back, PlanNow, Stop


def bar(done: float, speech: Speech) -> str:
    """How much of the interview is done."""
    return speech("interview.done", percent=round(100 * done))


def keys_of(shown: Ask, speech: Speech) -> str:
    """The keys that do the same everywhere; one more of them once the plan can be made."""
    return speech("interview.keys_when_ready" if shown.ready else "interview.keys")


def asks_for_help(line: str, shown: Ask, speech: Speech) -> bool:
    """Whether a written line asks for help. Raises `Back`, `Stop` and `PlanNow` for one that wants that."""
    match _command_in(line, shown, speech):
        case keys.BACK:
            raise Back
        case keys.STOP:
            raise Stop
        case keys.PLAN:
            raise PlanNow
        case found:
            return found is not None


def _command_in(line: str, shown: Ask, speech: Speech) -> str | None:
    """The key that a line is, or that it calls by the word which the prompt has for it.

    Among words of one's own such a word may be all that somebody has to say, so there the key alone counts.
    """
    folded = line.strip().casefold()
    for told in keys_of(shown, speech).casefold().split(", "):
        key, _, word = told.partition(" ")
        if folded == key or (not shown.question.takes.own_words and folded in (word, word.partition(" ")[0])):
            return key
    return None


def span_of(question: Question, speech: Speech) -> str:
    """The unit of a number, and from where to where it may go."""
    unit, least, most = question.unit or "", question.minimum or 0, question.maximum or 0
    return speech("interview.span", unit=unit, least=least, most=most)


def above(shown: Ask) -> Iterator[str]:
    """What stands between the title and what is to be answered: what does not fit together, and what to do."""
    for text in (shown.conflict, None if _is_help(shown) else shown.text):
        if text:
            yield text


def _is_help(shown: Ask) -> bool:
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
    if shown.text and _is_help(shown):
        lines.append(shown.text)
    if shown.form != "one":
        lines += [f"{question.text} {question.help}" for question in shown.questions if question.help]
    lines += [f"{line.text}: {line.help}" for line in shown.lines if line.help]
    return "\n".join(lines)


def help_here(shown: Ask, line: Line) -> str:
    """Why this is asked, and the help for the question that a line belongs to; its own help stands beside it."""
    own = next((question for question in shown.questions if question.id == line.question), None)
    if shown.text and _is_help(shown):
        return f"{shown.why}\n{shown.text}"
    asks = shown.form == "list" and own is not None and own.help is not None
    return f"{shown.why}\n{own.text} {own.help}" if asks and own else shown.why
