"""Why an exercise is, or is not, in a plan: told from the audit alone."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from loosen._version import __version__
from loosen.answers import read_bytes
from loosen.errors import Fault, FileError
from loosen.export.handout import Block
from loosen.model.audit import AUDIT_SCHEMA, ExerciseRecord
from loosen.model.base import Evidence
from loosen.model.plan import Item, Recommendation


def read_recommendation(path: str | Path) -> Recommendation:
    """A recommendation as `loosen plan --format json` wrote it. Raises `FileError` when it is not one."""
    remedy = "Make it with: loosen plan ANSWERS --format json --out PLAN.json"
    raw = read_bytes(path)
    try:
        recommendation = Recommendation.model_validate_json(raw)
    except ValidationError as error:
        fault = Fault(str(path), f"is not a plan of this version ({_what_is_wrong(raw, error)}).", remedy)
        raise FileError(f"{path} cannot be used.", [fault]) from error
    if recommendation.audit.schema_version != AUDIT_SCHEMA:
        fault = Fault(str(path), f"has a record of version {recommendation.audit.schema_version}.", remedy)
        raise FileError(f"{path} cannot be used.", [fault])
    return recommendation


def _what_is_wrong(raw: bytes, error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return "it is cut off or damaged, or was never JSON"
    maker = _maker(raw)
    if maker not in (None, __version__):
        return f"it was made by loosen {maker}, and this is loosen {__version__}"
    return f"{'.'.join(map(str, first['loc'])) or 'the whole file'}: {first['msg'].lower()}"


def _maker(raw: bytes) -> str | None:
    """The version of the program that wrote the file, where it says so."""
    try:
        return str(json.loads(raw)["loosen"]["version"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def why(recommendation: Recommendation, exercise: str) -> tuple[Block, ...]:
    """The chain behind one exercise: what pointed to it, what safety said, its score and its dose."""
    record = _record(recommendation, exercise)
    return tuple(_blocks(recommendation, record))


def _record(recommendation: Recommendation, exercise: str) -> ExerciseRecord:
    records = {record.exercise: record for record in recommendation.audit.exercises}
    if exercise in records:
        return records[exercise]
    if not records:
        what = f"this is a referral ({recommendation.triage.level}); no exercise was considered."
        raise FileError("There is nothing to explain.", [Fault(exercise, what)])
    near = difflib.get_close_matches(exercise, records, n=1)
    remedy = f"Did you mean '{near[0]}'?" if near else ""
    raise FileError("There is no such exercise.", [Fault(exercise, "is not in the library of this plan.", remedy)])


def _blocks(recommendation: Recommendation, record: ExerciseRecord) -> Iterator[Block]:
    yield Block("title", (f"{record.exercise}: {record.verdict.replace('_', ' ')}",))
    yield Block("text", (record.because,))
    item = next(
        (
            item
            for item in (recommendation.plan.items if recommendation.plan else ())
            if item.exercise == record.exercise
        ),
        None,
    )
    if item:
        yield Block("heading", ("What points to it",))
        yield Block("list", tuple(_told(item)))
    elif record.paths:
        yield Block("heading", ("What points to it",))
        yield Block("list", tuple(_path(path) for path in record.paths))
    if record.effects:
        yield Block("heading", ("What the rules say",))
        yield Block("list", tuple(_effects(record, recommendation)))
    if record.score:
        total = sum(term.points for term in record.score)
        yield Block("heading", (f"Its score: {total} points",))
        yield Block("list", tuple(f"{term.points:+d} {term.term}" for term in record.score))
    if record.dose:
        yield Block("heading", ("How its dose came about",))
        yield Block("list", tuple(f"{step.field} = {step.value} ({step.because})" for step in record.dose))
    if told := tuple(_disagreements(record, recommendation)):
        yield Block("heading", ("Sources disagree here",))
        yield Block("list", told)


def _told(item: Item) -> Iterator[str]:
    for reason in item.reasons:
        if reason.path and reason.path[-1] == f"exercise:{item.exercise}" and len(reason.path) > 1:
            yield f"{_path(reason.path)}\n{reason.say} {_sources(reason.evidence)}"


def _effects(record: ExerciseRecord, recommendation: Recommendation) -> Iterator[str]:
    for effect in record.effects:
        sure = "" if effect.result == "fired" else ", because an answer is not known"
        sources = _sources(recommendation.audit.evidence.get(effect.rule, ()))
        yield f"{effect.rule} ({effect.effect.replace('_', ' ')}{sure}): {effect.say} {_path(effect.path)} {sources}"


def _disagreements(record: ExerciseRecord, recommendation: Recommendation) -> Iterator[str]:
    """The disagreements settled by this exercise, its dose, a rule that acted on it, or what points to it."""
    behind = {f"exercise:{record.exercise}", *(node for path in record.paths for node in path)}
    behind |= {step.because for step in record.dose} | {term.term for term in record.score}
    behind |= {f"rule:{effect.rule}" for effect in record.effects}
    for settled in recommendation.audit.contradictions:
        if not behind.isdisjoint(settled.because):
            lost = " ".join(f"{statement.says} ({statement.where})" for statement in settled.lost)
            by = " ".join(f"{principle.id}, {principle.name}: {principle.plain}" for principle in settled.principles)
            sources = _sources(settled.evidence)
            yield f"{settled.id}: {settled.title}\nOverruled: {lost}\nBy {by}\n{settled.resolution} {sources}"


def _path(path: Iterable[str]) -> str:
    return " → ".join(node.replace(":", " ").replace("_", " ") for node in path)


def _sources(evidence: Iterable[Evidence]) -> str:
    told = "; ".join(
        f"{entry.source}, certainty {entry.certainty.replace('_', ' ')}: {entry.supports}" for entry in evidence
    )
    return f"[{told}]" if told else ""
