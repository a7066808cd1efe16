"""The chain behind an exercise in full, for a reviewer: ids, facts, sources, review states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loosen.explain.why.types import (
    NOBODY,
    Acted,
    Basis,
    FactSaid,
    Pointer,
    Why,
)
from loosen.words.reasons import DOSE_NOTES, dose_words_in, failed_words
from loosen.words.vocabulary import VERDICT_WORDS

from .document import Block, bullets


def deep_story(why: Why) -> Iterator[Block]:
    yield Block("title", (f"{why.name}: {VERDICT_WORDS[why.verdict]}",))
    yield Block("text", (f"{why.exercise}, {why.verdict}: {why.because}",))
    if why.basis.evidence:
        yield Block("text", (f"The exercise itself: {_full(why.basis)}",))
    yield from bullets("What points to it", (_deep_pointer(pointer) for pointer in why.pointers))
    yield from bullets("What the rules say", (_deep_rule(one) for one in why.rules))
    if why.score:
        terms = (f"{term.points:+d} {term.term}: {term.say} {_full(term.basis)}" for term in why.score)
        yield from bullets(f"Its score: {why.points} points", terms)
    if why.race:
        yield Block("text", (f"Nearest pick: {why.race.lost_to}, {why.race.behind:+d} points ahead of it.",))
    steps = (
        f"{step.field} = {step.value} ({dose_words_in(DOSE_NOTES, step.because)}): {step.say} {_full(step.basis)}"
        for step in why.dose
    )
    yield from bullets("How its dose came about", steps)
    for one in why.disagreements:
        yield Block("heading", (f"Sources disagree ({one.id}): {one.title}",))
        yield Block("list", (*(f"Overruled: {lost}" for lost in one.lost), *(f"By {by}" for by in one.principles),
                             f"{one.resolution} {_full(one.basis)}"))  # fmt: skip
    yield Block("heading", ("The record",))
    yield Block("text", (f"Library {why.library_digest}. Made by loosen {why.loosen_version}.",))


def _deep_pointer(pointer: Pointer) -> str:
    path = " → ".join(pointer.path)
    weight = f" (weight {pointer.weight}, muscle at {pointer.strength})" if pointer.muscle else ""
    return f"{path}{weight}: {pointer.say}{_matched(pointer.facts)} {_full(pointer.basis)}"


def _deep_rule(one: Acted) -> str:
    failed = failed_words(one.failed)
    sure = "" if one.certain else f", may apply: “{failed}” is not known" if failed else ", may apply"
    via = f" Through {' → '.join(one.via)} ({', '.join(one.via_words)})." if one.via else ""
    return f"{one.rule} ({one.effect.replace('_', ' ')}{sure}): {one.say}{via}{_matched(one.facts)} {_full(one.basis)}"


def _matched(facts: Iterable[FactSaid]) -> str:
    told = "; ".join(f"{fact.key}{_from(fact)}" for fact in facts)
    return f" Matched: {told}." if told else ""


def _from(fact: FactSaid) -> str:
    return f" (from {', '.join(map(str, fact.answers))})" if fact.answers else ""


def _full(basis: Basis) -> str:
    """Every source with what it says, who reviewed it, and its digest; empty for what the record does not quote."""
    if not basis.evidence:
        return ""
    told = "; ".join(
        f"{entry.source}{f' {entry.fact}' if entry.fact else ''}{f' {entry.where}' if entry.where else ''}, "
        f"certainty {entry.certainty.replace('_', ' ')}: {entry.supports}"
        for entry in basis.evidence
    )
    reviewed = "reviewed by nobody" if basis.reviewed == NOBODY else f"reviewed by {basis.reviewed}"
    digest = f", digest {basis.digest}" if basis.digest else ""
    return f"[{told}; {reviewed}{digest}]"
