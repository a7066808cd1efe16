"""Why an exercise is, or is not, in a plan: told from the audit alone."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from loosen.errors import Fault, FileError
from loosen.export.handout import Block
from loosen.model.audit import Audit, ExerciseRecord, PartRecord
from loosen.model.base import Evidence


def why(audit: Audit, exercise: str) -> tuple[Block, ...]:
    """The chain behind one exercise: what pointed to it, what safety said, its score and its dose."""
    return tuple(_blocks(audit, record_named(audit, exercise)))


def record_named(audit: Audit, exercise: str) -> ExerciseRecord:
    """The record of an exercise. Raises `FileError` with the nearest id when there is none."""
    records = {record.exercise: record for record in audit.exercises}
    if exercise in records:
        return records[exercise]
    if not records:
        what = f"this is a referral ({audit.level}); no exercise was considered."
        raise FileError("There is nothing to explain.", [Fault(exercise, what)])
    near = difflib.get_close_matches(exercise, records, n=1)
    remedy = f"Did you mean '{near[0]}'?" if near else ""
    raise FileError("There is no such exercise.", [Fault(exercise, "is not in the library of this plan.", remedy)])


def _blocks(audit: Audit, record: ExerciseRecord) -> Iterator[Block]:
    yield Block("title", (f"{record.exercise}: {record.verdict.replace('_', ' ')}",))
    yield Block("text", (audit.because_of(record),))
    if pointers := tuple(_pointers(audit, record)):
        yield Block("heading", ("What points to it",))
        yield Block("list", pointers)
    if effects := tuple(_effects(audit, record)):
        yield Block("heading", ("What the rules say",))
        yield Block("list", effects)
    if record.score:
        yield Block("heading", (f"Its score: {sum(record.score.values())} points",))
        ranked = sorted(record.score.items(), key=lambda term: (-term[1], term[0]))
        yield Block("list", tuple(f"{points:+d} {term}" for term, points in ranked))
    if record.dose:
        yield Block("heading", ("How its dose came about",))
        yield Block("list", tuple(f"{step.field} = {step.value} ({step.because})" for step in record.dose))
    if told := tuple(_disagreements(audit, record)):
        yield Block("heading", ("Sources disagree here",))
        yield Block("list", told)


def _pointers(audit: Audit, record: ExerciseRecord) -> Iterator[str]:
    for path in paths_to(audit, record):
        link = audit.entries.get(">".join(path[:2])) or audit.entries.get(path[0])
        yield f"{_path(path)} {_sources(link.evidence if link else ())}"


def paths_to(audit: Audit, record: ExerciseRecord) -> Iterator[tuple[str, ...]]:
    """The ways from what the person said to an exercise, through the muscles in focus that it works on."""
    focus = {entry.muscle: entry for entry in audit.focus}
    last = f"exercise:{record.exercise}"
    for muscle in audit.muscles_of(record):
        yield from ((reason.via, f"muscle:{muscle}", last) for reason in focus[muscle].reasons)
    if audit.programme and any(_offers(part, record.exercise) for part in audit.programme.parts):
        yield (f"programme:{audit.programme.programme}", last)


def _offers(part: PartRecord, exercise: str) -> bool:
    return exercise == part.given or any(other.exercise == exercise for other in part.passed_over)


def _effects(audit: Audit, record: ExerciseRecord) -> Iterator[str]:
    fired = {rule.rule for stage in audit.stages for rule in stage.spoke if rule.result == "fired"}
    for effect in audit.effects_on(record.exercise):
        sure = "" if effect.rule in fired else ", because an answer is not known"
        told = audit.entries[f"rule:{effect.rule}"]
        say = audit.say_of(effect.rule, record.name)
        where = f" {_path(effect.path_from(record.exercise))}" if effect.via else ""
        yield f"{effect.rule} ({effect.effect.replace('_', ' ')}{sure}): {say}{where} {_sources(told.evidence)}"


def _disagreements(audit: Audit, record: ExerciseRecord) -> Iterator[str]:
    """The disagreements settled by this exercise, its dose, a rule that acted on it, or what points to it."""
    behind = {f"exercise:{record.exercise}", *(node for path in paths_to(audit, record) for node in path)}
    behind |= {step.because for step in record.dose} | set(record.score)
    behind |= {f"rule:{effect.rule}" for effect in audit.effects_on(record.exercise)}
    for settled in audit.contradictions:
        if not behind.isdisjoint(settled.because):
            lost = " ".join(f"{statement.says} ({statement.where})" for statement in settled.lost)
            by = " ".join(f"{name}, {audit.entries[f'principle:{name}'].say}" for name in settled.principles)
            sources = _sources(settled.evidence)
            yield f"{settled.id}: {settled.title}\nOverruled: {lost}\nBy {by}\n{settled.resolution} {sources}"


def _path(path: Iterable[str]) -> str:
    return " → ".join(node.replace(":", " ").replace("_", " ") for node in path)


def _sources(evidence: Iterable[Evidence]) -> str:
    told = "; ".join(
        f"{entry.source}, certainty {entry.certainty.replace('_', ' ')}: {entry.supports}" for entry in evidence
    )
    return f"[{told}]" if told else ""
