"""What is told of a question about a plan: why this, why not that, what if."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, get_args

from loosen._explain.compare.types import WhatIf
from loosen._explain.why.types import Why, WhyNot
from loosen._library import Library
from loosen._model.audit import Audit
from loosen._model.base import Kind
from loosen._model.names import near
from loosen._model.question import Question
from loosen._outputs.comparison import blocks_of_what_if
from loosen._outputs.side_by_side import facing_rows
from loosen._outputs.why import story
from loosen._outputs.why_not import refusal
from loosen._words.speech import Speech, capital
from loosen.errors import Fault, FaultCode, LoosenError

from .sections import Section, sections_of

MOST_LIKE: Final = 6
LEAST_LIKE: Final = 0.45
"""How many names are told that are like a word that is none of them, and how like it they are (0 to 1)."""


@dataclass(frozen=True)
class AnswerView:
    """An answer about one exercise: its title and what is told; `deep` is all of it, for a reviewer.

    `in_plan` says whether the plan has the exercise, `picture` is where its picture is (empty where there is none).
    """

    language: str
    exercise: str
    title: str
    sections: tuple[Section, ...]
    in_plan: bool
    picture: str
    deep: tuple[Section, ...] = ()


def why_view(told: Why, deep: Why, speech: Speech, picture: str) -> AnswerView:
    """The chain behind an exercise."""
    title, *rest = story(told, speech)
    whole = sections_of(story(deep, speech)[1:])
    in_plan = told.verdict == "chosen"
    return AnswerView(speech.language, told.exercise, title.lines[0], sections_of(rest), in_plan, picture, whole)


def why_not_view(told: WhyNot, speech: Speech, picture: str) -> AnswerView:
    """What keeps an exercise out."""
    title, *rest = refusal(told, speech)
    return AnswerView(
        speech.language, told.exercise, title.lines[0], sections_of(rest), told.verdict == "chosen", picture
    )


class Named(NamedTuple):
    """An exercise to ask about."""

    key: str
    name: str


class Group(NamedTuple):
    """Exercises of one kind."""

    head: str
    names: tuple[Named, ...]


@dataclass(frozen=True)
class ChoiceView:
    """What can be asked about: every exercise that the plan does not have, and those that `sought` may mean."""

    language: str
    sought: str
    found: tuple[Named, ...]
    groups: tuple[Group, ...]

    @property
    def is_lost(self) -> bool:
        """Whether an exercise was sought, and none has a name like it."""
        return bool(self.sought) and not self.found


def choice_view(audit: Audit, library: Library, speech: Speech, sought: str = "") -> ChoiceView:
    """The exercises to ask about, and where one was sought that is not called so, those with a name like it."""
    chosen = {record.exercise for record in audit.exercises if record.verdict == "chosen"}
    names = {key: one.name for key, one in library.active_exercises.items() if key not in chosen}
    ordered = [Named(*one) for one in sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))]
    groups = tuple(
        Group(capital(speech.one_of("kind", kind, "work")), ones)
        for kind in get_args(Kind)
        if (ones := tuple(one for one in ordered if library.exercises[one.key].kind == kind))
    )
    found = tuple(_like(sought.casefold(), ordered)) if sought else ()
    return ChoiceView(speech.language, sought, found, groups)


def _like(sought: str, names: Iterable[Named]) -> Iterator[Named]:
    """Those that have it in their names, else those with a name like it."""
    by_name = {one.name.casefold(): one for one in names}
    held = [one for name, one in by_name.items() if sought in name]
    yield from held or (by_name[name] for name in near(sought, by_name, MOST_LIKE, LEAST_LIKE))


class Asked(NamedTuple):
    """A question of which somebody may suppose another answer, and the answer that the form shows."""

    question: Question
    shown: tuple[str, ...]


class Quick(NamedTuple):
    """A supposition that many people make, and where its answer is."""

    say: str
    address: str


@dataclass(frozen=True)
class Supposed:
    """What other answers would bring: told before and after both plans, which stand beside each other in `rows`."""

    title: str
    before: tuple[Section, ...]
    rows: tuple[tuple[str, str], ...]
    after: tuple[Section, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class SupposingView:
    """The page of suppositions: what can be asked at once, the form, and what came of it or why nothing could."""

    language: str
    quick: tuple[Quick, ...]
    asked: tuple[Asked, ...]
    supposed: Supposed | None = None
    faults: tuple[str, ...] = ()


def supposed_view(what_if: WhatIf, speech: Speech) -> Supposed:
    """What other answers would bring."""
    (title, *before), after = blocks_of_what_if(what_if, speech)
    found = what_if.comparison
    return Supposed(
        title=title.lines[0],
        before=sections_of(before),
        rows=tuple(facing_rows(found, speech)) if found.parts else (),
        after=sections_of(after),
        questions=tuple(one.question for one in found.changed_answers),
    )


def faults_in_words(error: LoosenError, library: Library, speech: Speech) -> tuple[str, ...]:
    """Why a supposition cannot be worked out, each reason once."""
    return tuple(dict.fromkeys(_fault(fault, library, speech) for fault in error.faults))


def _fault(fault: Fault, library: Library, speech: Speech) -> str:
    question = library.questions.get(fault.where)
    if fault.code is FaultCode.OTHER_LIBRARY:
        return speech("plan_page.other_library")
    if question is None:
        return speech("plan_page.does_not_fit")
    if fault.code is FaultCode.MISSING_ANSWER:
        return speech("plan_page.asked_then", question=question.text)
    if question.span:
        least, most = question.span
        return speech("plan_page.from_to", question=question.text, least=least, most=most)
    return speech("plan_page.no_such_answer", question=question.text)
