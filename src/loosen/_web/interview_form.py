"""Reads the form of a page of the interview: the answer in it, or what is wrong with it, beside its field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from loosen._assessment.stages.intake import faults_of
from loosen._interview import Questionnaire
from loosen._interview.screens import Ask, offered
from loosen._interview.shown import answer_words
from loosen._model.question import LONGEST_TEXT, NONE, UNKNOWN, Question
from loosen._words.speech import Speech

from .views.interview import LINE, Typed


class Unusable(Exception):
    """A form holds no answer that can be used; `faults` say why, by the id of the group of the page."""

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__("unusable")


def value_in(shown: Ask, typed: Typed, speech: Speech) -> Any:
    """The answer in a form to what is shown, as `Questionnaire.answer` takes it. Raises `Unusable`."""
    reader = _Reader(shown, typed, speech)
    value = reader.value()
    if reader.faults:
        raise Unusable(reader.faults)
    return value


def typed_nothing(shown: Ask, typed: Typed) -> bool:
    """Whether a form was sent in as it was shown to somebody who had answered nothing in it."""
    if shown.form == "list":
        return not _ticked(shown, typed)
    if shown.form == "one":
        return not _filled(typed.get(shown.question.id, ()))
    return all(_filled(typed.get(one.id, ())) == _filled(_as_typed(one)) for one in shown.questions)


def is_as_kept(questionnaire: Questionnaire, number: int, typed: Typed) -> bool:
    """Whether a form says what was answered at a number: it was sent in twice."""
    step, kept = questionnaire.steps[number - 1], questionnaire.answers
    screens = {screen.id: screen.quiet for screen in questionnaire.library.screens_in_order}
    quiet = screens.get(step.screen, {})
    if number != len(questionnaire.steps) or not typed.keys() & {*step.before, LINE}:
        return False
    for name in step.before:
        tells_nothing = {NONE, UNKNOWN, quiet.get(name, NONE)}
        told = kept.get(name, NONE)
        given = _filled(map(str, told if isinstance(told, list) else [told]))
        if given - tells_nothing != _filled(typed.get(name, ())) - tells_nothing:
            return False
    return True


def _as_typed(question: Question) -> Iterable[str]:
    """What is in the fields of a question where what we would take was left as it is."""
    there = offered(question)
    if question.takes.own_words:
        return ()
    return map(str, there if isinstance(there, list) else [there])


def _filled(values: Iterable[str]) -> set[str]:
    return {value.strip() for value in values if value.strip()}


def _ticked(shown: Ask, typed: Typed) -> list[str]:
    """The keys of the lines that are ticked in a list."""
    own = [f"{question.id}.{option}" for question in shown.questions for option in typed.get(question.id, ())]
    return [*own, *typed.get(LINE, ())]


class _Reader:
    """Reads one form, and collects what is wrong with it."""

    def __init__(self, shown: Ask, typed: Typed, speech: Speech) -> None:
        self._shown, self._typed, self._speech = shown, typed, speech
        self.faults: dict[str, str] = {}

    def value(self) -> Any:
        if self._shown.form == "list":
            return self._list()
        if self._shown.form == "one":
            return self._of(self._shown.question)
        return {question.id: self._of(question) for question in self._shown.questions}

    def _list(self) -> list[str]:
        ticked, lines = _ticked(self._shown, self._typed), {line.key: line for line in self._shown.lines}
        if not ticked:
            self.faults[LINE] = self._speech("interview_pages.tick", none=lines[NONE].text)
        elif not lines.keys() >= set(ticked):
            self.faults[LINE] = self._speech("interview_pages.not_here")
        for question in self._shown.questions:
            own = [lines[key].text for key in ticked if key in lines and lines[key].question == question.id]
            if len(own) > 1 and not question.takes.several:
                self.faults[question.id] = self._only_one(own)
        return ticked

    def _of(self, question: Question) -> Any:
        """What was answered to one question; a fault where that cannot be used."""
        values = self._typed.get(question.id, ())
        if question.takes.own_words:
            return self._words(question, values)
        read = self._number if question.takes.number else self._chosen
        fault, value = read(question, [value.strip() for value in values if value.strip()])
        if fault is None and faults_of(value, question):
            fault = self._whole_number(question) if question.takes.number else self._speech("interview_pages.not_here")
        if fault:
            self.faults[question.id] = fault
        return value

    def _words(self, question: Question, values: Sequence[str]) -> str:
        text = "\n".join(values).replace("\r\n", "\n").strip()
        if len(text) > LONGEST_TEXT:
            told = self._speech("interview_pages.too_long", count=len(text), most=LONGEST_TEXT)
            self.faults[question.id] = told
        return text or NONE

    def _number(self, question: Question, values: Sequence[str]) -> tuple[str | None, Any]:
        written = [value for value in values if value != UNKNOWN]
        if written and UNKNOWN in values:
            return self._speech("interview_pages.not_both", not_sure=self._not_sure), None
        if len(values) != 1:
            return self._whole_number(question), None
        return None, values[0]

    def _chosen(self, question: Question, values: Sequence[str]) -> tuple[str | None, Any]:
        if question.takes.several:
            none = question.none_text or self._not_sure
            return (None, list(values)) if values else (self._speech("interview_pages.tick", none=none), None)
        if len(values) > 1:
            return self._only_one([answer_words(question, value, self._speech) for value in values]), None
        return (None, values[0]) if values else (self._speech("interview_pages.choose_one"), None)

    def _only_one(self, lines: Sequence[str]) -> str:
        quoted = (self._speech("handout.quoted", name=line) for line in lines)
        return self._speech("interview_pages.only_one", lines=", ".join(quoted))

    def _whole_number(self, question: Question) -> str:
        least, most = question.span or (0, 0)
        return self._speech("interview_pages.whole_number", least=least, most=most, not_sure=self._not_sure)

    @property
    def _not_sure(self) -> str:
        return self._speech("names.answer.not_sure")
