"""A plan as the person reads it: the session, when to stop, the weeks ahead and what else is good to know."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from loosen._model.plan import Plan, ProgressionRule, Recommendation, Week
from loosen._model.reserved import NOT_THESE
from loosen._outputs.document import Block
from loosen._words.amounts import about, length, some
from loosen._words.recommendation import advice_of, inferred_note, left_out_by_reason, referral_words
from loosen._words.record import Words
from loosen._words.speech import Speech

from .items import Said, cautions_shared, item_in_brief, item_pieces, said_once
from .own_words import own_words
from .pieces import Piece, listed

FIRST_HINTS = 3
"""Hints that get room before anything but reasons: what rules about this person say goes before what is for all."""
MOST_NAMES = 5
"""Exercises named for one reason; the rest are counted."""
FIRST_CHANGE, ROUTINE, HINTS, WEEKS, GATES, GOOD_TO_KNOW, LEFT_OUT = 1, 1, 4, 5, 7, 8, 9
"""The ranks of what is said as far as there is room."""
_GATES = ("stop", "refer", "advance", "hold", "step_back", "drop")


def plan_pieces(recommendation: Recommendation, plan: Plan) -> Iterator[Piece]:
    """All of a plan, in its order."""
    words, said = Words(recommendation.audit), said_once(plan)
    parts = {part.given: part.part for part in plan.programme.parts if part.given} if plan.programme else {}
    yield from before_exercises(recommendation, plan, said)
    yield from item_pieces(plan, parts, said, words)
    yield from after_exercises(recommendation, plan)


def before_exercises(recommendation: Recommendation, plan: Plan, said: Said) -> Iterator[Piece]:
    """What is told first: what changed, what the session is, and when to stop."""
    words = Words(recommendation.audit)
    speech = words.speech
    yield from listed(speech("handout.since_last"), since_last(plan, speech))
    yield from _session(plan, speech)
    yield from _taken(recommendation, speech)
    yield from _ruled_out(words)
    yield from own_words(words)
    yield from listed(speech("handout.when_to_stop"), when_to_stop(recommendation, said, speech))


def after_exercises(recommendation: Recommendation, plan: Plan) -> Iterator[Piece]:
    """What to watch out for, the weeks ahead, what is good to know, and what was left out."""
    speech, heads = Words(recommendation.audit).speech, referral_words(recommendation)
    yield from listed(heads.watch_out, advice_of(recommendation, ("safety_net",)))
    yield from listed(speech("handout.who_can_help"), advice_of(recommendation, ("signpost",)))
    yield from listed(heads.answer_again, recommendation.triage.ask_again_words)
    if plan.programme:
        changes = [change.say for change in plan.programme.changes]
        yield from listed(speech("handout.changed_in_routine"), changes)
    yield from _outline(plan, speech)
    good = _hints(recommendation)
    yield from listed(heads.good_to_know, good[:FIRST_HINTS], HINTS)
    yield from listed(heads.good_to_know, good[FIRST_HINTS:], GOOD_TO_KNOW)
    yield from listed(speech("handout.left_out"), left_out(recommendation, speech), LEFT_OUT)


def since_last(plan: Plan, speech: Speech) -> list[str]:
    """What became of the plan before, why, and what is other now; nothing of an opening plan."""
    if plan.since is None:
        return []
    why, changes, offers = (
        [one.say for one in part] for part in (plan.since.reasons, plan.since.changes, plan.since.offers)
    )
    changed = {one.change.exercise for one in plan.since.changes}
    rest = [speech("review.rest_stays")] if changes and any(item.exercise not in changed for item in plan.items) else []
    return list(dict.fromkeys((plan.since.say, *why, *changes, *rest, *offers)))


def when_to_stop(recommendation: Recommendation, said: Said, speech: Speech) -> list[str]:
    """When to stop, and what to mind at several exercises."""
    return [*advice_of(recommendation, ("stop",)), *said.stop_signs, *cautions_shared(said, speech)]


def _hints(recommendation: Recommendation) -> list[str]:
    """What is good to know, in the order of the advice: that about this person before that for all; comfort last."""
    told = [advice.say for advice in recommendation.advice if advice.kind in ("expectation", "habit")]
    return [*told, *advice_of(recommendation, ("comfort",))]


def in_brief(recommendation: Recommendation, plan: Plan) -> Iterator[Piece]:
    """A plan on one screen: what changed, the exercises with their doses, and when to get help."""
    speech = Words(recommendation.audit).speech
    yield from (Piece((Block("list", (say,)),), WEEKS) for say in since_last(plan, speech))
    yield Piece((Block("text", (how_long_and_often(plan, speech),)),))
    names = tuple(item.name for item in plan.items)
    doses = tuple(item_in_brief(item, speech) for item in plan.items)
    if plan.items:
        yield Piece((Block("steps", doses),), 1, (Block("steps", names),))
    else:
        yield Piece((Block("text", (plan.shortfall,)),))
    stop = [*advice_of(recommendation, ("stop",)), *said_once(plan).stop_signs]
    yield from (Piece((Block("list", (say,)),), 2) for say in stop)
    nets = advice_of(recommendation, ("safety_net",))
    yield from (Piece((Block("list", (say,)),), 0 if number == 0 else 3) for number, say in enumerate(nets))


def _session(plan: Plan, speech: Speech) -> Iterator[Piece]:
    """What the session is, how much of it there is, and how it differs from what was asked for."""
    programme = plan.programme
    yield Piece((Block("heading", (routine_name(plan, speech),)),))
    if programme:
        yield Piece((Block("text", (programme.plain,)),), ROUTINE)
    for note in (how_long_and_often(plan, speech), *session_notes(plan, speech)):
        yield Piece((Block("text", (note,)),))
    if programme:
        different = [part.say for part in programme.parts if part.say]
        yield from listed(speech("handout.different_for_you"), different)


def routine_name(plan: Plan, speech: Speech) -> str:
    """What the routine is called."""
    return speech("handout.routine_called", name=plan.programme.name) if plan.programme else speech("handout.routine")


def session_notes(plan: Plan, speech: Speech) -> Iterator[str]:
    """How the session differs from what was asked for, and who has not looked at it."""
    inferred = inferred_note(speech) if any(item.inferred for item in plan.items) else ""
    notes = (_fewer_times(plan, speech), _shorter_days(plan, speech), plan.shortfall,
             *(one.say for one in plan.unanswered), plan.review_note, inferred)  # fmt: skip
    return (note for note in notes if note)


def _taken(recommendation: Recommendation, speech: Speech) -> Iterator[Piece]:
    """What was taken for questions that were still open when the person wanted the plan."""
    interview = recommendation.audit.interview
    if interview and interview.taken:
        yield Piece((Block("text", (speech("handout.taken", things=", ".join(interview.taken)),)),))


def _ruled_out(words: Words) -> Iterator[Piece]:
    """What the person ruled out, and what they chose in its place."""
    if record := words.view.answers.get(NOT_THESE):
        yield Piece((Block("text", (words.speech("handout.ruled_out", things=words.answer(record)),)),))


def how_long_and_often(plan: Plan, speech: Speech) -> str:
    """How long the session is, how many exercises it has, and how often it is done."""
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


def _outline(plan: Plan, speech: Speech) -> Iterator[Piece]:
    """The weeks ahead, the first change before the others; then when to move on, stay or step back."""
    for number, say in enumerate(weeks_ahead(plan.outline, speech)):
        line, head = Block("list", (say,)), speech("handout.weeks_ahead")
        yield (
            Piece((line,), FIRST_CHANGE, under=head) if number == 1 else Piece((line,), WEEKS, (), head, together=True)
        )
    for verdict in _GATES if plan.items else ():
        lines = [say for rule in plan.moving_on if rule.verdict == verdict for say in _told(rule)]
        if lines:
            when = Block("subheading", (f"{speech.one_of('gate', verdict, 'person')}:",))
            yield Piece((when, Block("list", tuple(dict.fromkeys(lines)))), GATES, together=True)


def _told(rule: ProgressionRule) -> list[str]:
    """The criteria of a rule, a line each; in one line where only all of them together say something by themselves."""
    says = [criterion.say for criterion in rule.criteria]
    return [" ".join(says)] if rule.verdict == "refer" else says


def weeks_ahead(outline: tuple[Week, ...], speech: Speech) -> Iterator[str]:
    """One line for each week; weeks in a row of which the same is said share one."""
    for say, group in groupby(outline, key=attrgetter("say")):
        first, *others = (week.week for week in group)
        if others:
            yield speech("handout.weeks", first=first, last=others[-1], say=say)
        else:
            yield speech("handout.week", week=first, say=say)


def left_out(recommendation: Recommendation, speech: Speech, most: int = MOST_NAMES) -> list[str]:
    """One line for each reason, with the exercises it kept out, `most` of them by name."""
    return [
        f"{why} ({some((speech('handout.quoted', name=name) for name in names), most, speech)})"
        for why, names in left_out_by_reason(recommendation.audit, speech).items()
    ]
