"""What a recommendation says to the person, as blocks that any writer can set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from loosen._model.base import WITH_A_PLAN
from loosen._model.language import ReferralWords
from loosen._model.plan import (
    Item,
    Plan,
    ProgressionRule,
    Recommendation,
    Triage,
    Week,
)
from loosen._words.amounts import about, dose_words, length, some
from loosen._words.recommendation import (
    FIRST,
    INFERRED,
    advice_of,
    common_stop_signs,
    inferred_note,
    left_out_by_reason,
    level_words,
    overridden,
    referral_words,
    unreviewed,
)
from loosen._words.speech import Speech, speech_of

from .document import Block, bullets

MOST_NAMES = 5
"""Exercises named for one reason; the rest are counted."""
_GATES = ("advance", "hold", "step_back", "stop")


def handout(recommendation: Recommendation) -> tuple[Block, ...]:
    """The whole handout: what to do first, the plan if there is one, and what else is good to know."""
    return tuple(_blocks(recommendation))


def _blocks(recommendation: Recommendation) -> Iterator[Block]:
    words, speech = referral_words(recommendation), speech_of(recommendation.audit.language)
    if changed := recommendation.loosen.overridden:
        yield Block("text", (overridden(changed, speech),))
    yield Block("title", (level_words(recommendation),))
    yield from (Block("text", (note,)) for note in unreviewed(recommendation.loosen.language))
    yield from _reasons(recommendation.triage, words)
    yield from bullets(words.what_to_do, advice_of(recommendation, FIRST))
    yield from bullets(words.meanwhile, [advice.say for advice in recommendation.interim])
    if recommendation.plan:
        yield from _plan(recommendation.plan, speech)
        yield from _left_out(recommendation, speech)
    yield from bullets(words.answer_again, recommendation.triage.ask_again_words)
    yield from bullets(words.watch_out, advice_of(recommendation, ("safety_net",)))
    yield from bullets(words.good_to_know, advice_of(recommendation, ("expectation", "habit", "comfort")))
    yield Block("text", (words.no_diagnosis,))


def _reasons(triage: Triage, words: ReferralWords) -> Iterator[Block]:
    """What is certain or was written, gravest first; then that something is open, as far as that decides the level."""
    told = [reason for reason in triage.reasons if reason.certain or reason.words]
    if triage.level not in WITH_A_PLAN:  # what only calls for care in a plan would sound like comfort here
        told = [reason for reason in told if reason.level not in WITH_A_PLAN]
    yield from bullets("", [reason.say for reason in told])
    if any(not (reason.certain or reason.words) and reason.level == triage.level for reason in triage.reasons):
        yield Block("text", (words.not_known_yet,))


def _plan(plan: Plan, speech: Speech) -> Iterator[Block]:
    programme = plan.programme
    title = speech("handout.routine_called", name=programme.name) if programme else speech("handout.routine")
    yield Block("heading", (title,))
    for note in (_what_it_is(plan), _how_much(plan, speech), _fewer_times(plan, speech), _shorter_days(plan, speech),
                 plan.shortfall, plan.review_note):  # fmt: skip
        if note:
            yield Block("text", (note,))
    if any(item.inferred for item in plan.items):
        yield Block("text", (inferred_note(speech),))
    if programme:
        yield from bullets(speech("handout.different_for_you"), [part.say for part in programme.parts if part.say])
    common = common_stop_signs(plan)
    yield from bullets(speech("handout.when_to_stop"), common)
    told: set[str] = set()
    parts = {part.given: part.part for part in programme.parts} if programme else {}
    for number, item in enumerate(plan.items, start=1):
        what = parts.get(item.exercise, speech.one_of("kind", item.kind))
        yield from item_blocks(number, item, what, common, speech)
        yield Block("text", (speech("handout.why", reason=_fresh_reason(item, told)),))
    if programme:
        yield from bullets(speech("handout.changed_in_routine"), [change.say for change in programme.changes])
    yield Block("heading", (speech("handout.weeks_ahead"),))
    yield Block("list", tuple(_weeks(plan.outline, speech)))
    if plan.items:
        yield from _gates(plan.moving_on, speech)


def _weeks(outline: tuple[Week, ...], speech: Speech) -> Iterator[str]:
    """One line for each week; weeks in a row of which the same is said share one."""
    for say, group in groupby(outline, key=attrgetter("say")):
        first, *others = (week.week for week in group)
        if others:
            yield speech("handout.weeks", first=first, last=others[-1], say=say)
        else:
            yield speech("handout.week", week=first, say=say)


def _what_it_is(plan: Plan) -> str:
    return plan.programme.plain if plan.programme else ""


def _how_much(plan: Plan, speech: Speech) -> str:
    parts = [
        length(plan.seconds, speech),
        speech("amounts.exercises", count=len(plan.items)),
        speech("amounts.days_a_week", count=plan.days_per_week),
    ]
    if plan.programme and plan.programme.times_per_day > 1:
        parts.append(speech("amounts.times_a_day", count=plan.programme.times_per_day))
    return f"{', '.join(parts)}."


def _fewer_times(plan: Plan, speech: Speech) -> str:
    wanted = plan.programme.times_per_day if plan.programme else 1
    if all(item.dose.times_per_day >= wanted for item in plan.items):
        return ""
    return speech("handout.not_every_time")


def _shorter_days(plan: Plan, speech: Speech) -> str:
    """How long the session is on the days on which the strength work rests."""
    daily = sum(item.seconds for item in plan.items if item.dose.days_per_week == plan.days_per_week)
    if daily == plan.seconds:
        return ""
    shorter = about(daily, speech)
    if shorter == about(plan.seconds, speech):
        fewer = speech("handout.fewer_days")
    else:
        fewer = speech("handout.fewer_and_shorter_days", time=shorter)
    return f"{fewer} {speech('handout.day_between')}"


def _fresh_reason(item: Item, told: set[str]) -> str:
    """The first reason that was not given for another exercise yet, so that each item says something of its own."""
    pointed = [reason.say for reason in item.reasons if reason.path]
    reason = next((say for say in pointed if say not in told), pointed[0])
    told.add(reason)
    return reason


def item_blocks(number: int, item: Item, what: str, common: tuple[str, ...], speech: Speech) -> Iterator[Block]:
    """One exercise: `what` it is, its dose and steps, and those of its stop signs that are not `common`."""
    mark = f" {INFERRED}" if item.inferred else ""
    yield Block("subheading", (f"{number}. {item.name}{mark} ({what}, {length(item.seconds, speech)})",))
    yield Block("text", (dose_words(item, speech),))
    if item.equipment:
        needed = ", ".join(speech.one_of("equipment", name) for name in item.equipment)
        yield Block("text", (speech("handout.you_need", things=needed),))
    for way in item.adaptations:
        if way not in item.steps:
            yield Block("text", (speech("handout.for_you", way=way),))
    yield Block("steps", tuple(_step(step, item, speech) for step in item.steps))
    for caution in item.cautions:
        yield Block("text", (speech("handout.take_care", caution=caution.removeprefix(f"{item.name}: ")),))
    yield Block("text", (speech("handout.you_feel_it", feel=item.feel),))
    if own := [sign for sign in item.stop_signs if sign not in common]:
        yield Block("text", (" ".join(own),))


def _step(step: str, item: Item, speech: Speech) -> str:
    """A step, with a word before it where it is not the one that other people do."""
    return speech("handout.for_you", way=step) if step in item.adaptations else step


def _gates(rules: tuple[ProgressionRule, ...], speech: Speech) -> Iterator[Block]:
    for verdict in _GATES:
        lines = tuple(criterion.say for rule in rules if rule.verdict == verdict for criterion in rule.criteria)
        if lines:
            yield Block("subheading", (f"{speech.one_of('gate', verdict, 'person')}:",))
            yield Block("list", tuple(dict.fromkeys(lines)))


def _left_out(recommendation: Recommendation, speech: Speech) -> Iterator[Block]:
    """One line for each reason, with the exercises it kept out."""
    lines = [
        f"{why} ({some((speech('handout.quoted', name=name) for name in names), MOST_NAMES, speech)})"
        for why, names in left_out_by_reason(recommendation.audit, speech).items()
    ]
    yield from bullets(speech("handout.left_out"), lines)
