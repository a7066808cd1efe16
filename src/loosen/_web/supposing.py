"""Suppositions about a plan: which answers somebody may suppose to be others, and what a form says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from loosen._assessment.answer import default_of
from loosen._assessment.as_given import as_meant
from loosen._library import Library
from loosen._model.audit import Audit
from loosen._model.question import NONE, Question
from loosen._model.reserved import EQUIPMENT
from loosen._words.speech import Speech

from .views.asking import Asked, Quick

MINUTES: Final = "minutes"
PLACE: Final = "place"
MORE_MINUTES: Final = 10
FEWER_MINUTES: Final = 5
CHAIR: Final = "chair"
"""The answer to where somebody exercises that takes the floor away."""


class Supposing:
    """What may be supposed of one plan."""

    def __init__(self, audit: Audit, library: Library) -> None:
        """`library` is worded in the language that the page speaks."""
        given = {record.question: record for record in audit.answers}
        self._now: dict[str, tuple[str, ...]] = {}
        self.questions: tuple[Question, ...] = tuple(
            question
            for question in library.questions_in_order
            if question.changeable == "by_choice" and given[question.id].state != "not_applicable"
        )
        """Those that a person decides by themselves, as far as they apply; never one of safety."""
        for question in self.questions:
            value = given[question.id].value
            self._now[question.id] = _as_texts(default_of(question) if value is None else value)

    def asked(self, params: QueryParams) -> tuple[Asked, ...]:
        """The questions of the form, each with what was chosen in it, or else with the answer that counts."""
        return tuple(Asked(one, _chosen(one, params) or self._now[one.id]) for one in self.questions)

    def changes(self, params: QueryParams) -> dict[str, Any]:
        """The answers that a form has otherwise than they are, as `what_if` takes them; not yet checked."""
        told = {one: _chosen(one, params) for one in self.questions}
        changed = {one: texts for one, texts in told.items() if texts and set(texts) != set(self._now[one.id])}
        return {one.id: as_meant(list(texts) if one.takes.several else texts[0], one) for one, texts in changed.items()}

    def quick(self, speech: Speech) -> Iterator[Quick]:
        """What many people ask, as far as it would be another answer."""
        for question in self.questions:
            if question.id == MINUTES:
                yield from self._minutes(question, speech)
            elif question.id == PLACE and self._now[PLACE] != (CHAIR,):
                yield _quick(speech("plan_page.what_if_chair"), PLACE, CHAIR)
            elif question.id == EQUIPMENT and self._now[EQUIPMENT] not in ((), (NONE,)):
                yield _quick(speech("plan_page.what_if_nothing_at_hand"), EQUIPMENT, NONE)

    def _minutes(self, question: Question, speech: Speech) -> Iterator[Quick]:
        now = int(self._now[MINUTES][0]) if self._now[MINUTES][0].isdigit() else 0
        least, most = question.minimum or 0, question.maximum or 0
        if now and now + MORE_MINUTES <= most:
            yield _quick(speech("plan_page.what_if_more", minutes=MORE_MINUTES), MINUTES, str(now + MORE_MINUTES))
        if now - FEWER_MINUTES >= least:
            yield _quick(speech("plan_page.what_if_less", minutes=FEWER_MINUTES), MINUTES, str(now - FEWER_MINUTES))


def _quick(say: str, question: str, answer: str) -> Quick:
    return Quick(say, f"/plan/what-if?{urlencode({question: answer})}")


def _as_texts(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _chosen(question: Question, params: QueryParams) -> tuple[str, ...]:
    """What a form says of a question; of several options `none` counts only where nothing else is chosen."""
    told = tuple(dict.fromkeys(text for text in params.getlist(question.id) if text.strip()))
    if not question.takes.several:
        return told[:1]
    return tuple(text for text in told if text != NONE) or told[:1]
