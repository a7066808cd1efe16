"""The screens of an interview as they are shown: which lines a list has, and what ticking them answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from loosen._assessment.as_given import as_meant, plain_answers, plain_value, repeated
from loosen._assessment.stages.intake import faults_of
from loosen._characters import narrow
from loosen._library import Library
from loosen._model.question import NONE, UNKNOWN, Question
from loosen._model.screen import Form, Screen
from loosen._words.speech import Speech, speech_of
from loosen.errors import AnswersError, Fault, FaultCode


class Line(NamedTuple):
    """One line of a list: `key` is what to answer to tick it (`<question>.<option>`), or `none` or `unknown`.

    A line without an option stands for a whole question, which is asked by itself when the line is ticked.
    """

    key: str
    question: str
    option: str
    text: str
    help: str | None = None


@dataclass(frozen=True)
class Ask:
    """What to ask next.

    `form` says how: `one` question; a `list` of `lines` to tick, under the texts of their questions; or `fields`, one
    for each question. `before` holds what is already there for a question: the answer that it had before or, in fields,
    its default. `why` says in one sentence why it is asked. `conflict` tells which earlier answers do not fit together.
    `ready` and `refines` say what may wait.
    """

    id: str
    """The id of the screen."""
    form: Form
    """How it is asked."""
    title: str
    """What stands on top; for `one` its question."""
    text: str | None
    """What helps to answer."""
    questions: tuple[Question, ...]
    """The questions: each with its `id`, `text`, `type`, `options`, `unit`, `minimum` and `maximum`."""
    lines: tuple[Line, ...]
    """The lines to tick, each with the `key` to answer, its `text` and its `help`; empty for `fields`."""
    before: Mapping[str, Any]
    """What is there already, by question."""
    why: str
    """Why it is asked."""
    quiet: Mapping[str, str]
    """The answer of each question that tells of nothing, where the screen says one."""
    as_one: bool = False
    """Whether the lines of a list speak for themselves, without the texts of their questions."""
    conflict: str | None = None
    """What does not fit together; None where nothing was asked before."""
    ready: bool = False
    """Whether the plan can be made now, without an answer to this."""
    refines: bool = False
    """Whether the first plan is made without this, as a rule."""

    @property
    def question(self) -> Question:
        """The first question; the only one where the form is `one`."""
        return self.questions[0]


def ask(
    screen: Screen, names: Iterable[str], before: Mapping[str, Any], why: str, library: Library, *,
    conflict: str | None = None,
) -> Ask:  # fmt: skip
    """A screen with those of its questions that are to be asked now."""
    questions = tuple(library.questions[name] for name in names)
    form: Form = "one" if len(questions) == 1 and screen.form == "fields" else screen.form
    single, speech = form == "one", speech_of(library.language_id)
    return Ask(
        id=screen.id,
        form=form,
        title=questions[0].text if single else screen.title,
        text=questions[0].help if single else screen.text,
        questions=questions,
        lines=tuple(_lines(questions, screen, speech, None if single else library)) if form != "fields" else (),
        before=_there(questions, before, filled_in=screen.form == "fields"),
        why=why,
        quiet=screen.quiet,
        as_one=screen.as_one,
        conflict=conflict,
        refines=screen.refines,
    )


def screen_of(question: Question, speech: Speech) -> Screen:
    """A screen for one question."""
    return Screen(
        id=question.id, order=question.order, form="one", title=question.text, questions=(question.id,),
        none_text=speech("names.answer.none_of_these"), not_sure=speech("names.answer.not_sure"),
    )  # fmt: skip


def alone(question: Question, why: str, speech: Speech) -> Ask:
    """One question by itself, with nothing there yet."""
    screen = screen_of(question, speech)
    return Ask(
        id=question.id, form="one", title=question.text, text=question.help, questions=(question,),
        lines=tuple(_lines((question,), screen, speech, None)), before={}, why=why, quiet={},
    )  # fmt: skip


def checked(shown: Ask, value: Any) -> dict[str, Any]:
    """The answers that a value gives to what is shown. Raises `AnswersError` when one of them is not possible."""
    given = read(shown, value).answers
    faults = [fault for question in shown.questions for fault in faults_of(given[question.id], question)]
    if faults:
        raise AnswersError("That is no answer here.", faults)
    return given


def _there(questions: Iterable[Question], before: Mapping[str, Any], *, filled_in: bool) -> dict[str, Any]:
    """What is already there: earlier answers and, where fields are filled in by us, defaults."""
    there = {q.id: offered(q) for q in questions if filled_in and q.default is not None}
    return there | {q.id: before[q.id] for q in questions if q.id in before}


def offered(question: Question) -> Any:
    """What we would take for a question that has a default, as a file of answers would hold it."""
    return list(question.default) or NONE if isinstance(question.default, tuple) else question.default


def options_of(question: Question, speech: Speech) -> Iterator[Line]:
    """Every option of a question as a line, without "none" and "not sure"; `speech` says yes and no."""
    yield from (_line(question, name, speech.one_of("answer", name)) for name in question.takes.options)
    for option in question.options:
        yield _line(question, option.id, option.text, option.help)


def _line(question: Question, option: str, text: str, help_text: str | None = None) -> Line:
    return Line(f"{question.id}.{option}", question.id, option, text, help_text)


def _lines(questions: Sequence[Question], screen: Screen, speech: Speech, library: Library | None) -> Iterator[Line]:
    """The lines of a list; without a library, which knows what rules can tell apart, those of a single question."""
    single = library is None
    for question in questions:
        if question.id in screen.short:
            yield Line(question.id, question.id, "", screen.short[question.id], question.help)
            continue
        lines = options_of(question, speech) if library is None else _to_tick(question, screen, speech, library)
        yield from (_for_itself(line, question) for line in lines) if screen.as_one else lines
    if questions[0].is_written:
        return
    if not single or questions[0].takes.several:
        none_text = questions[0].none_text if len(questions) == 1 else screen.none_text
        yield Line(NONE, "", NONE, none_text or screen.none_text)
    if not single or questions[0].unknown_is is None:
        yield Line(UNKNOWN, "", UNKNOWN, screen.not_sure)


def _for_itself(line: Line, question: Question) -> Line:
    """The line of a list without headings; "yes" says nothing there, so the question stands for it."""
    return line._replace(text=question.text, help=question.help) if question.takes.options else line


def _to_tick(question: Question, screen: Screen, speech: Speech, library: Library) -> Iterator[Line]:
    """The options that something can tell from "none of these"."""
    if question.takes.quiet is not None:
        yield from (line for line in options_of(question, speech) if line.option != question.takes.quiet)
    else:
        quiet = screen.quiet[question.id]
        yield from (line for line in options_of(question, speech) if library.tells(question.id, line.option, quiet))


class Given(NamedTuple):
    """What was answered: answers by question, and the questions of a list that are to be asked by themselves."""

    answers: dict[str, Any]
    unsure: tuple[str, ...] = ()


def read(shown: Ask, value: Any) -> Given:
    """An answer to what was shown. Raises `AnswersError` when it cannot be one; whether it is a good one is not judged.

    `value` is what an answers file would hold (for one question), the keys of the lines ticked (for a list), or a
    mapping from questions to answers. Of a mapping, what is left out of a list counts as "none of these", and what is
    left out of fields as what is already there.
    """
    if isinstance(value, Mapping):
        return Given(_of_mapping(shown, plain_answers(value)))
    value = plain_value(value)
    if shown.form == "list":
        return _of_list(shown, [value] if isinstance(value, str) else value)
    if shown.form == "fields":
        raise _unusable(shown, "takes an answer for each question.", "Give a mapping from questions to answers.")
    question = shown.question
    return Given({question.id: _plain(value, question)})


def _of_mapping(shown: Ask, value: Mapping[str, Any]) -> dict[str, Any]:
    asked = [question.id for question in shown.questions]
    if stray := [str(name) for name in value if name not in asked]:
        raise _unusable(shown, f"does not ask for {', '.join(stray)}.", f"It asks for: {', '.join(asked)}.")
    given = {}
    for question in shown.questions:
        if question.id in value:
            given[question.id] = _plain(value[question.id], question)
        elif shown.form == "list":
            given[question.id] = _quiet(question, shown)
        elif question.id in shown.before:
            given[question.id] = shown.before[question.id]
        else:
            raise AnswersError(
                "An answer is missing.",
                [Fault(FaultCode.MISSING_ANSWER, question.id, "is not answered.", question.text)],
            )
    return given


def _of_list(shown: Ask, value: Any) -> Given:
    if not isinstance(value, (list, tuple, set, frozenset)) or not all(isinstance(key, str) for key in value):
        raise _unusable(shown, f"takes lines to tick, and {repeated(value)} is none.", _offer(shown))
    keys = {_full_key(key, shown) for key in value}
    options = {question.id: [line.option for line in shown.lines if line.key in keys and line.question == question.id]
               for question in shown.questions}  # fmt: skip
    unsure, none = UNKNOWN in keys, NONE in keys
    given: dict[str, Any] = {}
    for question in shown.questions:
        ticked = options[question.id]
        if "" in ticked:  # a line for the whole question, which is asked by itself
            continue
        if question.takes.several and ticked:
            given[question.id] = [*ticked, *([UNKNOWN] if unsure else []), *([NONE] if none else [])]
        elif len(ticked) > 1:
            what = "takes one answer, and several are ticked."
            raise AnswersError(
                "Two answers where one is asked.", [Fault(FaultCode.NOT_AN_ANSWER, question.id, what, question.text)]
            )
        elif ticked:
            given[question.id] = ticked[0]
        elif not unsure:
            given[question.id] = _quiet(question, shown)
    left = tuple(question.id for question in shown.questions if question.id not in given)
    if len(shown.questions) == 1 and unsure and left:  # one question alone has "not sure" for an answer
        return Given({left[0]: UNKNOWN})
    return Given(given, left)


def _full_key(key: str, shown: Ask) -> str:
    """The key of a line; the option alone will do where only one line has it."""
    meant = narrow(key).strip().casefold()
    found = [line.key for line in shown.lines if meant in (line.key, line.option)]
    if len(found) == 1:
        return found[0]
    raise _unusable(shown, f"has {'several lines' if found else 'no line'} {repeated(key)}.", _offer(shown))


def _offer(shown: Ask) -> str:
    return f"Choose from: {', '.join(line.key for line in shown.lines)}."


def _quiet(question: Question, shown: Ask) -> Any:
    return question.takes.quiet or shown.quiet[question.id]


def _plain(value: Any, question: Question) -> Any:
    """A value as a file would hold it; an option may come with its question before it."""
    if question.takes.own_words:
        return as_meant(value, question)
    if isinstance(value, (tuple, set, frozenset, list)):
        return [_plain(item, question) for item in (value if isinstance(value, (tuple, list)) else sorted(value))]
    if not isinstance(value, str):
        return value
    return as_meant(value.strip().removeprefix(f"{question.id}."), question)


def _unusable(shown: Ask, what: str, remedy: str) -> AnswersError:
    return AnswersError("That is no answer here.", [Fault(FaultCode.NOT_AN_ANSWER, shown.id, what, remedy)])
