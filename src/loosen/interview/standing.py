"""Where an interview stands: how the answers read, which questions apply, and which are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from loosen.assessment.applies import Applies, Asking
from loosen.assessment.lexicon import Listener
from loosen.assessment.relevance import Known, Outlook, Relevance
from loosen.assessment.stages.intake import Intake, open_facts, take_one
from loosen.library import Library
from loosen.model.audit import Conflict
from loosen.model.screen import Screen
from loosen.model.when import QuestionTest, tests_of

MAY_APPLY = 0.3
"""How much a screen counts of which nobody knows yet whether it will be shown."""


class Reader:
    """A library made ready to read answers: made once for a library and shared by all its interviews."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._asking = Asking(library)
        self._listener = Listener(library.lexicon)
        self._relevance = Relevance(library)

    def standing(self, answers: Mapping[str, Any]) -> Standing:
        """Where an interview with these answers stands."""
        intake, applies = self.take(answers)
        heard = self._listener.heard(intake.records.values(), self.library)
        missing = frozenset(self.library.questions) - answers.keys()
        known = Known(intake.facts, missing, heard, contradictory=bool(intake.conflicts))
        return Standing(self.library, answers, intake, applies, self._relevance.outlook(known))

    def take(self, answers: Mapping[str, Any]) -> tuple[Intake, Mapping[str, Applies]]:
        """How the answers read, with the facts of open questions open; and which questions apply."""
        intake, applies = Intake(), dict[str, Applies]()
        for question in self.library.questions_in_order:
            applies[question.id] = self._asking.applies(question.id, intake.facts)
            if question.id in answers:
                take_one(answers, question, applies[question.id], intake)
            elif applies[question.id] != "no":
                intake.facts.update(open_facts(question))
        return intake, applies


@lru_cache(maxsize=4)
def reader_of(library: Library) -> Reader:
    """The reader for a library."""
    return Reader(library)


class Standing:
    """What follows from the answers given so far."""

    def __init__(
        self, library: Library, answers: Mapping[str, Any], intake: Intake, applies: Mapping[str, Applies],
        outlook: Outlook,
    ) -> None:  # fmt: skip
        self.applies, self.outlook = applies, outlook
        self._library, self._answers, self._intake = library, answers, intake

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The answers that do not fit together."""
        return tuple(self._intake.conflicts)

    def may_come(self, name: str) -> bool:
        """Whether a question is open, matters, and may apply."""
        return name not in self._answers and name in self.outlook.waiting and self.applies[name] != "no"

    def to_ask(self, screen: Screen) -> list[str]:
        """The questions of a screen that are to be asked now."""
        return [name for name in screen.questions if self._is_to_ask(name)]

    def _is_to_ask(self, name: str) -> bool:
        """Whether a question may come, and nothing that decides whether it applies is still to be asked."""
        if not self.may_come(name):
            return False
        return self.applies[name] == "yes" or not any(self.may_come(parent) for parent in self._parents(name))

    def _parents(self, name: str) -> Iterator[str]:
        for test in tests_of(self._library.questions[name].ask_when):
            if isinstance(test, QuestionTest):
                yield test.question

    def screens_left(self) -> float:
        """About how many screens are still to come."""
        coming = (
            [self.applies[name] for name in screen.questions if self.may_come(name)]
            for screen in self._library.screens_in_order
        )
        return sum(1.0 if "yes" in found else MAY_APPLY for found in coming if found)
