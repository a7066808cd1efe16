"""The chain behind an exercise, and the reasons against it, as blocks: in plain words, or in full for a reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from loosen.explain.why.types import (
    NOBODY,
    AnswerSaid,
    Basis,
    DoseReason,
    FactSaid,
    Pointer,
    Race,
    Why,
)
from loosen.model.reason import DoseSource
from loosen.words.amounts import LONG_BOUT_S
from loosen.words.vocabulary import EFFECT_WORDS, FIELD_WORDS, SURE, VERDICT_WORDS

from .document import Block, bullets
from .why_deep import deep_story

NOT_REVIEWED = "No clinician has reviewed this."
HOW_SURE = "In brackets: how well studies show it, or that experts advise it."
HIDDEN = ":an_answer_"
"""In the name of what a redacted record hides; its words say so."""
TERMS_SHOWN = 5
"""Terms of the score told to a person; the rest is for the reviewer."""


def story(why: Why) -> tuple[Block, ...]:
    """The chain behind one exercise: plain, or with ids, facts, sources and review states where it is `deep`."""
    return tuple(deep_story(why) if why.deep else _plain_story(why))


def _plain_story(why: Why) -> Iterator[Block]:
    yield Block("title", (f"{why.name}: {VERDICT_WORDS[why.verdict]}",))
    if not _is_kept_out(why):  # of these the rules say it below
        yield Block("text", (why.because,))
    if any(basis.evidence for basis in why.bases):
        yield Block("text", (HOW_SURE,))
    answers = AnswersTold()
    if _is_kept_out(why):
        yield from bullets("Why", _rules(why, answers))
    spoken = "What would otherwise speak for it" if _is_kept_out(why) else "What speaks for it"
    for_it = "What led to it" if why.verdict == "chosen" else spoken
    yield from bullets(for_it, _pointers(why.pointers, answers))
    if not _is_kept_out(why):
        yield from bullets("What the rules say of it", _rules(why, answers))
    if why.score:
        yield from bullets(f"How it was chosen: {why.points} points", _terms(why))
    if why.race and why.verdict != "chosen":
        yield Block("text", (race_words(why.race),))
    if why.dose:
        yield from bullets("How much, and why", _dose(why.dose))
    yield from bullets("Where the sources disagree", (f"{one.title} {one.resolution}" for one in why.disagreements))
    yield from review_words(why.bases)


class AnswersTold:
    """Tells the answers that something comes from; the same ones are not told twice in a row."""

    def __init__(self) -> None:
        self._last: tuple[AnswerSaid, ...] = ()

    def behind(self, facts: Iterable[FactSaid]) -> str:
        """The answers behind these facts as a sentence; empty where there are none."""
        said = tuple(dict.fromkeys(answer for fact in facts for answer in fact.answers))
        if not said:
            return ""
        s = "s" * (len(said) > 1)
        if said == self._last:
            return f" This comes from the same answer{s}."
        self._last = said
        return f" This comes from your answer{s}: {'; '.join(_by_question(said))}."


def it_or_name(say: str, name: str) -> str:
    """A sentence about the exercise of this name, which the title has said already."""
    if say.startswith(f"{name}: "):
        rest = say[len(name) + 2 :]
        return f"{rest[:1].upper()}{rest[1:]}"
    return f"It{say[len(name) :]}" if say.startswith(f"{name} ") else say


def _pointers(pointers: Iterable[Pointer], answers: AnswersTold) -> Iterator[str]:
    """Each thing that points to the exercise once, with the muscles over which it does."""
    by_via: dict[str, list[Pointer]] = {}
    for pointer in pointers:
        by_via.setdefault(pointer.via, []).append(pointer)
    for via, same in by_via.items():
        first, kind = same[0], via.partition(":")[0]
        sure = sure_words(*(pointer.basis for pointer in same))
        if kind == "programme":
            yield f"It is a part of the routine you asked for, “{first.say}”.{sure}"
        elif kind == "rule":
            yield f"{first.say}{sure}{answers.behind(first.facts)}"
        else:
            told = "You told us" if kind == "symptom" else "Your self-test"
            say = f"{first.say[:1].lower()}{first.say[1:]}".rstrip(".")
            muscles = " and ".join(dict.fromkeys(pointer.muscle_words for pointer in same))
            led = first.say if HIDDEN in via else f"{told}: {say}"
            yield f"{led}. This may go with {muscles}.{sure}"


def _is_kept_out(why: Why) -> bool:
    return why.verdict in ("excluded", "held_back")


def _rules(why: Why, answers: AnswersTold) -> Iterator[str]:
    """What safety says; of an exercise that is kept out, that alone; of one with no rule against it, that."""
    for one in (one for one in why.rules if one.effect == why.verdict) if _is_kept_out(why) else why.rules:
        unsure = "" if one.certain else " We cannot tell whether this is so for you, so we take the careful way."
        say = it_or_name(one.say, why.name)
        first = "" if _is_kept_out(why) else f"{EFFECT_WORDS[one.effect]}: "
        yield f"{first}{say}{unsure}{sure_words(one.basis)}{answers.behind(one.facts)}"
    if not why.rules and why.verdict in ("chosen", "not_chosen"):
        yield "No rule of safety speaks against it, going by what you told us."


def _terms(why: Why) -> Iterator[str]:
    """What counted most, and all the rest as one number; what came to nothing is left to the reviewer."""
    told = sorted((term for term in why.score if term.points), key=lambda term: (-abs(term.points), term.term))
    shown = len(told) if len(told) == TERMS_SHOWN + 1 else TERMS_SHOWN
    for term in told[:shown]:
        yield f"{term.points:+d}: {it_or_name(term.say, why.name)}{sure_words(term.basis)}"
    if rest := sum(term.points for term in told[shown:]):
        yield f"{rest:+d}: everything else together."


def race_words(race: Race) -> str:
    if race.behind > 0:
        points = f"{race.behind} point{'s' * (race.behind != 1)}"
        return f"The nearest it came was the place of “{race.name}”, which was {points} ahead."
    if race.behind == 0:
        return f"It had as many points as “{race.name}”, which was taken first."
    points = f"{-race.behind} point{'s' * (race.behind != -1)}"
    return f"It was {points} ahead of “{race.name}”, but did not fit into the time or its muscles had their share."


def _dose(steps: Iterable[DoseReason]) -> Iterator[str]:
    """The dose to start with, then each reason to change it once, with all that it changed."""
    steps = tuple(steps)
    start = [step for step in steps if step.because.code is DoseSource.DOSE]
    if start:
        yield f"To start with: {_amounts(start)}. {start[0].say}"
    for (because, say), same in groupby(steps[len(start) :], key=lambda step: (step.because, step.say)):
        changed = tuple(same)
        sure = sure_words(changed[0].basis) if because.rule else ""
        yield f"{say}{sure} So: {_amounts(changed)}."


def _amounts(steps: Iterable[DoseReason]) -> str:
    """The values in the order in which people say them; what goes without saying is left out."""
    order = tuple(FIELD_WORDS)
    told = sorted(steps, key=lambda step: order.index(step.field) if step.field in order else len(order))
    long = any(step.field == "hold_s" and step.value >= LONG_BOUT_S for step in told)
    first = any(step.because.code is DoseSource.DOSE for step in told)
    plain = {"sets", "times_per_day", *(("repetitions",) if long else ())} if first else set()
    return ", ".join(_amount(step) for step in told if not (step.value == 1 and step.field in plain))


def _amount(step: DoseReason) -> str:
    words = FIELD_WORDS.get(step.field)
    return words(step.value) if words else f"{step.field.replace('_', ' ')} {step.value}"


def sure_words(*bases: Basis) -> str:
    """How sure the least sure of the sources is, in brackets; nothing where there is no source."""
    order = tuple(SURE)
    worst = max((entry.certainty for basis in bases for entry in basis.evidence), key=order.index, default=None)
    return f" ({SURE[worst]})" if worst else ""


def _by_question(said: Iterable[AnswerSaid]) -> Iterator[str]:
    """Answers with each question named once: “Where does it hurt?”: “Low back”, “Hip or buttock”."""
    answers: dict[str, list[str]] = {}
    for one in said:
        whole = one.question and one.answer
        answers.setdefault(f"“{one.question}”" if whole else str(one), []).append(one.answer if whole else "")
    for question, told in answers.items():
        given = ", ".join(f"“{one}”" for one in told if one)
        yield f"{question}: {given}" if given else question


def review_words(bases: Iterable[Basis]) -> Iterator[Block]:
    """Said once: that something told here is signed off by nobody."""
    if any(basis.evidence and basis.reviewed == NOBODY for basis in bases):
        yield Block("text", (NOT_REVIEWED,))
