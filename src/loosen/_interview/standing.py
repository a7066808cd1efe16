"""Where an interview stands: how the answers read, which questions apply, and which are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from loosen._assessment.applies import Applies
from loosen._assessment.assessor import Assessor
from loosen._assessment.lexicon import Listened
from loosen._assessment.relevance import Outlook
from loosen._assessment.stages.intake import Intake
from loosen._assessment.stages.triage import level_of
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.audit import Conflict
from loosen._model.base import WITH_A_PLAN
from loosen._model.question import Question
from loosen._model.screen import Screen
from loosen._model.when import tests_on_answers

from .told_otherwise import told_otherwise

MAY_APPLY = 0.3
"""How much a screen counts of which nobody knows yet whether it will be shown."""


@remembered()
def referring(library: Library) -> frozenset[str]:
    """The rules that can send somebody to be seen."""
    return frozenset(
        rule.id
        for rule in library.rules_of("triage")
        if {level_of(rule, "fired"), level_of(rule, "unknown")} - set(WITH_A_PLAN)
    )


def standing_of(answers: Mapping[str, Any], assessor: Assessor) -> Standing:
    """Where an interview with these answers stands."""
    taken, applies = assessor.take_so_far(answers)
    missing = frozenset(assessor.library.questions) - answers.keys()
    return Standing(assessor.library, answers, taken, applies, assessor.outlook(taken, missing), assessor.hear(taken))


class Standing:
    """What follows from the answers given so far."""

    def __init__(
        self, library: Library, answers: Mapping[str, Any], intake: Intake, applies: Mapping[str, Applies],
        outlook: Outlook, listened: Listened,
    ) -> None:  # fmt: skip
        self.applies, self.outlook, self.listened = applies, outlook, listened
        self._told_otherwise = tuple(told_otherwise(listened, intake, library))
        self._library, self._answers, self._intake = library, answers, intake

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The answers that do not fit together, and words of one's own that these deny or that were not understood."""
        return (*self._intake.conflicts, *self._told_otherwise)

    def may_come(self, name: str) -> bool:
        """Whether a question is open, matters, and may apply."""
        return name not in self._answers and name in self.outlook.waiting and self.applies[name] != "no"

    @cached_property
    def for_safety(self) -> frozenset[str]:
        """The questions without which nothing can be made: about safety, and what decides whether such a one applies.

        Any question can be about safety: one that could still lead to a referral counts too. Words of one's own do not,
        for they only add to what was asked.
        """
        questions = self._library.questions.values()
        found = {question.id for question in questions if self.may_come(question.id) and self._is_for_safety(question)}
        for question in reversed(self._library.questions_in_order):
            if question.id in found and self.applies[question.id] != "yes":
                found.update(filter(self.may_come, self._parents(question.id)))
        return frozenset(found)

    def _is_for_safety(self, question: Question) -> bool:
        if question.safety or question.takes.own_words:
            return question.safety
        return not referring(self._library).isdisjoint(self.outlook.waiting[question.id])

    def now(self) -> tuple[Screen, list[str]] | None:
        """What is to be asked now: a screen with those of its questions that are; None when nothing is left.

        As long as something is open without which nothing can be made, that comes first. A list stays whole all the
        same; of fields only those come that are needed.
        """
        for screen in self._library.screens_in_order:
            names = [name for name in screen.questions if self._is_to_ask(name)]
            if self.for_safety:
                needed = [name for name in names if name in self.for_safety]
                names = names if needed and screen.form == "list" else needed
            if names:
                return screen, names
        return None

    def _is_to_ask(self, name: str) -> bool:
        """Whether a question may come, and nothing that decides whether it applies is still to be asked."""
        if not self.may_come(name):
            return False
        return self.applies[name] == "yes" or not any(map(self.may_come, self._parents(name)))

    def _parents(self, name: str) -> Iterator[str]:
        """The questions that decide whether this one applies."""
        return (test.question for test in tests_on_answers(self._library.questions[name].ask_when))

    def screens_left(self) -> float:
        """About how many screens are still to come."""
        coming = (
            [self.applies[name] for name in screen.questions if self.may_come(name)]
            for screen in self._library.screens_in_order
        )
        return sum(1.0 if "yes" in found else MAY_APPLY for found in coming if found)
