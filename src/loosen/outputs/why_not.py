"""Why an exercise is not in a plan, and what would put it there, as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from loosen.explain.why.types import (
    AnswerChange,
    Counterfactual,
    WhyNot,
)
from loosen.words.vocabulary import LEVEL_WORDS, VERDICT_WORDS

from .document import Block, bullets
from .why import HOW_SURE, AnswersTold, it_or_name, race_words, review_words, sure_words

CHECKED = "We made the plan again with this changed: every safety rule still holds, and the exercise is in it."


AS_IT_IS = "Do not change an answer to get an exercise: answer what you find."


ONE_ANSWER = "Nothing that we found. We tried all {singles} changes of one answer that we may suggest."


TWO_ANSWERS = "We also tried all {pairs} changes of two answers."


MOST_PROMISING = "We also tried the {pairs} likeliest of the {pairs_there_are:,} changes of two answers."


def refusal(told: WhyNot) -> tuple[Block, ...]:
    """Why an exercise is not in the plan, and what would put it there."""
    return tuple(_refusal(told))


def _refusal(told: WhyNot) -> Iterator[Block]:
    if told.verdict == "referral":
        yield Block("title", (f"{told.name}: no plan was made",))
        yield Block("text", (f"{LEVEL_WORDS[told.level]}. Exercise waits until then.",))
        answers = AnswersTold()
        yield from bullets("Why", (f"{one.say}{answers.behind(one.facts)}" for one in told.triage))
        yield Block("text", (told.unsearched,))
        yield from review_words(told.bases)
        return
    yield Block("title", (f"{told.name}: {VERDICT_WORDS[told.verdict]}",))
    if told.rules:
        yield Block("list", tuple(_against(told)))
        yield from _how_sure(told)
    elif told.because:
        yield Block("text", (told.because,))
    if told.race and told.verdict == "not_chosen":
        yield Block("text", (f"It has {told.points} points. {race_words(told.race)}",))
    if told.change:
        yield from _change(told.change)
    elif told.searched:
        yield Block("heading", ("What would put it into your plan",))
        yield Block("text", (_nothing_found(told),))
    else:
        yield Block("text", (told.unsearched,))
    yield from review_words(told.bases)


def _against(told: WhyNot) -> Iterator[str]:
    """What each rule says against it, once."""
    answers = AnswersTold()
    for say, same in groupby(told.rules, key=lambda one: it_or_name(one.say, told.name)):
        rules = tuple(same)
        facts = (fact for one in rules for fact in one.facts)
        yield f"{say}{sure_words(*(one.basis for one in rules))}{answers.behind(facts)}"


def _how_sure(told: WhyNot) -> Iterator[Block]:
    if any(basis.evidence for basis in told.bases):
        yield Block("text", (HOW_SURE,))


def _nothing_found(told: WhyNot) -> str:
    searched = told.searched
    if searched is None:
        return ""
    pairs = TWO_ANSWERS if searched.all_pairs else MOST_PROMISING
    more = pairs.format(**searched.model_dump()) if searched.pairs_there_are else ""
    return f"{ONE_ANSWER.format(singles=searched.singles)} {more}".strip()


def _change(change: Counterfactual) -> Iterator[Block]:
    yield Block("heading", ("What would put it into your plan",))
    yield Block("list", tuple(_changed(one) for one in change.changes))
    together = "Both together are needed. " if len(change.changes) > 1 else ""
    yield Block("text", (f"{together}{CHECKED}",))
    if any(one.kind == "as_found" for one in change.changes):
        yield Block("text", (AS_IT_IS,))
    yield from bullets("These would then make room for it", change.leaving)


def _changed(one: AnswerChange) -> str:
    """A change in words: what a person may decide is said as a choice, what is found only as a possible finding."""
    if one.kind == "by_choice":
        what = "If you like"
    elif one.self_test:
        what = "If a self-test found this"
    elif isinstance(one.value, int):
        what = "With time, once this is so"
    else:
        what = "If you found, on looking again, that this is so"
    return f"{what}: “{one.text}”: {_to(one)}"


def _to(one: AnswerChange) -> str:
    if one.added:
        return f"also “{'”, “'.join(one.added)}”."
    return f"“{'”, “'.join(one.after)}” instead of “{'”, “'.join(one.before)}”."
