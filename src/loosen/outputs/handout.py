"""What a recommendation says to the person, as blocks that any writer can set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from loosen.model.base import Level
from loosen.model.language import ReferralWords
from loosen.model.plan import (
    Item,
    Plan,
    ProgressionRule,
    Recommendation,
    Triage,
    Week,
)
from loosen.words.amounts import about, dose_words, length
from loosen.words.recommendation import (
    FIRST,
    INFERRED,
    INFERRED_NOTE,
    advice_of,
    common_stop_signs,
    level_words,
    overridden,
    referral_words,
    unreviewed,
)
from loosen.words.rules import without_head
from loosen.words.vocabulary import EQUIPMENT_WORDS, KIND_WORDS

from .document import Block, bullets

MOST_NAMES = 5
"""Exercises named for one reason; the rest are counted."""
VERDICT_WORDS = {
    "advance": "Move on by one small step when all of this is true",
    "hold": "Stay where you are when",
    "step_back": "Take a step back when",
    "stop": "Stop the plan and get advice when",
}
_WITH_A_PLAN: tuple[Level, ...] = ("proceed", "proceed_with_caution")


def handout(recommendation: Recommendation) -> tuple[Block, ...]:
    """The whole handout: what to do first, the plan if there is one, and what else is good to know."""
    return tuple(_blocks(recommendation))


def _blocks(recommendation: Recommendation) -> Iterator[Block]:
    words = referral_words(recommendation)
    if changed := recommendation.loosen.overridden:
        yield Block("text", (overridden(changed),))
    yield Block("title", (level_words(recommendation),))
    yield from (Block("text", (note,)) for note in unreviewed(recommendation.loosen.language))
    yield from _reasons(recommendation.triage, words)
    yield from bullets(words.what_to_do, advice_of(recommendation, FIRST))
    yield from bullets(words.meanwhile, [advice.say for advice in recommendation.interim])
    if recommendation.plan:
        yield from _plan(recommendation.plan)
        yield from _left_out(recommendation)
    yield from bullets(words.answer_again, recommendation.triage.ask_again_words)
    yield from bullets(words.watch_out, advice_of(recommendation, ("safety_net",)))
    yield from bullets(words.good_to_know, advice_of(recommendation, ("expectation", "habit", "comfort")))
    yield Block("text", (words.no_diagnosis,))


def _reasons(triage: Triage, words: ReferralWords) -> Iterator[Block]:
    """What is certain or was written, gravest first; then that something is open, as far as that decides the level."""
    told = [reason for reason in triage.reasons if reason.certain or reason.words]
    if triage.level not in _WITH_A_PLAN:  # what only calls for care in a plan would sound like comfort here
        told = [reason for reason in told if reason.level not in _WITH_A_PLAN]
    yield from bullets("", [reason.say for reason in told])
    if any(not (reason.certain or reason.words) and reason.level == triage.level for reason in triage.reasons):
        yield Block("text", (words.not_known_yet,))


def _plan(plan: Plan) -> Iterator[Block]:
    yield Block("heading", ("Your routine" + (f": {plan.programme.name}" if plan.programme else ""),))
    for note in (_what_it_is(plan), _how_much(plan), _fewer_times(plan), _shorter_days(plan), plan.shortfall,
                 plan.review_note):  # fmt: skip
        if note:
            yield Block("text", (note,))
    if any(item.inferred for item in plan.items):
        yield Block("text", (INFERRED_NOTE,))
    if plan.programme:
        yield from bullets("What is different for you", [part.say for part in plan.programme.parts if part.say])
    common = common_stop_signs(plan)
    yield from bullets("When to stop", common)
    told: set[str] = set()
    parts = {part.given: part.part for part in plan.programme.parts} if plan.programme else {}
    for number, item in enumerate(plan.items, start=1):
        what = parts.get(item.exercise, KIND_WORDS[item.kind])
        yield from item_blocks(number, item, what, common)
        yield Block("text", (f"Why: {_fresh_reason(item, told)}",))
    if plan.programme:
        yield from bullets("What we changed in this routine", [change.say for change in plan.programme.changes])
    yield Block("heading", ("The weeks ahead",))
    yield Block("list", tuple(_weeks(plan.outline)))
    if plan.items:
        yield from _gates(plan.moving_on)


def _weeks(outline: tuple[Week, ...]) -> Iterator[str]:
    """One line for each week; weeks in a row of which the same is said share one."""
    for say, group in groupby(outline, key=attrgetter("say")):
        first, *others = (week.week for week in group)
        yield f"Weeks {first} to {others[-1]}: {say}" if others else f"Week {first}: {say}"


def _what_it_is(plan: Plan) -> str:
    return plan.programme.plain if plan.programme else ""


def _how_much(plan: Plan) -> str:
    often = f"{plan.days_per_week} days a week"
    if plan.programme and plan.programme.times_per_day > 1:
        often += f", {plan.programme.times_per_day} times a day"
    exercises = f"{len(plan.items)} exercise{'s' * (len(plan.items) != 1)}"
    return f"{length(plan.seconds)}, {exercises}, {often}."


def _fewer_times(plan: Plan) -> str:
    wanted = plan.programme.times_per_day if plan.programme else 1
    if all(item.dose.times_per_day >= wanted for item in plan.items):
        return ""
    return "Not every exercise is for every time of the day; each one says how often."


def _shorter_days(plan: Plan) -> str:
    """How long the session is on the days on which the strength work rests."""
    daily = sum(item.seconds for item in plan.items if item.dose.days_per_week == plan.days_per_week)
    if daily == plan.seconds:
        return ""
    shorter = f"; the other days take about {about(daily)}" if about(daily) != about(plan.seconds) else ""
    return f"Some exercises are for fewer days{shorter}. Leave a day between two days with strength work."


def _fresh_reason(item: Item, told: set[str]) -> str:
    """The first reason that was not given for another exercise yet, so that each item says something of its own."""
    pointed = [reason.say for reason in item.reasons if reason.path]
    reason = next((say for say in pointed if say not in told), pointed[0])
    told.add(reason)
    return reason


def item_blocks(number: int, item: Item, what: str, common: tuple[str, ...]) -> Iterator[Block]:
    """One exercise: `what` it is, its dose and steps, and those of its stop signs that are not `common`."""
    mark = f" {INFERRED}" if item.inferred else ""
    yield Block("subheading", (f"{number}. {item.name}{mark} ({what}, {length(item.seconds)})",))
    yield Block("text", (dose_words(item),))
    if item.equipment:
        needed = (EQUIPMENT_WORDS.get(name, name.replace("_", " ")) for name in item.equipment)
        yield Block("text", (f"You need: {', '.join(needed)}.",))
    for way in item.adaptations:
        yield Block("text", (f"For you: {way}",))
    yield Block("steps", item.steps)
    for caution in item.cautions:
        yield Block("text", (f"Take care: {caution.removeprefix(f'{item.name}: ')}",))
    yield Block("text", (f"You feel it: {item.feel}",))
    if own := [sign for sign in item.stop_signs if sign not in common]:
        yield Block("text", (" ".join(own),))


def _gates(rules: tuple[ProgressionRule, ...]) -> Iterator[Block]:
    for verdict, words in VERDICT_WORDS.items():
        lines = tuple(criterion.say for rule in rules if rule.verdict == verdict for criterion in rule.criteria)
        if lines:
            yield Block("subheading", (f"{words}:",))
            yield Block("list", tuple(dict.fromkeys(lines)))


def _left_out(recommendation: Recommendation) -> Iterator[Block]:
    """One line for each reason, with the exercises it kept out."""
    audit = recommendation.audit
    by_reason: dict[str, dict[str, None]] = {}
    for entry in recommendation.excluded:
        for rule in entry.rules:
            say = without_head(audit.say_of(rule, entry.name), entry.name)
            reason = say.replace(entry.name, "this exercise")
            by_reason.setdefault(f"{reason[:1].upper()}{reason[1:]}", {})[entry.name] = None
    yield from bullets("Left out for your safety", [f"{why} ({_some(list(left))})" for why, left in by_reason.items()])


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(f"“{name}”" for name in names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
