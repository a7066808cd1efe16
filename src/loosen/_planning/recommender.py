"""From a person's answers to a safe plan with its reasons: the whole story, top to bottom."""

from __future__ import annotations

from collections.abc import Mapping

from loosen._assessment.assessor import Assessor, assessor_of
from loosen._library import Library
from loosen._library.loading import bundled
from loosen._library.remembered import remembered
from loosen._model.plan import Recommendation

from .ahead.weeks import weeks_ahead
from .plan_stages import PLAN_STAGES
from .results.plan import plan_for, referral_for
from .results.swaps import refuse_what_cannot_be_given
from .state import Work


class Recommender:
    """Makes recommendations from one library; build it once and use it from any number of threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.graph = library.graph
        self.assessor = assessor_of(library)

    def recommend(self, answers: Mapping[str, object]) -> Recommendation:
        """A plan, or a referral without one.

        `answers` maps question ids to an option id, a list or set of option ids, a whole number or "unknown"; `Answers`
        is its type. A question may be left out, or None, when no answer to it could change the outcome. A plan takes
        milliseconds. Raises `AnswersError` naming every fault, `EnginesDisagree` when the two rule engines differ, and
        `EngineUnusable` when durable-rules cannot be loaded.
        """
        work = Work(self.library, self.graph, self.assessor.assess(answers))
        if not work.triage.allows_a_plan:
            return referred(work, self.assessor)
        for stage in PLAN_STAGES:
            if stage.rules:
                work.outcomes[stage.rules] = self.assessor.run(stage.rules, work.findings.facts)
            stage.decide(work)
        refuse_what_cannot_be_given(work)
        return plan_for(work, weeks_ahead(work, self.assessor))


def referred(work: Work, assessor: Assessor) -> Recommendation:
    """The referral of somebody who gets no plan; what is allowed meanwhile is bounded by what is not."""
    if work.triage.interim:
        work.outcomes["safety"] = assessor.run("safety", work.findings.facts)
    return referral_for(work)


def recommender_of(library: Library | None = None) -> Recommender:
    """The recommender of a library (None: the one that comes with the package), made once."""
    return _made_for(library or bundled())


@remembered()
def _made_for(library: Library) -> Recommender:
    return Recommender(library)


def recommend(answers: Mapping[str, object], library: Library | None = None) -> Recommendation:
    """A plan or a referral for these answers, from the bundled library or from `library`.

    The recommender of a library is made once and kept, so this is as fast as `Recommender.recommend`, which says what
    `answers` may be and what is raised.
    """
    return recommender_of(library).recommend(answers)
