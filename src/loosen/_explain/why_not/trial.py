"""Tries other answers: would this exercise be in the plan? Far cheaper than a whole recommendation.

A trial goes through the same stages in the same order, but asks the independent evaluator alone, judges only the rules
that look at something that changed, keeps what cannot have changed, stops at the first gate that stays shut, and writes
nothing. It is a guess to search with: what is offered to a person is always made again by `Recommender.recommend`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from loosen._assessment.assessor import Assessment
from loosen._assessment.stages import findings, intake, triage
from loosen._engine import Outcome
from loosen._engine.facts import Facts, number_key, option_key
from loosen._model.audit import AnswerRecord
from loosen._model.base import LATER_STAGES
from loosen._model.question import Question
from loosen._model.reserved import PROGRAMME
from loosen._planning.plan_stages import PLAN_STAGES, Decision, PlanStage
from loosen._planning.recommender import Recommender
from loosen._planning.session.packing import Packing
from loosen._planning.session.scoring import InFocus, in_focus, score
from loosen._planning.session.wishes import Wishes
from loosen._planning.stages import selection
from loosen._planning.state import Work

from .indexed_rules import Rules, rules_by_stage

Gate = Literal["focus", "equipment", "programme", "level"]
"""What can keep an exercise from being chosen, before it comes to choosing."""


class Trial(NamedTuple):
    """What became of the exercise: which gates stayed shut, whether it was picked, or by how many points it lost.

    `behind` is None where it did not come to a race. `refused` is true where the answers cannot be used, or triage or
    safety would not be what it was.
    """

    refused: bool = False
    shut: frozenset[Gate] = frozenset()
    picked: bool = False
    behind: int | None = None


REFUSED = Trial(refused=True)
STAGE_OF: Mapping[Decision, PlanStage] = {stage.decides: stage for stage in PLAN_STAGES}
THE_CHOICE = STAGE_OF["chosen"]
STAGES_BEFORE_THE_CHOICE = PLAN_STAGES[: PLAN_STAGES.index(THE_CHOICE)]
GUARDED = ("triage", "safety")
"""The stages of which no rule may fall silent through a change."""


def _nothing_matters(_: intake.Intake, __: frozenset[str]) -> Collection[str]:
    """What was skipped in the plan at hand stays skipped; whether it may is seen when the plan is made."""
    return ()


class _Scored(NamedTuple):
    """The points of exercises, with what they were counted from."""

    strengths: Mapping[str, InFocus]
    levels: Mapping[str, int]
    points: Mapping[str, int]
    wishes: Wishes
    safer: frozenset[str]

    def kept(
        self,
        strengths: Mapping[str, InFocus],
        levels: Mapping[str, int],
        wishes: Wishes,
        safer: frozenset[str],
        rules: Rules,
    ) -> Mapping[str, int]:
        """The points that are the same with these strengths, levels and wishes, and what safety prefers."""
        if wishes is not self.wishes:
            return {}
        muscles = {muscle for muscle, _ in strengths.items() ^ self.strengths.items()}
        again = {name for muscle in muscles for name in rules.working_on.get(muscle, ())}
        again |= {name for name, _ in levels.items() ^ self.levels.items()}
        again |= safer ^ self.safer
        return {name: points for name, points in self.points.items() if name not in again}


class Trials:
    """Tries changes of one person's answers on one exercise."""

    def __init__(self, recommender: Recommender, answers: Mapping[str, Any], exercise: str) -> None:
        self._assessor, self._answers = recommender.assessor, answers
        self._library, self._graph = recommender.library, recommender.graph
        self._exercise = self._library.exercises[exercise]
        self._rules = rules_by_stage(self._library)
        self._said: dict[str, tuple[Outcome, ...]] = {}
        self._facts: Facts = {}
        self._scored: _Scored | None = None
        self.taken = self._take_in(answers)
        self._heard = self._assessor.hear(self.taken).heard
        self._before = self._decided_before()
        self.before = self._through_the_gates(self._before)

    def attempt(self, changes: Mapping[str, Any]) -> Trial:
        """What would become of the exercise if these questions were answered so, and the others as they were."""
        taken = self._retaken(changes)
        if taken is None:
            return REFUSED
        work = self._understand(taken)
        if any(_is_weaker(self._before.outcomes[stage], work.outcomes[stage]) for stage in GUARDED):
            return REFUSED
        if work.triage.level != self._before.triage.level:
            return REFUSED
        return self._through_the_gates(work)

    def _take_in(self, answers: Mapping[str, Any]) -> intake.Intake:
        return intake.take_in(answers, self._library, self._assessor.applies, _nothing_matters)

    def _retaken(self, changes: Mapping[str, Any]) -> intake.Intake | None:
        """The answers with the changes: only the questions that changed, or hang on those, are read again."""
        answers = {**self._answers, **changes}
        if PROGRAMME in changes or self.taken.programme is not None:  # it sets minutes and days
            taken = self._take_in(answers)
        else:
            before = self.taken
            taken = intake.Intake(
                dict(before.records),
                dict(before.facts),
                list(before.conflicts),
                ruled_out=before.ruled_out,
                language=before.language,
            )
            for question in self._rules.read_again(changes):
                self._read_again(question, answers, taken)
        return taken if len(taken.conflicts) == len(self.taken.conflicts) else None

    def _read_again(self, question: Question, answers: Mapping[str, Any], taken: intake.Intake) -> None:
        for key in (number_key(question.id), *(option_key(question.id, option) for option in question.option_ids)):
            taken.facts.pop(key, None)
        if intake.take_one(answers, question, self._assessor.applies(question.id, taken.facts), taken):
            taken.records[question.id] = AnswerRecord(question=question.id, state="skipped")

    def _decided_before(self) -> Work:
        """The stages as they were, which is what trials keep as far as nothing changes it."""
        work = self._work(self.taken, self._first_run)
        self._facts = work.findings.facts
        for stage in STAGES_BEFORE_THE_CHOICE:
            stage.decide(work)
        return work

    def _understand(self, taken: intake.Intake) -> Work:
        """What the rules say of other answers; nothing is decided yet."""
        return self._work(taken, self._run)

    def _work(self, taken: intake.Intake, run: findings.Run) -> Work:
        found = self._assessor.derive(taken.facts, self._heard, run, contradictory=bool(taken.conflicts))
        said: dict[str, tuple[Outcome, ...]] = {stage: run(stage, found.facts) for stage in LATER_STAGES}
        assessment = Assessment(taken, self._heard, found, said["triage"], self._judged(said["triage"]))
        return Work(self._library, self._graph, assessment, outcomes=said)

    def _judged(self, outcomes: tuple[Outcome, ...]) -> triage.Verdict:
        """What triage says; as it was where no rule of it says anything else."""
        if self._facts and outcomes is self._said["triage"]:
            return self._before.triage
        return triage.judge(outcomes, self._library, self._heard)

    def _first_run(self, group: str, facts: Facts) -> tuple[Outcome, ...]:
        self._said[group] = self._rules.run(group, facts)
        return self._said[group]

    def _run(self, group: str, facts: Facts) -> tuple[Outcome, ...]:
        return self._rules.again(group, facts, self._facts, self._said[group])

    def _through_the_gates(self, work: Work) -> Trial:
        self._decide(work, "focus", "safety")
        if work.safety.is_excluded(self._exercise.id):
            return REFUSED
        self._decide(work, "start")
        if shut := frozenset(self._shut(work)):
            return Trial(shut=shut)
        self._decide(work, "candidates", "dosing", "wishes")
        if work is not self._before and self._keeps(work, THE_CHOICE):
            return self.before
        return self._filled(work) if work.parts else self._raced(work)

    def _decide(self, work: Work, *decisions: Decision) -> None:
        """Take these decisions, where they were not taken yet; a decision that nothing has changed is kept."""
        for decision in decisions if work is not self._before else ():
            stage = STAGE_OF[decision]
            if self._keeps(work, stage):
                setattr(work, decision, getattr(self._before, decision))
            else:
                stage.decide(work)

    def _keeps(self, work: Work, stage: PlanStage) -> bool:
        """Whether a stage must decide as before: the same rules say the same, and what else it looks at is equal."""
        if stage.rules and work.outcomes[stage.rules] is not self._said[stage.rules]:
            return False
        pairs = ((getattr(work, need), getattr(self._before, need)) for need in stage.needs)
        return all(now is then or now == then for now, then in pairs)

    def _filled(self, work: Work) -> Trial:
        """Whether a part of the programme is filled with the exercise."""
        THE_CHOICE.decide(work)
        return Trial(picked=any(item.exercise.id == self._exercise.id for item in work.chosen.items))

    def _raced(self, work: Work) -> Trial:
        """Whether the exercise is picked when the best are chosen, and how near it came."""
        points, wishes = self._points(work), work.wishes
        shape = selection.shape_of(wishes, work.seconds_wanted)
        packing = Packing(work.dosed, points, work.seconds_wanted, shape, work.dosing, self._library)
        selection.pick_all(packing, work.aims, wishes, work.swaps, self._library)
        race = packing.lost_to().get(self._exercise.id)
        return Trial(picked=self._exercise.id in packing.chosen, behind=race[0] if race else None)

    def _points(self, work: Work) -> Mapping[str, int]:
        """The points of every exercise to choose from; those that nothing can have changed are kept."""
        strengths = in_focus(work.focus)
        levels, library, exercises = work.levels, self._library, self._library.exercises
        safer = frozenset(work.safety.preferred)
        kept = self._scored.kept(strengths, levels, work.wishes, safer, self._rules) if self._scored else {}
        spoken = work.wishes.points_by_rule(name for name in levels if name not in kept)
        points = {
            name: kept[name]
            if name in kept
            else sum(
                points
                for _, points in score(exercises[name], strengths, levels, spoken[name], library, safer=name in safer)
            )
            for name in levels
        }
        self._scored = self._scored or _Scored(strengths, levels, points, work.wishes, safer)
        return points

    def _shut(self, work: Work) -> Iterator[Gate]:
        name, reach = self._exercise.id, self._graph.reach[self._exercise.id]
        if work.parts and name not in work.wanted:
            yield "programme"
        elif not work.parts and reach.muscles.isdisjoint(work.muscles_in_focus):
            yield "focus"
        if not reach.equipment.issubset(work.owned):
            yield "equipment"
        if self._exercise.level > work.start.level_of(name):
            yield "level"


def _is_weaker(before: Iterable[Outcome], after: Iterable[Outcome]) -> bool:
    """Whether a rule that spoke says less than it did."""
    if before is after:
        return False
    return any(then.result != now.result and then.result != "silent" and now.result != "fired"
               for then, now in zip(before, after, strict=True))  # fmt: skip
