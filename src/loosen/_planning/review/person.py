"""The person on the day of a review: what they told, stepped by the weeks since, and all that rules decide then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from loosen._assessment.as_given import plain_answers
from loosen._assessment.assessor import Assessment, Assessor
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._planning.ahead.person import Answered, planned_again, why_stop
from loosen._planning.plan_stages import PLAN_STAGES
from loosen._planning.recommender import recommender_of
from loosen._planning.stages.selection import Chosen, scores_by_rules, scores_of
from loosen._planning.state import Work
from loosen.errors import AnswersError, Fault, FaultCode

KEPT = 4
"""Of how many sets of answers it is kept what was decided last: a course is reviewed and made again many times over."""


class Answers(NamedTuple):
    """Answers, after how many weeks of the course they were given, and how many weeks `older` some of them are."""

    given: Mapping[str, Any]
    answered: int
    older: Mapping[str, int]


class Person:
    """Somebody with their answers, taken through the weeks of a course; each week follows from the one before."""

    def __init__(self, answers: Answers, assessor: Assessor) -> None:
        self.answers, self._assessor = answers, assessor
        self.work, self._turned = copy(_decided(assessor.library, _Told.of(answers.given))), 0
        found = self.work.assessment
        self.first: Assessment = found._replace(taken=replace(found.taken, older=answers.older))
        self.work.assessment = self.first

    def told(self, week: int) -> Answered:
        """What was told, and how long before that week of the course."""
        return Answered(self.first, week - 1 - self.answers.answered)

    def go_on_to(self, week: int) -> Work:
        """Everything that is decided for the person in this week of the course.

        Raises `AnswersError` where by then something must be asked that was not, or an answer tells nothing any more.
        """
        clock, weeks = self._assessor.clock, self.told(week).weeks_ago
        if not self.work.triage.allows_a_plan or weeks <= 0:
            return self.work
        self._refuse_what_ended(weeks)
        turned = max(clock.turns(self.first.taken, weeks, self._assessor.applies), default=0)
        if turned != self._turned:  # between two turns no rule reads anything otherwise
            self._turned = turned
            self._become(self._assessor.assess_later(self.first, turned, self.work.assessment), turned)
        return self.work

    def _become(self, then: Assessment, weeks: int) -> None:
        if not then.triage.allows_a_plan:
            self.work = Work(self.work.library, self.work.graph, then)
        elif why_stop(self.first, then, weeks):
            self._refuse_what_was_not_asked(weeks)
        else:
            self.work = planned_again(self.work, then, self._assessor)

    def _refuse_what_ended(self, weeks: int) -> None:
        ended = self._assessor.clock.ends(self.first.taken)
        if ended and weeks >= ended[0]:
            raise _not_known([ended[1]], self._assessor, "tells nothing of today any more.")

    def _refuse_what_was_not_asked(self, weeks: int) -> None:
        clock = self._assessor.clock
        opened = clock.opened(self.first.taken, weeks, self._assessor.applies)
        asked = [name for name in opened if name not in clock.taken_as(opened)]
        raise _not_known(asked, self._assessor, "applies by now, and was not asked before.")


@dataclass(frozen=True)
class _Told:
    """Answers, equal where their values are."""

    values: str
    given: Mapping[str, Any] = field(compare=False)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> _Told:
        """These answers. Raises `AnswersError` for what is none."""
        plain = plain_answers(given)
        return cls(repr(sorted(plain.items())), plain)


@remembered(KEPT)
def _decided(library: Library, told: _Told) -> Work:
    """What is decided from answers when they are given; whoever goes on with it takes a copy."""
    assessor = recommender_of(library).assessor
    work = Work(library, library.graph, assessor.assess(told.given))
    if not work.triage.allows_a_plan:
        return work
    for stage in PLAN_STAGES:
        if stage.decides != "chosen":
            if stage.rules:
                work.outcomes[stage.rules] = assessor.run(stage.rules, work.findings.facts)
            stage.decide(work)
    work.chosen = Chosen(items=[], picks=[], scores=_scores(work), passed_over={})
    return work


def _not_known(questions: Iterable[str], assessor: Assessor, what: str) -> AnswersError:
    asked = [assessor.library.questions[name] for name in questions]
    faults = [Fault(FaultCode.MISSING_ANSWER, one.id, what, f"Answer it: {one.text}") for one in asked]
    return AnswersError("The plan cannot go on before some questions are answered.", faults)


def _scores(work: Work) -> Mapping[str, Mapping[str, int]]:
    """What exercises are worth to the person: by that one of them is found where another has to give way."""
    names = work.safe_and_within_reach
    if work.parts:
        return scores_by_rules([name for name in names if name in work.wanted], work.wishes)
    return scores_of(names, work.focus, work.levels, work.safety.preferred, work.wishes, work.library)
