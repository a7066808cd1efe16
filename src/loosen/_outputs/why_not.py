"""Why an exercise is not in a plan, and what would put it there, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from loosen._explain.why.types import AnswerChange, Counterfactual, Searched, WhyNot
from loosen._words.speech import Speech

from .document import Block, bullets
from .why import AnswersTold, it_or_name, race_words, review_words, sure_words


def refusal(told: WhyNot, speech: Speech) -> tuple[Block, ...]:
    """Why an exercise is not in the plan, and what would put it there."""
    return tuple(_of_referral(told, speech) if told.verdict == "referral" else _refusal(told, speech))


def _of_referral(told: WhyNot, speech: Speech) -> Iterator[Block]:
    yield Block("title", (speech("why.no_plan", name=told.name),))
    yield Block("text", (speech("why.exercise_waits", level=speech.one_of("level", told.level)),))
    answers = AnswersTold(speech)
    yield from bullets(speech("why.why"), (f"{one.say}{answers.behind(one.facts)}" for one in told.triage))
    yield Block("text", (told.unsearched,))
    yield from review_words(told.bases, speech)


def _refusal(told: WhyNot, speech: Speech) -> Iterator[Block]:
    yield Block("title", (f"{told.name}: {speech.one_of('verdict', told.verdict, 'sentence')}",))
    if told.rules:
        yield Block("list", tuple(_against(told, speech)))
        yield from _how_sure(told, speech)
    elif told.because:
        yield Block("text", (told.because,))
    if told.race and told.verdict == "not_chosen":
        points = speech("amounts.points", count=told.points)
        yield Block("text", (speech("why.has_points", points=points, race=race_words(told.race, speech)),))
    if told.change:
        yield from _change(told.change, speech)
    elif told.searched:
        yield Block("heading", (speech("why.would_put_it_in"),))
        yield Block("text", (_nothing_found(told.searched, speech),))
    else:
        yield Block("text", (told.unsearched,))
    yield from review_words(told.bases, speech)


def _against(told: WhyNot, speech: Speech) -> Iterator[str]:
    """What each rule says against it, once."""
    answers = AnswersTold(speech)
    for say, same in groupby(told.rules, key=lambda one: it_or_name(one.say, told.name, speech)):
        rules = tuple(same)
        facts = (fact for one in rules for fact in one.facts)
        yield f"{say}{sure_words(*(one.basis for one in rules), speech=speech)}{answers.behind(facts)}"


def _how_sure(told: WhyNot, speech: Speech) -> Iterator[Block]:
    if any(basis.evidence for basis in told.bases):
        yield Block("text", (speech("why.how_sure"),))


def _nothing_found(searched: Searched, speech: Speech) -> str:
    tried = [speech("why.nothing_found", changes=searched.singles)]
    if searched.pairs_there_are and searched.all_pairs:
        tried.append(speech("why.all_pairs", pairs=searched.pairs))
    elif searched.pairs_there_are:
        tried.append(speech("why.likeliest_pairs", pairs=searched.pairs, all=searched.pairs_there_are))
    return " ".join(tried)


def _change(change: Counterfactual, speech: Speech) -> Iterator[Block]:
    yield Block("heading", (speech("why.would_put_it_in"),))
    yield Block("list", tuple(_changed(one, speech) for one in change.changes))
    together = f"{speech('why.both_needed')} " if len(change.changes) > 1 else ""
    yield Block("text", (f"{together}{speech('why.checked')}",))
    if any(one.kind == "as_found" for one in change.changes):
        yield Block("text", (speech("why.answer_as_it_is"),))
    yield from bullets(speech("why.make_room"), change.leaving)


def _changed(one: AnswerChange, speech: Speech) -> str:
    """A change in words: what a person may decide is said as a choice, what is found only as a possible finding."""
    to = _to(one, speech)
    if one.kind == "by_choice":
        return speech("why.if_you_like", question=one.text, to=to)
    if one.self_test:
        return speech("why.if_test_found", question=one.text, to=to)
    if isinstance(one.value, int):
        return speech("why.with_time", question=one.text, to=to)
    return speech("why.if_found_again", question=one.text, to=to)


def _to(one: AnswerChange, speech: Speech) -> str:
    if one.added:
        return speech("why.also", added=_quoted(one.added, speech))
    return speech("why.instead", after=_quoted(one.after, speech), before=_quoted(one.before, speech))


def _quoted(options: Iterable[str], speech: Speech) -> str:
    return ", ".join(speech("handout.quoted", name=option) for option in options)
