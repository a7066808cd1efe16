"""Writes the audit: every answer, finding, rule and exercise, each accounted for once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from loosen._version import __version__
from loosen.engine import Outcome
from loosen.model.audit import (
    Audit,
    ExerciseRecord,
    PartRecord,
    PassedOver,
    ProgrammeRecord,
    RuleRecord,
    StageRecord,
)
from loosen.model.base import STAGES

from .settled import disagreements
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
        heard=work.heard,
        tallies=tuple(work.findings.tallies),
        findings=work.findings.records(),
        stages=tuple(_stages(work)),
        level=work.triage.level,
        programme=programme_record(work) if planned else None,
        focus=tuple(work.focus.values()),
        exercises=tuple(_exercises(work)) if planned else (),
        selection=tuple(work.chosen.picks) if planned else (),
        evidence={rule: work.library.rules[rule].evidence for rule in spoken},
        contradictions=disagreements(work),
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


def programme_record(work: Work) -> ProgrammeRecord | None:
    """The programme asked for and what became of its parts."""
    if work.programme is None:
        return None
    parts = tuple(
        PartRecord(
            part=filled.part.name,
            given=filled.given,
            passed_over=tuple(
                PassedOver(exercise=name, because=work.fates[name][1])
                for name in filled.part.choices
                if name != filled.given
            ),
        )
        for filled in work.chosen.parts
    )
    return ProgrammeRecord(
        programme=work.programme.id, minutes=work.minutes, days_per_week=work.days,
        times_per_day=work.programme.times_per_day, parts=parts,
    )  # fmt: skip


def _exercises(work: Work) -> Iterator[ExerciseRecord]:
    doses = {item.exercise.id: item.steps for item in work.chosen.items}
    noted, paths, scores = work.safety.effects, work.candidates.paths, work.chosen.scores
    for name in work.library.exercises:
        held_back = work.start.too_hard.get(name, ())
        verdict, because = work.fates[name]
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
