"""The chain behind an exercise in full, for a reviewer: ids, facts, sources, review states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loosen._explain.why.types import (
    NOBODY,
    Acted,
    Basis,
    DoseReason,
    FactSaid,
    Pointer,
    Why,
)
from loosen._model.base import Evidence
from loosen._words.reasons import dose_note, failed_words
from loosen._words.speech import Speech

from .document import Block, bullets


def deep_story(why: Why, speech: Speech) -> Iterator[Block]:
    """All blocks of it."""
    yield Block("title", (f"{why.name}: {speech.one_of('verdict', why.verdict, 'sentence')}",))
    yield Block("text", (f"{why.exercise}, {why.verdict}: {why.because}",))
    if why.basis.evidence:
        yield Block("text", (speech("why.deep.itself", basis=_full(why.basis, speech)),))
    yield from bullets(speech("why.deep.what_points"), (_deep_pointer(pointer, speech) for pointer in why.pointers))
    yield from bullets(speech("why.deep.what_rules_say"), (_deep_rule(one, speech) for one in why.rules))
    if why.score:
        terms = (f"{term.points:+d} {term.term}: {term.say} {_full(term.basis, speech)}" for term in why.score)
        points = speech("amounts.points", count=why.points)
        yield from bullets(speech("why.deep.score", points=points), terms)
    if why.race:
        race = speech("why.deep.nearest", rival=why.race.lost_to, points=why.race.behind)
        yield Block("text", (race,))
    yield from bullets(speech("why.deep.dose"), (_deep_step(step, speech) for step in why.dose))
    for one in why.disagreements:
        yield Block("heading", (speech("why.deep.disagree", id=one.id, title=one.title),))
        lost = (speech("why.deep.overruled", what=what) for what in one.lost)
        by = (speech("why.deep.by", principle=principle) for principle in one.principles)
        yield Block("list", (*lost, *by, f"{one.resolution} {_full(one.basis, speech)}"))
    yield Block("heading", (speech("why.deep.record"),))
    made = speech("why.deep.made", digest=why.library_digest, version=why.loosen_version)
    yield Block("text", (made,))


def _deep_step(step: DoseReason, speech: Speech) -> str:
    note = dose_note(step.because, speech)
    return f"{step.field} = {step.value} ({note}): {step.say} {_full(step.basis, speech)}"


def _deep_pointer(pointer: Pointer, speech: Speech) -> str:
    path = " → ".join(pointer.path)
    if pointer.muscle:
        path += f" ({speech('why.deep.weight', weight=str(pointer.weight), strength=str(pointer.strength))})"
    return f"{path}: {pointer.say}{_matched(pointer.facts, speech)} {_full(pointer.basis, speech)}"


def _deep_rule(one: Acted, speech: Speech) -> str:
    failed = failed_words(one.failed, speech)
    test = speech("why.deep.may_apply", test=failed) if failed else speech("why.deep.may_apply_untold")
    sure = "" if one.certain else f", {test}"
    said = f"{one.rule} ({one.effect.replace('_', ' ')}{sure}): {one.say}"
    if one.via:
        said += f" {speech('why.deep.through', path=' → '.join(one.via), words=', '.join(one.via_words))}"
    return f"{said}{_matched(one.facts, speech)} {_full(one.basis, speech)}"


def _matched(facts: Iterable[FactSaid], speech: Speech) -> str:
    told = "; ".join(f"{fact.key}{_from(fact, speech)}" for fact in facts)
    return f" {speech('why.deep.matched', facts=told)}" if told else ""


def _from(fact: FactSaid, speech: Speech) -> str:
    return f" ({speech('why.deep.from', answers=', '.join(map(str, fact.answers)))})" if fact.answers else ""


def _full(basis: Basis, speech: Speech) -> str:
    """Every source with what it says, who reviewed it, and its digest; empty for what the record does not quote."""
    if not basis.evidence:
        return ""
    told = "; ".join(_evidence(entry, speech) for entry in basis.evidence)
    nobody = basis.reviewed == NOBODY
    reviewed = speech("why.deep.unreviewed") if nobody else speech("why.deep.reviewed", by=basis.reviewed)
    digest = f", {speech('why.deep.digest', digest=basis.digest)}" if basis.digest else ""
    return f"[{told}; {reviewed}{digest}]"


def _evidence(entry: Evidence, speech: Speech) -> str:
    source = " ".join(part for part in (entry.source, entry.fact, entry.where) if part)
    sure = speech.one_of("certainty", entry.certainty)
    return speech("why.deep.evidence", source=source, certainty=sure, supports=entry.supports)
