"""Today's session of a plan: which exercises, in which order, and when to stop."""

from __future__ import annotations

from typing import NamedTuple

from loosen._model.plan import Item, Plan, Recommendation
from loosen._words.recommendation import (
    FIRST,
    advice_of,
    common_stop_signs,
    level_words,
    overridden,
    referral_words,
    unreviewed,
)
from loosen._words.speech import Speech, speech_of
from loosen.errors import ExitCode, Fault, FaultCode, LoosenError

from .timeline import shorter_day


class NoSession(LoosenError):
    """A referral holds no session."""

    exit_code = ExitCode.REFERRAL


class Today(NamedTuple):
    """What is done today, and what the person must see beside it.

    `speech` is what all of it is told in. `stop_signs` are those said once for all exercises, `watch_out` what to get
    advice about, `notes` what must be said first of all, `left_out` the names of what is not for today.
    """

    plan: Plan
    speech: Speech
    stop_signs: tuple[str, ...]
    watch_out: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]


def today(recommendation: Recommendation, *, shorter: bool = False, language: str = "") -> Today:
    """What a plan asks for today; on a `shorter` day without what is for fewer days of the week.

    It is told in the plan's language where no other is given. Raises `NoSession` for a referral.
    """
    whole = recommendation.plan
    speech = speech_of(language or recommendation.audit.language)
    if whole is None:
        raise _referral(recommendation, speech)
    plan = shorter_day(whole) if shorter else whole
    made = recommendation.loosen
    changed = (overridden(made.overridden, speech),) if made.overridden else ()
    return Today(
        plan=plan,
        speech=speech,
        stop_signs=(*advice_of(recommendation, ("stop",)), *(common_stop_signs(plan) or _stop_signs(plan))),
        watch_out=tuple(advice_of(recommendation, ("safety_net",))),
        notes=(*changed, *unreviewed(made.language), plan.review_note),
        left_out=tuple(item.name for item in whole.items if item not in plan.items),
    )


def _referral(recommendation: Recommendation, speech: Speech) -> NoSession:
    notes = tuple(
        Fault(FaultCode.NOTE, speech("session.please_note"), note)
        for note in unreviewed(recommendation.loosen.language)
    )
    advice = tuple(
        Fault(FaultCode.NOTE, referral_words(recommendation).what_to_do, say)
        for say in advice_of(recommendation, FIRST)
    )
    headline = speech("session.none_in_referral", level=level_words(recommendation))
    return NoSession(headline, (*notes, *advice))


def _stop_signs(plan: Plan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sign for item in plan.items for sign in item.stop_signs))


def rare_items(plan: Plan) -> tuple[Item, ...]:
    """The exercises for fewer days a week than the plan; none when a day without them would be empty."""
    daily = shorter_day(plan).items
    return tuple(item for item in plan.items if item not in daily) if daily else ()


def stop_signs_now(day: Today, item: Item) -> tuple[str, ...]:
    """When to stop while doing one exercise: the signs for all of them, and its own."""
    return tuple(dict.fromkeys((*day.stop_signs, *item.stop_signs)))
