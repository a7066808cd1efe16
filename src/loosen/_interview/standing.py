"""Where an interview stands: how the answers read, which questions apply, and which are still to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loosen._assessment.applies import Applies
from loosen._assessment.assessor import Assessor
from loosen._assessment.relevance import Outlook
from loosen._assessment.stages.intake import Intake
from loosen._library import Library
from loosen._model.audit import Conflict
from loosen._model.screen import Screen
from loosen._model.when import tests_on_answers

MAY_APPLY = 0.3
"""How much a screen counts of which nobody knows yet whether it will be shown."""


def standing_of(answers: Mapping[str, Any], assessor: Assessor) -> Standing:
    """Where an interview with these answers stands."""
    taken, applies = assessor.take_so_far(answers)
    missing = frozenset(assessor.library.questions) - answers.keys()
    return Standing(assessor.library, answers, taken, applies, assessor.outlook(taken, missing))


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
        parents = (test.question for test in tests_on_answers(self._library.questions[name].ask_when))
        return self.applies[name] == "yes" or not any(map(self.may_come, parents))

    def screens_left(self) -> float:
        """About how many screens are still to come."""
        coming = (
            [self.applies[name] for name in screen.questions if self.may_come(name)]
            for screen in self._library.screens_in_order
        )
        return sum(1.0 if "yes" in found else MAY_APPLY for found in coming if found)
