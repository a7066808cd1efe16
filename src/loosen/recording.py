"""Writes the audit: every answer, finding, rule and exercise, each accounted for once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from loosen._version import __version__
from loosen.engine import Outcome
from loosen.library import Library
from loosen.model.audit import Audit, ExerciseRecord, ExerciseVerdict, RuleRecord, StageRecord
from loosen.model.base import STAGES

from .work import Work


def audit_of(work: Work) -> Audit:
    """The whole record; a referral's has no focus, exercises or selection, because nothing was decided there."""
    spoken = sorted(
        {outcome.rule for outcomes in _outcomes(work).values() for outcome in outcomes if outcome.result != "silent"}
    )
    planned = work.triage.allows_a_plan
    return Audit(
        loosen_version=__version__,
        library_digest=work.library.digest,
        answers=tuple(work.taken.records.values()),
        conflicts=tuple(work.taken.conflicts),
        tallies=tuple(work.findings.tallies),
        findings=work.findings.records(),
        stages=tuple(_stages(work)),
        level=work.triage.level,
        focus=tuple(work.focus.values()),
        exercises=tuple(_exercises(work)) if planned else (),
        selection=tuple(work.chosen.picks) if planned else (),
        evidence={rule: work.library.rules[rule].evidence for rule in spoken},
    )


def _outcomes(work: Work) -> dict[str, tuple[Outcome, ...]]:
    return {"findings": tuple(work.findings.outcomes), **work.outcomes}


def _stages(work: Work) -> Iterator[StageRecord]:
    outcomes = _outcomes(work)
    for stage in STAGES:
        if stage in outcomes:
            yield StageRecord(stage=stage, rules=tuple(map(_rule_record, outcomes[stage])))


@lru_cache(maxsize=4096)  # most rules stay silent for most people, and for the same reason
def _rule_record(outcome: Outcome) -> RuleRecord:
    return RuleRecord(**outcome._asdict())


def _exercises(work: Work) -> Iterator[ExerciseRecord]:
    doses = {item.exercise.id: item.steps for item in work.chosen.items}
    noted, paths, scores = work.safety.effects, work.candidates.paths, work.chosen.scores
    fates = _fates(work)
    for name in work.library.exercises:
        held_back = work.start.too_hard.get(name, ())
        verdict, because = fates[name]
        if name in noted or name in paths or held_back:
            yield ExerciseRecord(
                exercise=name,
                verdict=verdict,
                because=because,
                paths=paths.get(name, ()),
                effects=(*noted.get(name, ()), *held_back),
                score=scores.get(name, ()),
                dose=doses.get(name, ()),
            )
        else:
            yield ExerciseRecord.shared(exercise=name, verdict=verdict, because=because)


def _fates(work: Work) -> Mapping[str, tuple[ExerciseVerdict, str]]:
    """What became of each exercise, and why in a sentence. Where several things are true, the last one here counts."""
    told: tuple[tuple[ExerciseVerdict, Mapping[str, str]], ...] = (
        ("chosen", {pick.exercise: f"Chosen because {pick.purpose}." for pick in work.chosen.picks}),
        ("not_chosen", work.chosen.passed_over),
        ("held_back", {name: " ".join([one.say for one in held]) for name, held in work.start.too_hard.items()}),
        ("not_candidate", work.candidates.missing),
        ("excluded", work.safety.why_excluded),
        ("withdrawn", _withdrawn(work.library)),
    )
    return {name: (verdict, because) for verdict, said in told for name, because in said.items()}


@lru_cache(maxsize=8)
def _withdrawn(library: Library) -> Mapping[str, str]:
    exercises = (exercise for exercise in library.exercises.values() if exercise.status != "active")
    return {exercise.id: exercise.reason or "It is a draft and is not given yet." for exercise in exercises}
