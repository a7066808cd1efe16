"""The chain behind an exercise, and the reasons against it, as blocks: in plain words, or in full for a reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from loosen._explain.why.types import (
    NOBODY,
    AnswerSaid,
    Basis,
    DoseReason,
    FactSaid,
    Pointer,
    Race,
    Why,
)
from loosen._model.base import Certainty
from loosen._model.reason import DoseSource
from loosen._words.amounts import LONG_BOUT_S, SAID_FIELDS, value_words
from loosen._words.speech import Speech, capital

from .document import Block, bullets
from .why_deep import deep_story

HIDDEN = ":an_answer_"
"""In the name of what a redacted record hides; its words say so."""
TERMS_SHOWN = 5
"""Terms of the score told to a person; the rest is for the reviewer."""
SURE: tuple[Certainty, ...] = ("high", "moderate", "low", "very_low", "expert")
"""From the surest on."""


def story(why: Why, speech: Speech) -> tuple[Block, ...]:
    """The chain behind one exercise: plain, or with ids, facts, sources and review states where it is `deep`."""
    return tuple(deep_story(why, speech) if why.deep else _plain_story(why, speech))


def _plain_story(why: Why, speech: Speech) -> Iterator[Block]:
    yield Block("title", (f"{why.name}: {speech.one_of('verdict', why.verdict, 'sentence')}",))
    if not _is_kept_out(why):  # of these the rules say it below
        yield Block("text", (why.because,))
    if any(basis.evidence for basis in why.bases):
        yield Block("text", (speech("why.how_sure"),))
    answers = AnswersTold(speech)
    if _is_kept_out(why):
        yield from bullets(speech("why.why"), _rules(why, answers, speech))
    yield from bullets(_for_it(why, speech), _pointers(why.pointers, answers, speech))
    if not _is_kept_out(why):
        yield from bullets(speech("why.what_rules_say"), _rules(why, answers, speech))
    if why.score:
        points = speech("amounts.points", count=why.points)
        yield from bullets(speech("why.how_chosen", points=points), _terms(why, speech))
    if why.race and why.verdict != "chosen":
        yield Block("text", (race_words(why.race, speech),))
    if why.dose:
        yield from bullets(speech("why.how_much"), _dose(why.dose, speech))
    disagree = (f"{one.title} {one.resolution}" for one in why.disagreements)
    yield from bullets(speech("why.sources_disagree"), disagree)
    yield from review_words(why.bases, speech)


def _for_it(why: Why, speech: Speech) -> str:
    """The heading over what speaks for an exercise."""
    if why.verdict == "chosen":
        return speech("why.led_to_it")
    return speech("why.would_speak_for_it" if _is_kept_out(why) else "why.speaks_for_it")


class AnswersTold:
    """Tells the answers that something comes from; the same ones are not told twice in a row."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._last: tuple[AnswerSaid, ...] = ()

    def behind(self, facts: Iterable[FactSaid]) -> str:
        """The answers behind these facts as a sentence; empty where there are none."""
        said = tuple(dict.fromkeys(answer for fact in facts for answer in fact.answers))
        if not said:
            return ""
        if said == self._last:
            return f" {self._speech('why.from_same_answers' if len(said) > 1 else 'why.from_same_answer')}"
        self._last = said
        key = "why.from_answers" if len(said) > 1 else "why.from_answer"
        return f" {self._speech(key, answers='; '.join(_by_question(said, self._speech)))}"


def it_or_name(say: str, name: str, speech: Speech) -> str:
    """A sentence about the exercise of this name, which the title has said already."""
    if say.startswith(f"{name}: "):
        return capital(say[len(name) + 2 :])
    return speech("why.it", says=say[len(name) + 1 :]) if say.startswith(f"{name} ") else say


def _pointers(pointers: Iterable[Pointer], answers: AnswersTold, speech: Speech) -> Iterator[str]:
    """Each thing that points to the exercise once, with the muscles over which it does."""
    by_via: dict[str, list[Pointer]] = {}
    for pointer in pointers:
        by_via.setdefault(pointer.via, []).append(pointer)
    for via, same in by_via.items():
        first, kind = same[0], via.partition(":")[0]
        sure = sure_words(*(pointer.basis for pointer in same), speech=speech)
        if kind == "programme":
            yield f"{speech('why.part_of_routine', name=first.say)}{sure}"
        elif kind == "rule":
            yield f"{first.say}{sure}{answers.behind(first.facts)}"
        else:
            yield f"{_led(first, speech)} {_goes_with(same, speech)}{sure}"


def _led(pointer: Pointer, speech: Speech) -> str:
    """What a person told us, or found."""
    if HIDDEN in pointer.via:
        return f"{pointer.say}."
    say = speech.inside(pointer.say).rstrip(".")
    return speech("why.you_told_us" if pointer.via.startswith("symptom:") else "why.self_test", what=say)


def _goes_with(pointers: Iterable[Pointer], speech: Speech) -> str:
    muscles = dict.fromkeys(pointer.muscle_words for pointer in pointers)
    return speech("why.goes_with", muscles=speech.both(muscles))


def _is_kept_out(why: Why) -> bool:
    return why.verdict in ("excluded", "held_back")


def _rules(why: Why, answers: AnswersTold, speech: Speech) -> Iterator[str]:
    """What safety says; of an exercise that is kept out, that alone; of one with no rule against it, that."""
    for one in (one for one in why.rules if one.effect == why.verdict) if _is_kept_out(why) else why.rules:
        unsure = "" if one.certain else f" {speech('why.cannot_tell')}"
        say = it_or_name(one.say, why.name, speech)
        first = "" if _is_kept_out(why) else f"{speech.one_of('effect', one.effect, 'heading')}: "
        yield f"{first}{say}{unsure}{sure_words(one.basis, speech=speech)}{answers.behind(one.facts)}"
    if not why.rules and why.verdict in ("chosen", "not_chosen"):
        yield speech("why.no_rule_against_it")


def _terms(why: Why, speech: Speech) -> Iterator[str]:
    """What counted most, and all the rest as one number; what came to nothing is left to the reviewer."""
    told = sorted((term for term in why.score if term.points), key=lambda term: (-abs(term.points), term.term))
    shown = len(told) if len(told) == TERMS_SHOWN + 1 else TERMS_SHOWN
    for term in told[:shown]:
        yield f"{term.points:+d}: {it_or_name(term.say, why.name, speech)}{sure_words(term.basis, speech=speech)}"
    if rest := sum(term.points for term in told[shown:]):
        yield speech("why.everything_else", points=rest)


def race_words(race: Race, speech: Speech) -> str:
    """How near an exercise came to the one that was taken."""
    if race.behind == 0:
        return speech("why.race_even", rival=race.name)
    points = speech("amounts.points", count=abs(race.behind))
    return speech("why.race_behind" if race.behind > 0 else "why.race_ahead", rival=race.name, points=points)


def _dose(steps: Iterable[DoseReason], speech: Speech) -> Iterator[str]:
    """The dose to start with, then each reason to change it once, with all that it changed."""
    steps = tuple(steps)
    start = [step for step in steps if step.because.code is DoseSource.DOSE]
    if start:
        yield f"{speech('why.to_start_with', amounts=_amounts(start, speech))} {start[0].say}"
    for (because, say), same in groupby(steps[len(start) :], key=lambda step: (step.because, step.say)):
        changed = tuple(same)
        sure = sure_words(changed[0].basis, speech=speech) if because.rule else ""
        yield f"{say}{sure} {speech('why.so', amounts=_amounts(changed, speech))}"


def _amounts(steps: Iterable[DoseReason], speech: Speech) -> str:
    """The values in the order in which people say them; what goes without saying is left out."""
    order = SAID_FIELDS
    told = sorted(steps, key=lambda step: order.index(step.field) if step.field in order else len(order))
    long = any(step.field == "hold_s" and step.value >= LONG_BOUT_S for step in told)
    first = any(step.because.code is DoseSource.DOSE for step in told)
    plain = {"sets", "times_per_day", *(("repetitions",) if long else ())} if first else set()
    said = (step for step in told if not (step.value == 1 and step.field in plain))
    return ", ".join(value_words(step.field, step.value, speech) for step in said)


def sure_words(*bases: Basis, speech: Speech) -> str:
    """How sure the least sure of the sources is, in brackets; nothing where there is no source."""
    worst = max((entry.certainty for basis in bases for entry in basis.evidence), key=SURE.index, default=None)
    return f" ({speech.one_of('certainty', worst, 'shown')})" if worst else ""


def _by_question(said: Iterable[AnswerSaid], speech: Speech) -> Iterator[str]:
    """Answers with each question named once: “Where does it hurt?”: “Low back”, “Hip or buttock”."""
    answers: dict[str, list[str]] = {}
    for one in said:
        whole = one.question and one.answer
        answers.setdefault(one.question if whole else str(one), []).append(one.answer if whole else "")
    for question, told in answers.items():
        given = ", ".join(speech("handout.quoted", name=one) for one in told if one)
        yield f"{question}: {given}" if given else question


def review_words(bases: Iterable[Basis], speech: Speech) -> Iterator[Block]:
    """Said once: that something told here is signed off by nobody."""
    if any(basis.evidence and basis.reviewed == NOBODY for basis in bases):
        yield Block("text", (speech("why.not_reviewed"),))
