"""From a person's answers to a safe plan with its reasons: the whole story, top to bottom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from loosen.assessment.applies import Asking
from loosen.assessment.lexicon import Listener
from loosen.assessment.relevance import Known, Relevance
from loosen.assessment.stages import findings, intake, triage
from loosen.engine import RuleEngine
from loosen.library import Library, load
from loosen.library.graph import KnowledgeGraph
from loosen.model.base import Stage
from loosen.model.plan import Recommendation
from loosen.model.rule import Rule

from .results.plan import plan_for, referral_for
from .stages import candidates, dosage, focus, progression, safety, selection
from .state import Work


class Recommender:
    """Makes recommendations from one library; build it once and use it from any number of threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.graph = KnowledgeGraph(library)
        self.asking = Asking(library)
        self.listener = Listener(library.lexicon)
        self.relevance = Relevance(library)
        layers = findings.layers(library)
        stages: dict[str, tuple[Rule, ...]] = {name: library.rules_of(name) for name in STAGES_AFTER_FINDINGS}
        self._finding_groups = tuple(layers)
        self._run = RuleEngine({**layers, **stages}).run

    def recommend(self, answers: Mapping[str, Any]) -> Recommendation:
        """A plan, or a referral without one.

        `answers` maps question ids to an option id, a list of option ids, a whole number or "unknown". A question may
        be left out when no answer to it could change the outcome. Raises `AnswersError` naming every fault, and
        `EnginesDisagree` when the two rule engines differ.
        """
        taken = intake.take_in(answers, self.library, self.asking.applies, self._matters)
        work = Work(self.library, self.graph, taken, self.listener.heard(taken.records.values(), self.library))

        work.findings = findings.derive_findings(
            taken.facts, contradictory=bool(taken.conflicts), library=self.library,
            groups=self._finding_groups, run=self._run, count=self.asking.count,
            heard=work.heard,
        )  # fmt: skip

        work.triage = triage.judge(self._consider("triage", work), self.library, work.heard)
        if not work.triage.allows_a_plan:
            return referral_for(work)

        owned = taken.chosen("equipment")
        work.focus = focus.find_focus(
            work.certain_findings, work.self_tests, self._consider("focus", work), self.library
        )
        work.candidates = candidates.gather(work.focus, owned, work.asked_for, self.graph)
        work.safety = safety.apply_safety(self._consider("safety", work), owned, self.graph)
        work.start = progression.find_start(self._consider("progression", work), self.graph)
        work.dosing = dosage.read_rules(self._consider("dosage", work), work.safety.limits, self.graph)
        work.wishes = selection.read_wishes(self._consider("selection", work), self.graph)

        work.chosen = self.fill(work)
        return plan_for(work)

    def fill(self, work: Work) -> selection.Chosen:
        """The session, when everything before it is decided."""
        return self._fill_the_programme(work) if work.parts else self._choose(work)

    def _matters(self, taken: intake.Intake, missing: frozenset[str]) -> Collection[str]:
        """Which of the unanswered questions could still change the outcome."""
        heard = self.listener.heard(taken.records.values(), self.library)
        so_far = Known(taken.facts, missing, heard, contradictory=bool(taken.conflicts))
        return self.relevance.outlook(so_far).waiting

    def _choose(self, work: Work) -> selection.Chosen:
        """What serves the person best, from everything that is safe and within reach."""
        return selection.choose(
            work.safe_and_within_reach, work.dosed, work.seconds_wanted,
            focus=work.focus, levels=work.levels, wishes=work.wishes, dosing=work.dosing, library=self.library,
        )  # fmt: skip

    def _fill_the_programme(self, work: Work) -> selection.Chosen:
        """What the programme asks for, as far as it is safe and within reach."""
        return selection.follow(
            work.parts, [name for name in work.safe_and_within_reach if name in work.asked_for], work.dosed,
            work.seconds_wanted, wishes=work.wishes, dosing=work.dosing, library=self.library,
        )  # fmt: skip

    def _consider(self, stage: str, work: Work) -> tuple[Any, ...]:
        """Run one stage's rules over the facts and keep what every rule said for the audit."""
        work.outcomes[stage] = self._run(stage, work.findings.facts)
        return work.outcomes[stage]


STAGES_AFTER_FINDINGS: tuple[Stage, ...] = ("triage", "focus", "safety", "progression", "dosage", "selection")


@lru_cache(maxsize=4)
def recommender_of(library: Library | None = None) -> Recommender:
    """The recommender of a library (None: the one that comes with the package), made once."""
    return Recommender(library or load())


def recommend(answers: Mapping[str, Any], library: Library | None = None) -> Recommendation:
    """A plan or a referral for these answers, from the bundled library or from `library`."""
    return recommender_of(library).recommend(answers)
