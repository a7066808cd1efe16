"""The interview on a terminal: what is asked in which order, whatever the face that shows it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from loosen._interview import Questionnaire
from loosen._interview.screens import Ask, Line, alone, checked, offered
from loosen._interview.shown import answer_words, plainly, value_of
from loosen._model.plan import Recommendation
from loosen._model.question import Question
from loosen._words.speech import Speech, speech_of
from loosen.errors import AnswersError

GO_ON = "go_on"
"""The key of the line that accepts all fields as they are."""
PLAN_NOW = "plan_now"
"""The key of the line that asks for the plan without what is still to be asked."""
CHANGE = "change"
"""The key of the line that leads to the answers given so far, to change one."""
APART = (PLAN_NOW, CHANGE)
"""The keys of lines that are no answer, and so are never ticked."""
Note = Callable[[Mapping[str, Any]], None]
"""Keeps what is in a field before the whole page is accepted."""


class Back(Exception):
    """The person wants to go back one step."""


class Stop(Exception):
    """The person wants to stop; `ended` says that the input was at its end."""

    def __init__(self, *, ended: bool = False) -> None:
        self.ended = ended
        super().__init__("stop")


class PlanNow(Exception):
    """The person wants the plan now; `value` is what they answered all the same, None for nothing."""

    def __init__(self, value: Any = None) -> None:
        self.value = value
        super().__init__("plan now")


class Change(Exception):
    """The person wants to change an answer."""


class Face(Protocol):
    """How questions are shown and answers are read. `done` is the share of the interview that is done.

    Where what is asked is `ready`, the plan can be asked for instead of an answer.
    """

    def choose(self, shown: Ask, done: float, *, several: bool) -> list[str]:
        """The keys of the lines chosen. Raises `Back`, `Stop` and `PlanNow`."""

    def write(self, shown: Ask, done: float) -> str:
        """A number, or words of one's own. Raises `Back`, `Stop` and `PlanNow`."""

    def say(self, text: str) -> None:
        """Show a text that is no question."""


def hold(
    questionnaire: Questionnaire,
    face: Face,
    keep: Callable[[Questionnaire], None],
    *,
    refining: bool = False,
    enough: bool = False,
) -> Recommendation:
    """Ask until nothing is left to ask or the person wants the plan, keeping every answer as it is given.

    Where the rest only refines a plan, the person is asked once which of the two it shall be; not when `refining`
    already. With `enough` nothing more is asked than what a plan cannot be made without. Raises `Stop`.
    """
    speech, is_offered = speech_of(questionnaire.library.language_id), refining

    def note(values: Mapping[str, Any]) -> None:
        questionnaire.note(values)
        keep(questionnaire)

    while (shown := questionnaire.next()) is not None and not (enough and shown.ready):
        try:
            if shown.refines and not is_offered:
                _offer(face, questionnaire.progress, speech)
                is_offered = True
            questionnaire.answer(_answer(shown, face, questionnaire.progress, note, speech))
        except AnswersError as error:
            face.say("\n".join(plainly(fault) for fault in error.faults))
        except Back:
            _back(questionnaire, face)
        except Change:
            change_answer(questionnaire, face)
        except PlanNow as now:
            if _is_taken(now.value, questionnaire, face):
                break
        finally:
            keep(questionnaire)
    return questionnaire.recommendation()


def _offer(face: Face, done: float, speech: Speech) -> None:
    """Ask whether this is enough for a first plan. Raises `PlanNow` when it is, and `Change`."""
    now = Line(PLAN_NOW, "", PLAN_NOW, speech("interview.plan_now"))
    more = Line(GO_ON, "", GO_ON, speech("interview.answer_more"))
    asked = replace(
        asking("enough", speech("interview.enough"), speech("interview.enough_why"), (now, more, _change(speech))),
        ready=True,
    )
    while (key := face.choose(asked, done, several=False)[-1]) != GO_ON:
        if key == PLAN_NOW:
            raise PlanNow
        if key == CHANGE:
            raise Change


def _change(speech: Speech) -> Line:
    return Line(CHANGE, "", CHANGE, speech("interview.change_answer"))


def change_answer(questionnaire: Questionnaire, face: Face) -> bool:
    """Let the person go to any answer and change it; whether one was changed. Raises `Stop`.

    A sign is taken back only by somebody who says that it was a mistake.
    """
    with contextlib.suppress(Back):
        while (name := _which(questionnaire, face)) is not None:
            with contextlib.suppress(Back):  # to the answers
                if _changed(name, questionnaire, face):
                    return True
    return False


def _which(questionnaire: Questionnaire, face: Face) -> str | None:
    """The question whose answer is to be changed; None for none. Raises `Back` and `Stop`."""
    speech, answers = speech_of(questionnaire.library.language_id), questionnaire.answers
    given = [question for question in questionnaire.library.questions_in_order if question.id in answers]
    lines = [Line(GO_ON, "", GO_ON, speech("interview.change_none"))]
    lines += [_as_line(question, answers[question.id], speech) for question in given]
    asked = asking("answers", speech("interview.your_answers"), speech("interview.which_answer"), lines)
    while (key := face.choose(asked, questionnaire.progress, several=False)[-1]) != GO_ON:
        if key in answers:
            return key
        face.say(speech("interview.plain.give_a_number"))
    return None


def _changed(name: str, questionnaire: Questionnaire, face: Face) -> bool:
    """Whether one answer was changed. Raises `Back` and `Stop`."""
    before, speech = questionnaire.answers[name], speech_of(questionnaire.library.language_id)
    shown = replace(questionnaire.answered(name), why=speech("interview.your_answer_before"))
    try:
        value = checked(shown, _one(shown, face, questionnaire.progress, speech))[name]
        if value == before:
            return False
        signs = questionnaire.taken_back(name, value)
        if signs and not _by_mistake([sign.words for sign in signs], questionnaire, face, speech):
            return False
        questionnaire.change(name, value)
    except AnswersError as error:
        face.say("\n".join(plainly(fault) for fault in error.faults))
        return False
    return True


def _by_mistake(signs: Sequence[str], questionnaire: Questionnaire, face: Face, speech: Speech) -> bool:
    """Whether the person says that they told of these signs by mistake; until then they count."""
    told = ", ".join(speech("handout.quoted", name=sign) for sign in signs)
    lines = (
        Line("no", "", "no", speech("interview.no_mistake")),
        Line("yes", "", "yes", speech("interview.a_mistake")),
    )
    asked = asking("mistake", speech("interview.by_mistake", signs=told), speech("interview.counts_until"), lines)
    return face.choose(asked, questionnaire.progress, several=False)[-1] == "yes"


def asking(name: str, title: str, text: str, lines: Sequence[Line]) -> Ask:
    """Something that is asked beside the interview: one of these lines."""
    question = Question.model_construct(id=name, text=title, type="choice", help=None, shows_help=False)
    return Ask(
        id=name, form="one", title=title, text=text, questions=(question,), lines=tuple(lines), before={}, why=text,
        quiet={},
    )  # fmt: skip


def _is_taken(value: Any, questionnaire: Questionnaire, face: Face) -> bool:
    """Whether the plan can be made: what was answered beside asking for it can be used, and opens nothing."""
    try:
        if value is not None:
            questionnaire.answer(value)
    except AnswersError as error:
        face.say("\n".join(plainly(fault) for fault in error.faults))
        return False
    return questionnaire.ready


def _back(questionnaire: Questionnaire, face: Face) -> None:
    try:
        questionnaire.back()
    except AnswersError as error:
        face.say(error.headline)


def _answer(shown: Ask, face: Face, done: float, note: Note, speech: Speech) -> Any:
    if shown.form == "fields":
        return _fields(shown, face, done, note, speech)
    return _one(shown, face, done, speech)


def _one(shown: Ask, face: Face, done: float, speech: Speech) -> Any:
    """The answer to one question, or to a list, as `Questionnaire.answer` takes it."""
    question = shown.question
    if question.is_written:
        return face.write(shown, done)
    several = shown.form == "list" or question.takes.several
    chosen = face.choose(_with_plan(shown, speech), done, several=several)
    if CHANGE in chosen:
        raise Change
    if PLAN_NOW in chosen:
        chosen = [key for key in chosen if key != PLAN_NOW]
        raise PlanNow(value_of(shown, chosen) if chosen else None)
    return value_of(shown, chosen)


def _with_plan(shown: Ask, speech: Speech) -> Ask:
    """The same with a line that asks for the plan, where it can be made, and one that leads back to the answers."""
    if not shown.ready:
        return shown
    now = Line(PLAN_NOW, "", PLAN_NOW, speech("interview.plan_now"))
    return replace(shown, lines=(*shown.lines, now, _change(speech)))


def _fields(shown: Ask, face: Face, done: float, note: Note, speech: Speech) -> Mapping[str, Any]:
    """First what has no answer yet, one by one; then all of it, to be accepted or changed. Each is noted as given.

    Who changed something here and asks for the plan has accepted the page.
    """
    values = dict(shown.before)
    for question in shown.questions:
        while question.id not in values:
            values |= _field(shown, question, values, face, done, note, speech)
    while shown.before:
        lines = [_as_line(question, values[question.id], speech) for question in shown.questions]
        go_on = Line(GO_ON, "", GO_ON, speech("interview.go_on"))
        menu = replace(shown, form="one", lines=(go_on, *lines), before={})
        key = face.choose(_with_plan(menu, speech), done, several=False)[-1]
        if key == PLAN_NOW:
            changed = any(values[question.id] != offered(question) for question in shown.questions)
            raise PlanNow(values if changed else None)
        if key == CHANGE:
            raise Change
        if key == GO_ON:
            break
        asked = next((question for question in shown.questions if question.id == key), None)
        if asked is None:
            face.say(speech("interview.plain.give_a_number"))
            continue
        with contextlib.suppress(Back):  # to the menu
            values |= _field(shown, asked, values, face, done, note, speech)
    return values


def _field(
    shown: Ask, question: Question, values: Mapping[str, Any], face: Face, done: float, note: Note, speech: Speech
) -> dict[str, Any]:
    """The answer to one field, which shows what is in it; nothing when it cannot be used, which is then said."""
    before = {name: value for name, value in values.items() if name == question.id}
    single = replace(alone(question, shown.why, speech), before=before, conflict=shown.conflict)
    value = _one(single, face, done, speech)
    try:
        given = checked(single, value)
    except AnswersError as error:
        face.say("\n".join(plainly(fault) for fault in error.faults))
        return {}
    note(given)
    return given


def _as_line(question: Question, value: Any, speech: Speech) -> Line:
    text = f"{question.text} {answer_words(question, value, speech)}"
    return Line(question.id, question.id, question.id, text, question.help)
