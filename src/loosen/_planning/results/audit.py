"""Writes the audit: every answer, finding, rule and exercise, each accounted for once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from loosen._engine import Outcome
from loosen._model.audit import (
    AUDIT_SCHEMA,
    SAID_ELSEWHERE,
    Audit,
    EffectOn,
    EffectRecord,
    ExerciseRecord,
    ExerciseVerdict,
    PartRecord,
    PassedOver,
    ProgrammeRecord,
    RuleRecord,
    StageRecord,
)
from loosen._model.base import STAGES
from loosen._model.language import ENGLISH
from loosen._model.reason import Because
from loosen._planning.state import Work
from loosen._version import __version__

from .contradictions import disagreements
from .quotes import quoted


def audit_of(work: Work) -> Audit:
    """The whole record; a referral's has no focus, exercises or selection, because nothing was decided there."""
    planned = work.triage.allows_a_plan
    contradictions = disagreements(work)
    usual = _usual_reasons(work) if planned else {}
    return Audit(
        schema_version=AUDIT_SCHEMA,
        loosen_version=__version__,
        library_digest=work.library.digest,
        language=work.library.language.id if work.library.language else ENGLISH,
        answers=tuple(work.taken.records.values()),
        ruled_out=work.taken.ruled_out,
        conflicts=tuple(work.taken.conflicts),
        written=work.assessment.written,
        heard=work.heard,
        tallies=tuple(work.findings.tallies),
        findings=work.findings.records(),
        stages=tuple(_stages(work)),
        level=work.triage.level,
        decided_by=tuple([reason.rule for reason in work.triage.reasons if reason.level == work.triage.level]),
        programme=programme_record(work) if planned else None,
        focus=tuple(work.focus.values()),
        exercises=tuple(_exercises(work, usual)) if planned else (),
        usual=usual,
        effects=tuple(_effects(work)) if planned else (),
        selection=tuple(work.chosen.picks) if planned else (),
        entries=quoted(work, contradictions),
        contradictions=contradictions,
        course=work.course,
    )


def _outcomes(work: Work) -> dict[str, tuple[Outcome, ...]]:
    return {"findings": tuple(work.findings.outcomes), **work.outcomes}


def _stages(work: Work) -> Iterator[StageRecord]:
    outcomes = _outcomes(work)
    for stage in STAGES:
        if stage in outcomes:
            spoke = tuple([_rule_record(one) for one in outcomes[stage] if one.result != "silent"])
            silent = {one.rule: one.failed for one in outcomes[stage] if one.result == "silent" and one.failed}
            yield StageRecord(stage=stage, spoke=spoke, silent=silent)


@lru_cache(maxsize=4096)
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


def _usual_reasons(work: Work) -> dict[ExerciseVerdict, Because]:
    """For each verdict the reason that most exercises have, so that it need be kept only once."""
    counted = Counter(fate for fate in work.fates.values() if fate[0] not in SAID_ELSEWHERE)
    return {verdict: because for (verdict, because), _ in reversed(counted.most_common())}


def _exercises(work: Work, usual: Mapping[ExerciseVerdict, Because]) -> Iterator[ExerciseRecord]:
    doses = {item.exercise.id: item.steps for item in work.chosen.items}
    targets, scores = work.graph.targets, work.chosen.scores
    for name, exercise in work.library.exercises.items():
        verdict, why = work.fates[name]
        muscles = tuple([muscle for muscle in targets.get(name, ()) if muscle in work.focus])
        because = None if verdict in SAID_ELSEWHERE or why == usual.get(verdict) else why
        if name in scores:
            behind, lost_to = work.chosen.lost_to.get(name, (0, None))
            yield ExerciseRecord(
                exercise=name,
                name=exercise.name,
                verdict=verdict,
                because=because,
                muscles=() if any(term.startswith("muscle:") for term in scores[name]) else muscles,
                score=dict(scores.get(name, {})),
                lost_to=lost_to,
                behind=behind,
                dose=doses.get(name, ()),
            )
        else:
            yield ExerciseRecord.shared(
                exercise=name, name=exercise.name, verdict=verdict, because=because, muscles=muscles
            )


def _effects(work: Work) -> Iterator[EffectRecord]:
    """What rules of safety and progression did to exercises, by rule."""
    done: dict[EffectOn, list[str]] = {}
    for effects in (work.safety.effects, work.start.too_hard):
        for exercise, notes in effects.items():
            for note in dict.fromkeys(notes):
                done.setdefault(note, []).append(exercise)
    for note in sorted(done, key=lambda note: (note.rule, note.effect, note.via)):
        yield EffectRecord.shared(rule=note.rule, effect=note.effect, via=note.via, exercises=tuple(sorted(done[note])))
